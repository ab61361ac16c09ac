//! The site of a project while it is being written: made in memory, made again after each change, shown by a browser that
//! reloads itself. Nothing is published; `acuerdos build` does that.

mod gate;
mod server;
mod stage;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Language;
use crate::pipeline::{Failure, Workshop};

pub use stage::{Shown, Stage};

/// Where to listen.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// Of the loopback interface, unless others shall be let in.
    pub ip: IpAddr,
    /// The first port to try.
    pub port: u16,
}

/// Something that the person at the terminal is told.
#[derive(Debug)]
pub enum Event<'a> {
    /// The server answers at this address.
    Ready(SocketAddr),
    /// The content was read, at the start or after these paths changed, from the root; it took this long.
    Made(&'a Shown, &'a [String], Duration),
    /// Changes are not noticed any more.
    Blind(&'a notify::Error),
}

/// Serves a project until Ctrl-C.
///
/// # Errors
/// If no port is free, or the machine fails.
pub fn serve(
    workshop: Workshop,
    address: Address,
    language: impl Fn(Option<Language>) -> Language + Send + Sync + 'static,
    tell: impl Fn(Event<'_>) + Send + Sync + 'static,
) -> Result<(), Failed> {
    let tell: Arc<dyn Fn(Event<'_>) + Send + Sync> = Arc::new(tell);
    let stage = Arc::new(Stage::new(workshop, Box::new(language)));
    // What changes while the first edition is being made is seen after it.
    let watcher = watch::Watcher::start(&stage).map_err(Failed::Watch)?;
    stage.make(&[], tell.as_ref());
    watcher.follow(Arc::clone(&stage), Arc::clone(&tell));
    server::run(&stage, address, |address| tell(Event::Ready(address))).map_err(Failed::Listen)
}

/// Why nothing is served.
#[derive(Debug)]
pub enum Failed {
    /// The files cannot be watched.
    Watch(notify::Error),
    /// The server cannot listen.
    Listen(io::Error),
    /// The threads cannot be started.
    Workshop(Failure),
}
