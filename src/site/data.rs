//! Open data: the register as JSON, as CSV that Excel opens, and as a data package that describes both.
//!
//! CSV is RFC 4180 in UTF-8 with a byte order mark. The data package follows version 2 of <https://datapackage.org>.

mod note;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::origin::DATA_FORMAT;
use super::{GENERATOR, RenderError, Site, plan, prose};
use crate::model::{CommitmentIx, MeetingIx, PartyIx, Reference};

/// A commitment in `compromisos.json`.
#[derive(Debug, Serialize)]
struct CommitmentRecord {
    id: String,
    number: String,
    title: String,
    text: String,
    meeting: String,
    meeting_date: String,
    responsible: Vec<String>,
    status: String,
    status_label: String,
    status_kind: &'static str,
    previous_status: Option<String>,
    due: Option<String>,
    late: bool,
    documents: Vec<String>,
    related: Vec<String>,
    tags: Vec<String>,
    updates: Vec<UpdateRecord>,
    url: String,
}

#[derive(Debug, Serialize)]
struct UpdateRecord {
    date: String,
    status: String,
    text: String,
}

/// A meeting in `reuniones.json`.
#[derive(Debug, Serialize)]
struct MeetingRecord {
    id: String,
    date: String,
    title: String,
    mode: Option<&'static str>,
    series: Option<String>,
    attendees: Vec<AttendeeRecord>,
    objectives: String,
    topics: Vec<String>,
    commitments: Vec<String>,
    url: String,
}

#[derive(Debug, Serialize)]
struct AttendeeRecord {
    organisation: String,
    units: Vec<String>,
}

fn commitment(site: &Site, ix: CommitmentIx) -> CommitmentRecord {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let status = register.status(commitment.status);
    let meeting = register.meeting(commitment.meeting);
    let chain = commitment.chain.iter().map(|link| Reference::Commitment(link.target()));
    let mut related: Vec<String> = Vec::new();
    for reference in chain.chain(commitment.related.iter().copied()) {
        let id = self::reference(site, reference);
        if !related.contains(&id) {
            related.push(id);
        }
    }
    CommitmentRecord {
        id: commitment.id.to_string(),
        number: commitment.id.number.to_string(),
        title: commitment.title.clone(),
        text: prose::plain(site, &commitment.text),
        meeting: meeting.id.to_string(),
        meeting_date: meeting.date.to_string(),
        responsible: commitment.responsible.iter().map(|&ix| label(site, ix)).collect(),
        status: status.id.clone(),
        status_label: status.label(register.language).to_owned(),
        status_kind: status.kind.id(),
        previous_status: commitment.previous.map(|ix| register.status(ix).id.clone()),
        due: commitment.due.map(|due| due.to_string()),
        late: commitment.late,
        documents: commitment.documents.iter().map(|&ix| register.document(ix).id.clone()).collect(),
        related,
        tags: commitment.tags.iter().map(|&i| register.tags[i].clone()).collect(),
        updates: commitment
            .updates
            .iter()
            .map(|update| UpdateRecord {
                date: update.date.to_string(),
                status: register.status(update.status).id.clone(),
                text: prose::plain(site, &update.text),
            })
            .collect(),
        url: site.url_of_commitment(ix).to_owned(),
    }
}

fn meeting(site: &Site, ix: MeetingIx) -> MeetingRecord {
    let register = &site.register;
    let meeting = register.meeting(ix);
    MeetingRecord {
        id: meeting.id.to_string(),
        date: meeting.date.to_string(),
        title: site.title_of_meeting(ix),
        mode: meeting.mode.map(crate::model::Mode::id),
        series: meeting.series.clone(),
        attendees: meeting
            .attendees
            .iter()
            .map(|attendee| {
                let organisation = attendee.organisation;
                AttendeeRecord {
                    organisation: register.organisations()[organisation].label.clone(),
                    units: attendee
                        .units
                        .iter()
                        .map(|&unit| register.organisations()[organisation].units[unit].label.clone())
                        .collect(),
                }
            })
            .collect(),
        objectives: prose::plain(site, &meeting.objectives),
        topics: meeting.topic_items.clone(),
        commitments: meeting.commitments.iter().map(|&ix| register.commitment(ix).id.to_string()).collect(),
        url: site.url_of_meeting(ix).to_owned(),
    }
}

/// What leads back to what is referred to.
pub(super) fn reference(site: &Site, reference: Reference) -> String {
    let register = &site.register;
    match reference {
        Reference::Commitment(ix) => register.commitment(ix).id.to_string(),
        Reference::Meeting(ix) => register.meeting(ix).id.to_string(),
        Reference::Document(ix) => register.document(ix).id.clone(),
        Reference::Party(ix) => label(site, ix),
    }
}

/// A name that leads back to the party: in short, with its organisation where that would be ambiguous.
pub(super) fn label(site: &Site, ix: PartyIx) -> String {
    let directory = &site.register.directory;
    let label = directory.label(ix);
    if directory.party(label) == Some(ix) { label.to_owned() } else { directory.full_label(ix) }
}

fn commitments(site: &Site) -> impl Iterator<Item = CommitmentRecord> {
    (0..site.register.commitments.len()).map(|i| commitment(site, CommitmentIx(i)))
}

fn meetings(site: &Site) -> impl Iterator<Item = MeetingRecord> {
    (0..site.register.meetings.len()).map(|i| meeting(site, MeetingIx(i)))
}

/// SHA-256 of a commitment's line in `compromisos.json`, without the comma behind it, in hexadecimal: who cites a page can
/// show later that it said so.
pub(super) fn commitment_sum(site: &Site, ix: CommitmentIx) -> String {
    let sum = site.sums[ix.0]
        .get_or_init(|| Sha256::digest(serde_json::to_vec(&commitment(site, ix)).unwrap_or_default()).into());
    base16ct::lower::encode_string(sum)
}

/// Leaves the sums of the lines for the pages that show them: whoever makes pages makes this file first.
pub(super) fn commitments_json(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    array(commitments(site), out, |i, line| {
        site.sums[i].get_or_init(|| Sha256::digest(line).into());
    })
}

pub(super) fn meetings_json(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    array(meetings(site), out, |_, _| {})
}

/// One record a line: a difference between two publications can be read, and a register of any size is written as it
/// comes. `each` is shown every line.
fn array(
    records: impl Iterator<Item = impl Serialize>,
    out: &mut dyn Write,
    mut each: impl FnMut(usize, &[u8]),
) -> Result<(), RenderError> {
    out.write_all(b"[")?;
    let mut line = Vec::new();
    for (i, record) in records.enumerate() {
        line.clear();
        serde_json::to_writer(&mut line, &record)?;
        each(i, &line);
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        out.write_all(&line)?;
    }
    out.write_all(b"\n]\n")?;
    Ok(())
}

const COMMITMENT_COLUMNS: [&str; 18] = [
    "id",
    "number",
    "title",
    "text",
    "meeting",
    "meeting_date",
    "responsible",
    "status",
    "status_label",
    "status_kind",
    "previous_status",
    "due",
    "late",
    "documents",
    "related",
    "tags",
    "updates",
    "url",
];

const MEETING_COLUMNS: [&str; 10] =
    ["id", "date", "title", "mode", "series", "attendees", "objectives", "topics", "commitments", "url"];

pub(super) fn commitments_csv(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut csv = csv_writer(out)?;
    csv.write_record(COMMITMENT_COLUMNS)?;
    for record in commitments(site) {
        csv.write_record(commitment_cells(&record))?;
    }
    csv.flush()?;
    Ok(())
}

fn commitment_cells(record: &CommitmentRecord) -> [String; 18] {
    let updates: Vec<String> = record
        .updates
        .iter()
        .map(|update| format!("{} · {}: {}", update.date, update.status, update.text).trim_end_matches(": ").to_owned())
        .collect();
    [
        cell(&record.id),
        cell(&record.number),
        cell(&record.title),
        cell(&record.text),
        cell(&record.meeting),
        cell(&record.meeting_date),
        joined(&record.responsible),
        cell(&record.status),
        cell(&record.status_label),
        cell(record.status_kind),
        cell(record.previous_status.as_deref().unwrap_or_default()),
        cell(record.due.as_deref().unwrap_or_default()),
        cell(if record.late { "true" } else { "false" }),
        joined(&record.documents),
        joined(&record.related),
        joined(&record.tags),
        joined(&updates),
        cell(&record.url),
    ]
}

pub(super) fn meetings_csv(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut csv = csv_writer(out)?;
    csv.write_record(MEETING_COLUMNS)?;
    for record in meetings(site) {
        csv.write_record([
            cell(&record.id),
            cell(&record.date),
            cell(&record.title),
            cell(record.mode.unwrap_or_default()),
            cell(record.series.as_deref().unwrap_or_default()),
            joined(&attendees(&record)),
            cell(&record.objectives),
            joined(&record.topics),
            joined(&record.commitments),
            cell(&record.url),
        ])?;
    }
    csv.flush()?;
    Ok(())
}

/// `INE (DERFE, DJ)`; where the name of a unit has a comma, `INE (Obras, Agua y Drenaje; DJ;)`.
fn attendees(record: &MeetingRecord) -> Vec<String> {
    record
        .attendees
        .iter()
        .map(|attendee| match attendee.units.as_slice() {
            [] => attendee.organisation.clone(),
            units if units.iter().any(|unit| unit.contains(", ")) => {
                format!("{} ({};)", attendee.organisation, units.join("; "))
            }
            units => format!("{} ({})", attendee.organisation, units.join(", ")),
        })
        .collect()
}

/// RFC 4180 ends records with CR LF; the mark is how Excel knows UTF-8.
fn csv_writer(out: &mut dyn Write) -> io::Result<csv::Writer<&mut dyn Write>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out))
}

/// A cell that no spreadsheet runs as a formula: an apostrophe goes before what would be one, and before an apostrophe,
/// so that taking one away restores every cell. See <https://owasp.org/www-community/attacks/CSV_Injection>.
fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Items with `; ` between them; a semicolon or backslash of an item's own has a backslash before it.
fn joined(items: &[String]) -> String {
    let escaped: Vec<String> = items.iter().map(|item| item.replace('\\', "\\\\").replace(';', "\\;")).collect();
    cell(&escaped.join("; "))
}

pub(super) fn package(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    let string = |key: &str| site.theme.strings.get(key, &[]);
    let file = |name: &str| plan::data_path(site.routes, name).rsplit('/').next().unwrap_or_default().to_owned();
    let fields = |columns: &[&str]| -> Vec<serde_json::Value> {
        columns
            .iter()
            .map(|&name| match name {
                "late" => json!({"name": name, "type": "boolean"}),
                "date" | "meeting_date" => json!({"name": name, "type": "date"}),
                _ => json!({"name": name, "type": "string"}),
            })
            .collect()
    };
    let resource = |name: &str, columns: &[&str], title: &str, foreign: serde_json::Value| {
        json!({
            "name": file(name).trim_end_matches(".csv"),
            "type": "table",
            "title": title,
            "path": file(name),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": true, "header": true},
            "schema": {"fields": fields(columns), "primaryKey": ["id"], "foreignKeys": foreign},
        })
    };
    let meetings_name = file("meetings.csv").trim_end_matches(".csv").to_owned();
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "acuerdos",
        "title": site.title,
        "description": string("page.commitments.description"),
        "version": site.register.cut_off.to_string(),
        "sources": [],
        "generator": GENERATOR,
        "format": DATA_FORMAT,
        "resources": [
            resource("meetings.csv", &MEETING_COLUMNS, &string("data.meetings-csv"), json!([])),
            resource(
                "commitments.csv",
                &COMMITMENT_COLUMNS,
                &string("data.commitments-csv"),
                json!([{"fields": ["meeting"], "reference": {"resource": meetings_name, "fields": ["id"]}}]),
            ),
        ],
    });
    if let Some(base) = &site.base_url {
        package["homepage"] = json!(base);
    }
    serde_json::to_writer_pretty(&mut *out, &package)?;
    out.write_all(b"\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@x", "\t=1", "'x"] {
            let cell = cell(text);
            assert_eq!(cell.strip_prefix('\''), Some(text));
        }
        assert_eq!(cell("a=1"), "a=1");
    }

    #[test]
    fn joined_items_can_be_told_apart() {
        assert_eq!(joined(&["a; b".into(), "c\\".into()]), "a\\; b; c\\\\");
    }
}
