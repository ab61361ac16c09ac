//! The real network.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::time::Duration;

use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error, Proxy};
use url::Url;

use super::{Method, Network, Reply, Silence, address};
use crate::diagnostic::Trouble;

/// Which servers may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Public ones.
    Public,
    /// Those of this machine and of inner networks as well.
    Everything,
}

/// The network of this machine, with its proxy and its certificates.
#[derive(Debug)]
pub struct Web {
    agent: Agent,
    reach: Reach,
    /// A proxy looks up names by itself.
    looks_up: bool,
}

impl Web {
    /// Gives up on an answer after `timeout`.
    #[must_use]
    pub fn new(reach: Reach, timeout: Duration) -> Self {
        let proxy = Proxy::try_from_env();
        let looks_up = proxy.is_none();
        // An institution has certificates of its own, which its machines know.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let agent = Agent::config_builder()
            .proxy(proxy)
            .tls_config(tls)
            .user_agent(format!("acuerdos/{} (link check)", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .timeout_global(Some(timeout))
            .build()
            .into();
        Self { agent, reach, looks_up }
    }

    /// Refuses what is not to be asked, and finds out whether there is such a server.
    fn admit(&self, address: &str) -> Result<(), Silence> {
        let url = Url::parse(address).map_err(|_| Silence::Trouble(Trouble::Unreadable))?;
        if self.reach == Reach::Public && address::is_inner(address) {
            return Err(Silence::Inner);
        }
        if !self.looks_up {
            return Ok(());
        }
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let found = (host, url.port_or_known_default().unwrap_or(80)).to_socket_addrs();
        let found: Vec<IpAddr> =
            found.map_err(|_| Silence::Trouble(Trouble::NoSuchHost))?.map(|found: SocketAddr| found.ip()).collect();
        if self.reach == Reach::Public && found.iter().any(|&ip| address::is_inner_number(ip)) {
            return Err(Silence::Inner);
        }
        Ok(())
    }
}

impl Network for Web {
    fn ask(&self, address: &str, method: Method) -> Result<Reply, Silence> {
        self.admit(address)?;
        let request = match method {
            Method::Head => self.agent.head(address),
            // Where the server knows how, the first byte is enough; the others are not read.
            Method::Get => self.agent.get(address).header("range", "bytes=0-0"),
        };
        let answer = request.call().map_err(|error| Silence::Trouble(trouble(&error)))?;
        let header = |name: &str| answer.headers().get(name)?.to_str().ok().map(str::to_owned);
        Ok(Reply {
            status: answer.status().as_u16(),
            location: header("location"),
            // As a date it would need a clock; seconds are what servers send.
            retry_after: header("retry-after").and_then(|text| text.trim().parse().ok()).map(Duration::from_secs),
        })
    }

    fn wait(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

fn trouble(error: &Error) -> Trouble {
    match error {
        Error::HostNotFound => Trouble::NoSuchHost,
        Error::Timeout(_) => Trouble::Timeout,
        Error::Tls(_) | Error::TlsRequired | Error::Rustls(_) | Error::Pem(_) => Trouble::Insecure,
        Error::Io(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) => {
            Trouble::Timeout
        }
        // What a certificate lacks comes wrapped by the layer that reads and writes.
        Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => Trouble::Insecure,
        Error::Io(_) | Error::ConnectionFailed | Error::ConnectProxyFailed(_) => Trouble::Closed,
        Error::Protocol(_) | Error::LargeResponseHeader(..) | Error::Http(_) | Error::BadUri(_) => Trouble::Unreadable,
        _ => Trouble::Closed,
    }
}
