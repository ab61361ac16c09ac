//! The fields that a query can ask for, by their names in both languages.

use super::date::{Days, days};
use crate::analyzer::fold;

/// A field of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "a variant's name says what the field is")]
pub enum Field {
    Status,
    Organisation,
    Meeting,
    Series,
    Tag,
    Document,
    Kind,
    Year,
    Late,
    Date,
    Due,
}

/// Names, folded. The first of a field is the one that messages show in Spanish, the second in English.
const NAMES: [(Field, &[&str]); 11] = [
    (Field::Status, &["estatus", "status", "estado"]),
    (
        Field::Organisation,
        &[
            "institucion",
            "organisation",
            "organization",
            "organismo",
            "responsable",
            "responsables",
            "responsible",
            "unidad",
            "unit",
        ],
    ),
    (Field::Meeting, &["reunion", "meeting", "minuta", "minutes"]),
    (Field::Series, &["serie", "series"]),
    (Field::Tag, &["etiqueta", "tag", "etiquetas", "tags"]),
    (Field::Document, &["documento", "document", "documentos", "documents", "oficio"]),
    (Field::Kind, &["tipo", "type", "kind"]),
    // `ano` is what a keyboard without ñ makes of it.
    (Field::Year, &["año", "year", "anio", "ano"]),
    (Field::Late, &["vencido", "late", "vencidos"]),
    (Field::Date, &["fecha", "date"]),
    (Field::Due, &["vence", "due", "vencimiento"]),
];

impl Field {
    /// The field of a name, without regard to case and accents.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = fold(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|&(field, _)| field)
    }

    /// Whether its values are dates, so that they can be compared.
    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Due)
    }
}

/// A field and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTest {
    /// The field.
    pub field: Field,
    /// What is asked.
    pub comparison: Comparison,
    /// The whole of it as it stands in the query, for notes.
    pub text: String,
}

/// What is asked of a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// To be this, folded.
    Is(String),
    /// To lie between these days.
    Within(Days),
}

impl FieldTest {
    /// What `name`, a sign of `:`, `=`, `<`, `<=`, `>`, `>=`, and a value ask for. None, if no field has the name, or its
    /// values cannot be compared so, or the value is no date where one must be.
    pub(super) fn new(name: &str, sign: &str, value: &str, text: &str) -> Option<Self> {
        let field = Field::named(name)?;
        let comparison = if field.is_date() {
            Comparison::Within(within(sign, value)?)
        } else if matches!(sign, ":" | "=") {
            let value = value.trim();
            if value.is_empty() {
                return None;
            }
            Comparison::Is(fold(value))
        } else {
            return None;
        };
        Some(Self { field, comparison, text: text.to_owned() })
    }
}

/// The days that a sign and a date, or two dates with `..` between them, ask for. Either end of a range may be missing.
fn within(sign: &str, value: &str) -> Option<Days> {
    if let Some((first, last)) = value.split_once("..") {
        if !matches!(sign, ":" | "=") || (first.is_empty() && last.is_empty()) {
            return None;
        }
        let first = if first.is_empty() { i64::MIN } else { *days(first)?.start() };
        let last = if last.is_empty() { i64::MAX } else { *days(last)?.end() };
        return Some(first..=last);
    }
    let asked = days(value)?;
    Some(match sign {
        "<" => i64::MIN..=asked.start() - 1,
        "<=" => i64::MIN..=*asked.end(),
        ">" => asked.end() + 1..=i64::MAX,
        ">=" => *asked.start()..=i64::MAX,
        _ => asked,
    })
}
