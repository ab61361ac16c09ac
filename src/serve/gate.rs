//! Who is let in: so many connections at once, and when one more comes, the one on which nothing has happened for longest goes.
//! Without that, clients that connect and say nothing would keep everybody else out, once the system has no more to give.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Connections at once. A browser has six to one address; systems give a program 256 files and more.
const MOST: usize = 128;

/// How long to wait when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(50);

/// A listener that keeps no more than [`MOST`] connections.
pub(super) struct Gate {
    listener: TcpListener,
    inside: Arc<Inside>,
}

/// The connections there are, by number.
#[derive(Default)]
struct Inside {
    visits: Mutex<BTreeMap<u64, Arc<Visit>>>,
    /// Counts what happens on any of them: what is later has a larger number.
    moment: AtomicU64,
}

/// What is known of one connection.
#[derive(Default)]
struct Visit {
    /// When something last happened on it.
    last: AtomicU64,
    ended: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Gate {
    pub(super) fn new(listener: TcpListener) -> Self {
        Self { listener, inside: Arc::default() }
    }
}

impl Listener for Gate {
    type Io = Caller;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Caller, SocketAddr) {
        loop {
            match self.listener.accept().await {
                Ok((stream, address)) => return (self.inside.enter(stream), address),
                // One that has hung up is no matter; when there is no room, some may leave meanwhile.
                Err(_) => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Inside {
    fn enter(self: &Arc<Self>, stream: TcpStream) -> Caller {
        let visit = Arc::new(Visit::default());
        let number = self.moment.fetch_add(1, Ordering::Relaxed);
        visit.last.store(number, Ordering::Relaxed);
        let mut visits = self.visits();
        while visits.len() >= MOST {
            let Some(idle) = visits.iter().min_by_key(|(_, visit)| visit.last.load(Ordering::Relaxed)).map(|it| *it.0)
            else {
                break;
            };
            if let Some(visit) = visits.remove(&idle) {
                visit.end();
            }
        }
        visits.insert(number, Arc::clone(&visit));
        drop(visits);
        Caller { stream, number, visit, inside: Arc::clone(self) }
    }

    fn visits(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Visit>>> {
        self.visits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Visit {
    fn end(&self) {
        self.ended.store(true, Ordering::Release);
        if let Some(waker) = self.waker().take() {
            waker.wake();
        }
    }

    fn waker(&self) -> MutexGuard<'_, Option<Waker>> {
        self.waker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that has been let in.
pub(super) struct Caller {
    stream: TcpStream,
    number: u64,
    visit: Arc<Visit>,
    inside: Arc<Inside>,
}

impl Caller {
    /// Something happened.
    fn stir(&self) {
        self.visit.last.store(self.inside.moment.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        self.inside.visits().remove(&self.number);
    }
}

impl AsyncRead for Caller {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        *self.visit.waker() = Some(context.waker().clone());
        if self.visit.ended.load(Ordering::Acquire) {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        if read.is_ready() {
            self.stir();
        }
        read
    }
}

impl AsyncWrite for Caller {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        if written.is_ready() {
            self.stir();
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
