//! The stage over HTTP, by `axum`.
//!
//! It sends the Content-Security-Policy that published sites are promised to work under, so that what breaks it is seen
//! at once, and answers to no name but this machine's own, which keeps foreign pages from reading it by DNS rebinding.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::Poll;

use axum::Router;
use axum::body::Body as Reply;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use tokio::net::TcpListener;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::gate::Gate;
use super::stage::Problems;
use super::{Address, Stage};
use crate::pipeline::{Body, Edition};

/// What a strict static server sends with every page.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/// How many ports are tried after the one asked for.
const TRIES: u16 = 20;

/// Folder of what pages get besides what is published; no page of a site can have such a name.
const OWN: &str = "/~serve/";

/// Serves on the first free port, until Ctrl-C. `ready` is told the address.
pub(super) fn run(stage: &Arc<Stage>, address: Address, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let listener = bind(address).await?;
        // Who stops it at once is heard as well: to look at it is what begins to listen.
        let mut interrupted = std::pin::pin!(tokio::signal::ctrl_c());
        let looked = std::future::poll_fn(|context| Poll::Ready(interrupted.as_mut().poll(context))).await;
        if looked.is_ready() {
            return Ok(());
        }
        ready(listener.local_addr()?);
        // Not a graceful end: that would wait for pages, which listen for as long as they are open.
        tokio::select! {
            served = async { axum::serve(Gate::new(listener), router(Arc::clone(stage), address.ip)).await } => served,
            Ok(()) = &mut interrupted => Ok(()),
        }
    });
    runtime.shutdown_background();
    served
}

async fn bind(address: Address) -> io::Result<TcpListener> {
    let mut last = None;
    for port in (0..TRIES).map_while(|step| address.port.checked_add(step)) {
        match TcpListener::bind((address.ip, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(last.unwrap_or_else(|| io::Error::from(io::ErrorKind::AddrInUse)))
}

fn router(stage: Arc<Stage>, ip: IpAddr) -> Router {
    let own =
        |bytes: &'static str, kind: &'static str| get(move || async move { ([(header::CONTENT_TYPE, kind)], bytes) });
    Router::new()
        .route(&format!("{OWN}events"), get(events))
        .route(&format!("{OWN}reload.js"), own(include_str!("reload.js"), "text/javascript; charset=utf-8"))
        .route(&format!("{OWN}overlay.css"), own(include_str!("overlay.css"), "text/css; charset=utf-8"))
        .fallback(page)
        .with_state(stage)
        .layer(middleware::from_fn(move |request, next| guard(ip, request, next)))
}

/// Every state of the stage, the present one first.
async fn events(State(stage): State<Arc<Stage>>) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let states = WatchStream::new(stage.subscribe()).map(|shown| {
        let data = serde_json::to_string(&shown).unwrap_or_default();
        Ok(sse::Event::default().data(data))
    });
    Sse::new(states).keep_alive(KeepAlive::default())
}

async fn page(State(stage): State<Arc<Stage>>, method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    // Rendering is work, and an index more so: not on the threads that keep connections.
    let answer = tokio::task::spawn_blocking(move || {
        let watched = headers.get("sec-fetch-dest").is_some_and(|value| value == "document");
        answer(&stage, &uri, watched)
    });
    answer.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The answer to a request; a page that a browser shows, `watched`, gets what reloads it.
fn answer(stage: &Stage, uri: &Uri, watched: bool) -> Response {
    let shown = stage.shown();
    let Some(edition) = stage.edition() else {
        return waiting(shown.edition, watched);
    };
    let Ok(path) = percent_decode_str(uri.path()).decode_utf8() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut path = path.trim_start_matches('/').to_owned();
    if path.is_empty() || path.ends_with('/') {
        path.push_str("index.html");
    }
    let versioned = uri.query().is_some_and(|query| query.starts_with("v="));
    match body(&edition, &path) {
        Ok(Some(bytes)) => reply(StatusCode::OK, &path, bytes, watched.then_some(shown.edition), versioned),
        Ok(None) => match body(&edition, "404.html") {
            Ok(Some(bytes)) => {
                let bytes = at_the_root(bytes);
                reply(StatusCode::NOT_FOUND, "404.html", bytes, watched.then_some(shown.edition), false)
            }
            _ => StatusCode::NOT_FOUND.into_response(),
        },
        Err(message) => {
            let problems = Problems::new(shown.language, vec![message], true);
            let text = format!("{}\n\n{}\n", problems.title, problems.texts.join("\n\n"));
            let page = bare(&text);
            reply(StatusCode::INTERNAL_SERVER_ERROR, "error.html", page, watched.then_some(shown.edition), false)
        }
    }
}

/// The page for what is not there, whose links are those of a page at the root, as it is shown in any folder.
fn at_the_root(mut bytes: Vec<u8>) -> Vec<u8> {
    const HEAD: &[u8] = b"<head>";
    if let Some(at) = bytes.windows(HEAD.len()).position(|window| window == HEAD) {
        bytes.splice(at + HEAD.len()..at + HEAD.len(), *b"<base href=\"/\">");
    }
    bytes
}

/// What stands in for a page until there is a first edition; the state of the content is laid over it.
fn waiting(edition: u64, watched: bool) -> Response {
    reply(StatusCode::SERVICE_UNAVAILABLE, "waiting.html", bare(""), watched.then_some(edition), false)
}

fn bare(text: &str) -> Vec<u8> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"und\"><head><meta charset=\"utf-8\"><title>acuerdos</title></head><body><pre>{text}</pre></body></html>\n"
    )
    .into_bytes()
}

fn body(edition: &Edition, path: &str) -> Result<Option<Vec<u8>>, String> {
    match edition.body(path)? {
        None => Ok(None),
        Some(Body::Bytes(bytes)) => Ok(Some(bytes)),
        // It was there when the edition was made.
        Some(Body::Content(file)) => Ok(std::fs::read(file).ok()),
    }
}

fn reply(status: StatusCode, path: &str, mut bytes: Vec<u8>, edition: Option<u64>, versioned: bool) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let text = kind.type_() == "text" || matches!(kind.subtype().as_str(), "javascript" | "json" | "xml");
    let kind = if text { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    if let Some(edition) = edition
        && kind.starts_with("text/html")
        && let Some(end) = bytes.windows(7).rposition(|window| window == b"</body>")
    {
        let script = format!("<script src=\"{OWN}reload.js\" data-edition=\"{edition}\"></script>\n");
        bytes.splice(end..end, script.into_bytes());
    }
    // What carries a fingerprint in its address can be kept; a page that reloads then fetches nothing but itself.
    let cache = if versioned { "max-age=31536000, immutable" } else { "no-cache" };
    (status, [(header::CONTENT_TYPE, kind.as_str()), (header::CACHE_CONTROL, cache)], bytes).into_response()
}

async fn guard(ip: IpAddr, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if !is_ours(host, ip) {
        return (StatusCode::FORBIDDEN, "this server answers to `localhost` alone\n").into_response();
    }
    let mut response: Response<Reply> = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Whether a Host header is this machine's: a name of the loopback interface; and any bare address, for who listens on
/// others. A foreign page that has its own name lead here comes with that name.
fn is_ours(host: &str, ip: IpAddr) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    matches!(name, "localhost" | "127.0.0.1" | "::1") || (!ip.is_loopback() && name.parse::<IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::is_ours;

    #[test]
    fn only_this_machine_is_answered_to() {
        let loopback = IpAddr::from(Ipv4Addr::LOCALHOST);
        for host in ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"] {
            assert!(is_ours(host, loopback), "{host}");
        }
        for host in ["", "example.org", "localhost.example.org", "127.0.0.1.example.org", "192.168.0.1"] {
            assert!(!is_ours(host, loopback), "{host}");
        }
        let everywhere = IpAddr::from(Ipv4Addr::UNSPECIFIED);
        assert!(is_ours("192.168.0.1:8000", everywhere));
        assert!(!is_ours("example.org", everywhere));
    }
}
