//! Diagnostics in English.

use super::{first, heading, quoted};
use crate::diagnostic::{Key, Kind, Trouble, kind::Type};

pub(super) fn message(kind: &Kind) -> String {
    match kind {
        Kind::NotUtf8 { guess: None } => "the file is not UTF-8".into(),
        Kind::NotUtf8 { guess: Some(guess) } => format!("the file is not UTF-8; it looks like {guess}"),
        Kind::FileTooLarge { bytes, limit } => format!("the file has {bytes} bytes and at most {limit} are read"),
        Kind::UnportableName { name } => format!("the name `{name}` does not work on every system"),
        Kind::LongAddress { url, length, limit } => {
            format!("the site would have `{url}`, of {length} characters; up to {limit} can be copied everywhere")
        }
        Kind::NoMinutes { folder } => format!("there are no minutes in `{folder}`"),
        Kind::UnsafeSymlink { name } => format!("the symbolic link `{name}` leaves the folder or contains it"),
        Kind::ConfigSyntax { message } => format!("the configuration cannot be read: {message}"),
        Kind::NewerFormat { stated, known } => {
            format!("the project is in format {stated}, and this version of acuerdos reads up to {known}")
        }
        Kind::InvalidValue { key, value, .. } => format!("`{value}` is no value of `{key}`"),
        Kind::MissingKey { key, table } => format!("`{key}` is missing from `{}`", heading(table)),
        Kind::DuplicateName { name } => format!("`{name}` is configured twice"),
        Kind::InvalidUrl { value } => format!("`{value}` is not a full web address"),
        Kind::OtherServer { value, base: Some(base) } => {
            format!("`{value}` is on another server than `{base}`, and the page to search on reads its own alone")
        }
        Kind::OtherServer { value, base: None } => {
            format!(
                "whether `{value}` is on this site's server is not known, and the page to search on reads its own alone"
            )
        }
        Kind::SeverityFixed { code } => format!("`{code}` cannot be changed: a build cannot do without it"),
        Kind::NoInitialStatus => "no status is the initial one".into(),
        Kind::InvalidColor { value } => format!("`{value}` is no colour"),
        Kind::AccentAdjusted { value, contrast, used } => format!(
            "`{value}` is too light to be read on the light grounds of the site (contrast {contrast}:1; 4.5:1 is needed): text and rules have `{used}`"
        ),
        Kind::PictureMissing { path, .. } => format!("there is no picture `content/{path}`"),
        Kind::PictureUnreadable { path } => format!("`content/{path}` is no SVG, PNG or WebP picture that can be read"),
        Kind::PictureTooLarge { path, bytes, limit } => {
            format!("`content/{path}` has {bytes} bytes, and every page has it: it may have up to {limit}")
        }
        Kind::UnknownKey { place, key, .. } => format!("unknown key in {}: `{key}`", place_name(*place)),
        Kind::DuplicateKey { place, key } => format!("repeated key in {}: `{key}`", place_name(*place)),
        Kind::WrongType { key, expected } => format!("`{key}` has to be {}", type_name(*expected)),
        Kind::FrontMatterMissing => "the minutes do not start with front matter between `---` lines".into(),
        Kind::FrontMatterUnclosed => "the `---` line that closes the front matter is missing".into(),
        Kind::FrontMatterSyntax { message } => format!("the front matter cannot be read: {message}"),
        Kind::YamlAlias => "front matter takes no YAML anchors or aliases".into(),
        Kind::YamlTooDeep => "the front matter has lists within lists, too many".into(),
        Kind::DateMissing => "the date of the meeting is missing".into(),
        Kind::InvalidDate { text, .. } => format!("`{text}` is not a date"),
        Kind::DateNotADay { text } => format!("`{text}` does not say the day"),
        Kind::UnknownMode { text, .. } => format!("unknown mode: `{text}`"),
        Kind::SecondTitle => "there is a second title `#`".into(),
        Kind::BrokenDataList { key, .. } => {
            format!("the list has `{key}` and this line is no data, so that none of it is read")
        }
        Kind::SectionMisspelled { name, suggestion } => {
            format!("the section `{name}` is nearly `{suggestion}` and is not read as it")
        }
        Kind::CommitmentsElsewhere { section } => format!("there are numbered commitments in the section `{section}`"),
        Kind::NumberMissing { text } => format!("the commitment `{text}` has no number"),
        Kind::UpdateMalformed { text } => format!("`{text}` does not say date and status"),
        Kind::FollowUpMalformed { text } => format!("`{text}` does not say commitment and status"),
        Kind::UnknownStatus { text, .. } => format!("unknown status: `{text}`"),
        Kind::EmptyCommitment { number } => format!("commitment {number} has neither title nor text"),
        Kind::UnknownLinkKind { text } => format!("`[[{text}]]` is not a known kind of link"),
        Kind::DefinitionsTooLong { name } => {
            format!("this text calls footnotes that are too many or too long: there is no room for `[{name}]`")
        }
        Kind::DuplicateNumber { number } => format!("the number {number} is used twice in this meeting"),
        Kind::DuplicateMeeting { id } => format!("two meetings are called `{id}`"),
        Kind::UnknownReference { text, .. } => format!("there is no `{text}`"),
        Kind::SelfReference { text } => format!("the commitment refers to itself: `{text}`"),
        Kind::ChainCycle { ids } => format!("the chain comes back to its start: {}", quoted(ids)),
        Kind::ContinuesLater { id } => format!("`{id}` is later; a commitment continues an earlier one"),
        Kind::UpdateBeforeMeeting { update, meeting } => {
            format!("the update is of {update}, before the meeting that agreed it ({meeting})")
        }
        Kind::UpdatesDisagree { date, first, second } => {
            format!("two updates of {date} disagree: `{first}` and `{second}`")
        }
        Kind::PreviousDisagrees { stated, recorded } => {
            format!("it says that it was `{stated}` before, but `{recorded}` is recorded")
        }
        Kind::AmbiguousOrganisation { name, candidates } => format!("`{name}` may be {}", quoted(candidates)),
        Kind::SameUrl { url, first, second } => {
            format!("`{first}` and `{second}` would have the same address, `{url}`")
        }
        Kind::UnsafeLink { url } => format!("the link `{url}` is not safe and is left out"),
        Kind::RemoteImage { url } => format!("the image `{url}` is on another site and becomes a link"),
        Kind::DueBeforeMeeting { due, meeting } => format!("it is due on {due}, before the meeting ({meeting})"),
        Kind::StatusDoubted { status, words } => format!("it says `{status}`, but its account speaks of `{words}`"),
        Kind::ClosedWithoutAccount { status } => format!("it says `{status}` without an account of what was done"),
        Kind::UpdateAfterCutOff { update, cut_off } => {
            format!("the update is of {update}, after the cut-off date ({cut_off})")
        }
        Kind::DeadLink { url } => format!("the link `{url}` leads to no file of the site"),
        Kind::OrphanFile { path } => format!("no text names the file `{path}`"),
        Kind::OrphanDocument { id } => format!("no minutes name the document `{id}`"),
        Kind::Forgotten { meetings } => {
            format!("it is open, and the meetings that have followed others up since do not name it ({meetings})")
        }
        Kind::Stale { days, meetings } => {
            format!("it is open; days since its last report: {days}, meetings of its series: {meetings}")
        }
        Kind::NeverReported { days, meetings } => {
            format!(
                "it is open and was never reported on; days since it was agreed: {days}, meetings of its series: {meetings}"
            )
        }
        Kind::NumberVariant { written, other } => format!("the number `{written}` is written `{other}` as well"),
        Kind::OrganisationVariant { written, other } => {
            format!("`{written}` is not configured, and nearly `{other}`")
        }
        Kind::BrokenLink { url, trouble } => match trouble {
            Trouble::Status(status) => format!("`{url}` is not there any more (it answers {status})"),
            _ => format!("there is no server of that name: `{url}`"),
        },
        Kind::MovedLink { url, .. } => format!("`{url}` has moved for good"),
        Kind::UnansweredLink { url, trouble } => {
            format!("nobody knows whether `{url}` is still there: {}", unanswered(*trouble))
        }
        Kind::Template { message } => format!("the template fails: {message}"),
        Kind::ThemeStrings { message } => format!("the strings of the theme cannot be read: {message}"),
    }
}

pub(super) fn help(kind: &Kind) -> Option<String> {
    let text = match kind {
        Kind::NotUtf8 { .. } => {
            "open it in the editor and save it in UTF-8 (in Word: `Plain text`, `Unicode (UTF-8)`)".into()
        }
        Kind::FileTooLarge { .. } => "split the file, or take out what is not text".into(),
        Kind::UnportableName { .. } => {
            "use letters, digits, hyphens and dots; avoid `< > : \" | ? * \\`, dots or spaces at the end, and names such as `CON` or `NUL`"
                .into()
        }
        Kind::LongAddress { .. } => {
            "shorten the name of the file or of a folder that it is in: Windows takes 260 characters, the site's own folder included"
                .into()
        }
        Kind::NoMinutes { .. } => {
            "put one file for each meeting there, such as `2022-08-09.md` (the README shows one), or name the project's folder with `--root`".into()
        }
        Kind::UnsafeSymlink { .. } => "copy the file into the content folder".into(),
        Kind::ConfigSyntax { .. } => {
            "each line of `acuerdos.toml` is `key = value`; text goes in quotes: `title = \"Agreements\"`".into()
        }
        Kind::NewerFormat { .. } => "update acuerdos".into(),
        Kind::InvalidValue { expected, .. } => format!("use {}", quoted(expected)),
        Kind::MissingKey { key, .. } => format!("add a line `{key} = \"…\"`"),
        Kind::DuplicateName { .. } => "keep one definition; other names go into `aliases`".into(),
        Kind::InvalidUrl { .. } => {
            "it starts with `https://` or `http://`, such as `https://intranet.example/agreements/`".into()
        }
        Kind::OtherServer { base: Some(_), .. } => {
            "sites that are searched together are published on one server: the same `https://`, name and port".into()
        }
        Kind::OtherServer { base: None, .. } => {
            "write the way to it from this site, such as `../2022/`, or give `base_url`".into()
        }
        Kind::SeverityFixed { .. } => "take the line out; warnings, notes and what only `check` looks for can be changed".into(),
        Kind::NoInitialStatus => "put `initial = true` in the status that a commitment starts with".into(),
        Kind::InvalidColor { .. } => "write it as `#7a1f3d`: a `#` and six hexadecimal digits".into(),
        Kind::AccentAdjusted { used, .. } => {
            format!("the band at the top does have your colour; for one colour everywhere, write `{used}` or a darker one")
        }
        Kind::PictureMissing { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`?"),
        Kind::PictureMissing { .. } => {
            "put the file into the folder `content` and write its path from there, such as `logo.svg` or `images/logo.png`".into()
        }
        Kind::PictureUnreadable { .. } => "export it again as SVG, PNG or WebP; another name does not convert it".into(),
        Kind::PictureTooLarge { .. } => {
            "export it smaller: the logo is shown 48 pixels high, so 144 are enough; as SVG, without photographs in it".into()
        }
        Kind::UnknownKey { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`?"),
        Kind::UnknownKey { place: Key::Configuration, .. } => "take it out; `docs/configuration.md` lists the keys".into(),
        Kind::UnknownKey { place: Key::FrontMatter, .. } => {
            "the keys are `date`, `mode`, `series`, `attendees`, `title`, `tags`, `draft` and `aliases`".into()
        }
        Kind::UnknownKey { place: Key::Commitment, .. } => {
            "the keys are `Responsible`, `Due`, `Documents`, `Related`, `Continues`, `Replaces` and `Tags`".into()
        }
        Kind::DuplicateKey { .. } => "keep one of them, with all values separated by commas".into(),
        Kind::WrongType { expected, .. } => match expected {
            Type::Text => "write the text in quotes".into(),
            Type::Boolean => "write `true` or `false`".into(),
            Type::Count => "write a whole number from 1, without quotes".into(),
            Type::Texts => "write a list in brackets: `[one, two]`".into(),
            Type::Tables => "write a table in double brackets for each of them".into(),
            Type::TextTable => "write lines `name = \"text\"`".into(),
            Type::Table => "write the table with its name in brackets".into(),
            Type::Attendees => "write each organisation with its units: `INE: [DERFE, UTSI]`, or `INE: []`".into(),
        },
        Kind::FrontMatterMissing => {
            "put three lines at the start of the file: `---`, `date: 2022-08-09` and `---`".into()
        }
        Kind::FrontMatterUnclosed => "put a line `---` after the last key".into(),
        Kind::FrontMatterSyntax { .. } => "each line is `key: value`; a value with a colon goes in quotes".into(),
        Kind::YamlAlias => "write the whole value; a text that starts with `*` or `&` goes in quotes".into(),
        Kind::YamlTooDeep => "write `attendees` with one line for each organisation".into(),
        Kind::DateMissing => "add a line `date: 2022-08-09` to the front matter".into(),
        Kind::InvalidDate { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`?"),
        Kind::InvalidDate { last_day: Some(day), .. } => format!("that month has {day} days"),
        Kind::InvalidDate { .. } => "write it as `2023-05-31`, `2023-05`, `2023` or `31 May 2023`".into(),
        Kind::DateNotADay { .. } => "the whole day is needed here, such as `2023-05-31`".into(),
        Kind::UnknownMode { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`?"),
        Kind::UnknownMode { .. } => "use `virtual`, `in-person` or `hybrid`".into(),
        Kind::SecondTitle => "keep one title; sections start with `##`".into(),
        Kind::BrokenDataList { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`, with a colon?"),
        Kind::BrokenDataList { key, .. } => {
            format!("write every line as `{key}: …`, with a colon, or move the rest out of the list")
        }
        Kind::SectionMisspelled { suggestion, .. } => format!("if it is that section, write `## {suggestion}`"),
        Kind::CommitmentsElsewhere { .. } => "put them under `## Commitments`".into(),
        Kind::NumberMissing { text } => format!("write the number first: `### 1. {text}`"),
        Kind::UpdateMalformed { .. } => {
            "write the date, a middle dot and the status: `#### 2023-02-10 · En proceso`".into()
        }
        Kind::FollowUpMalformed { .. } => {
            "write the commitment, a middle dot and the status: `### 2022-08-09/4 · En proceso`".into()
        }
        Kind::UnknownStatus { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`?"),
        Kind::UnknownStatus { known, .. } => format!("the statuses are {}", quoted(known)),
        Kind::EmptyCommitment { .. } => "write below it what was agreed".into(),
        Kind::UnknownLinkKind { .. } => {
            "use `[[2022-08-09/4]]`, `[[2022-08-09]]`, `[[doc:INE/CG241/2022]]` or `[[org:DERFE]]`".into()
        }
        Kind::DefinitionsTooLong { .. } => {
            "shorten them, or put what they say in a document or a page of its own and link to it".into()
        }
        Kind::DuplicateNumber { .. } => "give each commitment of the meeting a number of its own".into(),
        Kind::DuplicateMeeting { .. } => "rename one file, or take out the alias".into(),
        Kind::UnknownReference { draft: true, .. } => {
            "it is in a draft: take out `draft`, or build with `--drafts`".into()
        }
        Kind::UnknownReference { suggestion: Some(suggestion), .. } => format!("did you mean `{suggestion}`?"),
        Kind::UnknownReference { known, .. } if !known.is_empty() => format!("that meeting has {}", first(known)),
        Kind::UnknownReference { .. } => {
            "a commitment goes by its meeting and number, `2022-08-09/4`; a meeting by its file, `2022-08-09`".into()
        }
        Kind::SelfReference { .. } => "take the reference out, or write the other commitment's".into(),
        Kind::ChainCycle { .. } => "take out one `Continues` or `Replaces` of the circle".into(),
        Kind::ContinuesLater { .. } => "write `Continues` in the later commitment".into(),
        Kind::UpdateBeforeMeeting { .. } => "look at the date of the update again".into(),
        Kind::UpdatesDisagree { .. } => "correct one of the two, or give the second a date of its own".into(),
        Kind::PreviousDisagrees { .. } => {
            "if the document is wrong, take out `(previously: …)`; if an update in between is missing, add it".into()
        }
        Kind::AmbiguousOrganisation { candidates, .. } => {
            format!("write it with its organisation, such as {}", quoted(&candidates[..candidates.len().min(1)]))
        }
        Kind::SameUrl { .. } => "rename one of the two".into(),
        Kind::UnsafeLink { .. } => "links start with `https:`, `http:`, `mailto:` or `tel:`, or lead to a file".into(),
        Kind::RemoteImage { .. } => "copy the image beside the minutes: the site asks nothing of others".into(),
        Kind::DueBeforeMeeting { .. } => "look at the year of the due date again".into(),
        Kind::StatusDoubted { .. } => {
            "if the signed document says so, leave it; if not, correct the status or the account".into()
        }
        Kind::ClosedWithoutAccount { .. } => "write below it, in one sentence, how it was fulfilled".into(),
        Kind::UpdateAfterCutOff { .. } => "move the cut-off date (`cut_off`), or look at the update's again".into(),
        Kind::DeadLink { .. } => "look at the name of the file again; capitals count".into(),
        Kind::OrphanFile { .. } => "link it from its minutes, or take it out of `content`: as it is, it is published where nobody finds it".into(),
        Kind::OrphanDocument { .. } => "see that the number is the one that minutes write, or take it out of `acuerdos.toml`".into(),
        Kind::Forgotten { .. } => {
            "follow it up in the next minutes, or say which commitment continues (`Continues`) or replaces it (`Replaces`)".into()
        }
        Kind::Stale { .. } | Kind::NeverReported { .. } => {
            "add an update with what is known; the limits are in `[thresholds]`".into()
        }
        Kind::NumberVariant { other, .. } => format!("if it is the same document, write `{other}`"),
        Kind::OrganisationVariant { other, .. } => {
            format!("if it is the same, write `{other}`; else add it to the configuration")
        }
        Kind::BrokenLink { .. } => {
            "look for its new address, or link a kept copy, such as one of web.archive.org or a file in `content`".into()
        }
        Kind::MovedLink { to, .. } => format!("write `{to}`"),
        Kind::UnansweredLink { trouble: Trouble::Offline, .. } => "try again with a network".into(),
        Kind::UnansweredLink { .. } => "open it in a browser: some servers do not answer to programs".into(),
        Kind::Template { .. } => "correct the template, or delete it to use the theme's".into(),
        Kind::ThemeStrings { .. } => "correct the file, or delete it to use the theme's".into(),
    };
    Some(text)
}

fn unanswered(trouble: Trouble) -> String {
    match trouble {
        Trouble::Status(status) => format!("it answers {status}"),
        Trouble::NoSuchHost => "there is no server of that name".into(),
        Trouble::Offline => "no server at all could be found".into(),
        Trouble::Timeout => "it did not answer in time".into(),
        Trouble::Insecure => "its certificate is not trusted".into(),
        Trouble::Closed => "there was no connection".into(),
        Trouble::Loop => "it leads round in circles".into(),
        Trouble::Unreadable => "the address or the answer makes no sense".into(),
    }
}

fn place_name(place: Key) -> &'static str {
    match place {
        Key::Configuration => "the configuration",
        Key::FrontMatter => "the front matter",
        Key::Commitment => "the commitment's data",
    }
}

fn type_name(expected: Type) -> &'static str {
    match expected {
        Type::Text => "a text",
        Type::Boolean => "true or false",
        Type::Count => "a whole number from 1",
        Type::Texts => "a list of texts",
        Type::Tables => "a list of tables",
        Type::TextTable => "a table of texts",
        Type::Table => "a table",
        Type::Attendees => "one organisation a line with the list of its units",
    }
}
