//! How well and how cheaply known commitments are found:
//! `cargo run --release -p acuerdos-search --example known_items -- SITE/datos/compromisos.json [queries.json]`.
//!
//! Without queries it does nothing but the index, so that the cost of that can be measured from outside.
//! The queries are those of `cargo run --release --example generate -- --queries N DIR`. Prints for each variant how many
//! per cent are found first and among the first ten, and for the ordinary queries what each reads.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::Read;
use std::{env, fs};

use acuerdos_search::write::{Index, IndexWriter};
use acuerdos_search::{Engine, Entry, Kind, Language, Outcome, Record, Request, Response, Value, Vocabulary};
use serde_json::Value as Json;

/// The pieces that each round read.
type Reads = Vec<Vec<u32>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let Some(data) = arguments.next() else {
        return Err("usage: known_items COMMITMENTS.json [QUERIES.json]".into());
    };
    let commitments: Vec<Json> = serde_json::from_str(&fs::read_to_string(data)?)?;
    let index = index(&commitments)?;
    let mut sizes: Vec<usize> = Vec::new();
    for number in 0..index.len() {
        sizes.push(index.piece(number)?.len());
    }
    println!(
        "{} commitments, {} pieces, {} bytes, catalog {} bytes",
        commitments.len(),
        sizes.len(),
        sizes.iter().sum::<usize>(),
        index.catalog()?.len()
    );
    let Some(queries) = arguments.next() else { return Ok(()) };
    let queries: Json = serde_json::from_str(&fs::read_to_string(queries)?)?;

    let mut engine = Engine::open(index.plain_catalog())?;
    for (variant, list) in queries["variants"].as_object().into_iter().flatten() {
        let (mut first, mut ten, mut all) = (0, 0, 0);
        for known in list.as_array().into_iter().flatten() {
            let (Some(id), Some(query)) = (known["id"].as_str(), known["query"].as_str()) else { continue };
            let (response, _) = answer(&mut engine, &index, &request(query, known, 10))?;
            all += 1;
            let place = response.hits.iter().position(|hit| hit.id == id);
            first += usize::from(place == Some(0));
            ten += usize::from(place.is_some());
            if place.is_none() && env::var_os("VERBOSE").is_some() {
                println!("  {variant}: {query:?} does not find {id}; {} others; {:?}", response.total, response.notes);
            }
        }
        let share = |found: usize| 100.0 * f64::from(u32::try_from(found).unwrap_or(0)) / f64::from(all.max(1));
        println!("{variant:12} {:5.1} / {:5.1}", share(first), share(ten));
    }
    for limit in [5, 10] {
        let mut engine = Engine::open(index.plain_catalog())?;
        let (mut bytes, mut requests, mut rounds, mut asked) = (0, 0, 0, 0);
        for (at, known) in queries["ordinary"].as_array().into_iter().flatten().enumerate() {
            let Some(query) = known["query"].as_str() else { continue };
            let (_, reads) = answer(&mut engine, &index, &request(query, known, limit))?;
            let cost: usize = reads.iter().flatten().map(|&piece| sizes[piece as usize]).sum();
            let count: usize = reads.iter().map(Vec::len).sum();
            if at == 0 {
                println!(
                    "{limit} results, first search: {} bytes with the catalog, {} requests, {} rounds",
                    cost + index.catalog()?.len(),
                    count + 1,
                    reads.len()
                );
            } else {
                bytes += cost;
                requests += count;
                rounds += reads.len();
                asked += 1;
            }
        }
        let mean = |sum: usize| sum / asked.max(1);
        println!(
            "{limit} results, following: {} bytes, {}.{} requests, {}.{} rounds",
            mean(bytes),
            mean(requests),
            mean(requests * 10) % 10,
            mean(rounds),
            mean(rounds * 10) % 10
        );
    }
    let unique: BTreeSet<usize> = sizes.into_iter().collect();
    println!("largest pieces: {:?}", unique.iter().rev().take(8).collect::<Vec<_>>());
    Ok(())
}

fn request(query: &str, known: &Json, limit: usize) -> Request {
    let mut request = Request { query: query.to_owned(), limit, ..Request::default() };
    for (facet, values) in known["filters"].as_object().into_iter().flatten() {
        let one = values.as_str().map(str::to_owned);
        let several = values.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned);
        request.filters.insert(facet.clone(), one.into_iter().chain(several).collect());
    }
    request
}

/// The answer, and the pieces that each round read.
fn answer(engine: &mut Engine, index: &Index, request: &Request) -> Result<(Response, Reads), Box<dyn Error>> {
    let mut reads = Vec::new();
    loop {
        match engine.search(request)? {
            Outcome::Done(response) => return Ok((*response, reads)),
            Outcome::Need(pieces) => {
                for &piece in &pieces {
                    let mut bytes = Vec::new();
                    flate2::read::GzDecoder::new(&index.piece(piece as usize)?[..]).read_to_end(&mut bytes)?;
                    engine.insert(piece, bytes)?;
                }
                reads.push(pieces);
            }
        }
    }
}

fn index(commitments: &[Json]) -> Result<Index, Box<dyn Error>> {
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let mut vocabulary = Vocabulary::default();
    let mut place = |values: fn(&mut Vocabulary) -> &mut Vec<Value>, id: &str, label: &str| {
        let values = values(&mut vocabulary);
        values.iter().position(|value| value.id == id).unwrap_or_else(|| {
            values.push(Value { id: id.to_owned(), label: label.to_owned(), ..Value::default() });
            values.len() - 1
        })
    };
    let mut records = Vec::new();
    for commitment in commitments {
        let mut body = text(&commitment["text"]);
        let subject = body.len();
        for update in commitment["updates"].as_array().into_iter().flatten() {
            body.push('\n');
            body.push_str(update["text"].as_str().unwrap_or_default());
        }
        let strings =
            |key: &str| -> Vec<String> { commitment[key].as_array().into_iter().flatten().map(text).collect() };
        let responsible: Vec<usize> = strings("responsible")
            .iter()
            .map(|name| place(|vocabulary| &mut vocabulary.organisations, name, name))
            .collect();
        records.push(Record {
            subject,
            entry: Entry {
                kind: Kind::Commitment,
                id: text(&commitment["id"]),
                url: text(&commitment["url"]),
                title: text(&commitment["title"]),
                text: body,
                status: Some(place(
                    |vocabulary| &mut vocabulary.statuses,
                    &text(&commitment["status"]),
                    &text(&commitment["status_label"]),
                )),
                late: commitment["late"].as_bool().unwrap_or_default(),
                date: commitment["meeting_date"].as_str().map(str::to_owned),
                due: commitment["due"].as_str().map(str::to_owned),
                responsible: responsible.clone(),
            },
            keywords: strings("responsible"),
            meeting: Some(text(&commitment["meeting"])),
            documents: strings("documents"),
            organisations: responsible,
            series: Some(place(|vocabulary| &mut vocabulary.series, "grupo", "Grupo de trabajo")),
            tags: Vec::new(),
        });
    }
    let mut writer = IndexWriter::new(Language::Spanish, vocabulary)?;
    for record in &records {
        writer.add(record)?;
    }
    Ok(writer.finish()?)
}
