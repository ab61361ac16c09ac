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

/// Columns of numbers, one or several for each record.
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

    pub(crate) const ALL: [&str; 8] = [KIND, STATUS, ORGANISATION, SERIES, TAG, LATE, DATE, DUE];
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
    let body = schema.add_text_field("body", indexing(IndexRecordOption::WithFreqsAndPositions, true, "acuerdos"));
    let meeting = schema.add_text_field("meeting", indexing(IndexRecordOption::Basic, false, "raw"));
    let document = schema.add_text_field("document", indexing(IndexRecordOption::Basic, false, "raw"));
    for name in column::ALL {
        schema.add_u64_field(name, NumericOptions::default().set_fast());
    }
    Fields { schema: schema.build(), body, meeting, document }
}
