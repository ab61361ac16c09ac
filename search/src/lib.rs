//! The search engine of acuerdos: schema, analyzer, query language, ranking, snippets and facets, once for the terminal and
//! for the reader's browser.
//!
//! The index is tantivy's. [`mod@write`] makes it and cuts it into pieces; [`Engine`] answers queries over the pieces that are
//! here, and tells which others it needs. Nothing in it reads a disk or a network: who calls it does.

// The border to the page alone has functions with names of their own, which Rust counts as unsafe.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

mod analyzer;
mod catalog;
mod engine;
mod error;
mod guard;
mod language;
mod messages;
pub mod query;
mod read;
mod record;
mod request;
mod schema;
mod several;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(not(target_arch = "wasm32"))]
pub mod write;

pub use analyzer::{Stemmer, Token, fold, tokens};
pub use catalog::FORMAT;
pub use engine::{Engine, Outcome};
pub use error::EngineError;
#[cfg(not(target_arch = "wasm32"))]
pub use guard::quiet;
pub use language::Language;
pub use record::{Entry, Kind, Record, Value, Vocabulary};
pub use request::{FacetValue, Hit, MOST_HITS, Marked, Note, NoteKind, Request, Response, Sort};
pub use several::{merge, widened};
