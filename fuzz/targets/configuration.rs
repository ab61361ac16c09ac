//! `acuerdos.toml`, and what it does to a register.

use acuerdos::config::Config;
use acuerdos::content::parse_minutes;
use acuerdos::diagnostic::{Diagnostics, Language, Palette, Sources, render};
use acuerdos::model::MeetingId;
use acuerdos::register::{Content, Drafts, check, resolve};
use acuerdos::site::{Files, Site, Theme};
use chrono::NaiveDate;

const MINUTES: &str = "---\nfecha: 2022-08-09\nasistentes: [INE]\n---\n\n## Compromisos\n\n### 1. Plan de riesgos\n\nEl INE y la SRE.\n\n\
    - Responsables: INE\n- Vence: 2023-05\n\n#### 2022-08-09 · Pendiente\n";

/// Read, resolved with it, and a site planned and its front page rendered, if it is without errors.
pub(crate) fn configuration(bytes: &[u8]) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let config_id = sources.add("acuerdos.toml", String::from_utf8_lossy(bytes));
    let minutes_id = sources.add("content/reuniones/2022-08-09.md", MINUTES);
    let config = Config::parse(&sources, config_id, &mut diagnostics);
    let minutes = vec![parse_minutes(&sources, minutes_id, MeetingId("2022-08-09".to_owned()), &mut diagnostics)];
    let content = Content { minutes, pages: Vec::new() };
    let cut_off = NaiveDate::from_ymd_opt(2023, 2, 15).unwrap();
    let cut_off = config.cut_off.unwrap_or(cut_off);
    let register = resolve(content, &config, cut_off, Drafts::Include, &sources, &mut diagnostics);
    check(&register, &sources, &mut diagnostics);
    let sources = if diagnostics.has_errors() {
        sources
    } else {
        let theme = Theme::load(config.language, Vec::new(), &sources, &mut Diagnostics::default()).unwrap();
        let site = Site::plan(register, sources, &config, theme, Files::default(), &mut diagnostics);
        for file in site.files().iter().filter(|file| !file.path.contains('/') && file.path.ends_with("l")) {
            site.render(file, &mut Vec::new()).unwrap();
        }
        site.into_sources()
    };
    let diagnostics = diagnostics.into_sorted(&sources);
    for language in Language::ALL {
        drop(render(&diagnostics, &sources, language, Palette::Plain));
    }
}
