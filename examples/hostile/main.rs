//! How time and memory grow with input that is made for the worst case: `cargo run --release --example hostile`, for the
//! program that was built beside it. Prints, for each shape of `tests/sizes/shapes.rs`, the processor's seconds and the peak of
//! memory at a size and at twice that, and how much more time there is for each byte; with names as arguments, only for those.
//! Ends with 1 if one of them does not end well, or takes half as long again for each byte. Linux only.
#![allow(clippy::unwrap_used, reason = "a tool for developers")]

#[path = "../../tests/sizes/shapes.rs"]
mod shapes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::Duration;

use shapes::{Files, shapes};

/// Below this, what a program takes to start is most of it.
const SHORT: f64 = 0.25;

/// What one build took.
struct Taken {
    /// Of the project's files.
    bytes: f64,
    seconds: f64,
    megabytes: u64,
    code: Option<i32>,
}

fn main() -> ExitCode {
    let program = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("acuerdos");
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let mut good = true;
    println!("{:<42} {:>9} {:>8} {:>8} {:>7} {:>7} {:>6}", "shape", "size", "s", "s at 2×", "MB", "MB 2×", "a byte");
    for shape in shapes() {
        if !wanted.is_empty() && !wanted.iter().any(|name| shape.name.contains(name.as_str())) {
            continue;
        }
        let [one, two] = [1, 2].map(|times| build(&program, &(shape.files)(shape.long * times)));
        // Some shapes are longer by the square of their number: lists each line of which is deeper than the one before.
        let growth = two.seconds / one.seconds.max(0.01) / (two.bytes / one.bytes);
        let ended = [&one, &two].iter().all(|taken| matches!(taken.code, Some(0 | 1)));
        let linear = growth < 1.5 || two.seconds < SHORT;
        good &= ended && linear;
        let remark = match (ended, linear) {
            (false, _) => "  ENDED BADLY",
            (true, false) => "  MORE THAN LINEAR",
            (true, true) if one.code == Some(1) => "  refused",
            (true, true) => "",
        };
        println!(
            "{:<42} {:>9} {:>8.2} {:>8.2} {:>7} {:>7} {growth:>6.1}{remark}",
            shape.name, shape.long, one.seconds, two.seconds, one.megabytes, two.megabytes
        );
    }
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn build(program: &Path, files: &Files) -> Taken {
    let root: PathBuf = std::env::temp_dir().join(format!("acuerdos-hostile-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut command = Command::new(program);
    command.args(["build", "--quiet", "--today", "2023-02-15", "--root"]).arg(&root);
    let mut running = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let process = PathBuf::from(format!("/proc/{}", running.id()));
    let mut megabytes = 0;
    // Until it has ended and nobody has been told: then its times stand still and can be read.
    let seconds = loop {
        let status = fs::read_to_string(process.join("status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|text| text.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        megabytes = megabytes.max(peak.unwrap_or(0) / 1024);
        let stat = fs::read_to_string(process.join("stat")).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        if fields[0] == "Z" {
            let ticks: f64 = fields[11..13].iter().map(|text| text.parse::<f64>().unwrap()).sum();
            break ticks / 100.0;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let code = running.wait().unwrap().code();
    fs::remove_dir_all(&root).unwrap();
    let lengths = files.iter().map(|(_, text)| u32::try_from(text.len()).unwrap_or(u32::MAX));
    Taken { bytes: lengths.map(f64::from).sum(), seconds, megabytes, code }
}
