//! Whatever is asked, the answer is an answer: the query parser and the engine over a whole index.

mod fuzz;

use std::cell::RefCell;
use std::collections::BTreeMap;

use acuerdos_search::{Engine, EngineError, Outcome, Request, Response, Sort};
use fuzz::{Plain, RECORDS, plain, problems, query};
use proptest::prelude::*;

/// The index, and an engine that has all of its pieces.
struct Whole {
    plain: Plain,
    engine: Engine,
}

thread_local! {
    static WHOLE: RefCell<Whole> = RefCell::new(whole());
}

fn whole() -> Whole {
    let plain = plain().expect("an index");
    let mut engine = Engine::open(&plain.catalog).expect("it is whole");
    for (number, piece) in (0..).zip(&plain.pieces).skip(1) {
        engine.insert(number, piece.clone()).expect("it fits");
    }
    Whole { plain, engine }
}

fn answer(request: &Request) -> Response {
    WHOLE.with_borrow_mut(|whole| match whole.engine.search(request) {
        Ok(Outcome::Done(response)) => *response,
        other => unreachable!("{request:?}: {other:?}"),
    })
}

fn text() -> impl Strategy<Value = String> {
    let grammar = || prop::sample::select(&query::FRAGMENTS[..]);
    prop_oneof![
        4 => prop::collection::vec(grammar(), 0..14).prop_map(|parts| parts.concat()),
        2 => prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
        2 => prop::collection::vec(prop_oneof![grammar().prop_map(str::to_owned), any::<char>().prop_map(String::from)], 0..20)
            .prop_map(|parts| parts.concat()),
    ]
}

fn number() -> impl Strategy<Value = usize> {
    prop_oneof![0..20_usize, Just(200), Just(RECORDS), Just(usize::MAX - 1), Just(usize::MAX), any::<usize>()]
}

fn filters() -> impl Strategy<Value = BTreeMap<String, Vec<String>>> {
    let values = prop::collection::vec(prop::sample::select(&query::VALUES[..]).prop_map(str::to_owned), 0..4);
    prop_oneof![
        2 => Just(BTreeMap::new()),
        1 => prop::collection::btree_map(prop::sample::select(&query::FACETS[..]).prop_map(str::to_owned), values, 0..4),
    ]
}

fn request() -> impl Strategy<Value = Request> {
    let sort = prop::sample::select(&[Sort::Relevance, Sort::Newest, Sort::Oldest][..]);
    (text(), number(), prop_oneof![Just(0), number()], filters(), sort, any::<bool>()).prop_map(
        |(query, limit, offset, filters, sort, typing)| Request { query, limit, offset, filters, sort, typing },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_request_has_an_answer_that_holds_together_and_is_the_same_when_asked_twice(request in request()) {
        let response = answer(&request);
        prop_assert_eq!(problems(&request, &response, RECORDS), Vec::<String>::new());
        prop_assert_eq!(answer(&request), response);
    }

    #[test]
    fn an_answer_over_pieces_as_they_come_is_that_over_all_of_them(request in request()) {
        let response = answer(&request);
        let piecewise = WHOLE.with_borrow(|whole| whole.plain.answer(&request));
        prop_assert_eq!(piecewise, Ok(response));
    }

    #[test]
    fn pages_of_an_answer_are_the_answer(mut request in request(), size in 1..7_usize) {
        (request.limit, request.offset) = (40, 0);
        let whole = answer(&request);
        let mut ids = Vec::new();
        while ids.len() < whole.hits.len() {
            let page = answer(&Request { limit: size, offset: ids.len(), ..request.clone() });
            prop_assert_eq!(page.total, whole.total);
            prop_assert!(!page.hits.is_empty());
            ids.extend(page.hits.into_iter().map(|hit| hit.id));
        }
        ids.truncate(whole.hits.len());
        prop_assert_eq!(ids, whole.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>());
    }

    /// None but those that exclude: what has not a word that there is not, is everything.
    #[test]
    fn a_query_of_words_that_match_nothing_finds_nothing(
        parts in prop::collection::vec(prop::sample::select(&NOTHING[..]), 1..12),
        typing: bool,
        filters in filters(),
    ) {
        let request = Request { query: parts.concat(), typing, ..Request::default() };
        // Nothing but spaces and filters is a question of its own: what the filters leave.
        let filters = if request.query.trim().is_empty() { BTreeMap::new() } else { filters };
        let response = answer(&Request { filters, ..request });
        prop_assert_eq!((response.total, response.hits.len()), (0, 0));
    }

    #[test]
    fn what_a_filter_leaves_is_part_of_what_was_found(request in request()) {
        let all = answer(&Request { filters: BTreeMap::new(), ..request.clone() });
        let some = answer(&request);
        // With nothing asked, filters are the question.
        prop_assert!(request.query.trim().is_empty() || some.total <= all.total);
    }
}

/// Signs without words, and words that the index has not, nor any like them.
const NOTHING: [&str; 30] = [
    " ",
    "  ",
    "\"",
    "«",
    "»",
    "(",
    ")",
    "|",
    "*",
    "…",
    ",",
    "¡",
    "🙂",
    "\u{301}",
    "\0",
    "..",
    " OR ",
    " AND ",
    " xqzwkj ",
    "xqzwkj*",
    "\"xqzwkj vvvjjj\"",
    "(xqzwkj OR vvvjjj)",
    " 東京 ",
    "888777666",
    "XQZWKJ/99999/88888",
    "estatus:xqzwkj ",
    "minuta:xqzwkj ",
    "documento:xqzwkj ",
    "etiqueta:\"xq zw\" ",
    "fecha:1901 ",
];

#[test]
fn queries_of_ten_thousand_characters_have_an_answer() {
    for part in [
        "a",
        "ñ",
        "a* ",
        "pl* ",
        "plan ",
        "plan OR ",
        "-plan ",
        "(",
        "(plan ",
        "\"",
        "\"plan ",
        "plan\" ",
        "vence<",
        "estatus:",
        "CAE ",
        "capacitación ",
        "reunio\u{301}n/",
        "- ",
        "-(",
        "requermiento ",
        "\u{301}",
        "0",
        "0/",
        "🙂",
        "INE/CG003/2022 ",
    ] {
        let request = |query: String| Request { query, typing: true, limit: 1, ..Request::default() };
        let query: String = part.chars().cycle().take(10_000).collect();
        let request = request(query);
        let response = answer(&request);
        assert_eq!(problems(&request, &response, RECORDS), Vec::<String>::new(), "{part}");
    }
}

#[test]
fn a_piece_that_there_is_not_is_refused_and_the_engine_goes_on() -> Result<(), EngineError> {
    let plain = plain()?;
    let mut engine = Engine::open(&plain.catalog)?;
    for number in [u32::MAX, u32::try_from(plain.pieces.len()).unwrap_or(0)] {
        assert!(engine.insert(number, Vec::new()).is_err());
    }
    assert!(engine.insert(1, vec![0; 3]).is_err());
    let request = Request { query: "plan".to_owned(), ..Request::default() };
    assert!(plain.ask(&mut engine, &request)?.total > 0);
    Ok(())
}
