//! What no generator can be faster than: makes the folders and files of a site anew with the same bytes, and nothing else.
//!
//! `cargo run --release --example floor -- SITE NEW_FOLDER` prints seconds of processor and of the clock that writing took, on
//! one thread; reading the site before each file is not counted. It asks Unix for both times.

use std::error::Error;

#[cfg(unix)]
fn main() -> Result<(), Box<dyn Error>> {
    unix::main()
}

#[cfg(not(unix))]
fn main() -> Result<(), Box<dyn Error>> {
    Err("this asks Unix how much of the processor it has had".into())
}

#[cfg(unix)]
mod unix {
    use std::error::Error;
    use std::fs::{self, OpenOptions};
    use std::io::Write as _;
    use std::path::PathBuf;
    use std::{env, time::Duration};

    use rustix::time::{ClockId, clock_gettime};
    use walkdir::WalkDir;

    pub(super) fn main() -> Result<(), Box<dyn Error>> {
        let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
        let [site, new] = arguments.as_slice() else {
            return Err("usage: floor SITE NEW_FOLDER".into());
        };
        let (mut cpu, mut wall) = (Duration::ZERO, Duration::ZERO);
        let (mut files, mut bytes) = (0_u64, 0_u64);
        for entry in WalkDir::new(site).sort_by_file_name() {
            let entry = entry?;
            let target = new.join(entry.path().strip_prefix(site)?);
            let content = if entry.file_type().is_file() { Some(fs::read(entry.path())?) } else { None };
            let (began, used) = (time(ClockId::Monotonic), time(ClockId::ProcessCPUTime));
            match &content {
                Some(content) => OpenOptions::new().write(true).create_new(true).open(&target)?.write_all(content)?,
                None => fs::create_dir_all(&target)?,
            }
            cpu += time(ClockId::ProcessCPUTime).saturating_sub(used);
            wall += time(ClockId::Monotonic).saturating_sub(began);
            if let Some(content) = content {
                files += 1;
                bytes += u64::try_from(content.len())?;
            }
        }
        let (cpu, wall) = (cpu.as_secs_f64(), wall.as_secs_f64());
        println!("{}", serde_json::json!({ "cpu": cpu, "wall": wall, "files": files, "bytes": bytes }));
        Ok(())
    }

    fn time(clock: ClockId) -> Duration {
        let time = clock_gettime(clock);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or_default(), u32::try_from(time.tv_nsec).unwrap_or_default())
    }
}
