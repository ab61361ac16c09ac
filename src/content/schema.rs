//! The JSON Schema of the front matter of minutes, from the same words that the reader reads.

use serde_json::{Map, Value, json};

use super::keys::{FRONT, FrontKey, MODES, NO, YES};

/// Where the published copy is.
const ID: &str = "minutes-front-matter.schema.json";

/// The schema as it is published in `docs/schemas/`; draft 7, which editors know best.
///
/// It accepts what the reader accepts: keys and modes without regard to case and accents, any of several forms of a day.
/// What needs more than the front matter, such as whether a series exists, it does not say.
#[must_use]
pub fn front_matter_schema() -> String {
    let mut properties = Map::new();
    let mut patterns = Map::new();
    for (name, key) in FRONT {
        let reference = json!({ "$ref": format!("#/definitions/{}", id(*key)) });
        properties.insert((*name).to_owned(), reference.clone());
        patterns.insert(pattern(&[name]), reference);
    }
    let definitions: Map<String, Value> =
        FRONT.iter().map(|(_, key)| (id(*key).to_owned(), definition(*key))).collect();
    let dates: Vec<Value> = names(FrontKey::Date)
        .flat_map(|name| [name.to_owned(), name[..1].to_uppercase() + &name[1..], name.to_uppercase()])
        .map(|name| json!({ "required": [name] }))
        .collect();
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ID,
        "title": "Encabezado de una minuta / Front matter of minutes",
        "type": "object",
        "properties": properties,
        "patternProperties": patterns,
        "additionalProperties": false,
        "anyOf": dates,
        "definitions": definitions,
    });
    format!("{schema:#}\n")
}

fn names(key: FrontKey) -> impl Iterator<Item = &'static str> {
    FRONT.iter().filter(move |(_, other)| *other == key).map(|(name, _)| *name)
}

/// The English name, which stands second in the table.
fn id(key: FrontKey) -> &'static str {
    match key {
        FrontKey::Date => "date",
        FrontKey::Mode => "mode",
        FrontKey::Series => "series",
        FrontKey::Attendees => "attendees",
        FrontKey::Title => "title",
        FrontKey::Tags => "tags",
        FrontKey::Draft => "draft",
        FrontKey::Aliases => "aliases",
    }
}

/// A value of YAML without parts; titles and tags may look like numbers.
fn scalar() -> Value {
    json!(["string", "number", "boolean", "null"])
}

fn texts(description: &str) -> Value {
    json!({
        "description": description,
        "type": ["string", "number", "boolean", "null", "array"],
        "items": { "type": scalar() },
    })
}

fn definition(key: FrontKey) -> Value {
    match key {
        FrontKey::Date => json!({
            "description": "Día de la reunión: `2022-08-09` o `9 de agosto de 2022`. / Day of the meeting: `2022-08-09` or `9 August 2022`.",
            "type": "string",
            "pattern": r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|(?=.*[A-Za-z]{3})(?=(.*[^0-9])?[0-9]{1,2}[^0-9]).*[0-9]{4})\s*$",
            "examples": ["2022-08-09"],
        }),
        FrontKey::Mode => {
            let words: Vec<&str> = MODES.iter().map(|(name, _)| *name).collect();
            json!({
                "description": "Modalidad de la reunión. / How the meeting was held.",
                "anyOf": [{ "enum": words }, { "type": "null" }, { "type": "string", "pattern": pattern(&words) }],
            })
        }
        FrontKey::Series => json!({
            "description": "Grupo de reuniones al que pertenece. / The run of meetings that it belongs to.",
            "type": scalar(),
        }),
        FrontKey::Attendees => json!({
            "description": "Cada institución con la lista de sus áreas, `INE: [DERFE, UTSI]`; o solo una lista de instituciones. / Each organisation with the list of its units, `INE: [DERFE, UTSI]`; or a mere list of organisations.",
            "type": ["object", "array", "string", "number", "boolean", "null"],
            "items": { "type": scalar() },
            "additionalProperties": texts("Áreas. / Units."),
        }),
        FrontKey::Title => json!({
            "description": "Título; si falta, el del renglón `#`. / Title; else the `#` heading's.",
            "type": scalar(),
        }),
        FrontKey::Tags => texts("Temas para agrupar. / Words to group by."),
        FrontKey::Draft => json!({
            "description": "`sí`: no se publica, salvo con `--drafts`. / `true`: left out unless `--drafts` is given.",
            "anyOf": [
                { "type": ["boolean", "null"] },
                { "enum": ["sí", "no"] },
                { "type": "string", "pattern": pattern(&[YES, NO].concat()) },
            ],
        }),
        FrontKey::Aliases => texts("Identificadores que la reunión tuvo antes. / Ids that the meeting had before."),
    }
}

/// Any of some words without regard to case, accents, spaces and hyphens, as the reader compares them.
fn pattern(words: &[&str]) -> String {
    let any = |word: &&str| -> String {
        let letters = crate::model::text::fold(word);
        letters
            .chars()
            .map(|letter| match letter {
                'a' => "[aáAÁ]".to_owned(),
                'e' => "[eéEÉ]".to_owned(),
                'i' => "[iíIÍ]".to_owned(),
                'o' => "[oóOÓ]".to_owned(),
                'u' => "[uúüUÚÜ]".to_owned(),
                ' ' => r"[\s_-]+".to_owned(),
                letter => format!("[{letter}{}]", letter.to_uppercase()),
            })
            .collect()
    };
    format!(r"^\s*({})\s*$", words.iter().map(any).collect::<Vec<_>>().join("|"))
}
