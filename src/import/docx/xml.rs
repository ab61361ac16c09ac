//! The XML of a DOCX, token by token.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::import::refusal::Refusal;

/// What comes next in a file.
pub(super) enum Token<'a> {
    /// An element opens; whether it closes at once.
    Start(BytesStart<'a>, bool),
    /// An element closes.
    End(Vec<u8>),
    /// Text.
    Text(String),
}

/// Gives every token of a file to a function.
///
/// # Errors
/// If it is no XML, or has a document type.
pub(super) fn tokens(text: &str, mut each: impl FnMut(Token<'_>)) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    // What is left open or closed too often does no harm: nothing depends on it.
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => each(Token::Start(element, false)),
            Ok(Event::Empty(element)) => each(Token::Start(element, true)),
            Ok(Event::End(element)) => each(Token::End(element.local_name().as_ref().to_vec())),
            Ok(Event::Text(text)) => {
                let text = text.decode().map_err(|error| Refusal::Broken(error.to_string()))?;
                each(Token::Text(text.into_owned()));
            }
            Ok(Event::CData(text)) => {
                let text = text.decode().map_err(|error| Refusal::Broken(error.to_string()))?;
                each(Token::Text(text.into_owned()));
            }
            Ok(Event::GeneralRef(reference)) => {
                let name = reference.decode().map_err(|error| Refusal::Broken(error.to_string()))?;
                let letter = match name.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                let Some(letter) = letter else { return Err(Refusal::Entities) };
                each(Token::Text(letter.to_string()));
            }
            Ok(Event::DocType(_)) => return Err(Refusal::Entities),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(Refusal::Broken(error.to_string())),
        }
    }
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name.as_bytes())?;
    let value = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.clone(), |text| text.into_owned()))
}

/// Whether a property such as `<w:b/>` is set: `w:val` may say that it is not.
pub(super) fn is_set(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "none" | "off"))
}

/// Where links lead, by their ids.
pub(super) fn links(text: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let mut found = BTreeMap::new();
    tokens(text, |token| {
        if let Token::Start(element, _) = token
            && element.local_name().as_ref() == b"Relationship"
            && attribute(&element, "TargetMode").as_deref() == Some("External")
            && let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target"))
        {
            found.insert(id, target);
        }
    })?;
    Ok(found)
}
