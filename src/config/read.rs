//! The keys of `acuerdos.toml` and what each takes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::de::{DeTable, DeValue};

use super::table::Table;
use super::{
    COLORS, Config, DocumentConfig, ICONS, OrganisationConfig, PROJECT_FORMAT, StatusConfig, StatusKind, Thresholds,
};
use super::{brand, check, search};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, Language, Role, SourceId, Sources, Span, Spanned, Type};

pub(super) fn read(sources: &Sources, source: SourceId, diagnostics: &mut Diagnostics) -> Config {
    let mut config = Config::empty(source);
    let (root, errors) = DeTable::parse_recoverable(&sources.get(source).text);
    for error in &errors {
        let span = Span::new(source, error.span().unwrap_or(0..0));
        diagnostics.report(Kind::ConfigSyntax { message: error.message().to_owned() }, span);
    }
    if !errors.is_empty() {
        // What could be recovered of a broken file would only add findings that vanish once it is mended.
        return config;
    }
    let mut table = Table::new(source, root.get_ref());
    if let Some(format) = table.format(diagnostics)
        && format.value > u64::from(PROJECT_FORMAT)
    {
        // What a later version knows would be reported as unknown, key by key.
        diagnostics.report(Kind::NewerFormat { stated: format.value, known: PROJECT_FORMAT }, format.span);
        return config;
    }
    let title = table.text("title", diagnostics);
    if let Some(language) = table.text("language", diagnostics) {
        match Language::from_tag(&language.value) {
            Some(found) => config.language = found,
            None => invalid("language", &language, &["es", "en"], diagnostics),
        }
    }
    if let Some(url) = table.text("base_url", diagnostics) {
        config.base_url = base_url(&url, diagnostics);
    }
    config.cut_off = day(&mut table, "cut_off", diagnostics);
    config.previous_cut_off = day(&mut table, "previous_cut_off", diagnostics);
    if let Some(url) = table.text("edit_url", diagnostics) {
        match edit_url(&url.value) {
            Some(url) => config.edit_url = Some(url),
            None => diagnostics.report(Kind::InvalidUrl { value: url.value.clone() }, url.span),
        }
    }
    if let Some(output) = folder(&mut table, "output", &config.output, diagnostics) {
        config.output = output;
    }
    if let Some(theme) = folder(&mut table, "theme", &config.theme, diagnostics) {
        config.theme = theme;
    }
    config.organisations = organisations(&mut table, "organisations", diagnostics);
    let statuses = statuses(&mut table, source, diagnostics);
    if !statuses.is_empty() {
        config.statuses = statuses;
    }
    config.documents = documents(&mut table, diagnostics);
    config.glossary = table.text_table("glossary", diagnostics);
    if let Some(mut report) = table.table("report", diagnostics) {
        config.report.title = report.text("title", diagnostics).map(|text| text.value);
        config.report.requested_by = report.text("requested_by", diagnostics).map(|text| text.value);
        config.report.introduction = report.text("introduction", diagnostics);
        config.report.second_introduction = report.text("second_introduction", diagnostics);
        report.finish(diagnostics);
    }
    if let Some(mut feeds) = table.table("feeds", diagnostics) {
        if let Some(entries) = feeds.count("entries", diagnostics) {
            config.feeds.entries = entries;
        }
        feeds.finish(diagnostics);
    }
    if let Some(mut calendar) = table.table("calendar", diagnostics) {
        if let Some(months) = calendar.count("months", diagnostics) {
            config.calendar.months = months;
        }
        calendar.finish(diagnostics);
    }
    config.thresholds = thresholds(&mut table, diagnostics);
    config.levels = check::levels(&mut table, diagnostics);
    config.search = search::search(&mut table, config.base_url.as_deref(), title.as_ref(), diagnostics);
    config.title = title.map(|title| title.value);
    config.brand = brand::brand(&mut table, diagnostics);
    config.accessibility_contact = brand::accessibility_contact(&mut table, diagnostics);
    table.finish(diagnostics);
    config
}

/// A folder below the root: a project that somebody hands on neither reads what is beside it nor writes there.
fn folder(
    table: &mut Table<'_, '_>,
    key: &'static str,
    default: &str,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let folder = table.text(key, diagnostics)?;
    let path = folder.value.trim_start_matches("./").trim_end_matches('/');
    let is_name = |name: &str| !matches!(name, "" | "." | "..");
    let is_sign = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    if path.split('/').all(is_name) && !path.contains(is_sign) {
        return Some(path.to_owned());
    }
    invalid(key, &folder, &[default], diagnostics);
    None
}

/// A whole day.
fn day(table: &mut Table<'_, '_>, key: &'static str, diagnostics: &mut Diagnostics) -> Option<NaiveDate> {
    let date = table.date_text(key, diagnostics)?;
    match NaiveDate::parse_from_str(&date.value, "%Y-%m-%d") {
        Ok(day) => return Some(day),
        Err(_) if is_period(&date.value) => diagnostics.report(Kind::DateNotADay { text: date.value }, date.span),
        Err(_) => {
            let kind = Kind::InvalidDate { text: date.value, suggestion: None, last_day: None };
            diagnostics.report(kind, date.span);
        }
    }
    None
}

/// Whether a text is a year or a month, `2023` or `2023-02`.
fn is_period(text: &str) -> bool {
    let year = text.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
    year && (text.len() == 4 || NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").is_ok())
}

/// `[thresholds]`; what is left out keeps its default.
fn thresholds(table: &mut Table<'_, '_>, diagnostics: &mut Diagnostics) -> Thresholds {
    let default = Thresholds::default();
    let Some(mut table) = table.table("thresholds", diagnostics) else { return default };
    let stale_days = table.count("stale_days", diagnostics).unwrap_or(default.stale_days);
    let stale_meetings = table.count("stale_meetings", diagnostics).unwrap_or(default.stale_meetings);
    table.finish(diagnostics);
    Thresholds { stale_days, stale_meetings }
}

/// The URL with its final slash.
fn base_url(url: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    match normal_base_url(&url.value) {
        Some(url) => Some(url),
        None => {
            diagnostics.report(Kind::InvalidUrl { value: url.value.clone() }, url.span);
            None
        }
    }
}

/// Where files are changed: an absolute `http` or `https` URL, with `{path}` where the path of a file goes; at its end, if it
/// has none.
fn edit_url(url: &str) -> Option<String> {
    let (before, behind) = url.split_once("{path}").unwrap_or((url, ""));
    let before = if url.contains("{path}") { before.to_owned() } else { normal_base_url(before)? };
    let host =
        before.split_once("://").filter(|(scheme, rest)| matches!(*scheme, "http" | "https") && !rest.is_empty());
    let plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    (host.is_some() && before.chars().chain(behind.chars()).all(plain)).then(|| format!("{before}{{path}}{behind}"))
}

/// A base URL with its final slash, if it is an absolute `http` or `https` URL with a host and without a query or fragment.
pub(crate) fn normal_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]@!$&'()*+,;=%".contains(c);
    if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(allowed) {
        return None;
    }
    Some(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

pub(super) fn invalid(key: &str, value: &Spanned<String>, expected: &[&str], diagnostics: &mut Diagnostics) {
    let expected = expected.iter().map(|&e| e.to_owned()).collect();
    diagnostics.report(Kind::InvalidValue { key: key.to_owned(), value: value.value.clone(), expected }, value.span);
}

fn organisations(
    table: &mut Table<'_, '_>,
    key: &'static str,
    diagnostics: &mut Diagnostics,
) -> Vec<OrganisationConfig> {
    let mut organisations = Vec::new();
    let mut seen = BTreeMap::new();
    for (span, mut entry) in table.tables(key, diagnostics) {
        let is_named = entry.has("acronym") || entry.has("name");
        let acronym = entry.text("acronym", diagnostics);
        let name = entry.text("name", diagnostics);
        let aliases = entry.texts("aliases", diagnostics);
        let units =
            if key == "organisations" { self::organisations(&mut entry, "units", diagnostics) } else { Vec::new() };
        entry.finish(diagnostics);
        let Some(label) = acronym.clone().or_else(|| name.clone()) else {
            // A name of another type has been reported as that.
            if !is_named {
                diagnostics.report(Kind::MissingKey { key: "name", table: key }, span);
            }
            continue;
        };
        if unique(&mut seen, &label, diagnostics) {
            let name = name.map_or_else(|| label.value.clone(), |name| name.value);
            organisations.push(OrganisationConfig { label, name, aliases, units });
        }
    }
    organisations
}

fn statuses(table: &mut Table<'_, '_>, source: SourceId, diagnostics: &mut Diagnostics) -> Vec<StatusConfig> {
    let mut statuses: Vec<StatusConfig> = Vec::new();
    let mut seen = BTreeMap::new();
    let mut first = None;
    let mut any_is_initial = false;
    for (span, mut entry) in table.tables("statuses", diagnostics) {
        first.get_or_insert(span);
        let has_id = entry.has("id");
        let id = entry.text("id", diagnostics);
        let labels = labels(&mut entry, source, diagnostics);
        let kind = match entry.text("kind", diagnostics) {
            None => StatusKind::Open,
            Some(kind) => [StatusKind::Open, StatusKind::Closed, StatusKind::Cancelled]
                .into_iter()
                .find(|k| k.id() == kind.value)
                .unwrap_or_else(|| {
                    invalid("kind", &kind, &["open", "closed", "cancelled"], diagnostics);
                    StatusKind::Open
                }),
        };
        // One that is neither true nor false has been reported as that, and is likely to be meant.
        let is_given = entry.has("initial");
        let initial = entry.boolean("initial", diagnostics).unwrap_or(is_given);
        any_is_initial |= initial;
        let fallback = match kind {
            StatusKind::Open => ("amber", "clock"),
            StatusKind::Closed => ("green", "check"),
            StatusKind::Cancelled => ("grey", "cross"),
        };
        let color = one_of(&mut entry, "color", &COLORS, diagnostics).unwrap_or_else(|| fallback.0.to_owned());
        let icon = one_of(&mut entry, "icon", &ICONS, diagnostics).unwrap_or_else(|| fallback.1.to_owned());
        entry.finish(diagnostics);
        let Some(id) = id else {
            if !has_id {
                diagnostics.report(Kind::MissingKey { key: "id", table: "statuses" }, span);
            }
            continue;
        };
        if unique(&mut seen, &id, diagnostics) {
            let labels = labels.unwrap_or_else(|| [id.value.clone(), id.value.clone()]);
            statuses.push(StatusConfig { id, labels, kind, initial, color, icon });
        }
    }
    if let Some(span) = first
        && !statuses.is_empty()
        && !any_is_initial
    {
        diagnostics.report(Kind::NoInitialStatus, span);
    }
    statuses
}

/// `label = "…"`, or `label = { es = "…", en = "…" }`; a language that is left out takes the other's.
fn labels(entry: &mut Table<'_, '_>, source: SourceId, diagnostics: &mut Diagnostics) -> Option<[String; 2]> {
    let value = entry.take("label")?;
    match value.get_ref() {
        DeValue::String(label) => Some([label.to_string(), label.to_string()]),
        DeValue::Table(table) => {
            let mut table = Table::new(source, table);
            let spanish = table.text("es", diagnostics).map(|label| label.value);
            let english = table.text("en", diagnostics).map(|label| label.value);
            table.finish(diagnostics);
            let either = spanish.clone().or_else(|| english.clone())?;
            Some([spanish.unwrap_or_else(|| either.clone()), english.unwrap_or(either)])
        }
        _ => entry.wrong("label", Type::Text, value, diagnostics),
    }
}

fn one_of(entry: &mut Table<'_, '_>, key: &'static str, all: &[&str], diagnostics: &mut Diagnostics) -> Option<String> {
    let value = entry.text(key, diagnostics)?;
    if all.contains(&value.value.as_str()) {
        return Some(value.value);
    }
    invalid(key, &value, all, diagnostics);
    None
}

fn documents(table: &mut Table<'_, '_>, diagnostics: &mut Diagnostics) -> Vec<DocumentConfig> {
    let mut documents = Vec::new();
    let mut seen = BTreeMap::new();
    for (span, mut entry) in table.tables("documents", diagnostics) {
        let has_id = entry.has("id");
        let id = entry.text("id", diagnostics);
        let title = entry.text("title", diagnostics).map(|title| title.value);
        let url = entry.text("url", diagnostics).and_then(|url| {
            let absolute = url.value.starts_with("https://") || url.value.starts_with("http://");
            if !absolute {
                diagnostics.report(Kind::InvalidUrl { value: url.value.clone() }, url.span);
            }
            absolute.then_some(url)
        });
        let date = entry.date_text("date", diagnostics);
        entry.finish(diagnostics);
        let Some(id) = id else {
            if !has_id {
                diagnostics.report(Kind::MissingKey { key: "id", table: "documents" }, span);
            }
            continue;
        };
        if unique(&mut seen, &id, diagnostics) {
            documents.push(DocumentConfig { id, title, url, date });
        }
    }
    documents
}

/// Whether the name is new; reports it with both places if it is not.
pub(super) fn unique(seen: &mut BTreeMap<String, Span>, name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let key = name.value.trim().to_lowercase();
    match seen.get(&key) {
        Some(&first) => {
            let kind = Kind::DuplicateName { name: name.value.clone() };
            diagnostics.push(Diagnostic::new(kind, name.span).with(Role::First, first));
            false
        }
        None => {
            seen.insert(key, name.span);
            true
        }
    }
}
