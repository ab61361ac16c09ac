//! How deep elements stand in one another, and how many attributes one has. To sanitise HTML takes the square of either, so
//! that raw HTML which is deeper than anybody writes, or stands in Markdown that is, is shown as the text that it is; and so
//! is all of a text in which an element has more attributes than anybody writes.

use pulldown_cmark::Event;

use crate::content::Attributes;

const DEEPEST: usize = 200;

/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 100;

/// Elements that others of their kind end, and those that have no end.
const FLAT: [&str; 17] = [
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "wbr", "col", "input", "source", "area",
    "link",
];

/// How deep the raw HTML of a text is so far.
#[derive(Debug)]
pub(super) struct Depth {
    open: usize,
    /// Whether the Markdown around it is so deep, or a tag has so many attributes, that no raw HTML is taken.
    is_too_deep: bool,
}

impl Depth {
    /// At the start of a text of these events.
    pub(super) fn of(events: &[Event<'_>]) -> Self {
        let (mut open, mut deepest) = (0_usize, 0);
        // A tag may go on over the lines of a block, each of which is an event; Markdown's own begins with another.
        let (mut attributes, mut most) = (Attributes::default(), 0);
        for event in events {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => most = most.max(attributes.most_of(html)),
                Event::Start(_) => open += 1,
                Event::End(_) => open = open.saturating_sub(1),
                _ => {}
            }
            if !matches!(event, Event::Html(_)) {
                attributes = Attributes::default();
            }
            deepest = deepest.max(open);
        }
        Self { open: 0, is_too_deep: deepest > DEEPEST || most > MOST_ATTRIBUTES }
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

    #[test]
    fn a_tag_of_more_attributes_than_anybody_writes_is_text() {
        let takes = |lines: &[String]| {
            let events: Vec<Event<'_>> = lines.iter().map(|line| Event::Html(line.as_str().into())).collect();
            Depth::of(&events).takes("<b>")
        };
        assert!(takes(&[format!("<b {}>c</b>", "a=1 ".repeat(100))]));
        assert!(!takes(&[format!("<b {}>c</b>", "a=1 ".repeat(101))]));
        let mut lines = vec!["<b\n".to_owned()];
        lines.extend((0..101).map(|i| format!("a{i}=\"1\"\n")));
        assert!(!takes(&lines));
    }
}
