//! A document of any format that is read.

use acuerdos::config::Config;
use acuerdos::content::parse_minutes;
use acuerdos::diagnostic::{Diagnostics, Language, Sources};
use acuerdos::import::{Readable, Writing, minutes, note};
use acuerdos::model::MeetingId;
use acuerdos::register::{Content, Drafts, Register, resolve};
use chrono::NaiveDate;

/// The minutes that it gives are read as what was recognised, or none are made of it; a word is said of why not.
pub(crate) fn import(bytes: &[u8]) {
    // Only of HTML does the name decide where the bytes do not.
    ["note", "note.html"].into_iter().for_each(|name| imported(name, bytes));
}

fn imported(name: &str, bytes: &[u8]) {
    let cut_off = NaiveDate::from_ymd_opt(2023, 2, 15).unwrap();
    let register = empty(cut_off);
    let note = match note(Readable { name, bytes }, &register) {
        Ok(note) => note,
        Err(refusal) => {
            Language::ALL.iter().for_each(|&language| assert!(!refusal.message(language).is_empty()));
            return;
        }
    };
    for language in Language::ALL {
        let writing = Writing { language, statuses: &register.statuses, initial: register.initial, cut_off };
        for meeting in &note.meetings {
            let id = meeting.date.to_string();
            let Some(text) = minutes(meeting, &id, &writing) else { continue };
            let mut sources = Sources::default();
            let source = sources.add(format!("content/reuniones/{id}.md"), text);
            let read = parse_minutes(&sources, source, MeetingId(id), &mut Diagnostics::default());
            assert_eq!(read.commitments.len(), meeting.commitments.len());
        }
    }
}

/// A register of nothing, with the statuses that there are unless others are configured.
fn empty(cut_off: NaiveDate) -> Register {
    let mut sources = Sources::default();
    let id = sources.add("acuerdos.toml", String::new());
    let config = Config::parse(&sources, id, &mut Diagnostics::default());
    resolve(Content::default(), &config, cut_off, Drafts::Exclude, &sources, &mut Diagnostics::default())
}
