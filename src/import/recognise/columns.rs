//! What each column of a table holds: as its head says, else as its cells do.

use crate::import::attendees::{attendees, is_acronym};
use crate::import::dates;
use crate::import::document::{Cell, Paragraph, Row, Table};
use crate::import::leads;
use crate::import::words::{Role, StatusNames, find_folded, head, section};
use crate::model::text::fold;

/// Rows that are looked at to tell what columns without a head hold.
const SAMPLE: usize = 60;

/// The columns of the table that is being read.
#[derive(Default)]
pub(super) struct Columns {
    roles: Vec<Option<Role>>,
}

impl Columns {
    /// Looks at a table that comes next. One without a head goes on with the columns of the last one, if it has cells of
    /// the same kinds. Whether the columns are known is the answer.
    pub(super) fn enter(&mut self, table: &Table, names: &StatusNames) -> bool {
        if let Some(roles) = table.rows.iter().take(3).find_map(heads) {
            self.roles = roles;
            // A head may span columns that hold different things.
            for (column, role) in guessed(table, names).into_iter().enumerate() {
                if self.roles.len() <= column {
                    self.roles.resize(column + 1, None);
                }
                if self.roles[column].is_none() && !self.has_any(role) {
                    self.roles[column] = role;
                }
            }
            return true;
        }
        let guessed = guessed(table, names);
        let fits = guessed.iter().enumerate().all(|(column, role)| {
            role.is_none() || self.roles.get(column).is_some_and(|known| known == role || known.is_none())
        });
        if self.roles.is_empty() || !fits {
            self.roles = guessed;
        }
        self.roles.iter().any(Option::is_some)
    }

    /// A head of many columns is another one; one of few says more of those below a cell of the head above.
    fn named(&mut self, roles: Vec<Option<Role>>) {
        let count = |roles: &[Option<Role>]| roles.iter().flatten().count();
        if count(&roles) * 2 > count(&self.roles) {
            self.roles = roles;
            return;
        }
        for (at, role) in roles.into_iter().enumerate().filter(|(_, role)| role.is_some()) {
            if self.roles.len() <= at {
                self.roles.resize(at + 1, None);
            }
            self.roles[at] = role;
        }
    }

    fn has_any(&self, role: Option<Role>) -> bool {
        role.is_some_and(|role| self.has(role))
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&Some(role))
    }

    /// Whether a row is the head of the table; at each page break it may come again.
    pub(super) fn is_head(&mut self, row: &Row) -> bool {
        match heads(row) {
            Some(roles) => {
                // What was found by the cells below it stays.
                let same =
                    roles.iter().enumerate().all(|(at, role)| role.is_none() || self.roles.get(at) == Some(role));
                if !same {
                    self.named(roles);
                }
                true
            }
            None => false,
        }
    }

    /// What a cell holds. Its column says so, unless the cell itself plainly is something else.
    pub(super) fn role(&self, cell: &Cell, names: &StatusNames) -> Option<Role> {
        let end = (cell.column + cell.columns).min(self.roles.len());
        let covered: Vec<Role> = (cell.column..end).filter_map(|column| self.roles[column]).collect();
        let looks = looks_like(cell, names);
        match (covered.as_slice(), looks) {
            // A converter that leaves empty cells out moves the others to the left.
            ([Role::Date], Some(Role::Commitments | Role::Status)) => looks,
            ([Role::Attendees], Some(Role::Commitments)) => looks,
            ([Role::Commitments], Some(Role::Status)) => looks,
            ([role], _) => Some(*role),
            (_, Some(role)) => Some(role),
            // A cell across several columns has what was agreed, if any of them has.
            (several, None) if several.contains(&Role::Commitments) => Some(Role::Commitments),
            (several, None) => several.first().copied(),
        }
    }
}

/// The columns below a row, if it is a head: two or more of its cells name what is below them, and none holds anything.
fn heads(row: &Row) -> Option<Vec<Option<Role>>> {
    let mut roles = Vec::new();
    let mut named = 0;
    let statuses: Vec<(usize, String)> = row
        .cells
        .iter()
        .map(|cell| (cell.column, cell.plain().replace('\n', " ")))
        .filter(|(_, text)| head(text) == Some(Role::Status))
        .collect();
    let before = status_before(&statuses);
    for cell in row.cells.iter().filter(|cell| !cell.is_blank()) {
        let text = cell.plain().replace('\n', " ");
        // A head names things; it has no sentences, dates or statuses.
        let is_sentence = text.contains(". ") || (text.trim_end().ends_with(['.', ';']) && text.chars().count() > 12);
        let states = find_folded(&text, "estatus previo").is_some() && text.contains(['(', ':']);
        if text.chars().count() > 140 || is_sentence || states || has_date(&text) {
            return None;
        }
        let is_data =
            cell.paragraphs().any(|paragraph| leads::number(paragraph).is_some_and(|(_, from)| from < text.len()));
        if is_data {
            return None;
        }
        let role = if before == Some(cell.column) { Some(Role::Previous) } else { head(&text) };
        let role = role.filter(|role| !roles.contains(&Some(*role)));
        named += usize::from(role.is_some());
        if roles.len() <= cell.column {
            roles.resize(cell.column + 1, None);
        }
        roles[cell.column] = role;
    }
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    (named >= 2 && named * 2 > filled).then_some(roles)
}

/// Whether a text has a date, which heads have not, unless it says of when a status is: `Estatus al 31/12/2022`.
fn has_date(text: &str) -> bool {
    dates::day(text).is_some_and(|(_, range)| range.start == 0 || head(text) != Some(Role::Status))
}

/// Of two columns of statuses, the one that holds the earlier: `Estado al 31/12/2023` beside `Estado actual` or a later day.
fn status_before(columns: &[(usize, String)]) -> Option<usize> {
    let [(first, one), (second, other)] = columns else { return None };
    let is_now =
        |text: &str| ["actual", "vigente", "current", "now"].iter().any(|word| find_folded(text, word).is_some());
    let day = |text: &str| dates::day(text).map(|(day, _)| day);
    match (is_now(one), is_now(other), day(one), day(other)) {
        (false, true, ..) => Some(*first),
        (true, false, ..) => Some(*second),
        (_, _, Some(one), Some(other)) if one < other => Some(*first),
        (_, _, Some(one), Some(other)) if one > other => Some(*second),
        _ => None,
    }
}

/// What a cell plainly is, by what it says.
fn looks_like(cell: &Cell, names: &StatusNames) -> Option<Role> {
    let said = |paragraph: &&Paragraph| !paragraph.is_blank() && !paragraph.is_literal();
    let text = cell.paragraphs().filter(said).map(Paragraph::plain).collect::<Vec<_>>().join("\n");
    let first = cell.paragraphs().find(said)?;
    let heading = section(&first.plain()).is_some_and(|(_, rest)| rest >= first.plain().len());
    if heading {
        return Some(Role::Commitments);
    }
    if dates::day(&text).is_some_and(|(_, range)| range.start <= 12) && text.chars().count() <= 80 {
        return Some(Role::Date);
    }
    let status =
        leads::status(first, names).is_some_and(|(_, from)| from >= first.plain().len() || first.bold_lead() > 0);
    if status {
        return Some(Role::Status);
    }
    let number = leads::number(first).is_some();
    (number || find_folded(&text, "estatus previo").is_some()).then_some(Role::Commitments)
}

/// Columns by what most of their cells are.
fn guessed(table: &Table, names: &StatusNames) -> Vec<Option<Role>> {
    const ROLES: [Role; 5] = [Role::Date, Role::Attendees, Role::Number, Role::Commitments, Role::Status];
    let mut counts: Vec<[usize; 5]> = Vec::new();
    let cells =
        table.rows.iter().take(SAMPLE).flat_map(|row| &row.cells).filter(|cell| !cell.is_blank() && cell.columns == 1);
    for cell in cells {
        if counts.len() <= cell.column {
            counts.resize(cell.column + 1, [0; 5]);
        }
        let role = looks_like(cell, names).or_else(|| is_attendees(&cell.plain()).then_some(Role::Attendees));
        let role =
            if cell.plain().trim_end_matches(['.', ')']).parse::<u16>().is_ok() { Some(Role::Number) } else { role };
        if let Some(at) = role.and_then(|role| ROLES.iter().position(|it| *it == role)) {
            counts[cell.column][at] += 1;
        }
    }
    let mut roles = vec![None; counts.len()];
    for (at, role) in ROLES.iter().enumerate() {
        let best = (0..counts.len())
            .filter(|&column| roles[column].is_none())
            .max_by_key(|&column| (counts[column][at], counts.len() - column));
        if let Some(column) = best.filter(|&column| counts[column][at] > 0) {
            roles[column] = Some(*role);
        }
    }
    roles
}

fn is_attendees(text: &str) -> bool {
    if text.len() > 800 {
        return false;
    }
    let found = attendees(text);
    !found.is_empty() && found.iter().all(|it| is_acronym(&it.organisation))
}

/// A text without the words that join a date and the way a meeting was held, and names of days.
pub(super) fn without_small_words(text: &str) -> String {
    const SMALL: [&str; 38] = [
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "reunion",
        "sesion",
        "meeting",
        "session",
        "de",
        "del",
        "la",
        "el",
        "of",
        "the",
        "on",
        "y",
        "and",
        "modalidad",
        "mode",
        "fecha",
        "date",
        "celebrada",
        "held",
        "trabajo",
        "por",
        "en",
        "in",
        "minuta",
    ];
    let words = text.split_whitespace().filter(|word| {
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        !folded.is_empty() && !SMALL.contains(&folded.as_str())
    });
    words.collect::<Vec<_>>().join(" ")
}
