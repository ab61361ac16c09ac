//! Where each page is: the words of the URLs in each language, and the names of things in them.

use crate::diagnostic::Language;
use crate::model::text::{slug, slug_path};
use crate::register::Items;

/// The folders and files of a site, in the words of its language.
#[derive(Debug, Clone, Copy)]
pub struct Routes {
    /// Meetings.
    pub meetings: &'static str,
    /// Commitments.
    pub commitments: &'static str,
    /// Organisations.
    pub organisations: &'static str,
    /// Statuses.
    pub statuses: &'static str,
    /// Documents.
    pub documents: &'static str,
    /// Tags.
    pub tags: &'static str,
    /// The informative note: the name of its page, and the folder of those on one institution each.
    pub note: [&'static str; 2],
    /// The same with nothing but what is open.
    pub open_note: [&'static str; 2],
    /// Open data.
    pub data: &'static str,
    /// Style sheet, scripts and pictures of the theme.
    pub assets: &'static str,
    /// The search engine and its index.
    pub search: &'static str,
    /// The page to search on.
    pub search_page: &'static str,
    /// The calendar's page and file, and the folder of its months.
    pub calendar: &'static str,
    /// Series of meetings.
    pub series: &'static str,
    /// Years in which meetings were held.
    pub years: &'static str,
    /// What is open.
    pub open_page: &'static str,
    /// What is late.
    pub late_page: &'static str,
    /// What the scripts of the lists read, in the folder of commitments.
    pub list_file: &'static str,
    /// The page of what falls due soon.
    pub due_page: &'static str,
    /// The page of what has changed since the previous cut-off date.
    pub changes_page: &'static str,
    /// The page of what is late, silent or doubted.
    pub review_page: &'static str,
    /// The accessibility statement.
    pub accessibility_page: &'static str,
    /// Later pages of a list.
    page: &'static str,
}

impl Routes {
    /// The words of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        match language {
            Language::Spanish => Self {
                meetings: "reuniones",
                commitments: "compromisos",
                organisations: "instituciones",
                statuses: "estatus",
                documents: "documentos",
                tags: "etiquetas",
                note: ["informe", "informes"],
                open_note: ["informe-abiertos", "informes-abiertos"],
                data: "datos",
                assets: "recursos",
                search: "busqueda",
                search_page: "buscar.html",
                calendar: "calendario",
                series: "series",
                years: "anios",
                open_page: "abiertos.html",
                late_page: "vencidos.html",
                list_file: "lista.js",
                due_page: "por-vencer.html",
                changes_page: "cambios.html",
                review_page: "por-revisar.html",
                accessibility_page: "accesibilidad.html",
                page: "pagina",
            },
            Language::English => Self {
                meetings: "meetings",
                commitments: "commitments",
                organisations: "organisations",
                statuses: "status",
                documents: "documents",
                tags: "tags",
                note: ["report", "reports"],
                open_note: ["report-open", "reports-open"],
                data: "data",
                assets: "assets",
                search: "search",
                search_page: "search.html",
                calendar: "calendar",
                series: "series",
                years: "years",
                open_page: "open.html",
                late_page: "late.html",
                list_file: "list.js",
                due_page: "due.html",
                changes_page: "changes.html",
                review_page: "review.html",
                accessibility_page: "accessibility.html",
                page: "page",
            },
        }
    }

    /// `reuniones/2022-08-09.html`
    #[must_use]
    pub fn meeting(&self, id: &str) -> String {
        format!("{}/{}.html", self.meetings, slug_path(id))
    }

    /// `compromisos/2022-08-09/4.html`
    #[must_use]
    pub fn commitment(&self, meeting: &str, number: &str) -> String {
        format!("{}/{}/{}.html", self.commitments, slug_path(meeting), slug(number))
    }

    /// `instituciones/SRE.html`, `instituciones/SRE/IME.html`
    #[must_use]
    pub fn organisation(&self, label: &str, unit: Option<&str>) -> String {
        match unit {
            Some(unit) => format!("{}/{}/{}.html", self.organisations, slug(label), slug(unit)),
            None => format!("{}/{}.html", self.organisations, slug(label)),
        }
    }

    /// `informe.html`, `informes/SRE.html`, `informes/SRE/IME.html`; with nothing but what is open, `informe-abiertos.html`
    /// and so on. Folders of their own, so that no unit's name can be in the way.
    #[must_use]
    pub fn note(&self, party: Option<(&str, Option<&str>)>, items: Items) -> String {
        let [page, folder] = match items {
            Items::All => self.note,
            Items::Open => self.open_note,
        };
        match party {
            None => format!("{page}.html"),
            Some((label, None)) => Self::named(folder, label),
            Some((label, Some(unit))) => format!("{folder}/{}/{}.html", slug(label), slug(unit)),
        }
    }

    /// A page below a folder by its name.
    #[must_use]
    pub fn named(folder: &str, name: &str) -> String {
        format!("{folder}/{}.html", slug(name))
    }

    /// A month or a day of the calendar: `calendario/2023-05.html`.
    #[must_use]
    pub fn calendar_of(&self, period: &str) -> String {
        format!("{}/{period}.html", self.calendar)
    }

    /// Page `number` of a list, from 1: `x/index.html` → `x/pagina-2.html`, `x.html` → `x/pagina-2.html`.
    #[must_use]
    pub fn list_page(&self, first: &str, number: usize) -> String {
        if number == 1 {
            return first.to_owned();
        }
        let stem = first.strip_suffix("/index.html").or_else(|| first.strip_suffix(".html")).unwrap_or(first);
        format!("{stem}/{}-{number}.html", self.page)
    }
}

/// The way from a page to the site's root: `../` for each folder it is in.
#[must_use]
pub(super) fn root_of(url: &str) -> String {
    "../".repeat(url.matches('/').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_as_documented() {
        let es = Routes::new(Language::Spanish);
        assert_eq!(es.meeting("2023/01-18-consulados"), "reuniones/2023/01-18-consulados.html");
        assert_eq!(es.commitment("2022-08-09", "14/2022"), "compromisos/2022-08-09/14-2022.html");
        assert_eq!(es.organisation("SRE", Some("Consulado en Dallas")), "instituciones/SRE/Consulado-en-Dallas.html");
        assert_eq!(es.note(None, Items::All), "informe.html");
        assert_eq!(es.note(Some(("SRE", Some("IME"))), Items::Open), "informes-abiertos/SRE/IME.html");
        assert_eq!(es.list_page("compromisos/index.html", 2), "compromisos/pagina-2.html");
        assert_eq!(es.list_page("estatus/x.html", 3), "estatus/x/pagina-3.html");
        assert_eq!(root_of("compromisos/2022-08-09/4.html"), "../../");
        assert_eq!(root_of("index.html"), "");
    }
}
