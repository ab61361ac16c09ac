//! What a reader typed → a tree. Lenient: any text has a tree, and nothing in it is an error.
//!
//! ```text
//! plan riesgos          both words
//! "plan de riesgos"     these words in this order
//! plan -riesgos         the first and not the second; NOT and NO do the same
//! plan OR programa      one of them at least; O and | do the same
//! (plan OR programa) x  brackets group
//! capac*                words that begin so
//! estatus:pendiente     a field; also fecha:2022-08..2022-10, vence<2023-06
//! ```

mod date;
mod field;
mod parse;
mod scan;

pub use date::Days;
pub(crate) use date::year;
pub use field::{Comparison, Field, FieldTest};
pub use parse::{LONGEST, parse};

use crate::analyzer::Token;

/// A query, as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word.
    Word(Word),
    /// Words in a row. Quoted, or one run of letters and signs such as `INE/CG241/2022`.
    Phrase {
        /// Its words.
        words: Vec<Token>,
        /// The run itself, folded. None, if it stood in quotes: then nothing but the words as they are will do.
        run: Option<String>,
    },
    /// A field with a value.
    Field(FieldTest),
    /// All of them. An empty one asks for nothing.
    All(Vec<Node>),
    /// One of them at least.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in the query, and its term.
    pub token: Token,
    /// Whether it is the beginning of a word rather than a word.
    pub prefix: Prefix,
}

/// How far a word of a query goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Prefix {
    /// A whole word.
    No,
    /// The last word of somebody who is still typing: a word, or the beginning of one.
    Typing,
    /// A beginning, by the star behind it.
    Starred,
}

/// The days of a year, as a query has it.
pub(crate) fn year_days(text: &str) -> Option<Days> {
    date::days(text).filter(|_| text.len() == 4)
}

/// The days of a date as the register has it.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn days_of(text: &str) -> Option<Days> {
    date::days(text)
}

/// A day as `2022-08-09`.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn date_of(day: i64) -> String {
    date::iso(day)
}
