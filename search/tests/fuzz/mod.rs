//! What the tests of hostile input and the fuzzer share: a small index, queries, damage, and what holds of any answer.
#![allow(dead_code, reason = "each of those who share it uses a part")]

pub(crate) mod damage;
pub(crate) mod memory;
pub(crate) mod query;

use acuerdos_search::write::{Index, IndexError, IndexWriter};
use acuerdos_search::{
    Engine, EngineError, Entry, Hit, Kind, Language, MOST_HITS, Record, Request, Response, Value, Vocabulary,
};

/// Numbers that look like chance and are the same for a seed: splitmix64 (S. Vigna, <https://prng.di.unimi.it/splitmix64.c>).
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`; 0, if that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(crate) fn pick<'a, T: ?Sized>(&mut self, among: &[&'a T]) -> &'a T {
        among[self.below(among.len())]
    }
}

/// Records in the index: enough for postings of more than one block of 128, and for a dictionary of several blocks.
pub(crate) const RECORDS: usize = 300;

/// An index with its pieces, decompressed.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) catalog: Vec<u8>,
    pub(crate) pieces: Vec<Vec<u8>>,
}

impl Plain {
    /// Answers as the terminal does, by these pieces.
    pub(crate) fn answer(&self, request: &Request) -> Result<Response, EngineError> {
        self.ask(&mut Engine::open(&self.catalog)?, request)
    }

    pub(crate) fn ask(&self, engine: &mut Engine, request: &Request) -> Result<Response, EngineError> {
        engine.answer(request, |number| Ok(self.pieces.get(number as usize).cloned().unwrap_or_default()))
    }
}

const WORDS: [&str; 24] = [
    "plan",
    "riesgo",
    "riesgos",
    "requerimiento",
    "capacitación",
    "año",
    "reunión",
    "informe",
    "oficio",
    "consulado",
    "padrón",
    "boleta",
    "mesa",
    "voto",
    "extranjero",
    "sistema",
    "prueba",
    "calendario",
    "acta",
    "firma",
    "entrega",
    "revisión",
    "presupuesto",
    "difusión",
];

const VALUES: [&str; 6] = ["pendiente", "atendido", "cancelado", "en-proceso", "parcial", "nuevo"];

/// An index of records that differ, of every kind and with every field; the same always.
pub(crate) fn index() -> Result<Index, EngineError> {
    let mut random = Random::new(7);
    let value = |id: &str| Value { id: id.to_owned(), label: id.to_uppercase(), ..Value::default() };
    let vocabulary = Vocabulary {
        statuses: VALUES.iter().map(|id| value(id)).collect(),
        organisations: ["INE", "SRE", "JGE", "CG", "DERFE"].iter().map(|id| value(id)).collect(),
        series: vec![value("grupo"), value("comision")],
        tags: (0..9).map(|n| value(&format!("tema-{n}"))).collect(),
        acronyms: vec![("CAE".to_owned(), "capacitación extranjero".to_owned())],
    };
    let mut writer = IndexWriter::new(Language::Spanish, vocabulary)?;
    for number in 0..RECORDS {
        writer.add(&record(number, &mut random))?;
    }
    Ok(writer.finish()?)
}

fn record(number: usize, random: &mut Random) -> Record {
    let mut words = |count: usize| {
        let mut text = String::new();
        for at in 0..count {
            // Some words are common and some stand in one record only.
            let word = WORDS[random.below(WORDS.len()).min(random.below(WORDS.len()))];
            text.push_str(word);
            text.push_str(if at % 7 == 6 { ". «Así», dijo: <b>" } else { " " });
            if random.one_in(5) {
                text.push_str(&format!("pal{:x}bra ", random.next() % 50_000));
            }
        }
        text
    };
    let (title, text) = (words(4), words(12 + number % 40));
    let date = (!number.is_multiple_of(11))
        .then(|| format!("20{:02}-{:02}-{:02}", 20 + number % 4, 1 + number % 12, 1 + number % 28));
    Record {
        // The end of some texts, none of others, and what is within no text.
        subject: text.len() * (number % 4) / 2,
        entry: Entry {
            kind: Kind::ALL[usize::from(number % 5 == 4) + usize::from(number % 50 == 49)],
            id: format!("2022-08-09/{number}"),
            url: format!("compromisos/{number}/"),
            title,
            text,
            status: (number % 3 != 2).then_some(number % VALUES.len()),
            late: number.is_multiple_of(9),
            due: number.is_multiple_of(4).then(|| format!("2023-{:02}", 1 + number % 12)),
            date,
            responsible: (0..number % 3).collect(),
        },
        keywords: vec!["Junta General".to_owned()],
        meeting: number.is_multiple_of(2).then(|| format!("2022-{:02}-09", 1 + number % 12)),
        documents: number.is_multiple_of(3).then(|| format!("INE/CG{:03}/2022", number)).into_iter().collect(),
        organisations: (0..number % 4).collect(),
        series: (!number.is_multiple_of(7)).then_some(number % 2),
        tags: (0..number % 5)
            .map(|tag| (tag + number) % 9)
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect(),
    }
}

/// The index, decompressed.
pub(crate) fn plain() -> Result<Plain, EngineError> {
    let index = index()?;
    let pieces = (0..index.len()).map(|number| index.plain_piece(number)).collect::<Result<_, IndexError>>()?;
    Ok(Plain { catalog: index.plain_catalog().to_vec(), pieces })
}

/// What is wrong with an answer, whatever was asked; nothing, if it holds together.
pub(crate) fn problems(request: &Request, response: &Response, records: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |holds: bool, what: &str| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    let expected = response.total.saturating_sub(request.offset).min(request.limit.min(MOST_HITS));
    expect(response.total <= records, "no more are found than there are");
    expect(response.hits.len() == expected, "the total, the limit and the offset tell how many hits there are");
    let mut ids: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    expect(ids.len() == response.hits.len(), "each record is shown once");
    expect(response.hits.iter().all(|hit| hit.score.is_finite()), "scores are numbers");
    expect(response.hits.iter().all(balanced), "titles and snippets are escaped, with <mark> and no other tag");
    expect(
        response.facets.values().flatten().all(|value| value.count <= records),
        "no value has more records than there are",
    );
    wrong
}

fn balanced(hit: &Hit) -> bool {
    [hit.marked_title.html(), hit.snippet.html()].iter().all(|html| {
        let mut open = false;
        let mut rest = html.as_str();
        while let Some(at) = rest.find(['<', '>']) {
            let tag = &rest[at..];
            let name = if open { "</mark>" } else { "<mark>" };
            let Some(behind) = tag.strip_prefix(name) else { return false };
            open = !open;
            rest = behind;
        }
        !open
    })
}
