//! `check --external` against a server of this machine that counts what it is asked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use acuerdos::diagnostic::Trouble;
use acuerdos::external::{Answer, Asker, Courtesy, Method, Network, Reach, Reply, Silence, Web};
use support::Project;

/// A request as it came.
#[derive(Debug, Clone)]
struct Request {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
}

/// A server with a page for each behaviour.
#[derive(Clone)]
struct Server {
    url: String,
    requests: Arc<Mutex<Vec<Request>>>,
    /// Requests that are being answered, and the most that ever were.
    at_once: Arc<(AtomicUsize, AtomicUsize)>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { url, requests: Arc::default(), at_once: Arc::default() };
        let serving = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let serving = serving.clone();
                std::thread::spawn(move || serving.answer(stream));
            }
        });
        server
    }

    fn answer(&self, mut stream: TcpStream) {
        let (now, most) = &*self.at_once;
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        if let Some(request) = read(&stream) {
            self.requests.lock().unwrap().push(request.clone());
            let tries = self.requests_of(&request.path).len();
            // Long enough for others to come meanwhile, if they would.
            std::thread::sleep(Duration::from_millis(5));
            let answer = self.page(&request, tries);
            now.fetch_sub(1, Ordering::SeqCst);
            if let Some(answer) = answer {
                let _ = stream.write_all(answer.as_bytes());
            }
        } else {
            now.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// What a page says; nothing, if the connection is closed without a word.
    fn page(&self, request: &Request, tries: usize) -> Option<String> {
        let status = |status: &str, more: &str| Some(format!("HTTP/1.1 {status}\r\n{more}content-length: 0\r\n\r\n"));
        let head = request.method == "HEAD";
        match request.path.as_str() {
            "/404" => status("404 Not Found", ""),
            "/410" => status("410 Gone", ""),
            "/403" => status("403 Forbidden", ""),
            "/405" if head => status("405 Method Not Allowed", ""),
            "/404-a-head" if head => status("404 Not Found", ""),
            "/parte" if !head => status("206 Partial Content", ""),
            "/cerrado-a-head" if head => None,
            "/grande" if !head => {
                Some(format!("HTTP/1.1 200 OK\r\ncontent-length: 100000000000\r\n\r\n{}", "x".repeat(9999)))
            }
            "/grande" => status("501 Not Implemented", ""),
            "/viejo" => status("301 Moved Permanently", "location: /otro\r\n"),
            "/otro" => status("308 Permanent Redirect", &format!("location: {}/nuevo\r\n", self.url)),
            "/mixto" => status("301 Moved Permanently", "location: /temporal\r\n"),
            "/temporal" => status("302 Found", "location: /nuevo\r\n"),
            "/viejo-y-roto" => status("301 Moved Permanently", "location: /404\r\n"),
            "/vuelta" => status("301 Moved Permanently", "location: /revuelta\r\n"),
            "/revuelta" => status("301 Moved Permanently", "location: /vuelta\r\n"),
            "/sin-fin" => status("302 Found", &format!("location: /sin-fin?{}\r\n", request.headers.len())),
            path if path.starts_with("/mas") => status("302 Found", &format!("location: {path}s\r\n")),
            "/ocupado" if tries == 1 => status("429 Too Many Requests", "retry-after: 7\r\n"),
            "/siempre-ocupado" => status("429 Too Many Requests", "retry-after: 7\r\n"),
            "/ocupado-un-dia" => status("503 Service Unavailable", "retry-after: 86400\r\n"),
            "/500" => status("500 Internal Server Error", ""),
            "/lento" => {
                std::thread::sleep(Duration::from_secs(4));
                status("200 OK", "")
            }
            "/cerrado" => None,
            "/ilegible" => Some("no es HTTP\r\n\r\n".to_owned()),
            _ => status("200 OK", ""),
        }
    }

    fn requests_of(&self, path: &str) -> Vec<String> {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|request| request.path == path).map(|request| request.method.clone()).collect()
    }
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let headers = lines
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned())))
        .collect();
    Some(Request { method, path, headers })
}

/// The real network, with waits that are noted and not waited.
struct Hurried {
    web: Web,
    waits: Mutex<Vec<Duration>>,
}

impl Hurried {
    fn new() -> Self {
        Self { web: Web::new(Reach::Everything, Duration::from_secs(2)), waits: Mutex::default() }
    }
}

impl Network for Hurried {
    fn ask(&self, address: &str, method: Method) -> Result<Reply, Silence> {
        self.web.ask(address, method)
    }

    fn wait(&self, time: Duration) {
        self.waits.lock().unwrap().push(time);
    }
}

fn ask(server: &Server, network: &dyn Network, paths: &[&str]) -> BTreeMap<String, String> {
    let addresses: Vec<String> = paths.iter().map(|path| format!("{}{path}", server.url)).collect();
    let asker = Asker::new(network, Courtesy::default());
    let answers = asker.ask(&addresses.iter().map(String::as_str).collect(), &|| {});
    let told = |answer: &Answer| format!("{answer:?}").replace(&server.url, "");
    answers.iter().map(|(address, answer)| (address.replace(&server.url, ""), told(answer))).collect()
}

#[test]
fn every_behaviour_of_a_server_has_its_answer() {
    let (server, network) = (Server::start(), Hurried::new());
    for (path, answer, methods) in [
        ("/bien", "Fine", &["HEAD"][..]),
        ("/404", "Broken(Status(404))", &["HEAD", "GET"]),
        ("/410", "Broken(Status(410))", &["HEAD", "GET"]),
        ("/403", "Unanswered(Status(403))", &["HEAD", "GET"]),
        ("/405", "Fine", &["HEAD", "GET"]),
        ("/404-a-head", "Fine", &["HEAD", "GET"]),
        ("/cerrado-a-head", "Fine", &["HEAD", "GET"]),
        ("/grande", "Fine", &["HEAD", "GET"]),
        ("/viejo", "Moved(\"/nuevo\")", &["HEAD"]),
        ("/mixto", "Moved(\"/temporal\")", &["HEAD"]),
        ("/temporal", "Fine", &["HEAD"]),
        ("/viejo-y-roto", "Broken(Status(404))", &["HEAD"]),
        ("/vuelta", "Unanswered(Loop)", &["HEAD"]),
        ("/mas", "Unanswered(Loop)", &["HEAD"]),
        ("/ocupado", "Fine", &["HEAD", "GET"]),
        ("/siempre-ocupado", "Unanswered(Status(429))", &["HEAD", "GET"]),
        ("/ocupado-un-dia", "Unanswered(Status(503))", &["HEAD"]),
        ("/500", "Unanswered(Status(500))", &["HEAD", "GET"]),
        ("/lento", "Unanswered(Timeout)", &["HEAD", "GET"]),
        ("/cerrado", "Unanswered(Closed)", &["HEAD", "GET", "GET"]),
        ("/ilegible", "Unanswered(Unreadable)", &["HEAD", "GET"]),
    ] {
        server.requests.lock().unwrap().clear();
        assert_eq!(ask(&server, &network, &[path])[path], answer, "{path}");
        assert_eq!(server.requests_of(path), methods, "{path}");
    }
}

#[test]
fn a_server_that_knows_nothing_of_certificates_is_no_secure_one() {
    let (server, network) = (Server::start(), Hurried::new());
    let secure = server.url.replace("http:", "https:");
    let answers = Asker::new(&network, Courtesy::default()).ask(&[secure.as_str()].into(), &|| {});
    assert!(matches!(answers[&secure], Answer::Unanswered(Trouble::Insecure | Trouble::Closed)), "{answers:?}");
}

#[test]
fn a_server_is_left_alone_as_long_as_it_asks_for_and_between_requests() {
    let (server, network) = (Server::start(), Hurried::new());
    ask(&server, &network, &["/ocupado", "/bien", "/bien#parte", "/bien#otra", "/bien?otra"]);
    // `/ocupado` twice, with what it asks for; `/bien` once; `/bien?otra` once.
    let second = Duration::from_secs(1);
    let mut waits = network.waits.lock().unwrap().clone();
    waits.sort();
    assert_eq!(waits, [second, second, second, Duration::from_secs(7)]);
    assert_eq!(server.requests_of("/bien"), ["HEAD"]);
    let requests = server.requests.lock().unwrap().clone();
    assert_eq!(requests.len(), 4);
    for request in requests {
        let agent = &request.headers["user-agent"];
        assert_eq!(*agent, format!("acuerdos/{} (link check)", env!("CARGO_PKG_VERSION")));
        assert_eq!(request.headers.contains_key("range"), request.method == "GET");
    }
}

#[test]
fn a_host_has_one_request_at_a_time_however_many_ask() {
    let (server, network) = (Server::start(), Hurried::new());
    let paths = |host: &str| (0..20).map(|n| format!("http://{host}/p{n}")).collect::<Vec<_>>();
    let host = server.url.strip_prefix("http://").unwrap();
    let port = host.rsplit(':').next().unwrap();
    let courtesy = Courtesy { hosts: 8, ..Courtesy::default() };
    let asked = |addresses: &[String]| {
        let _ = Asker::new(&network, courtesy).ask(&addresses.iter().map(String::as_str).collect(), &|| {});
        server.at_once.1.swap(0, Ordering::SeqCst)
    };
    assert_eq!(asked(&paths(host)), 1);
    // Two names of one machine are two hosts.
    let both = [paths(host), paths(&format!("localhost:{port}"))].concat();
    assert!((1..=2).contains(&asked(&both)));
    assert_eq!(server.requests.lock().unwrap().len(), 60);
}

#[test]
fn what_no_server_has_the_name_of_is_broken_if_others_are_there() {
    let (server, network) = (Server::start(), Hurried::new());
    let there = format!("{}/bien", server.url);
    let nowhere = "http://no-existe.invalid/";
    let asker = |addresses: &[&str]| {
        Asker::new(&network, Courtesy::default()).ask(&addresses.iter().copied().collect(), &|| {})[nowhere].clone()
    };
    assert_eq!(format!("{:?}", asker(&[&there, nowhere])), "Broken(NoSuchHost)");
    assert_eq!(format!("{:?}", asker(&[nowhere])), "Unanswered(Offline)");
}

#[test]
fn inner_servers_are_not_asked_unless_that_is_wanted() {
    let server = Server::start();
    let web = Web::new(Reach::Public, Duration::from_secs(2));
    assert_eq!(ask(&server, &web, &["/bien"])["/bien"], "Inner");
    assert!(server.requests.lock().unwrap().is_empty());
}

/// Runs the program where nothing is between it and the server.
fn run(project: &Project, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    for name in ["http_proxy", "https_proxy", "all_proxy", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name).env_remove(name.to_uppercase());
    }
    let output = command.current_dir(project.root()).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_command_tells_and_mends_in_both_languages_and_every_format() {
    let server = Server::start();
    let minutes = format!("---\nfecha: 2022-08-09\n---\n\n[a]({0}/404), [b]({0}/viejo) y {0}/403.\n", server.url);
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", minutes.as_str())]);
    let external = ["check", "--external", "--private", "--pause", "0", "--timeout", "5"];
    for (language, words) in [
        (
            "es",
            [
                "aviso[broken-link]",
                "ya no está (responde 404)",
                "nota[moved-link]",
                "ayuda: escriba `",
                "otros sitios por las que se preguntó: 3",
                "1 aviso, 2 notas",
            ],
        ),
        (
            "en",
            [
                "warning[broken-link]",
                "is not there any more (it answers 404)",
                "note[moved-link]",
                "help: write `",
                "other sites that were asked for: 3",
                "1 warning, 2 notes",
            ],
        ),
    ] {
        let (code, out, err) = run(&project, &[&external[..], &["--lang", language]].concat());
        assert_eq!((code, out.as_str()), (0, ""), "{err}");
        for words in words {
            assert!(err.contains(words), "{words}: {err}");
        }
        assert!(err.contains("2022-08-09.md:5:5\n"), "{err}");
    }
    assert_eq!(run(&project, &[&external[..], &["--strict"]].concat()).0, 1);
    for (format, places) in [
        ("json", ["\"code\": \"broken-link\"", "\"code\": \"moved-link\""]),
        ("sarif", ["\"ruleId\": \"broken-link\"", "\"ruleId\": \"moved-link\""]),
        ("github", ["::warning ", "::notice "]),
    ] {
        let out = run(&project, &[&external[..], &["--format", format]].concat()).1;
        let squeezed = out.replace("\":\"", "\": \"");
        assert!(places.iter().all(|place| squeezed.contains(place)), "{format}: {out}");
    }
    // Without the flag nobody is asked, and the options of it make no sense.
    let before = server.requests.lock().unwrap().len();
    for arguments in [&["check"][..], &["check", "--strict"], &["build", "--quiet"]] {
        assert_eq!(run(&project, arguments).0, 0);
    }
    assert_eq!(server.requests.lock().unwrap().len(), before);
    assert_eq!(run(&project, &["check", "--pause", "0"]).0, 2);
    let (code, _, err) = run(&project, &["check", "--external", "--pause", "mucho"]);
    assert!(code == 2 && err.contains("escriba los segundos, como `1` o `0.5`"), "{err}");
    // Inner servers are told to have been left out.
    let (_, _, err) = run(&project, &["check", "--external", "--lang", "en"]);
    assert!(err.contains("asked for: 0 · of inner networks, not asked for: 3 (`--private` asks)"), "{err}");
    let (code, _, err) = run(&project, &[&external[..], &["--fix"]].concat());
    assert_eq!(code, 0);
    assert!(err.contains("/viejo → ") && err.contains("correcciones hechas: 1"), "{err}");
    assert_eq!(project.read("content/reuniones/2022-08-09.md"), minutes.replace("/viejo", "/nuevo"));
}
