//! A built site on loopback, as any static server would serve it, by `axum` and `tower-http`.
//!
//! It sends the Content-Security-Policy that published sites are promised to work under, so that what breaks it is seen
//! at once, and answers no host but this machine's own names, which keeps foreign pages from reading it by DNS rebinding.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tower_http::services::{ServeDir, ServeFile};

/// What a strict static server sends with every page.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/// How many ports are tried after the one asked for.
const TRIES: u16 = 20;

/// Serves a folder on the first free port from `port` on, until Ctrl-C. `ready` is told the address.
///
/// # Errors
/// If no port is free, or the machine fails.
pub fn serve(site: &Path, port: u16, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = bind(port).await?;
        ready(listener.local_addr()?);
        axum::serve(listener, router(site.to_owned()))
            .with_graceful_shutdown(async {
                // Without the signal there is no other end; the process is then stopped like any.
                if tokio::signal::ctrl_c().await.is_err() {
                    std::future::pending::<()>().await;
                }
            })
            .await
    })
}

async fn bind(port: u16) -> io::Result<TcpListener> {
    let mut last = None;
    for port in (0..TRIES).map_while(|step| port.checked_add(step)) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::from(io::ErrorKind::AddrInUse)))
}

fn router(site: PathBuf) -> Router {
    let not_found = ServeFile::new(site.join("404.html"));
    Router::new().fallback_service(ServeDir::new(site).not_found_service(not_found)).layer(middleware::from_fn(guard))
}

async fn guard(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_local(host) {
        return (StatusCode::FORBIDDEN, "this server answers to `localhost` alone\n").into_response();
    }
    let mut response: Response<Body> = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1")
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_this_machine_is_answered_to() {
        for host in ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org", "127.0.0.1.example.org", "192.168.0.1"] {
            assert!(!is_local(host), "{host}");
        }
    }
}
