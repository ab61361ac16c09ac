//! `acuerdos serve`

use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::report::{self, say};
use super::{ContentArguments, Global, MACHINE_FAILED, base_url};
use crate::diagnostic::Language;
use crate::pipeline::Workshop;
use crate::serve::{Address, Event, Failed, Shown};

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    content: ContentArguments,
    /// Absolute URL of the site's root, for sitemap, feeds and calendar
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Threads that read and index [default: one for each processor]
    #[arg(long, short, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// Port to listen on; if it is taken, the next one that is free
    #[arg(long, short, default_value_t = 8000)]
    port: u16,
    /// Address to listen on; any but this machine's own lets others read the site
    #[arg(long, value_name = "IP", default_value_t = IpAddr::from(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

pub(super) fn run(global: &Global, arguments: &ServeArguments) -> ExitCode {
    let mut options = global.options(&arguments.content);
    options.base_url.clone_from(&arguments.base_url);
    options.jobs = arguments.jobs;
    let workshop = match Workshop::new(options) {
        Ok(workshop) => workshop,
        Err(failure) => return report::failure(global, &failure),
    };
    let address = Address { ip: arguments.host, port: arguments.port };
    let voice = Voice { quiet: global.quiet, port: arguments.port, open: arguments.open };
    let chosen = global.chosen_language();
    let language = move |site: Option<Language>| chosen.or(site).unwrap_or_default();
    let fallback = language(None);
    match crate::serve::serve(workshop, address, language, move |event| voice.tell(fallback, &event)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed::Workshop(failure)) => report::failure(global, &failure),
        Err(Failed::Listen(error)) => report::machine(fallback, None, &error),
        Err(Failed::Watch(error)) => match error.kind {
            notify::ErrorKind::Io(error) => report::machine(fallback, None, &error),
            _ => {
                anstream::eprintln!("error: {error}");
                ExitCode::from(MACHINE_FAILED)
            }
        },
    }
}

/// What the terminal is told.
struct Voice {
    quiet: bool,
    port: u16,
    open: bool,
}

impl Voice {
    fn tell(&self, fallback: Language, event: &Event<'_>) {
        match event {
            Event::Ready(address) => {
                if address.port() != self.port && self.port != 0 {
                    let (asked, port) = (self.port, address.port());
                    anstream::eprintln!(
                        "{}",
                        say(
                            fallback,
                            &format!("el puerto {asked} está ocupado; se usa el {port}"),
                            &format!("port {asked} is taken; using {port}")
                        )
                    );
                }
                // The address is the result: a script may wait for it.
                anstream::println!("http://{address}/");
                if !self.quiet {
                    anstream::eprintln!("{}", say(fallback, "Ctrl-C para terminar", "Ctrl-C to stop"));
                }
                if self.open
                    && let Err(error) = open::that_detached(format!("http://{address}/"))
                {
                    anstream::eprintln!("error: {error}");
                }
            }
            Event::Made(shown, changed, elapsed) => self.made(shown, changed, *elapsed),
            Event::Blind(error) => anstream::eprintln!("error: {error}"),
        }
    }

    fn made(&self, shown: &Shown, changed: &[String], elapsed: Duration) {
        anstream::eprint!("{}", shown.findings);
        if self.quiet {
            return;
        }
        let what = changed.iter().map(String::as_str).take(3).collect::<Vec<_>>().join(", ");
        let more = if changed.len() > 3 { ", …" } else { "" };
        let what = if what.is_empty() { what } else { format!("{what}{more} · ") };
        let milliseconds = elapsed.as_millis();
        let (meetings, commitments) = shown.counts;
        let text = if shown.problems.is_some() {
            say(
                shown.language,
                &format!("{what}hay errores; se muestra el sitio como estaba · {milliseconds} ms"),
                &format!("{what}there are errors; the site is shown as it was · {milliseconds} ms"),
            )
        } else {
            say(
                shown.language,
                &format!("{what}compromisos: {commitments} · reuniones: {meetings} · {milliseconds} ms"),
                &format!("{what}commitments: {commitments} · meetings: {meetings} · {milliseconds} ms"),
            )
        };
        anstream::eprintln!("{text}");
    }
}
