//! A web server goes on serving the folder, and a client fetching, while one build after another is published.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, thread};

use crate::support::{Project, tree};
use crate::{assert_built, assert_verified, build, rounds, write_edition};

/// As simple as a server of files can be: a path is looked up, and the file there is sent.
fn serve(site: PathBuf) -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = listener.local_addr().unwrap();
    // It ends with the test's process.
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let site = site.clone();
            thread::spawn(move || answer(&site, stream));
        }
    });
    address
}

fn answer(site: &Path, mut stream: TcpStream) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    loop {
        let mut first = String::new();
        if lines.read_line(&mut first).unwrap_or(0) == 0 {
            return;
        }
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            lines.read_line(&mut line).unwrap();
        }
        let path = first.split(' ').nth(1).unwrap().split('?').next().unwrap().trim_start_matches('/');
        let (status, bytes) = match fs::read(site.join(path)) {
            Ok(bytes) => ("200 OK", bytes),
            Err(_) => ("404 Not Found", Vec::new()),
        };
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n", bytes.len());
        if stream.write_all(&[head.as_bytes(), &bytes].concat()).is_err() {
            return;
        }
    }
}

/// A connection that stays open.
struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    fn new(address: SocketAddr) -> Self {
        Self { stream: BufReader::new(TcpStream::connect(address).unwrap()) }
    }

    /// The text at a path; none, if the server has none.
    fn get(&mut self, path: &str) -> Option<String> {
        // In one piece, which leaves at once.
        let request = format!("GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut status = String::new();
        self.stream.read_line(&mut status).unwrap();
        let mut length = 0;
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().unwrap();
            }
        }
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).unwrap();
        status.contains(" 200 ").then(|| String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The one edition that a text tells of, if it tells of any.
fn edition(path: &str, text: &str) -> Option<usize> {
    let mut told: Vec<usize> = Vec::new();
    for mark in ["Edición ", "edición ", "edición;"] {
        let after = text.split(mark).skip(1);
        told.extend(after.filter_map(|rest| rest.split(['.', '\n']).next()?.parse::<usize>().ok()));
    }
    told.sort_unstable();
    told.dedup();
    assert!(told.len() < 2, "{path} is of {told:?}");
    told.first().copied()
}

/// What the page with the list takes from elsewhere.
const PAGE: &str = "compromisos/index.html";
const DATA: [&str; 4] = ["compromisos/lista.js", "datos/compromisos.json", "datos/compromisos.csv", "anexo.csv"];

/// Goes through all pages again and again until it is told that the builds are over; says how often.
fn fetch_all(address: SocketAddr, paths: &[String], over: &AtomicBool) -> (usize, usize) {
    let mut client = Client::new(address);
    let (mut passes, mut together, mut last) = (0, 0, 0);
    while passes == 0 || !over.load(Ordering::Relaxed) {
        for path in paths {
            let text = client.get(path).unwrap_or_else(|| panic!("{path} is missing"));
            assert!(!text.is_empty(), "{path} is empty");
            if let Some(now) = edition(path, &text) {
                assert!(now >= last, "{path}: from edition {last} back to {now}");
                last = now;
            }
        }
        // Between two looks at a page that is the same, all that belongs to it is of the same edition.
        let page = client.get(PAGE).unwrap();
        let data = DATA.map(|path| edition(path, &client.get(path).unwrap()));
        let index = searched(&mut client);
        if client.get(PAGE).unwrap() == page {
            together += 1;
            assert!(index, "the search names an index that is not there");
            assert_eq!(data, [edition(PAGE, &page); 4], "a page and its data are of two builds");
        }
        passes += 1;
    }
    (passes, together)
}

/// Whether the index that the pointer of the search names is there.
fn searched(client: &mut Client) -> bool {
    let pointer = client.get("busqueda/current.js").unwrap();
    let (_, index) = pointer.split_once("\\\"index\\\":\\\"").unwrap();
    let index = index.split('\\').next().unwrap();
    client.get(&format!("busqueda/{index}/catalog.js")).is_some()
}

#[test]
fn a_client_never_misses_a_page_and_never_sees_two_builds_in_one() {
    let project = Project::new();
    let site = project.path("site");
    write_edition(&project, 0);
    assert_built(&build(&project, &site).output().unwrap());
    let own = |path: &String| !["par.html", "impar.html"].contains(&path.as_str()) && is_text(path);
    let paths: Vec<String> = tree(&site).into_keys().filter(own).collect();
    assert!(paths.len() > 50, "{paths:?}");
    let address = serve(site.clone());
    let builds = rounds("ACUERDOS_TEST_BUILDS", 10);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let clients: Vec<_> = (0..3).map(|_| scope.spawn(|| fetch_all(address, &paths, &over))).collect();
        let _over = Over(&over);
        for edition in 1..=builds {
            write_edition(&project, edition);
            assert_built(&build(&project, &site).output().unwrap());
        }
        over.store(true, Ordering::Relaxed);
        let seen: Vec<_> = clients.into_iter().map(|client| client.join().unwrap()).collect();
        println!(
            "{builds} builds, three clients: {seen:?} times all {} files, and times page and data together",
            paths.len()
        );
    });
    assert_verified(&site);
}

/// What never changes its address from one edition to the next, and is text.
fn is_text(path: &String) -> bool {
    let named_by_content = path.starts_with("busqueda/") && path != "busqueda/current.js";
    !named_by_content
        && [".html", ".json", ".csv", ".xml", ".ics", ".js", ".css", ".svg"].iter().any(|end| path.ends_with(end))
}

/// Says so when the builds are done, or one of them panics: whoever goes on until then is not to go on for ever.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
