//! Cells of what became of commitments: a status in bold, and what was done.

use super::Recogniser;
use super::agreed::{go_on, is_lettered};
use super::draft::{Account, At, without_number};
use crate::import::clean::goes_on;
use crate::import::document::{Cell, Paragraph, Part};
use crate::import::leads;
use crate::import::numbers;

/// What a column says of what became of commitments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A status, and most often what was done.
    Status,
    /// What was done alone; another column says the status.
    Account,
}

impl Recogniser {
    /// Reads a cell. `new` are the commitments that the row opened.
    pub(super) fn told(&mut self, cell: &Cell, new: &[usize], column: Column) {
        if self.told_by_number(cell, new, column) {
            return;
        }
        let mut tail: Vec<Paragraph> = Vec::new();
        let mut accounts: Vec<Account> = Vec::new();
        let mut ruled = false;
        let mut is_first = true;
        for part in &cell.parts {
            let paragraph = match part {
                Part::Rule => {
                    ruled = true;
                    continue;
                }
                Part::Paragraph(paragraph) if paragraph.is_blank() => continue,
                Part::Paragraph(paragraph) => paragraph,
            };
            let plain = paragraph.plain();
            let answer = || self.names.answer(&cell.plain()).map(|status| (status, plain.len()));
            let begins = std::mem::take(&mut is_first) || ruled;
            let how = || leads::status_and_how(paragraph, &self.names).filter(|_| begins);
            let status = leads::status(paragraph, &self.names).or_else(answer).or_else(how);
            let status = status.filter(|_| column == Column::Status);
            if let Some((status, rest)) = status {
                let text = Some(paragraph.slice(rest..plain.len())).filter(|text| !text.is_blank());
                accounts.push(Account { status: Some(status), text: text.into_iter().collect(), unknown: None });
            } else if !paragraph.is_literal()
                && is_other_status(paragraph, cell)
                && column == Column::Status
                && accounts.len() < new.len()
                && (tail.is_empty() || ruled)
            {
                accounts.push(Account { status: None, text: vec![paragraph.clone()], unknown: Some(plain) });
            } else if ruled && !(accounts.is_empty() && tail.is_empty()) {
                accounts.push(Account { text: vec![paragraph.clone()], ..Account::default() });
            } else if let Some(last) = accounts.last_mut() {
                last.text.push(paragraph.clone());
            } else {
                tail.push(paragraph.clone());
            }
            ruled = false;
        }
        self.tail(tail, &mut accounts, new, column);
        // What was agreed before may have been left without its account by a page break.
        let extra = accounts.len().saturating_sub(new.len());
        let waiting = if extra > 0 { self.waiting(new) } else { Vec::new() };
        let accounts = match waiting.first() {
            Some(&first) if extra == 1 => self.in_order(first, accounts, new),
            _ => accounts,
        };
        let mut targets: Vec<Option<At>> = waiting.into_iter().take(extra).map(Some).collect();
        if let Some(meeting) = self.current {
            targets.extend(new.iter().map(|&commitment| Some(At { meeting, commitment })));
        }
        for (i, account) in accounts.into_iter().enumerate() {
            self.account(account, targets.get(i).copied().flatten(), cell);
        }
    }

    /// Reads a cell in which accounts have the numbers of the commitments that the row opened: `1. Fulfilled. …`, `2. Pending`.
    /// Whether it was one is the answer: a list within one account has numbers of its own.
    fn told_by_number(&mut self, cell: &Cell, new: &[usize], column: Column) -> bool {
        let Some(draft) = self.draft().filter(|_| new.len() > 1) else { return false };
        let mut accounts: Vec<(usize, Vec<Paragraph>)> = Vec::new();
        let paragraphs: Vec<Paragraph> =
            cell.paragraphs().filter(|paragraph| !paragraph.is_blank()).flat_map(numbers::each_number).collect();
        for paragraph in &paragraphs {
            let number = numbers::number(paragraph).filter(|_| !paragraph.is_literal()).map(|(number, _)| number);
            let of = number
                .and_then(|number| new.iter().copied().find(|&at| draft.commitments[at].number.key() == number.key()));
            match of.filter(|of| accounts.iter().all(|(known, _)| known != of)) {
                Some(of) => accounts.push((of, vec![without_number(paragraph)])),
                None => match accounts.last_mut() {
                    Some((_, text)) => text.push(paragraph.clone()),
                    None => return false,
                },
            }
        }
        if accounts.len() < 2 {
            return false;
        }
        let Some(meeting) = self.current else { return false };
        for (commitment, mut text) in accounts {
            let lead = text.first().filter(|_| column == Column::Status);
            let status = lead
                .and_then(|lead| leads::status(lead, &self.names).or_else(|| leads::status_and_how(lead, &self.names)));
            if let Some((_, rest)) = status {
                text[0] = text[0].slice(rest..text[0].plain().len());
            }
            text.retain(|paragraph| !paragraph.is_blank());
            let account = Account { status: status.map(|(status, _)| status), text, unknown: None };
            self.account(account, Some(At { meeting, commitment }), cell);
        }
        true
    }

    /// Commitments before the new ones that have no account: those of the meeting, else the last of the one before.
    fn waiting(&self, new: &[usize]) -> Vec<At> {
        let Some(meeting) = self.current else { return Vec::new() };
        let bare = |meeting: usize, commitment: usize| self.meetings[meeting].commitments[commitment].account.is_none();
        let own: Vec<At> = (0..self.meetings[meeting].commitments.len())
            .filter(|commitment| !new.contains(commitment) && bare(meeting, *commitment))
            .map(|commitment| At { meeting, commitment })
            .collect();
        if !own.is_empty() {
            return own;
        }
        let before = meeting.checked_sub(1);
        let last = before.and_then(|at| Some((at, self.meetings[at].commitments.len().checked_sub(1)?)));
        last.filter(|&(meeting, commitment)| bare(meeting, commitment))
            .map(|(meeting, commitment)| At { meeting, commitment })
            .into_iter()
            .collect()
    }

    /// Accounts of a row that has one more than commitments, when one above waits for its own. Those that came between were
    /// told in the order of their commitments: each moves up by one.
    fn in_order(&mut self, first: At, mut accounts: Vec<Account>, new: &[usize]) -> Vec<Account> {
        let Some(draft) = self.meetings.get_mut(first.meeting) else { return accounts };
        let between: Vec<usize> =
            (first.commitment + 1..draft.commitments.len()).filter(|at| !new.contains(at)).collect();
        let is_plain = |at: &usize| draft.commitments[*at].account.as_ref().is_some_and(|it| it.status.is_some());
        if between.is_empty() || self.current != Some(first.meeting) || !between.iter().all(is_plain) {
            return accounts;
        }
        let mut moved: Vec<Option<Account>> = between.iter().map(|&at| draft.commitments[at].account.take()).collect();
        moved.push(Some(accounts.remove(0)));
        let mut moved = moved.into_iter();
        let up = moved.next().flatten().unwrap_or_default();
        for (at, account) in between.into_iter().zip(moved) {
            draft.commitments[at].account = account;
        }
        accounts.insert(0, up);
        accounts
    }

    /// What stands before the first status is the end of the last account, unless it plainly is one of its own.
    fn tail(&mut self, tail: Vec<Paragraph>, accounts: &mut Vec<Account>, new: &[usize], column: Column) {
        let Some(first) = tail.first() else { return };
        let place = first.place;
        // An account that a page break parted goes on with a small letter; of a row that says nothing else of its own
        // commitment, any other beginning is that.
        let starts_anew = !goes_on(&first.plain()) || is_lettered(&first.plain());
        let own = !new.is_empty()
            && (column == Column::Account
                || accounts.len() < new.len() && (self.last.is_none() || (accounts.is_empty() && starts_anew)));
        if own {
            accounts.insert(0, Account { text: tail, ..Account::default() });
            return;
        }
        match self.last_account() {
            Some(last) => {
                let mut at_break = !last.text.is_empty();
                for paragraph in tail {
                    go_on(&mut last.text, paragraph, at_break);
                    at_break = false;
                }
            }
            None => {
                let text: Vec<String> = tail.iter().map(Paragraph::plain).collect();
                self.unplaced(&text.join(" "), place);
            }
        }
    }

    fn last_account(&mut self) -> Option<&mut Account> {
        let At { meeting, commitment } = self.last?;
        self.meetings.get_mut(meeting)?.commitments.get_mut(commitment)?.account.as_mut()
    }

    /// Gives an account to its commitment.
    fn account(&mut self, account: Account, of: Option<At>, cell: &Cell) {
        let drafted =
            of.and_then(|at| Some((at, self.meetings.get_mut(at.meeting)?.commitments.get_mut(at.commitment)?)));
        let Some((at, drafted)) = drafted else {
            let text: Vec<String> = account.text.iter().map(Paragraph::plain).collect();
            let status = account.status.map(|_| cell.plain().lines().next().unwrap_or_default().to_owned());
            return self.unplaced(&format!("{} {}", status.unwrap_or_default(), text.join(" ")), cell.place);
        };
        match &mut drafted.account {
            // The status has been told in a column of its own.
            Some(told) => {
                told.status = told.status.or(account.status);
                told.text.extend(account.text);
            }
            none => *none = Some(account),
        }
        self.last = Some(at);
    }
}

/// Whether a paragraph looks as a status does: a few words, all of them bold or all that there is.
fn is_other_status(paragraph: &Paragraph, cell: &Cell) -> bool {
    let text = paragraph.plain();
    let alone = cell.parts.len() == 1 && !text.ends_with('.');
    (paragraph.is_bold() || alone) && text.split(' ').count() <= 4 && !text.ends_with([':', ','])
}
