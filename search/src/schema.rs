//! The fields of the index, in tantivy's terms.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// tantivy names a segment by chance; ours is always this one, so that the same content gives the same bytes.
pub(crate) const SEGMENT: &str = "00000000000000000000000000000000";

/// Name of the tokenizer: [`crate::tokens`].
#[cfg(not(target_arch = "wasm32"))]
pub(crate) const TOKENIZER: &str = "acuerdos";

/// The fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// Everything that is read: id, title (twice), text (its subject twice), keywords; with positions for phrases.
    pub(crate) body: Field,
    /// The meeting's id, whole.
    pub(crate) meeting: Field,
    /// Numbers of papers: each run of their parts.
    pub(crate) document: Field,
}

/// How a field is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Word by word, with positions for phrases, and with lengths for ranking.
    Words,
    /// Each value whole.
    Whole,
    /// By a value of the vocabulary: here its place, in other engines its id.
    Value,
    /// Whether something is so: 1 where it is.
    Flag,
    /// A day: here counted from [`FIRST_DAY`].
    Day,
}

/// A field by its name, how it is found by, and how many values of it a record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spec {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) values: Values,
}

/// How many values of a field a record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// One at most.
    One,
    /// Any number.
    Several,
}

const fn field(name: &'static str, kind: Kind, values: Values) -> Spec {
    Spec { name, kind, values }
}

/// Every field of the index, in its order there. The one list: the index is made by it, and what is said of it to other
/// engines as well.
pub(crate) const FIELDS: [Spec; 11] = [
    field("body", Kind::Words, Values::Several),
    field("meeting", Kind::Whole, Values::One),
    field("document", Kind::Whole, Values::Several),
    field(column::KIND, Kind::Value, Values::One),
    field(column::STATUS, Kind::Value, Values::One),
    field(column::ORGANISATION, Kind::Value, Values::Several),
    field(column::SERIES, Kind::Value, Values::One),
    field(column::TAG, Kind::Value, Values::Several),
    field(column::LATE, Kind::Flag, Values::One),
    field(column::DATE, Kind::Day, Values::One),
    field(column::DUE, Kind::Day, Values::One),
];

/// Names of the columns of numbers.
pub(crate) mod column {
    pub(crate) const KIND: &str = "kind";
    pub(crate) const STATUS: &str = "status";
    pub(crate) const ORGANISATION: &str = "organisation";
    pub(crate) const SERIES: &str = "series";
    pub(crate) const TAG: &str = "tag";
    /// 1 where late.
    pub(crate) const LATE: &str = "late";
    /// Days from 1 January 1970, counted from [`super::FIRST_DAY`].
    pub(crate) const DATE: &str = "date";
    /// The last day that something is due, as a date's.
    pub(crate) const DUE: &str = "due";
}

/// 1 January of the year 0: days in columns count from here, so that none is negative.
pub(crate) const FIRST_DAY: i64 = -719_528;

/// The one schema, for writing and reading.
pub(crate) fn fields() -> Fields {
    let mut schema = SchemaBuilder::new();
    let indexing = |record, norms, tokenizer: &str| {
        let indexing = TextFieldIndexing::default();
        TextOptions::default()
            .set_indexing_options(indexing.set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(norms))
    };
    let made = FIELDS.map(|Spec { name, kind, .. }| match kind {
        Kind::Words => {
            schema.add_text_field(name, indexing(IndexRecordOption::WithFreqsAndPositions, true, "acuerdos"))
        }
        Kind::Whole => schema.add_text_field(name, indexing(IndexRecordOption::Basic, false, "raw")),
        Kind::Value | Kind::Flag | Kind::Day => schema.add_u64_field(name, NumericOptions::default().set_fast()),
    });
    let [body, meeting, document, ..] = made;
    Fields { schema: schema.build(), body, meeting, document }
}
