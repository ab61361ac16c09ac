//! `acuerdos serve` among clients that mean it no good. What readers see of it, `tests/browser/serve.test.mjs` tells.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::Project;

const MINUTES: &str = "---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n### 1. Plan\n";
/// Tells a child process where the server is.
const SERVER: &str = "ACUERDOS_TEST_SERVER";

/// A server, ended when it is dropped.
struct Server {
    process: Child,
    address: SocketAddr,
    project: Project,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// With so many files that the system lets it open, or as many as the test has.
    fn start(files: Option<usize>) -> Self {
        let project = Project::of([
            ("content/reuniones/2022-08-09.md", MINUTES),
            ("content/anexo.txt", "anexo"),
            ("secret.txt", "SECRETO"),
        ]);
        let limit = files.map_or(String::new(), |files| format!("ulimit -n {files}; "));
        let mut command = Command::new("sh");
        command.args([
            "-c",
            &format!("{limit}exec \"$0\" \"$@\""),
            env!("CARGO_BIN_EXE_acuerdos"),
            "serve",
            "--port",
            "0",
        ]);
        command
            .args(["--today", "2023-02-15", "--root"])
            .arg(project.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let mut url = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let address = url.trim().trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        Self { process, address, project }
    }

    /// Sends these bytes, and gives back all that is answered until the server hangs up.
    fn ask(&self, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        // A test that would wait for ever fails.
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, host: &str, path: &str) -> String {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    }
}

/// The child of the test below: opens as many connections as it is told, and holds them until its input ends.
#[test]
#[ignore = "the child of `a_thousand_clients_that_say_nothing_keep_nobody_out`"]
fn says_nothing_a_thousand_times() {
    let Ok(server) = env::var(SERVER) else { return };
    let mut held: Vec<TcpStream> = Vec::new();
    for number in 0..1_500 {
        // What the server has hung up on is still held here.
        let Ok(mut stream) = TcpStream::connect(&server) else { continue };
        let said: &[u8] = match number % 4 {
            0 => b"",
            1 => b"G",
            2 => b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
            _ => b"GET /~serve/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
        };
        let _ = stream.write_all(said);
        held.push(stream);
    }
    println!("holds {}", held.len());
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

#[test]
fn a_thousand_clients_that_say_nothing_keep_nobody_out() {
    // No more than a system gives by itself: fewer than there are clients.
    let server = Server::start(Some(256));
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n $(ulimit -H -n) 2>/dev/null; exec \"$0\" \"$@\""]).arg(env::current_exe().unwrap());
    command.args(["--exact", "says_nothing_a_thousand_times", "--ignored", "--nocapture"]);
    command.env(SERVER, server.address.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut clients = command.spawn().unwrap();
    let mut said = BufReader::new(clients.stdout.take().unwrap()).lines().map_while(Result::ok);
    let held = said.find_map(|line| line.split("holds ").nth(1)?.parse::<usize>().ok()).expect("clients that hold on");
    assert!(held > 500, "only {held} connections");
    for path in ["/", "/compromisos/2022-08-09/1.html", "/anexo.txt", "/busqueda/current.js"].iter().cycle().take(40) {
        let answer = server.get("localhost", path);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
    }
    drop(clients.stdin.take());
    clients.wait().unwrap();
    assert!(server.get("localhost", "/").starts_with("HTTP/1.1 200 "));
}

#[test]
fn no_path_leads_out_of_the_site() {
    let server = Server::start(None);
    for path in [
        "/../secret.txt",
        "/content/../../secret.txt",
        "/..\\secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/anexo.txt/../../secret.txt",
        "/anexo.txt%00.html",
        "/anexo.txt/",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/file:///etc/passwd",
        "/~serve/../../secret.txt",
        "/~serve/%2e%2e/%2e%2e/secret.txt",
        "/secret.txt",
        "/acuerdos.toml",
        "/content/reuniones/2022-08-09.md",
        "/.git/config",
        "http://localhost/../secret.txt",
    ] {
        let answer = server.get("localhost", path);
        assert!(answer.starts_with("HTTP/1.1 40"), "{path}: {answer}");
        assert!(!answer.contains("SECRETO") && !answer.contains("root:"), "{path}: {answer}");
    }
    assert!(!server.project.path("site").exists(), "nothing is published by looking");
    assert!(server.get("localhost", "/anexo.txt").ends_with("anexo"));
}

#[test]
fn foreign_names_get_nothing() {
    let server = Server::start(None);
    let port = server.address.port();
    for host in [
        "example.org".to_owned(),
        format!("example.org:{port}"),
        "localhost.example.org".to_owned(),
        "127.0.0.1.example.org".to_owned(),
        "localhost@example.org".to_owned(),
        "example.org#localhost".to_owned(),
        "127.0.0.2".to_owned(),
        "0.0.0.0".to_owned(),
        "[::ffff:127.0.0.1]".to_owned(),
        "192.168.0.1".to_owned(),
        String::new(),
    ] {
        for path in ["/", "/datos/compromisos.json", "/~serve/events", "/~serve/reload.js"] {
            let answer = server.get(&host, path);
            assert!(answer.starts_with("HTTP/1.1 40"), "{host:?} {path}: {answer}");
            assert!(!answer.contains("Plan"), "{host:?} {path}: {answer}");
        }
    }
    // Without any, and in the request alone.
    for request in [
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n",
    ] {
        assert!(server.ask(request.as_bytes()).starts_with("HTTP/1."), "{request:?}");
        assert!(!server.ask(request.as_bytes()).contains("Plan"), "{request:?}");
    }
}

#[test]
fn what_is_no_request_is_answered_or_hung_up_on() {
    let server = Server::start(None);
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "a".repeat(1 << 20));
    let many = format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X-A: b\r\n".repeat(10_000));
    for request in [
        "\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
        &long,
        &many,
    ] {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        // It may hang up before all is said.
        let _ = stream.write_all(request.as_bytes()).and_then(|()| stream.shutdown(std::net::Shutdown::Write));
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.starts_with("HTTP/1.1 200") && !answer.contains("Plan"), "{answer}");
    }
    assert!(server.get("localhost", "/").starts_with("HTTP/1.1 200 "));
}

#[test]
fn it_listens_to_this_machine_alone() {
    let server = Server::start(None);
    assert!(server.address.ip().is_loopback(), "{}", server.address);
    // The address by which this machine would reach others, if it has one; nothing is sent.
    let own = UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr()));
    match own.map(|address| address.ip()) {
        Ok(ip @ IpAddr::V4(_)) if !ip.is_loopback() && !ip.is_unspecified() => {
            let other = TcpStream::connect((ip, server.address.port()));
            assert!(other.is_err(), "it answers at {ip}");
        }
        _ => println!("skipped: this machine has no other address"),
    }
}
