//! The settings and the mapping of an index of OpenSearch; Elasticsearch reads the same.

use serde_json::{Map, Value as Json, json};

use super::all;
use crate::schema::{Kind, Spec};
use crate::{EngineError, Language};

/// Name of the analyzer of texts.
const WORDS: &str = "acuerdos_words";

/// Letters with accents and what they are read as; `ñ` stays a letter of its own, as it does on the site.
const FOLDED: [&str; 14] = [
    "á => a", "é => e", "í => i", "ó => o", "ú => u", "ü => u", "à => a", "è => e", "Á => a", "É => e", "Í => i",
    "Ó => o", "Ú => u", "Ü => u",
];

/// The body of the request that makes an index (`PUT /NAME`), in JSON: texts are folded and stemmed in the language of the
/// site.
///
/// # Errors
/// None in practice: it is made in memory.
pub fn opensearch_index(language: Language) -> Result<String, EngineError> {
    let (stop, stemmer) = match language {
        Language::Spanish => ("_spanish_", "light_spanish"),
        Language::English => ("_english_", "light_english"),
    };
    let properties: Map<String, Json> = all()
        .map(|Spec { name, kind, .. }| {
            let mapping = match kind {
                // Several texts of one record are far apart: no phrase goes from one into the next.
                Kind::Words => json!({"type": "text", "analyzer": WORDS, "position_increment_gap": 100}),
                Kind::Whole | Kind::Value => json!({"type": "keyword"}),
                Kind::Flag => json!({"type": "boolean"}),
                Kind::Day => json!({"type": "date", "format": "strict_date_optional_time"}),
            };
            (name.to_owned(), mapping)
        })
        .collect();
    let index = json!({
        "settings": {
            "analysis": {
                "char_filter": {"acuerdos_folding": {"type": "mapping", "mappings": FOLDED}},
                "filter": {
                    "acuerdos_stop": {"type": "stop", "stopwords": stop},
                    "acuerdos_stemmer": {"type": "stemmer", "language": stemmer},
                },
                "analyzer": {
                    WORDS: {
                        "type": "custom",
                        "char_filter": ["acuerdos_folding"],
                        "tokenizer": "standard",
                        "filter": ["lowercase", "acuerdos_stop", "acuerdos_stemmer"],
                    },
                },
            },
            // What is looked for where no field is named.
            "index.query.default_field": ["body"],
        },
        "mappings": {"dynamic": "strict", "properties": properties},
    });
    serde_json::to_string_pretty(&index).map(|text| text + "\n").map_err(|error| EngineError::new(error.to_string()))
}
