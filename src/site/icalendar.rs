//! Calendars to subscribe to: iCalendar, <https://www.rfc-editor.org/rfc/rfc5545>. Meetings and due dates are events, due
//! dates are tasks as well. Every stamp is of the content; the same register gives the same bytes.
//!
//! Written here and not by a library: those there are fill in the time of the day and random identifiers, hold a whole
//! calendar in memory, and the format is the few rules of [`Lines`].

use std::io::{self, Write};

use chrono::NaiveDate;

use super::calendar::Event;
use super::{GENERATOR, RenderError, Site, identity, views};
use crate::model::{Commitment, CommitmentIx, MeetingIx, PartyIx, StatusKind};

/// Every meeting and due date.
pub(super) fn site(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    write(site, &site.title, &site.calendar.published(), out)
}

/// The meetings that an organisation or unit attended, and the due dates of its commitments.
pub(super) fn party(site: &Site, ix: PartyIx, out: &mut dyn Write) -> Result<(), RenderError> {
    let name = format!("{} · {}", site.register.directory.label(ix), site.title);
    let events = site.calendar.published_of(&site.register, site.lists.attended_by(ix), site.lists.of_party(ix));
    write(site, &name, &events, out)
}

fn write(site: &Site, name: &str, events: &[(NaiveDate, Event)], out: &mut dyn Write) -> Result<(), RenderError> {
    let mut lines = Lines { out };
    let language = site.register.language.tag();
    lines.raw("BEGIN", "VCALENDAR")?;
    lines.raw("VERSION", "2.0")?;
    lines.text("PRODID", &format!("-//acuerdos//{GENERATOR}//{}", language.to_uppercase()))?;
    lines.raw("CALSCALE", "GREGORIAN")?;
    // RFC 7986, 5.1 and 5.7; the other two are how older programs know the same.
    lines.text("NAME", name)?;
    lines.text("X-WR-CALNAME", name)?;
    lines.raw("REFRESH-INTERVAL;VALUE=DURATION", "P1D")?;
    lines.raw("X-PUBLISHED-TTL", "P1D")?;
    for &(day, event) in events {
        match event {
            Event::Meeting(ix) => meeting(site, ix, &mut lines)?,
            Event::Due(_, ix) => {
                due(site, ix, day, &mut lines)?;
                task(site, ix, day, &mut lines)?;
            }
        }
    }
    lines.raw("END", "VCALENDAR")?;
    Ok(())
}

/// 3.6.1 VEVENT: a whole day, since minutes do not tell the hour, and for the same reason nobody is busy all of it.
fn meeting(site: &Site, ix: MeetingIx, lines: &mut Lines<'_>) -> io::Result<()> {
    let meeting = site.register.meeting(ix);
    let mode = meeting.mode.map(|mode| site.theme.strings.get(&format!("mode.{}", mode.id()), &[]));
    lines.raw("BEGIN", "VEVENT")?;
    lines.raw("UID", &identity::uuid(site, &format!("meeting {}", meeting.id)).to_string())?;
    lines.raw("DTSTAMP", &midnight(meeting.date))?;
    lines.raw("DTSTART;VALUE=DATE", &day_value(meeting.date))?;
    lines.text("SUMMARY", &site.title_of_meeting(ix))?;
    lines.raw("STATUS", "CONFIRMED")?;
    lines.raw("TRANSP", "TRANSPARENT")?;
    if let Some(mode) = &mode {
        lines.text("LOCATION", mode)?;
    }
    let mut categories = vec![site.theme.strings.get("calendar.category-meeting", &[])];
    categories.extend(meeting.series.clone());
    lines.texts("CATEGORIES", &categories)?;
    lines.url(site, site.url_of_meeting(ix))?;
    lines.raw("END", "VEVENT")
}

/// 3.6.1 VEVENT: the last day on which a commitment can be fulfilled.
fn due(site: &Site, ix: CommitmentIx, day: NaiveDate, lines: &mut Lines<'_>) -> io::Result<()> {
    let commitment = site.register.commitment(ix);
    let cancelled = site.register.status(commitment.status).kind == StatusKind::Cancelled;
    let title = site.theme.strings.get("calendar.due-title", &[("name", &commitment.title)]);
    lines.raw("BEGIN", "VEVENT")?;
    lines.raw("UID", &identity::uuid(site, &format!("due {}", commitment.id)).to_string())?;
    lines.raw("DTSTAMP", &midnight(stamp(site, commitment)))?;
    lines.raw("DTSTART;VALUE=DATE", &day_value(day))?;
    lines.text("SUMMARY", &title)?;
    lines.raw("STATUS", if cancelled { "CANCELLED" } else { "CONFIRMED" })?;
    lines.raw("TRANSP", "TRANSPARENT")?;
    about(site, ix, lines)?;
    lines.raw("END", "VEVENT")
}

/// 3.6.2 VTODO: the commitment as something to do.
fn task(site: &Site, ix: CommitmentIx, day: NaiveDate, lines: &mut Lines<'_>) -> io::Result<()> {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let stamp = midnight(stamp(site, commitment));
    lines.raw("BEGIN", "VTODO")?;
    lines.raw("UID", &identity::uuid(site, &format!("task {}", commitment.id)).to_string())?;
    lines.raw("DTSTAMP", &stamp)?;
    lines.raw("DUE;VALUE=DATE", &day_value(day))?;
    lines.text("SUMMARY", &commitment.title)?;
    // 3.8.1.11: what the kinds of statuses mean here.
    let begun = !commitment.updates.is_empty() && commitment.status != register.initial;
    match register.status(commitment.status).kind {
        StatusKind::Open => lines.raw("STATUS", if begun { "IN-PROCESS" } else { "NEEDS-ACTION" })?,
        StatusKind::Cancelled => lines.raw("STATUS", "CANCELLED")?,
        StatusKind::Closed => {
            lines.raw("STATUS", "COMPLETED")?;
            lines.raw("COMPLETED", &stamp)?;
            lines.raw("PERCENT-COMPLETE", "100")?;
        }
    }
    about(site, ix, lines)?;
    lines.raw("END", "VTODO")
}

/// What an event and a task both tell of a commitment.
fn about(site: &Site, ix: CommitmentIx, lines: &mut Lines<'_>) -> io::Result<()> {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let string = |key: &str, fill: &[(&str, &str)]| site.theme.strings.get(key, fill);
    let status = register.status(commitment.status).label(register.language);
    let date = views::day_view(site, register.meeting(commitment.meeting).date).text;
    let number = string("commitment.number", &[("name", commitment.id.number.as_str())]);
    let mut description = format!("{number} · {}", string("meeting.of", &[("date", &date)]));
    let mut tell = |label: String, value: &str| description.push_str(&format!("\n{label}: {value}"));
    tell(string("table.status", &[]), status);
    if let Some(due) = commitment.due.filter(|due| due.day().is_none()) {
        tell(string("table.due", &[]), &due.in_words(register.language));
    }
    let named = commitment.responsible.iter().take(views::MOST_NAMED);
    let mut responsible = named.map(|&ix| register.directory.label(ix)).collect::<Vec<_>>().join(", ");
    if let Some(more) = views::and_more(site, commitment.responsible.len()) {
        responsible += &format!(" {more}");
    }
    if !responsible.is_empty() {
        tell(string("table.responsible", &[]), &responsible);
    }
    lines.text("DESCRIPTION", &description)?;
    lines.texts("CATEGORIES", &[string("calendar.category-commitment", &[]), status.to_owned()])?;
    lines.url(site, site.url_of_commitment(ix))
}

/// The day on which the content last said something about a commitment.
fn stamp(site: &Site, commitment: &Commitment) -> NaiveDate {
    commitment.updates.last().map_or_else(|| site.register.meeting(commitment.meeting).date, |update| update.date)
}

/// 3.3.4 DATE
fn day_value(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// 3.3.5 DATE-TIME, form 2, in UTC
fn midnight(day: NaiveDate) -> String {
    day.format("%Y%m%dT000000Z").to_string()
}

/// Content lines, 3.1.
struct Lines<'a> {
    out: &'a mut dyn Write,
}

impl Lines<'_> {
    /// A value as it is. Lines end with CR LF and are folded at 75 octets, where a letter ends.
    fn raw(&mut self, name: &str, value: &str) -> io::Result<()> {
        const OCTETS: usize = 75;
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = OCTETS;
        while rest.len() > room {
            let (first, next) = rest.split_at(rest.floor_char_boundary(room));
            self.out.write_all(first.as_bytes())?;
            self.out.write_all(b"\r\n ")?;
            rest = next;
            // The space counts.
            room = OCTETS - 1;
        }
        self.out.write_all(rest.as_bytes())?;
        self.out.write_all(b"\r\n")
    }

    /// 3.3.11 TEXT
    fn text(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.raw(name, &escaped(value))
    }

    /// Several texts, 3.8.1.2.
    fn texts(&mut self, name: &str, values: &[String]) -> io::Result<()> {
        let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        self.raw(name, &values.join(","))
    }

    /// 3.8.4.6 URL: absolute, so that a site without an address has none.
    fn url(&mut self, site: &Site, path: &str) -> io::Result<()> {
        match &site.base_url {
            Some(base) => self.raw("URL", &format!("{base}{path}")),
            None => Ok(()),
        }
    }
}

/// 3.3.11: what means something else has a backslash before it; no control character has a place.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for letter in text.chars() {
        match letter {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\t' => escaped.push(' '),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, value: &str) -> String {
        let mut out = Vec::new();
        Lines { out: &mut out }.text(name, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_folded_between_letters_at_75_octets() {
        // One letter of each length in octets, at every place around the fold.
        for letter in ["a", "ñ", "…", "🙂"] {
            for before in 50..80 {
                let value = format!("{}{}", "x".repeat(before), letter.repeat(120));
                let folded = line("SUMMARY", &value);
                let lines: Vec<&str> = folded.strip_suffix("\r\n").unwrap().split("\r\n").collect();
                assert!(lines.iter().all(|line| line.len() <= 75), "{folded}");
                assert!(lines[1..].iter().all(|line| line.starts_with(' ')), "{folded}");
                // No room is wasted: another letter would not have fitted.
                let full = |line: &&str| line.len() + letter.len() > 75;
                assert!(lines[1..lines.len() - 1].iter().all(full), "{folded}");
                assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
            }
        }
    }

    #[test]
    fn a_line_of_75_octets_is_not_folded() {
        assert_eq!(line("NAME", &"x".repeat(70)), format!("NAME:{}\r\n", "x".repeat(70)));
        assert_eq!(line("NAME", &"x".repeat(71)), format!("NAME:{}\r\n x\r\n", "x".repeat(70)));
    }

    #[test]
    fn texts_cannot_end_their_line() {
        assert_eq!(
            line("N", "a;b,c\\d\r\nEND:VCALENDAR\rx\u{2028}y\u{0}"),
            "N:a\\;b\\,c\\\\d\\nEND:VCALENDAR\\nx\\ny\r\n"
        );
    }
}
