//! What a publication that failed says, one file a language.

mod en;
mod es;

use super::error::{PublishError, Way};
use crate::diagnostic::Language;

pub(super) fn message(error: &PublishError, language: Language) -> String {
    match language {
        Language::Spanish => es::message(error),
        Language::English => en::message(error),
    }
}

pub(super) fn help(way: &Way<'_>, language: Language) -> String {
    match language {
        Language::Spanish => es::help(way),
        Language::English => en::help(way),
    }
}
