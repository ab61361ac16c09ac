//! The languages that words are taken apart in.

use serde::{Deserialize, Serialize};

/// The language of a site: it decides stemming, stop words, and the words of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// English.
    #[serde(rename = "en")]
    English,
}
