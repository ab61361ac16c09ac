//! Requests that nobody would make.

use std::collections::BTreeMap;

use acuerdos_search::{Request, Sort};

use super::Random;

/// What queries are put together of: every sign that means something, words that the index has and has not, fields with good
/// and bad values, and characters that are easily cut in the middle.
pub(crate) const FRAGMENTS: [&str; 96] = [
    " ",
    " ",
    " ",
    "\"",
    "“",
    "”",
    "«",
    "»",
    "„",
    "-",
    "−",
    "–",
    "*",
    "**",
    ":",
    "=",
    "<",
    "<=",
    ">",
    ">=",
    "(",
    ")",
    "|",
    ",",
    ";",
    "/",
    ".",
    "..",
    "…",
    "'",
    "\\",
    "&",
    "&lt;",
    "<mark>",
    "\0",
    "\t",
    "\n",
    " OR ",
    " AND ",
    " NOT ",
    " O ",
    " Y ",
    " NO ",
    "plan",
    "PLAN",
    "riesg",
    "riesgos",
    "requermiento",
    "Requerimiento",
    "capacitación",
    "año",
    "ano",
    "an\u{303}o",
    "reunio\u{301}n",
    "ñ",
    "Ñ",
    "\u{301}",
    "\u{303}\u{303}",
    "\u{200d}",
    "\u{feff}",
    "İ",
    "ß",
    "ŉ",
    "東京",
    "𝄞",
    "🙂",
    "CAE",
    "INE/CG003/2022",
    "2022-08-09/4",
    "000",
    "0132",
    "2022",
    "9999",
    "0000",
    "2022-13",
    "2022-02",
    "2022-08-09",
    "99999999999999999999",
    "estatus:",
    "pendiente",
    "responsable:",
    "INE",
    "reunion:",
    "minuta:",
    "serie:grupo",
    "etiqueta:tema-1",
    "documento:",
    "tipo:",
    "compromisos",
    "año:",
    "vencido:",
    "si",
    "no",
    "fecha:",
    "vence<",
    "vence>=",
];

pub(crate) const FACETS: [&str; 9] = ["kind", "status", "organisation", "series", "tag", "late", "year", "none", ""];

pub(crate) const VALUES: [&str; 14] = [
    "pendiente",
    "atendido",
    "INE",
    "grupo",
    "tema-1",
    "commitment",
    "meeting",
    "true",
    "false",
    "2022",
    "-1",
    "18446744073709551615",
    "99999999999999999999",
    "",
];

/// A request of any kind.
pub(crate) fn request(random: &mut Random) -> Request {
    let pieces = if random.one_in(40) { 3_000 } else { random.below(24) };
    let mut query = String::new();
    for _ in 0..pieces {
        if random.one_in(12) {
            query.extend(char::from_u32(u32::try_from(random.below(0x11_0000)).unwrap_or(0)));
        } else {
            query.push_str(random.pick(&FRAGMENTS));
        }
    }
    Request {
        query: query.chars().take(10_000).collect(),
        limit: number(random),
        offset: if random.one_in(3) { number(random) } else { 0 },
        filters: filters(random),
        sort: [Sort::Relevance, Sort::Newest, Sort::Oldest][random.below(3)],
        typing: random.one_in(2),
    }
}

fn number(random: &mut Random) -> usize {
    [0, 1, 10, 199, 200, 201, usize::MAX - 1, usize::MAX][random.below(8)]
}

fn filters(random: &mut Random) -> BTreeMap<String, Vec<String>> {
    let mut filters = BTreeMap::new();
    if random.one_in(2) {
        for _ in 0..random.below(4) {
            let values = (0..random.below(4)).map(|_| random.pick(&VALUES).to_owned()).collect();
            filters.insert(random.pick(&FACETS).to_owned(), values);
        }
    }
    filters
}

/// Requests that read every part of an index between them.
pub(crate) fn thorough() -> Vec<Request> {
    let asked = |query: &str| Request { query: query.to_owned(), ..Request::default() };
    let mut requests: Vec<Request> = [
        "plan",
        "plan riesgos -mesa",
        "\"plan riesgo\"",
        "\"riesgo plan requerimiento\" OR \"plan plan\"",
        "requermiento",
        "cap* pal1*",
        "reunion:2022-03-09",
        "documento:CG003/2022",
        "INE/CG003/2022",
        "vence<2023-06 estatus:pendiente",
        "fecha:2021..2022 responsable:SRE vencido:no",
        "etiqueta:tema-1 serie:grupo tipo:reunion año:2022",
        "CAE",
    ]
    .into_iter()
    .map(asked)
    .collect();
    let filters = BTreeMap::from([("status".to_owned(), vec!["pendiente".to_owned()])]);
    requests.push(Request { filters, sort: Sort::Newest, ..Request::default() });
    requests.push(Request { sort: Sort::Oldest, limit: 200, typing: true, ..asked("plan riesg") });
    requests
}
