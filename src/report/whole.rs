//! The whole register as one document: every meeting with what is known of it, every commitment with its whole history. It
//! is what `acuerdos import` makes the same register of.

use std::io::Write;

use super::document::{Block, Cell, Column, Document, Piece, Reach, Role, Row, RowKind, Run, Table};
use super::prose::{Wording, blocks};
use super::rows::{self, words};
use crate::content::{DataKey, joined_values};
use crate::model::{ChainLink, CommitmentIx, MeetingIx, StatusIx};
use crate::register::{Note, NoteCommitment, now};
use crate::site::{RenderError, Site};

/// The whole register up to its cut-off date.
#[must_use]
pub fn whole(site: &Site) -> Document {
    let register = site.register();
    let note = Note::whole(register);
    let until = rows::day(site, note.until);
    let told = words(site, "paper.whole-introduction", &[("date", &until)]);
    let mut pieces = vec![Piece::Prose(vec![Block::words(Role::Body, told)])];
    pieces.extend(totals(site, &note).map(Piece::Table));
    pieces.push(Piece::Heading(words(site, "paper.whole-title", &[("date", &until)])));
    pieces.push(Piece::Table(table(site, &note)));
    Document {
        language: register.language,
        date: note.until,
        author: site.title().to_owned(),
        kind: words(site, "paper.whole", &[]),
        title: site.title().to_owned(),
        lines: vec![vec![Run::bold(words(site, "footer.cut-off", &[])), Run::plain(format!(" {until}."))]],
        pieces,
        page_words: [words(site, "paper.page", &[]), words(site, "paper.of", &[])],
    }
}

/// The same as rows of commitments, each with what is known of its meeting; a meeting without commitments has a row of its
/// own.
///
/// # Errors
/// If writing fails.
pub fn whole_csv(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    site.whole_csv(&Note::whole(site.register()), out)
}

/// Commitments by status. None of none.
fn totals(site: &Site, note: &Note) -> Option<Table> {
    let register = site.register();
    let counts = now(&note.held);
    if counts.is_empty() {
        return None;
    }
    let line = |label: &str, count: usize| Row {
        cells: vec![Cell::words(label), Cell::words(count.to_string())],
        kind: RowKind::Plain,
    };
    let mut lines: Vec<Row> =
        counts.iter().map(|&(status, n)| line(register.status(status).label(register.language), n)).collect();
    lines.push(line(&words(site, "report.sum", &[]), counts.iter().map(|&(_, n)| n).sum()));
    let column = |key: &str, numbers| Column { label: words(site, key, &[]), share: 50, numbers };
    Some(Table {
        caption: None,
        columns: vec![column("table.status", false), column("report.items", true)],
        rows: lines,
    })
}

fn table(site: &Site, note: &Note) -> Table {
    let mut lines = Vec::new();
    for held in &note.held {
        let mut above = Some(held.commitments.len() + 1);
        let mut line = |cells: Vec<Cell>| {
            let [mut when, who] = rows::meeting(site, held.meeting, above.take(), Wording::AsInMinutes);
            let id = rows::minutes(site, held.meeting);
            if when.reach != Reach::Above && rows::says_more_than_date(site, held.meeting) && !when.blocks.contains(&id)
            {
                when.blocks.push(id);
            }
            lines.push(Row { cells: [when, who].into_iter().chain(cells).collect(), kind: RowKind::Plain });
        };
        line(vec![Cell { blocks: about(site, held.meeting), reach: Reach::Across(2) }]);
        for told in &held.commitments {
            line(vec![Cell::of(agreed(site, told.commitment)), Cell::of(history(site, told))]);
        }
    }
    let columns =
        [("report.when", 14), ("table.attended-by", 16), ("report.objectives", 34), ("report.state-second", 36)];
    let columns = columns
        .map(|(key, share)| Column { label: words(site, key, &[]), share, numbers: false })
        .into_iter()
        .collect();
    Table { caption: None, columns, rows: lines }
}

/// What a meeting was: title, series and tags, and what its minutes say of it as a whole.
fn about(site: &Site, ix: MeetingIx) -> Vec<Block> {
    let register = site.register();
    let meeting = register.meeting(ix);
    let tags: Vec<String> = meeting.tags.iter().map(|&tag| register.tags[tag].clone()).collect();
    let facts = [
        ("paper.title-of", meeting.title.clone().unwrap_or_default()),
        ("paper.series-of", meeting.series.clone().unwrap_or_default()),
        ("paper.tags-of", joined_values(&tags)),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut said: Vec<Block> =
        facts.map(|(key, value)| Block::words(Role::Id, words(site, key, &[("name", &value)]))).collect();
    let parts =
        [("paper.about", &meeting.intro), ("meeting.objectives", &meeting.objectives), (rows::TOPICS, &meeting.topics)];
    said.extend(rows::about(site, ix, &parts, Wording::AsInMinutes));
    if said.is_empty() {
        said.push(Block::words(Role::Body, site.meeting_title(ix)));
    }
    said
}

/// What was agreed: its title if it has one of its own, its text, and its data.
fn agreed(site: &Site, ix: CommitmentIx) -> Vec<Block> {
    let register = site.register();
    let commitment = register.commitment(ix);
    let mut said = match site.own_title(ix) {
        Some(title) => {
            let text =
                rows::guarded(site, blocks(site, &commitment.text, Some(commitment.meeting), Wording::AsInMinutes));
            let title = Block::words(Role::Title, format!("{}. {title}", commitment.id.number));
            std::iter::once(title).chain(text).collect()
        }
        None => rows::agreed(site, ix, Wording::AsInMinutes),
    };
    let language = register.language;
    let id = |ix: &CommitmentIx| register.commitment(*ix).id.to_string();
    let chain = |wanted: fn(&ChainLink) -> Option<CommitmentIx>| -> Vec<String> {
        commitment.chain.iter().filter_map(wanted).map(|ix| id(&ix)).collect()
    };
    // That nobody is has to be said: else it would be guessed from the text.
    let nobody = || vec!["—".to_owned()];
    let responsible: Vec<String> = commitment.responsible.iter().map(|&party| site.label(party)).collect();
    let due = commitment.due.map(|due| due.in_words(language));
    let data = [
        (DataKey::Responsible, if responsible.is_empty() { nobody() } else { responsible }),
        (DataKey::Due, due.into_iter().collect()),
        (DataKey::Documents, commitment.documents.iter().map(|&ix| register.document(ix).id.clone()).collect()),
        (
            DataKey::Continues,
            chain(|link| match link {
                ChainLink::Continues(ix) => Some(*ix),
                ChainLink::Replaces(_) => None,
            }),
        ),
        (
            DataKey::Replaces,
            chain(|link| match link {
                ChainLink::Replaces(ix) => Some(*ix),
                ChainLink::Continues(_) => None,
            }),
        ),
        (DataKey::Related, commitment.related.iter().map(|&reference| site.reference(reference)).collect()),
        (DataKey::Tags, commitment.tags.iter().map(|&tag| register.tags[tag].clone()).collect()),
    ];
    let lines = data.into_iter().filter(|(_, values)| !values.is_empty());
    said.extend(lines.map(|(key, values): (DataKey, Vec<String>)| {
        Block::words(Role::Id, format!("{}: {}", key.name(language), joined_values(&values)))
    }));
    said.push(rows::id(site, ix));
    said
}

/// The status of a commitment, and every day on which anything was said of it.
fn history(site: &Site, told: &NoteCommitment) -> Vec<Block> {
    let register = site.register();
    let commitment = register.commitment(told.commitment);
    let label = |ix: StatusIx| register.status(ix).label(register.language);
    let mut said = vec![Block::words(Role::Status, label(told.status))];
    for &place in &told.updates {
        let update = &commitment.updates[place];
        let mut day = format!("{} · {}", rows::day(site, update.date), label(update.status));
        if let Some(before) = update.stated {
            day.push_str(&format!(" ({})", words(site, "feed.previous", &[("name", label(before))])));
        }
        said.push(Block::words(Role::Day, day));
        said.extend(rows::account(site, told.commitment, update, Wording::AsInMinutes));
    }
    if told.updates.is_empty() {
        said.push(Block::words(Role::Day, words(site, "report.no-accounts", &[])));
    }
    said
}
