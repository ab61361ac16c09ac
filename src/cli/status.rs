//! `acuerdos status`

use std::collections::BTreeMap;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;

use super::changing::{self, Stop, shown, told};
use super::report::say;
use super::{ContentArguments, Global};
use crate::diagnostic::Language;
use crate::edit::{NewUpdate, add_follow_up, add_update};
use crate::pipeline::{Desk, Failure};
use crate::register::Reading;

#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    /// Commitment, as minutes refer to it: MEETING/NUMBER
    #[arg(value_name = "REF")]
    reference: String,
    /// Its status from now on, by id or label
    #[arg(value_name = "STATUS")]
    status: String,
    /// What was done, in Markdown
    #[arg(long, short, value_name = "TEXT")]
    message: Option<String>,
    /// Day of the change, YYYY-MM-DD; else today
    #[arg(long, value_name = "DATE", conflicts_with = "within", value_parser = super::day)]
    date: Option<NaiveDate>,
    /// Record it as follow-up in the minutes of this later meeting, dated by it
    #[arg(long = "in", id = "within", value_name = "MEETING")]
    within: Option<String>,
    /// Today, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    today: Option<NaiveDate>,
}

pub(super) fn run(global: &Global, arguments: &StatusArguments) -> ExitCode {
    let options = global.options(&ContentArguments { drafts: true, today: arguments.today });
    let desk = match Desk::open(&options) {
        Ok(desk) => desk,
        Err(error) => return told(global, Language::Spanish, Stop::Failure(Failure::Load(error))),
    };
    match record(global, &desk, arguments, arguments.today.unwrap_or(options.today)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => told(global, desk.config().language, stop),
    }
}

fn record(global: &Global, desk: &Desk, arguments: &StatusArguments, today: NaiveDate) -> Result<(), Stop> {
    let register = desk.register();
    let language = global.language(register.language);
    let ix = changing::commitment(global, desk, &arguments.reference)?;
    let status = register.status(changing::status(register, language, &arguments.status)?);
    let commitment = register.commitment(ix);
    let mut update = NewUpdate {
        date: arguments.date.unwrap_or(today),
        status: status.label(register.language).to_owned(),
        account: arguments.message.clone(),
    };
    let id = commitment.id.to_string();
    let (source, text) = match &arguments.within {
        Some(within) => {
            let meeting = register.meeting(changing::meeting(global, desk, within)?);
            update.date = meeting.date;
            let source = meeting.span.source;
            (source, Some(add_follow_up(&desk.sources().get(source).text, &id, &update, register.language)))
        }
        None => {
            let source = commitment.span.source;
            let minutes = desk.minutes(commitment.meeting);
            (source, add_update(&desk.sources().get(source).text, &minutes, &commitment.id.number, &update))
        }
    };
    let Some(text) = text else {
        return Err(Stop::Usage {
            problem: say(language, &format!("no existe `{id}`"), &format!("there is no `{id}`")),
            help: String::new(),
        });
    };
    let outcome = desk.with(&BTreeMap::from([(source, text.clone())]));
    let expected = format!("{} {} ", update.date, status.id);
    if outcome.new_errors.have_errors() || !is_one_update_more(desk.reading(), &outcome.reading, ix.0, &expected) {
        return Err(Stop::Refused { findings: outcome.new_errors, file: desk.path(source) });
    }
    desk.write(source, &text).map_err(|error| Stop::Disk(desk.path(source), error))?;
    anstream::println!("{id} · {} · {}", update.date, update.status);
    if !global.quiet {
        anstream::eprintln!("{}", shown(&desk.path(source)));
    }
    Ok(())
}

/// Whether a register says the same as before, and has one update more of one commitment.
fn is_one_update_more(before: Reading, after: &Reading, commitment: usize, expected: &str) -> bool {
    let mut without = after.clone();
    let Some(changed) = without.commitments.get_mut(commitment) else { return false };
    let Some(old) = before.commitments.get(commitment) else { return false };
    if changed.updates.len() != old.updates.len() + 1 {
        return false;
    }
    let at = changed.updates.iter().zip(&old.updates).position(|(new, old)| new != old).unwrap_or(old.updates.len());
    changed.updates.remove(at).starts_with(expected) && without == before
}
