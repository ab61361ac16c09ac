//! `[check]`: how findings are told.

use super::table::Table;
use crate::diagnostic::{Diagnostic, Diagnostics, Key, Kind, Level, Levels, RULES, Severity, guess, rule};

const LEVELS: [(&str, Level); 4] = [
    ("off", None),
    ("note", Some(Severity::Note)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// `severity = { CODE = "LEVEL" }`. What a build cannot do without stays an error, and saying otherwise is one.
pub(super) fn levels(table: &mut Table<'_, '_>, diagnostics: &mut Diagnostics) -> Levels {
    let mut levels = Levels::default();
    let Some(mut table) = table.table("check", diagnostics) else { return levels };
    if let Some(severity) = table.table("severity", diagnostics) {
        for (code, level) in severity.named_texts(diagnostics) {
            let Some(rule) = rule(&code.value) else {
                let guess = guess(&code.value, RULES.iter().map(|rule| rule.code));
                let suggestion = guess.map(|guess| guess.text.to_owned());
                let kind = Kind::UnknownKey { place: Key::Configuration, key: code.value.clone(), suggestion };
                let mut diagnostic = Diagnostic::new(kind, code.span);
                if let Some(guess) = guess {
                    // Its twin may be given as well; whoever wrote it decides.
                    diagnostic = diagnostic.replaced_by(guess.text, crate::diagnostic::Applicability::Maybe);
                }
                diagnostics.push(diagnostic);
                continue;
            };
            let Some(&(_, level_asked)) = LEVELS.iter().find(|(name, _)| *name == level.value) else {
                let expected = LEVELS.iter().map(|(name, _)| (*name).to_owned()).collect();
                let kind = Kind::InvalidValue { key: code.value, value: level.value, expected };
                diagnostics.report(kind, level.span);
                continue;
            };
            if !levels.set(rule, level_asked) {
                diagnostics.report(Kind::SeverityFixed { code: rule.code }, level.span);
            }
        }
    }
    table.finish(diagnostics);
    levels
}
