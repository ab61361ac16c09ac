//! A file of minutes, and the same bytes as a plain page.

use std::sync::LazyLock;

use acuerdos::config::Config;
use acuerdos::content::{FileKind, Formatted, format, parse_minutes, parse_page};
use acuerdos::diagnostic::{Diagnostics, Language, Palette, Sources, render};
use acuerdos::model::MeetingId;
use acuerdos::register::{Content, Drafts, check, resolve};
use acuerdos::site::{Depth, Files, Site, Theme};
use chrono::NaiveDate;

/// The most that is made pages of: what takes long to render is the same at any length.
const SHORT: usize = 2_000;

/// A configuration that knows a few names which texts mention.
const CONFIGURATION: &str = "[[organisations]]\nacronym = \"INE\"\nunits = [{ acronym = \"DERFE\" }]\n\n\
    [[documents]]\nid = \"INE/CG241/2022\"\n\n[glossary]\nMRV = \"Módulo Receptor de Votación\"\n";

/// The same for every input; reading it takes longer than most of what is done with one.
static THEME: LazyLock<Theme> = LazyLock::new(|| {
    Theme::load(Language::Spanish, Vec::new(), &Sources::default(), &mut Diagnostics::default()).unwrap()
});

/// Every step of a build in memory, every page and feed; and the canonical form, which says the same and is its own.
pub(crate) fn minutes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let meeting = || MeetingId("2022-08-09".to_owned());
    canonical(&text, &FileKind::Minutes(meeting()));
    canonical(&text, &FileKind::Page("guia".to_owned()));

    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let config_id = sources.add("acuerdos.toml", CONFIGURATION);
    let minutes_id = sources.add("content/reuniones/2022-08-09.md", text.clone());
    let page_id = sources.add("content/guia.md", text.clone());
    let config = Config::parse(&sources, config_id, &mut diagnostics);
    let content = Content {
        minutes: vec![parse_minutes(&sources, minutes_id, meeting(), &mut diagnostics)],
        pages: parse_page(&sources, page_id, "guia", &mut diagnostics).into_iter().collect(),
    };
    let cut_off = NaiveDate::from_ymd_opt(2023, 2, 15).unwrap();
    let register = resolve(content, &config, cut_off, Drafts::Include, &sources, &mut diagnostics);
    check(&register, &sources, &mut diagnostics);
    if text.len() > SHORT {
        return said(diagnostics, &sources);
    }
    let site = Site::plan(register, sources, &config, THEME.clone(), Files::default(), &mut diagnostics);
    site.check_links(Depth::Check, &mut diagnostics);
    let own = |path: &str| {
        ["reuniones/", "compromisos/", "guia", "informe", "feed", "datos/"].iter().any(|it| path.starts_with(it))
    };
    for file in site.files().iter().filter(|file| own(&file.path)) {
        let mut bytes = Vec::new();
        site.render(file, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        if file.path.ends_with(".html") {
            harmless(&file.path, &text);
        }
    }
    said(diagnostics, &site.into_sources());
}

fn canonical(text: &str, kind: &FileKind) {
    for language in Language::ALL {
        match format(text, kind, language) {
            Formatted::Changed(form) => assert_eq!(format(&form, kind, language), Formatted::Canonical, "{form:?}"),
            // `fmt` leaves the file alone and asks to be told; the file is as it was.
            Formatted::Differs | Formatted::Canonical | Formatted::Errors => {}
        }
    }
}

fn said(diagnostics: Diagnostics, sources: &Sources) {
    let diagnostics = diagnostics.into_sorted(sources);
    for language in Language::ALL {
        drop(render(&diagnostics, sources, language, Palette::Plain));
    }
}

/// That no tag of the page is a script of its own or has a handler, as far as text alone tells.
fn harmless(path: &str, page: &str) {
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..];
        let end = end_of_tag(tag);
        let lower = tag[..end].to_ascii_lowercase();
        let is_script = lower.starts_with("<script") && !lower.contains(" src=") && !lower.contains("ld+json");
        let handles = attributes(&lower).any(|name| name.starts_with("on") || name == "style" || name == "srcdoc");
        assert!(!is_script && !handles, "{path}: {lower}");
        rest = &tag[end..];
    }
}

/// Where a tag ends: at the first `>` that is in no quotes.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (None, '>') => return at + 1,
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Names of the attributes of a tag.
fn attributes(tag: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let inner = tag.trim_end_matches('>');
    inner
        .split(move |letter: char| {
            quoted ^= letter == '"';
            !quoted && letter.is_ascii_whitespace()
        })
        .skip(1)
        .map(|attribute| attribute.split('=').next().unwrap_or_default())
}
