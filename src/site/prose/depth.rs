//! How deep elements stand in one another. To sanitise HTML takes the square of that, so that raw HTML which is deeper than
//! anybody writes, or stands in Markdown that is, is shown as the text that it is.

use pulldown_cmark::Event;

const DEEPEST: usize = 200;

/// Elements that others of their kind end, and those that have no end.
const FLAT: [&str; 17] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "wbr", "col", "input", "source", "area",
    "link",
];

/// How deep the raw HTML of a text is so far.
#[derive(Debug)]
pub(super) struct Depth {
    open: usize,
    /// Whether the Markdown around it is so deep that no raw HTML is taken.
    is_too_deep: bool,
}

impl Depth {
    /// At the start of a text of these events.
    pub(super) fn of(events: &[Event<'_>]) -> Self {
        let (mut open, mut deepest) = (0_usize, 0);
        for event in events {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        Self { open: 0, is_too_deep: deepest > DEEPEST }
    }

    /// Whether a piece of raw HTML is taken for that; counts what it opens and ends, if it is.
    pub(super) fn takes(&mut self, html: &str) -> bool {
        let mut open = self.open;
        for (at, _) in html.match_indices('<') {
            let rest = &html[at + 1..];
            let (is_end, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
            let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let name = rest[..length].to_ascii_lowercase();
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || FLAT.contains(&name.as_str()) {
                continue;
            }
            if is_end {
                open = open.saturating_sub(1);
            } else {
                open += 1;
            }
            if open > DEEPEST {
                return false;
            }
        }
        if !self.is_too_deep {
            self.open = open;
        }
        !self.is_too_deep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_writes_is_text() {
        let mut depth = Depth::of(&[]);
        assert!(depth.takes(&"<div><b>a</b></div>".repeat(1_000)));
        assert!(depth.takes(&"<p><li><td><br>".repeat(1_000)));
        assert!(depth.takes(&"<div>".repeat(DEEPEST)));
        assert!(!depth.takes("<b>"));
        assert!(depth.takes("</div><b>"));
        assert!(!Depth::of(&[]).takes(&format!("{}{}", "<i>".repeat(300), "</i>".repeat(300))));
    }
}
