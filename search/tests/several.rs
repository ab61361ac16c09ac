//! What two indexes answer together is what one index of all their records answers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::collections::BTreeMap;

use acuerdos_search::write::{Index, IndexWriter};
use acuerdos_search::{
    Engine, Entry, Kind, Language, Record, Request, Response, Sort, Value, Vocabulary, merge, widened,
};

fn vocabulary() -> Vocabulary {
    let value = |id: &str| Value { id: id.to_owned(), label: id.to_owned(), ..Value::default() };
    Vocabulary {
        statuses: vec![value("pendiente"), value("atendido")],
        organisations: vec![value("INE"), value("SRE")],
        ..Vocabulary::default()
    }
}

/// Commitments of a year, one a day: every second one is of the SRE, every third one done, every fifth one a plan.
fn records(year: usize) -> Vec<Record> {
    let record = |number: usize| {
        let day = format!("{year}-{:02}-{:02}", number / 28 + 1, number % 28 + 1);
        let text =
            if number.is_multiple_of(5) { "Diseñar un plan de riesgos." } else { "Enviar el convenio firmado." };
        Record {
            subject: text.len(),
            entry: Entry {
                kind: Kind::Commitment,
                id: format!("{day}/1"),
                url: format!("compromisos/{day}/1.html"),
                title: format!("Asunto {}", "muy ".repeat(number % 7)),
                text: text.to_owned(),
                status: Some(usize::from(number.is_multiple_of(3))),
                late: number.is_multiple_of(4),
                date: Some(day.clone()),
                due: None,
                responsible: vec![number % 2],
            },
            keywords: Vec::new(),
            meeting: Some(day),
            documents: Vec::new(),
            organisations: vec![number % 2],
            series: None,
            tags: Vec::new(),
        }
    };
    (0..120).map(record).collect()
}

fn index(records: &[Record]) -> Index {
    let mut writer = IndexWriter::new(Language::Spanish, vocabulary()).unwrap();
    records.iter().for_each(|record| writer.add(record).unwrap());
    writer.finish().unwrap()
}

fn answer(index: &Index, request: &Request) -> Response {
    let mut engine = Engine::open(index.plain_catalog()).unwrap();
    engine.answer(request, |piece| index.plain_piece(piece as usize)).unwrap()
}

/// The answer of two sites, one below `2022/`, one below `2023/`.
fn together(request: &Request) -> Response {
    let asked = widened(request);
    let answer = |year: usize| (format!("{year}/"), answer(&index(&records(year)), &asked));
    merge(vec![answer(2022), answer(2023)], request)
}

/// The same of one site of all.
fn whole(request: &Request) -> Response {
    answer(&index(&[records(2022), records(2023)].concat()), request)
}

/// Facet → value → how many have it and whether it is a filter.
fn counts(response: &Response) -> BTreeMap<&str, BTreeMap<&str, (usize, bool)>> {
    let facets = response.facets.iter();
    facets
        .map(|(facet, values)| {
            (*facet, values.iter().map(|value| (value.id.as_str(), (value.count, value.selected))).collect())
        })
        .collect()
}

fn ids(response: &Response) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.id.as_str()).collect()
}

fn request(query: &str, sort: Sort) -> Request {
    Request { query: query.to_owned(), sort, ..Request::default() }
}

#[test]
fn counts_and_facets_are_those_of_one_index() {
    let filtered = BTreeMap::from([("status".to_owned(), vec!["atendido".to_owned()])]);
    for filters in [BTreeMap::new(), filtered] {
        for query in ["plan", "plan OR convenio", "institucion:SRE", "-plan", "fecha:2022-03..2023-02"] {
            let request = Request { filters: filters.clone(), ..request(query, Sort::Relevance) };
            let (together, whole) = (together(&request), whole(&request));
            assert!(whole.total > 0, "{query}");
            assert_eq!((together.total, counts(&together)), (whole.total, counts(&whole)), "{query}");
        }
    }
}

#[test]
fn every_page_in_order_of_dates_is_that_of_one_index() {
    for sort in [Sort::Newest, Sort::Oldest] {
        for offset in [0, 7, 40, 47, 60] {
            let request = Request { offset, ..request("plan", sort) };
            let (together, whole) = (together(&request), whole(&request));
            assert_eq!(ids(&together), ids(&whole), "{sort:?} from {offset}");
        }
    }
}

#[test]
fn the_best_of_all_come_first_wherever_they_are() {
    let request = Request { limit: 48, ..request("plan", Sort::Relevance) };
    let (found, expected) = (together(&request), whole(&request));
    let scores: Vec<f32> = found.hits.iter().map(|hit| hit.score).collect();
    assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
    // Words are as rare in either half as in the whole, so that the shortest titles lead, of both years.
    let all = |response: &Response| {
        let mut ids: Vec<String> = response.hits.iter().map(|hit| hit.id.clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!(all(&found), all(&expected));
    let first: Vec<&str> = found.hits[..8].iter().map(|hit| &hit.url[..5]).collect();
    assert!(first.contains(&"2022/") && first.contains(&"2023/"), "{first:?}");
}

#[test]
fn addresses_lead_to_the_site_that_a_result_is_of() {
    for hit in together(&request("plan", Sort::Newest)).hits {
        assert_eq!(hit.url, format!("{}/compromisos/{}.html", &hit.id[..4], hit.id));
    }
}

#[test]
fn what_nearly_fits_is_no_result_where_another_index_has_what_fits() {
    let mut other = records(2023);
    other[0].entry.text = "Cumplir el programa de capacitación.".to_owned();
    let one = index(&records(2022));
    let two = index(&other);
    let request = request("plan capacitación", Sort::Relevance);
    let asked = widened(&request);
    let alone = answer(&one, &asked);
    assert!(alone.total > 0 && !alone.notes.is_empty(), "has a part of it: {alone:?}");
    other[1].entry.text = "Plan de capacitación.".to_owned();
    let exact = index(&other);
    let merged = merge(vec![("a/".to_owned(), alone.clone()), ("b/".to_owned(), answer(&exact, &asked))], &request);
    assert_eq!((merged.total, ids(&merged)), (1, vec!["2023-01-02/1"]));
    assert!(merged.notes.is_empty(), "{:?}", merged.notes);
    // Where none has it, all that have a part of it are shown, and it is said once.
    let merged = merge(vec![("a/".to_owned(), alone.clone()), ("b/".to_owned(), answer(&two, &asked))], &request);
    assert!(merged.total > alone.total);
    assert_eq!(merged.notes.len(), 1, "{:?}", merged.notes);
}

#[test]
fn no_index_and_nothing_found_are_answers() {
    let request = request("xyzzy", Sort::Relevance);
    assert_eq!(merge(Vec::new(), &request).total, 0);
    let nothing = together(&request);
    assert_eq!((nothing.total, nothing.hits.len()), (0, 0));
}
