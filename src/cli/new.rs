//! `acuerdos new`

use std::collections::BTreeMap;
use std::io;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::changing::{Stop, exists, shown, told};
use super::report::say;
use super::{ContentArguments, Global};
use crate::diagnostic::{Language, nearest};
use crate::edit::{NewCommitment, NewMeeting, add_commitment, id_like, is_same_series, new_meeting};
use crate::model::text::slug;
use crate::model::{Meeting, MeetingIx, PartialDate, Reference};
use crate::pipeline::{Desk, Failure, create};
use crate::register::Register;

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The next minutes file, filled in as far as known
    #[command(after_long_help = "\
Examples:
  acuerdos new meeting                               the next of the latest series
  acuerdos new meeting --date 2024-04-16 --title \"Avance de los horarios\"
  acuerdos new meeting --series \"Grupo de trabajo\"")]
    Meeting(MeetingArguments),
    /// The next commitment in a minutes file
    #[command(after_long_help = "\
Examples:
  acuerdos new commitment --title \"Plan de riesgos\" --responsible INE,SRE --due 2024-05
  acuerdos new commitment 2024-03-05 --title \"Encuesta a lectores\"")]
    Commitment(CommitmentArguments),
}

#[derive(Debug, Args)]
struct MeetingArguments {
    /// Day of the meeting, YYYY-MM-DD; else by the rhythm of the series
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    date: Option<NaiveDate>,
    /// Series that it belongs to; else that of the latest meeting
    #[arg(long, value_name = "NAME")]
    series: Option<String>,
    /// Title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Today, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
struct CommitmentArguments {
    /// Meeting that agreed it, as references name it; else the latest
    #[arg(value_name = "MEETING")]
    meeting: Option<String>,
    /// Title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// What was agreed, in Markdown
    #[arg(long, short = 'm', value_name = "TEXT")]
    text: Option<String>,
    /// Who must fulfil it; several with commas, or the flag several times
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    responsible: Vec<String>,
    /// When it is due: 2024, 2024-05, 2024-05-31, or in words
    #[arg(long, value_name = "DATE", value_parser = partial_date)]
    due: Option<PartialDate>,
}

fn partial_date(text: &str) -> Result<PartialDate, String> {
    text.parse().map_err(|_| "no date: use 2024, 2024-05, 2024-05-31 or `31 de mayo de 2024`".to_owned())
}

pub(super) fn run(global: &Global, arguments: &NewArguments) -> ExitCode {
    let today = match &arguments.what {
        What::Meeting(arguments) => arguments.today,
        What::Commitment(_) => None,
    };
    let options = global.options(&ContentArguments { drafts: true, today });
    let desk = match Desk::open(&options) {
        Ok(desk) => desk,
        Err(error) => return told(global, Language::Spanish, Stop::Failure(Failure::Load(error))),
    };
    let today = today.unwrap_or(options.today);
    let made = match &arguments.what {
        What::Meeting(arguments) => meeting(global, &desk, arguments, today),
        What::Commitment(arguments) => commitment(global, &desk, arguments),
    };
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => told(global, desk.config().language, stop),
    }
}

fn meeting(global: &Global, desk: &Desk, arguments: &MeetingArguments, today: NaiveDate) -> Result<(), Stop> {
    let register = desk.register();
    let language = global.language(register.language);
    let planned = NewMeeting::next(register, arguments.series.as_deref(), arguments.date, today);
    if arguments.series.is_some() && planned.held(register).next().is_none() {
        tell_new_series(register, language, planned.series.as_deref().unwrap_or_default());
    }
    let new = NewMeeting { title: arguments.title.clone(), ..planned };
    let (date, folder, text) = (new.date, desk.minutes_folder(), new_meeting(register, &new));
    let file = |id: &str| desk.content_folder().join(&folder).join(format!("{id}.md"));
    let id = id_like(new.held(register).last().map(|meeting| meeting.id.0.as_str()), date);
    // Another series may meet on the same day; a second meeting of this one is most likely the same.
    let is_taken = |it: &Meeting| it.id.0 == id && !is_same_series(it.series.as_deref(), new.series.as_deref());
    let other = register.meetings.iter().any(is_taken);
    let id = match &new.series {
        Some(series) if other => format!("{id}-{}", slug(series).to_lowercase()),
        _ => id,
    };
    let path = file(&id);
    match create(&path, &text) {
        Ok(()) => {
            anstream::println!("{}", shown(&path));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let later = date.checked_add_days(chrono::Days::new(7)).unwrap_or(date);
            let help = say(
                language,
                &format!("diga otra fecha, como `--date {later}`, u otra serie con `--series`"),
                &format!("give another date, such as `--date {later}`, or another series by `--series`"),
            );
            Err(exists(language, &path, help))
        }
        Err(error) => Err(Stop::Disk(path, error)),
    }
}

/// A name that is mistyped makes a series of its own.
fn tell_new_series(register: &Register, language: Language, asked: &str) {
    let near = nearest(asked, register.meetings.iter().filter_map(|meeting| meeting.series.as_deref()));
    let new = say(language, &format!("«{asked}» es una serie nueva"), &format!("‘{asked}’ is a new series"));
    let mean =
        near.map(|near| say(language, &format!("; ¿quiso decir «{near}»?"), &format!("; did you mean ‘{near}’?")));
    anstream::eprintln!("{new}{}", mean.unwrap_or_default());
}

fn commitment(global: &Global, desk: &Desk, arguments: &CommitmentArguments) -> Result<(), Stop> {
    let register = desk.register();
    let meeting = match &arguments.meeting {
        Some(reference) => super::changing::meeting(global, desk, reference)?,
        None => latest(global, register)?,
    };
    let source = register.meeting(meeting).span.source;
    let minutes = desk.minutes(meeting);
    let new = NewCommitment {
        title: arguments.title.clone(),
        text: arguments.text.clone(),
        responsible: arguments
            .responsible
            .iter()
            .map(|name| name.trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect(),
        due: arguments.due,
    };
    let (text, number) = add_commitment(&desk.sources().get(source).text, &minutes, &new, register.language);
    let id = format!("{}/{number}", register.meeting(meeting).id);
    let outcome = desk.with(&BTreeMap::from([(source, text.clone())]));
    // The register has to say the same as before, and one commitment more.
    let mut without = outcome.reading.clone();
    without.commitments.retain(|commitment| commitment.id != id);
    let added = without.commitments.len() + 1 == outcome.reading.commitments.len();
    if !outcome.new_errors.have_errors() && added && without == desk.reading() {
        desk.write(source, &text).map_err(|error| Stop::Disk(desk.path(source), error))?;
        anstream::println!("{id} {}", shown(&desk.path(source)));
        return Ok(());
    }
    Err(Stop::Refused { findings: outcome.new_errors, file: desk.path(source) })
}

fn latest(global: &Global, register: &Register) -> Result<MeetingIx, Stop> {
    let language = global.language(register.language);
    let last = register.meetings.len().checked_sub(1).map(MeetingIx);
    last.ok_or_else(|| Stop::Usage {
        problem: say(language, "no hay ninguna reunión todavía", "there is no meeting yet"),
        help: say(language, "cree la primera: `acuerdos new meeting`", "make the first: `acuerdos new meeting`"),
    })
}

/// Whether a reference leads to a meeting.
pub(super) fn as_meeting(reference: Reference) -> Option<MeetingIx> {
    match reference {
        Reference::Meeting(ix) => Some(ix),
        _ => None,
    }
}
