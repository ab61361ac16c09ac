//! Status badges: SVG files to embed in a mail, a wiki or a README.

use serde::Serialize;

use super::view::StatusView;
use super::{Site, views};
use crate::model::{CommitmentIx, PartialDate};

/// `badge.svg`
#[derive(Debug, Serialize)]
pub(super) struct BadgeView {
    status: StatusView,
    /// Text of the left half: number and meeting.
    left: String,
    /// What a screen reader says.
    title: String,
    /// Width of the left half in pixels.
    label_width: usize,
    /// Width of the right half in pixels.
    status_width: usize,
}

impl BadgeView {
    /// Width of both halves in pixels.
    pub(super) fn width(&self) -> usize {
        self.label_width + self.status_width
    }
}

pub(super) fn view(site: &Site, ix: CommitmentIx) -> BadgeView {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let status = views::status_view(site, commitment.status);
    let date = PartialDate::from(register.meeting(commitment.meeting).date).in_short(register.language);
    let left = format!("{} · {date}", commitment.id.number);
    let title = format!("{left}: {}", status.label);
    BadgeView { label_width: width(&left), status_width: width(&status.label) + 18, status, left, title }
}

/// Room for a text of 11 pixels in a sans-serif face. Its real width differs from one system's face to the next, so the
/// estimate is generous and the template centres the text in it.
fn width(text: &str) -> usize {
    let tenths: usize = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | '·' | ':' | '\'' | '|' => 36,
            'f' | 't' | 'r' | ' ' | '(' | ')' | '/' | '-' => 46,
            'm' | 'w' | 'M' | 'W' => 104,
            c if c.is_ascii_uppercase() => 84,
            c if c.is_ascii() || c.is_alphabetic() && (c as u32) < 0x250 => 70,
            _ => 120,
        })
        .sum();
    tenths.div_ceil(10) + 20
}
