//! The part of a text that shows why it was found.

use super::answer::Terms;
use crate::analyzer::{Token, tokens};
use crate::request::Marked;

/// Words of a snippet.
const WORDS: usize = 32;

/// Words before the first that is marked, where the text allows.
const BEFORE: usize = 6;

/// The stretch of a text with the most and the rarest of the terms, marked; its beginning, if it has none.
pub(super) fn best(text: &str, terms: &Terms) -> Marked {
    let words: Vec<(Token, Option<f32>)> = tokens(text)
        .map(|token| {
            let weight = terms.weight(&token.term);
            (token, weight)
        })
        .collect();
    let from = start(&words);
    let shown = &words[from..words.len().min(from + WORDS)];
    let Some(((first, _), (last, _))) = shown.first().zip(shown.last()) else { return Marked::default() };
    let (before, behind) = (from > 0, from + shown.len() < words.len());
    // To the very ends where these are shown, so that opening quotes and full stops are.
    let first = if before { first.start } else { 0 };
    let last = if behind { last.end } else { text.len() };
    let mut parts = marks(text, first, last, shown.iter());
    for part in &mut parts {
        *part = part.split_whitespace().collect::<Vec<_>>().join(" ").pad(part);
    }
    if let Some(part) = parts.first_mut() {
        let trimmed = part.trim_start();
        *part = if before { format!("… {trimmed}") } else { trimmed.to_owned() };
    }
    if let Some(part) = parts.last_mut() {
        part.truncate(part.trim_end().len());
        if behind {
            part.push_str(" …");
        }
    }
    Marked(parts)
}

/// A text whole, marked.
pub(super) fn marked(text: &str, terms: &Terms) -> Marked {
    let words: Vec<(Token, Option<f32>)> = tokens(text)
        .map(|token| {
            let weight = terms.weight(&token.term);
            (token, weight)
        })
        .collect();
    Marked(marks(text, 0, text.len(), words.iter()))
}

/// The word that the best stretch begins with. A term counts once in a stretch, and a little for each time more.
fn start(words: &[(Token, Option<f32>)]) -> usize {
    let found: Vec<usize> = (0..words.len()).filter(|&at| words[at].1.is_some()).collect();
    let mut best = (0.0, 0);
    for (nth, &first) in found.iter().enumerate() {
        let from = first.saturating_sub(BEFORE);
        let mut seen: Vec<&str> = Vec::new();
        let mut score = 0.0;
        for &at in found[nth..].iter().take_while(|&&at| at < from + WORDS) {
            let (token, weight) = &words[at];
            let weight = weight.unwrap_or(0.0) + 0.01;
            if seen.contains(&token.term.as_str()) {
                score += weight / 10.0;
            } else {
                seen.push(&token.term);
                score += weight;
            }
        }
        if score > best.0 {
            best = (score, from);
        }
    }
    // A short text is shown whole rather than from its middle.
    best.1.min(words.len().saturating_sub(WORDS))
}

/// The text between two places, in parts.
fn marks<'a>(text: &str, from: usize, to: usize, words: impl Iterator<Item = &'a (Token, Option<f32>)>) -> Vec<String> {
    let mut parts = Vec::new();
    let mut at = from;
    for (token, _) in words.filter(|(_, weight)| weight.is_some()) {
        parts.push(text[at..token.start].to_owned());
        parts.push(text[token.start..token.end].to_owned());
        at = token.end;
    }
    parts.push(text[at..to].to_owned());
    parts
}

trait Pad {
    fn pad(self, original: &str) -> String;
}

impl Pad for String {
    /// With one space where the original begins or ends with some.
    fn pad(self, original: &str) -> String {
        let begins = original.starts_with(char::is_whitespace);
        let ends = original.ends_with(char::is_whitespace);
        match (self.is_empty(), begins || ends) {
            (true, true) => " ".to_owned(),
            (true, false) => self,
            (false, _) => {
                let (before, behind) = (if begins { " " } else { "" }, if ends { " " } else { "" });
                format!("{before}{self}{behind}")
            }
        }
    }
}
