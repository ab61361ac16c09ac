//! The configuration of an index of Quickwit, version 0.8 of its format: the same tantivy, spread over machines.

use std::fmt::Write as _;

use super::all;
use crate::schema::{Kind, Spec, Values};

/// Name of the tokenizer of texts.
const WORDS: &str = "acuerdos_words";

/// The configuration of an index by this name (letters, digits, `-`, `_`; three letters at least), in YAML.
///
/// Its tokenizer folds case and accents, `ñ` too; it does not know the forms of words, which the engine of the site looks for
/// when it is asked.
#[must_use]
pub fn quickwit_index(name: &str) -> String {
    let mut yaml = format!(
        "# Made by acuerdos from the fields of its own index.\nversion: \"0.8\"\nindex_id: {name}\ndoc_mapping:\n  mode: strict\n  tokenizers:\n    - name: {WORDS}\n      type: simple\n      filters: [remove_long, lower_caser, ascii_folding]\n  field_mappings:\n"
    );
    for Spec { name, kind, values } in all() {
        let (plain, more) = match kind {
            Kind::Words => ("text", format!("tokenizer: {WORDS}\n      record: position\n      fieldnorms: true")),
            // Asked in capitals or not, `organisation:ine`; what is counted of it keeps its own.
            Kind::Whole => ("text", "tokenizer: lowercase\n      record: basic".to_owned()),
            Kind::Value => ("text", "tokenizer: lowercase\n      record: basic\n      fast: true".to_owned()),
            Kind::Flag => ("bool", "fast: true".to_owned()),
            Kind::Day => (
                "datetime",
                "input_formats: [rfc3339]\n      output_format: rfc3339\n      fast: true\n      fast_precision: seconds"
                    .to_owned(),
            ),
        };
        let kind = match values {
            Values::One => plain.to_owned(),
            Values::Several => format!("array<{plain}>"),
        };
        let _ = write!(yaml, "    - name: {name}\n      type: {kind}\n      {more}\n");
    }
    yaml.push_str("search_settings:\n  default_search_fields: [body]\n");
    yaml
}
