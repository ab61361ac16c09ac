//! What a reader types.

use std::cell::RefCell;
use std::collections::BTreeMap;

use acuerdos_search::{Engine, Request, Sort};

use super::fuzz::{Plain, RECORDS, plain, problems};

thread_local! {
    static WHOLE: RefCell<(Plain, Engine)> = RefCell::new({
        let whole = plain().unwrap();
        let engine = Engine::open(&whole.catalog).unwrap();
        (whole, engine)
    });
}

/// Four bytes of options and a query: the answer holds together.
pub(crate) fn query(bytes: &[u8]) {
    let Some((&[limit, offset, options, filter], text)) = bytes.split_first_chunk() else { return };
    let facets = ["status", "organisation", "kind", "year", "series", "tag", "late", "none"];
    let values = ["pendiente", "INE", "commitment", "2022", "grupo", "tema-1", "true", ""];
    let place = usize::from(filter);
    let filters = if filter < 128 {
        BTreeMap::new()
    } else {
        BTreeMap::from([(facets[place % 8].to_owned(), vec![values[place / 8 % 8].to_owned()])])
    };
    let request = Request {
        query: String::from_utf8_lossy(text).into_owned(),
        limit: usize::from(limit),
        offset: usize::from(offset),
        filters,
        sort: [Sort::Relevance, Sort::Newest, Sort::Oldest][usize::from(options >> 1) % 3],
        typing: options & 1 == 1,
    };
    WHOLE.with_borrow_mut(|(whole, engine)| {
        let response = whole.ask(engine, &request).unwrap();
        let wrong = problems(&request, &response, RECORDS);
        assert!(wrong.is_empty(), "{request:?}: {wrong:?}");
    });
}
