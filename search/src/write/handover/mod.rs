//! The records and the schema as the engines of others take them, for registers that a static index no longer serves: lines
//! of JSON, the configuration of an index of Quickwit, the mapping of one of OpenSearch. All three are made from the list
//! of fields that the index itself is made from.

mod opensearch;
mod quickwit;

use serde_json::{Map, Value as Json};

use super::values;
use crate::query::date_of;
use crate::schema::{FIELDS, Kind, Spec, Values};
use crate::{EngineError, Record, Value, Vocabulary};

pub use opensearch::opensearch_index;
pub use quickwit::quickwit_index;

/// What a result shows besides: here it stands outside of the index.
const SHOWN: [Spec; 4] = [
    Spec { name: "id", kind: Kind::Whole, values: Values::One },
    Spec { name: "url", kind: Kind::Whole, values: Values::One },
    Spec { name: "title", kind: Kind::Words, values: Values::One },
    Spec { name: "text", kind: Kind::Words, values: Values::One },
];

/// Every field of a line, in order: what is shown, and those of the index.
fn all() -> impl Iterator<Item = Spec> {
    SHOWN.into_iter().chain(FIELDS)
}

/// A record as a line of JSON, without its end; `address` is put before its `url`. What it does not have is left out.
///
/// # Errors
/// None in practice: it is made in memory.
pub fn json_line(record: &Record, vocabulary: &Vocabulary, address: &str) -> Result<String, EngineError> {
    let mut line = Map::new();
    for Spec { name, values, .. } in all() {
        let mut found = value(name, record, vocabulary, address);
        let value = match values {
            Values::One if found.is_empty() => continue,
            Values::One => found.swap_remove(0),
            Values::Several if found.is_empty() => continue,
            Values::Several => Json::Array(found),
        };
        line.insert(name.to_owned(), value);
    }
    serde_json::to_string(&line).map_err(|error| EngineError::new(error.to_string()))
}

/// The values of a field; none of a field that is not known.
fn value(field: &str, record: &Record, vocabulary: &Vocabulary, address: &str) -> Vec<Json> {
    let entry = &record.entry;
    let text = |text: &str| Json::String(text.to_owned());
    let ids = |places: &[usize], values: &[Value]| -> Vec<Json> {
        places.iter().filter_map(|&place| values.get(place)).map(|value| text(&value.id)).collect()
    };
    let day =
        |day: Option<i64>| day.map(|day| Json::String(format!("{}T00:00:00Z", date_of(day)))).into_iter().collect();
    match field {
        "id" => vec![text(&entry.id)],
        "url" => vec![Json::String(format!("{address}{}", entry.url))],
        "title" => vec![text(&entry.title)],
        "text" => vec![text(&entry.text)],
        "body" => values::body(record).filter(|value| !value.is_empty()).map(text).collect(),
        "meeting" => values::meeting(record).map(Json::String).into_iter().collect(),
        "document" => values::documents(record).map(Json::String).collect(),
        "kind" => vec![text(entry.kind.id())],
        "status" => ids(entry.status.as_slice(), &vocabulary.statuses),
        "organisation" => ids(&record.organisations, &vocabulary.organisations),
        "series" => ids(record.series.as_slice(), &vocabulary.series),
        "tag" => ids(&record.tags, &vocabulary.tags),
        "late" => vec![Json::Bool(entry.late)],
        "date" => day(values::date(record)),
        "due" => day(values::due(record)),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Entry, Kind as RecordKind, Language};

    fn record() -> (Record, Vocabulary) {
        let value = |id: &str| Value { id: id.to_owned(), label: id.to_owned(), ..Value::default() };
        let vocabulary = Vocabulary {
            statuses: vec![value("pendiente"), value("atendido")],
            organisations: vec![value("SRE"), value("IME")],
            series: vec![value("Grupo de trabajo")],
            tags: vec![value("credencial")],
            acronyms: Vec::new(),
        };
        let entry = Entry {
            kind: RecordKind::Commitment,
            id: "2022-08-09/4".into(),
            url: "compromisos/2022-08-09/4.html".into(),
            title: "Plan de riesgos".into(),
            text: "Diseñar un plan.\nSe entregó.".into(),
            status: Some(1),
            late: true,
            date: Some("2022-08-09".into()),
            due: Some("2023-02".into()),
            responsible: vec![1],
        };
        let record = Record {
            subject: "Diseñar un plan.".len(),
            entry,
            keywords: vec!["IME".into()],
            meeting: Some("2022-08-09".into()),
            documents: vec!["INE/CG241/2022".into()],
            organisations: vec![1, 0],
            series: Some(0),
            tags: vec![0],
        };
        (record, vocabulary)
    }

    /// A field that is new in the schema has to be in all three, with a value where a record has one.
    #[test]
    fn every_field_of_the_schema_is_in_the_lines_and_in_both_configurations() {
        let (record, vocabulary) = record();
        let line: Json = serde_json::from_str(&json_line(&record, &vocabulary, "").expect("a line")).expect("JSON");
        let quickwit = quickwit_index("acuerdos");
        let opensearch: Json = serde_json::from_str(&opensearch_index(Language::Spanish).expect("made")).expect("JSON");
        let schema = crate::schema::fields().schema;
        assert_eq!(schema.num_fields(), FIELDS.len());
        for (_, field) in schema.fields() {
            let name = field.name();
            assert!(line.get(name).is_some(), "{name}: {line}");
            assert!(quickwit.contains(&format!("    - name: {name}\n")), "{name}: {quickwit}");
            assert!(opensearch["mappings"]["properties"].get(name).is_some(), "{name}: {opensearch}");
        }
        // Nor is there anything that they do not expect.
        for name in line.as_object().expect("an object").keys() {
            assert!(all().any(|field| field.name == name), "{name}");
            assert!(opensearch["mappings"]["properties"].get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_line_has_what_the_record_is_found_by() {
        let (record, vocabulary) = record();
        let line: Json = serde_json::from_str(&json_line(&record, &vocabulary, "https://a.example/").expect("a line"))
            .expect("JSON");
        assert_eq!(line["url"], "https://a.example/compromisos/2022-08-09/4.html");
        assert_eq!(line["status"], "atendido");
        assert_eq!(line["organisation"], serde_json::json!(["IME", "SRE"]));
        assert_eq!((&line["date"], &line["due"]), (&"2022-08-09T00:00:00Z".into(), &"2023-02-28T00:00:00Z".into()));
        assert!(line["document"].as_array().expect("several").contains(&"cg241/2022".into()), "{line}");
        assert_eq!(line["body"][0], "2022-08-09/4");
        assert_eq!(line["body"].as_array().expect("several").len(), 6);
    }

    #[test]
    fn what_a_record_does_not_have_is_left_out() {
        let (mut record, vocabulary) = record();
        record.entry.due = None;
        record.series = None;
        record.tags = Vec::new();
        let line: Json = serde_json::from_str(&json_line(&record, &vocabulary, "").expect("a line")).expect("JSON");
        for absent in ["due", "series", "tag"] {
            assert!(line.get(absent).is_none(), "{absent}");
        }
    }
}
