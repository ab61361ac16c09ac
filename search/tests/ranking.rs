//! What comes first, and that an answer does not depend on what was asked meanwhile.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use acuerdos_search::write::{Index, IndexWriter};
use acuerdos_search::{Engine, Entry, Kind, Language, Outcome, Record, Request, Response, Vocabulary};

fn record(number: usize, agreed: &str, account: &str) -> Record {
    Record {
        subject: agreed.len(),
        entry: Entry {
            kind: Kind::Commitment,
            id: format!("2022-08-09/{number}"),
            url: format!("compromisos/2022-08-09/{number}.html"),
            title: format!("Asunto {number}"),
            text: format!("{agreed}\n{account}"),
            status: None,
            late: false,
            date: Some("2022-08-09".to_owned()),
            due: None,
            responsible: Vec::new(),
        },
        keywords: Vec::new(),
        meeting: Some("2022-08-09".to_owned()),
        documents: Vec::new(),
        organisations: Vec::new(),
        series: None,
        tags: Vec::new(),
    }
}

fn index(records: &[Record]) -> Index {
    let mut writer = IndexWriter::new(Language::Spanish, Vocabulary::default()).unwrap();
    for record in records {
        writer.add(record).unwrap();
    }
    writer.finish().unwrap()
}

fn request(query: &str) -> Request {
    Request { query: query.to_owned(), ..Request::default() }
}

/// Asks on until all that is needed is there.
fn answer(engine: &mut Engine, index: &Index, request: &Request) -> Response {
    engine.answer(request, |piece| index.plain_piece(piece as usize)).unwrap()
}

#[test]
fn what_was_agreed_comes_before_what_an_account_only_mentions() {
    // Of equal scores the later record would come first: it is the one that only mentions it.
    let agreed = "Celebrar una feria de consulados en mayo.";
    let account = "Se envió la lista de invitados por correo.";
    let index = index(&[record(1, agreed, account), record(2, account, agreed)]);
    let mut engine = Engine::open(index.plain_catalog()).unwrap();
    let ids: Vec<String> = answer(&mut engine, &index, &request("feria")).hits.into_iter().map(|hit| hit.id).collect();
    assert_eq!(ids, ["2022-08-09/1", "2022-08-09/2"]);
}

#[test]
fn searches_that_wait_for_their_results_do_not_get_one_anothers() {
    let records: Vec<Record> = (0..200)
        .map(|number| {
            let word = ["feria", "convenio", "visado"][number % 3];
            record(number, &format!("Preparar {word} y oficio {number}."), &"Se informó del avance. ".repeat(30))
        })
        .collect();
    let index = index(&records);
    let requests = ["feria", "convenio", "visado oficio", "avance"].map(request);
    let expected = requests.clone().map(|request| {
        let mut engine = Engine::open(index.plain_catalog()).unwrap();
        answer(&mut engine, &index, &request)
    });
    // All by turns, each a piece at a time.
    let mut engine = Engine::open(index.plain_catalog()).unwrap();
    let mut answers: [Option<Response>; 4] = Default::default();
    let mut waited = 0;
    while answers.iter().any(Option::is_none) {
        for (request, answer) in requests.iter().zip(&mut answers).filter(|(_, answer)| answer.is_none()) {
            match engine.search(request).unwrap() {
                Outcome::Done(response) => *answer = Some(*response),
                Outcome::Need(pieces) => {
                    waited += 1;
                    engine.insert(pieces[0], index.plain_piece(pieces[0] as usize).unwrap()).unwrap();
                }
            }
        }
    }
    assert!(waited >= 12, "only {waited}");
    assert_eq!(answers.map(Option::unwrap), expected);
}
