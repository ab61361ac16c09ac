//! What each column of a table holds: as its head says, else as its cells do.

use super::guess::{guessed, looks_like};
use super::head_row::{Heading, heading, is_known, stands_above};
use crate::import::document::{Cell, Row, Table};
use crate::import::heads::{Role, head, is_agreed, may_be_agreed};
use crate::import::statuses::StatusNames;
use crate::import::words::names_meeting;
use crate::model::text::fold;

/// Rows that are looked at to tell how much columns say.
const SAMPLE: usize = 60;

/// The columns of the table that is being read.
#[derive(Default)]
pub(super) struct Columns {
    columns: Vec<Column>,
    /// A line above the table names its meeting.
    is_dated: bool,
}

#[derive(Default, Clone)]
struct Column {
    role: Option<Role>,
    /// What its head says; empty, if it has none.
    name: String,
}

impl Columns {
    /// Looks at a table that comes next; `is_dated` says whether a line above it names its meeting. One without a head goes
    /// on with the columns of the last one, if it has cells of the same kinds. Whether the columns are known is the answer.
    pub(super) fn enter(&mut self, table: &Table, names: &StatusNames, is_dated: bool) -> bool {
        self.is_dated = is_dated;
        let head = table.rows.iter().take(8).enumerate().find_map(|(at, row)| {
            let headings = heading(row)?;
            let is_head = is_known(&headings) || stands_above(&headings, table.rows.get(at + 1), names);
            is_head.then_some((at, headings))
        });
        if let Some((at, headings)) = head {
            self.columns = Vec::new();
            self.name(&headings);
            // A second row of heads says more of those above it.
            let below = table.rows.get(at + 1).and_then(heading).filter(|below| self.says_more(below));
            if let Some(below) = below {
                self.name(&below);
            }
            let below = table.rows.iter().skip(at + 1).take(SAMPLE).cloned().collect();
            self.settle(&Table { rows: below }, names);
        } else {
            let guessed = guessed(table, names);
            // A narrow table below a wide one, of which no cell is any of what that has, is another one.
            let is_narrow = guessed.len() * 2 <= self.columns.len() + 1 && guessed.len() < 4;
            let is_told =
                guessed.iter().any(|role| matches!(role, Some(Role::Commitments | Role::Status | Role::Date)));
            let fits = (is_told || !is_narrow)
                && guessed.iter().enumerate().all(|(column, role)| {
                    role.is_none_or(|role| self.columns.get(column).is_some_and(|known| may_hold(known.role, role)))
                });
            if self.columns.is_empty() || !fits {
                self.columns = guessed.into_iter().map(|role| Column { role, name: String::new() }).collect();
            }
        }
        self.columns.iter().any(|column| column.role.is_some_and(|role| role != Role::Other))
    }

    /// Whether they have names.
    pub(super) fn are_named(&self) -> bool {
        self.columns.iter().any(|column| !column.name.is_empty())
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.place_of(role).is_some()
    }

    fn place_of(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Some(role))
    }

    /// Whether the cells of a row stand below heads that span them, or below none.
    fn says_more(&self, headings: &[Heading]) -> bool {
        let below_span = |heading: &Heading| {
            let name = self.columns.get(heading.column).map(|column| column.name.as_str()).unwrap_or_default();
            let spans = self.columns.iter().filter(|column| !name.is_empty() && column.name == name).count() > 1;
            (name.is_empty() || spans) && !heading.text.contains(|c: char| c.is_ascii_digit())
        };
        let known = headings.iter().any(|heading| heading.role.is_some());
        !headings.is_empty() && known && headings.len() < self.columns.len() && headings.iter().all(below_span)
    }

    /// Takes the names of columns from a head; below one that spans several, both together are the name.
    fn name(&mut self, headings: &[Heading]) {
        for Heading { column, columns, text, role } in headings {
            let end = column + columns;
            if self.columns.len() < end {
                self.columns.resize(end, Column::default());
            }
            for (i, known) in self.columns[*column..end].iter_mut().enumerate() {
                if known.name.is_empty() {
                    // What else stands below a head that spans several columns, those below it say.
                    *known = Column { role: role.filter(|_| i == 0), name: text.clone() };
                } else {
                    known.name = format!("{} {text}", known.name);
                    // `Fecha` above `Compromiso` is a date still.
                    let is_date = matches!(known.role, Some(Role::Date | Role::Due | Role::Told));
                    known.role = role.filter(|_| !is_date).or_else(|| head(&known.name));
                }
            }
        }
    }

    /// Gives each role to one column, and what is missing to those whose names say nothing.
    fn settle(&mut self, table: &Table, names: &StatusNames) {
        let said = lengths(table, self.columns.len());
        let guessed = guessed(table, names);
        self.settle_agreed(&said, &guessed);
        self.settle_dates();
        let mut seen: Vec<Role> = Vec::new();
        for column in &mut self.columns {
            let Some(role) = column.role else { continue };
            let again = seen.contains(&role);
            seen.push(role);
            column.role = match role {
                Role::Account | Role::Other => Some(role),
                Role::Status if again => Some(Role::Account),
                // Beside the day by which it was to be done: the one at which it was.
                Role::Due if again && fold(&column.name).contains("cumplimiento") => Some(Role::Told),
                _ if again => Some(Role::Other),
                role => Some(role),
            };
        }
        // A head may span columns that hold different things.
        for (at, role) in guessed.into_iter().enumerate() {
            if self.columns.len() <= at {
                self.columns.resize(at + 1, Column::default());
            }
            let Some(role) = role.filter(|&role| !self.has(role)) else { continue };
            let column = &self.columns[at];
            let is_left = self.place_of(Role::Commitments).is_none_or(|agreed| at < agreed);
            let fits = match role {
                Role::Date => !self.is_dated && is_left,
                Role::Attendees => column.name.is_empty() || is_left,
                _ => true,
            };
            if column.role.is_none() && fits {
                self.columns[at].role = Some(role);
            }
        }
    }

    /// Which column has what was agreed: of two that are called so, the one that says more; where none is, the one that
    /// may be.
    fn settle_agreed(&mut self, said: &[usize], guessed: &[Option<Role>]) {
        let length = |at: usize| said.get(at).copied().unwrap_or(0);
        let called: Vec<usize> =
            (0..self.columns.len()).filter(|&at| self.columns[at].role == Some(Role::Commitments)).collect();
        let plainly = called.iter().filter(|&&at| is_agreed(&self.columns[at].name) && length(at) > 16).min();
        let longest = called.iter().max_by_key(|&&at| (length(at), self.columns.len() - at));
        if let Some(&most) = plainly.or(longest) {
            for at in called.into_iter().filter(|&at| at != most) {
                let is_number = length(at) <= 16 && at < most && !self.has(Role::Number);
                self.columns[at].role = Some(if is_number { Role::Number } else { Role::Other });
            }
            return;
        }
        let told = |columns: &Self| columns.has(Role::Status) || columns.has(Role::Account);
        let may_be = (0..self.columns.len())
            .find(|&at| self.columns[at].role == Some(Role::Account) && may_be_agreed(&self.columns[at].name));
        let meant = [Role::Objectives, Role::Topics].into_iter().find_map(|role| self.place_of(role));
        let meant = meant.filter(|_| told(self) || self.has(Role::Number));
        let numbered = (0..self.columns.len())
            .find(|&at| self.columns[at].role.is_none() && guessed.get(at) == Some(&Some(Role::Commitments)));
        let most = (0..self.columns.len())
            .filter(|&at| self.columns[at].role.is_none() && length(at) >= 16)
            .max_by_key(|&at| (length(at), self.columns.len() - at))
            .filter(|_| told(self) || self.has(Role::Responsible) || self.has(Role::Due));
        if let Some(at) = may_be.or(numbered).or(meant).or(most) {
            self.columns[at].role = Some(Role::Commitments);
        }
    }

    /// Which column has the day of the meeting: the one that says so, else the first. One to the right of what was agreed,
    /// below a line that names the meeting, is when that is due.
    fn settle_dates(&mut self) {
        let dates: Vec<usize> =
            (0..self.columns.len()).filter(|&at| self.columns[at].role == Some(Role::Date)).collect();
        let agreed = self.place_of(Role::Commitments);
        let is_right = |at: usize| agreed.is_some_and(|agreed| at > agreed);
        let of_meeting = dates
            .iter()
            .copied()
            .find(|&at| names_meeting(&self.columns[at].name))
            .or_else(|| dates.first().copied().filter(|&at| !(self.is_dated && is_right(at))));
        for at in dates.into_iter().filter(|&at| Some(at) != of_meeting) {
            let is_due = agreed.is_some_and(|agreed| at > agreed) && !self.has(Role::Due);
            self.columns[at].role = Some(if is_due { Role::Due } else { Role::Other });
        }
    }

    /// Whether a row is the head of the table; at each page break it may come again.
    pub(super) fn is_head(&mut self, row: &Row, names: &StatusNames) -> bool {
        let Some(headings) = heading(row) else { return false };
        let again = headings.iter().all(|heading| {
            let name = self.columns.get(heading.column).map(|column| fold(&column.name)).unwrap_or_default();
            let text = fold(&heading.text);
            !text.is_empty()
                && (name == text || name.starts_with(&format!("{text} ")) || name.ends_with(&format!(" {text}")))
        });
        if again && !headings.is_empty() {
            return true;
        }
        if !is_known(&headings) {
            return false;
        }
        // A head of many columns is another one; one of few says more of those below a cell of the head above.
        let known = self.columns.iter().filter(|column| column.role.is_some()).count();
        if headings.iter().filter(|heading| heading.role.is_some()).count() * 2 > known {
            self.columns = Vec::new();
            self.name(&headings);
            self.settle(&Table::default(), names);
        } else {
            for heading in headings.iter().filter(|heading| heading.role.is_some()) {
                if self.columns.len() <= heading.column {
                    self.columns.resize(heading.column + 1, Column::default());
                }
                self.columns[heading.column] = Column { role: heading.role, name: heading.text.clone() };
            }
        }
        true
    }

    /// What a cell holds. Its column says so, unless the cell itself plainly is something else.
    pub(super) fn role(&self, cell: &Cell, names: &StatusNames) -> Option<Role> {
        let end = (cell.column + cell.columns).min(self.columns.len());
        let covered = self.columns.get(cell.column..end).unwrap_or_default();
        let roles: Vec<Role> = covered.iter().filter_map(|column| column.role).collect();
        let looks = looks_like(cell, names);
        match (roles.as_slice(), looks) {
            // A converter that leaves empty cells out moves the others to the left.
            ([Role::Date], Some(Role::Commitments | Role::Status)) => looks,
            ([Role::Attendees], Some(Role::Commitments)) => looks,
            ([Role::Commitments], Some(Role::Status)) => looks,
            ([role], _) => Some(*role),
            // What a head names and nobody knows is nothing else because of what a cell says.
            ([], _) if covered.iter().any(|column| !column.name.is_empty()) => None,
            (_, Some(role)) => Some(role),
            // A cell across several columns has what was agreed, if any of them has.
            (several, None) if several.contains(&Role::Commitments) => Some(Role::Commitments),
            (several, None) => several.first().copied(),
        }
    }
}

/// Whether a column that is known to hold one thing may have cells that look like another.
fn may_hold(known: Option<Role>, looks: Role) -> bool {
    match (known, looks) {
        (None | Some(Role::Other), _) => true,
        (Some(Role::Told | Role::Due), Role::Date) | (Some(Role::Responsible), Role::Attendees) => true,
        (Some(Role::Previous | Role::Account), Role::Status) => true,
        (Some(Role::Account | Role::Objectives | Role::Topics), Role::Commitments) => true,
        (Some(known), looks) => known == looks,
    }
}

/// How many letters the cells of each column have, on average.
fn lengths(table: &Table, columns: usize) -> Vec<usize> {
    let mut sums = vec![(0_usize, 0_usize); columns];
    // A row of one cell stands across the table.
    let rows = table.rows.iter().filter(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() > 1);
    for cell in rows.flat_map(|row| &row.cells).filter(|cell| !cell.is_blank()) {
        if let Some((sum, count)) = sums.get_mut(cell.column) {
            *sum += cell.plain().chars().count();
            *count += 1;
        }
    }
    sums.into_iter().map(|(sum, count)| sum.checked_div(count).unwrap_or(0)).collect()
}
