//! How many attributes the tags of raw HTML have.

/// Where in a tag one is, as the HTML standard's tokenizer has it: <https://html.spec.whatwg.org/multipage/parsing.html>,
/// 13.2.5.32 and the following.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum State {
    /// In no tag.
    #[default]
    Outside,
    /// Behind a `<`.
    Opened,
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// Counts the attributes of each tag; what is in comments and scripts counts as well.
#[derive(Debug, Default)]
pub struct Attributes {
    state: State,
    count: usize,
}

impl Attributes {
    /// The most attributes of one tag in what comes next.
    pub fn most_of(&mut self, html: &str) -> usize {
        let mut most = 0;
        for byte in html.bytes() {
            self.state = self.after(byte);
            most = most.max(self.count);
        }
        most
    }

    fn after(&mut self, byte: u8) -> State {
        let is_space = byte.is_ascii_whitespace();
        match (self.state, byte) {
            (State::Quoted(quote), _) => {
                if byte == quote {
                    State::BeforeName
                } else {
                    self.state
                }
            }
            (State::Outside, b'<') => State::Opened,
            (State::Outside, _) => State::Outside,
            (State::Opened, b'/') => State::Opened,
            (State::Opened, _) if byte.is_ascii_alphabetic() => {
                self.count = 0;
                State::TagName
            }
            (State::Opened, b'<') => State::Opened,
            (State::Opened, _) | (_, b'>') => State::Outside,
            (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
            (State::BeforeValue, _) if is_space => State::BeforeValue,
            (State::BeforeValue, _) => State::Unquoted,
            (State::Unquoted, _) => {
                if is_space {
                    State::BeforeName
                } else {
                    State::Unquoted
                }
            }
            (_, b'/') => State::BeforeName,
            (State::Name | State::AfterName, b'=') => State::BeforeValue,
            (State::Name | State::AfterName, _) if is_space => State::AfterName,
            (State::TagName | State::BeforeName, _) if is_space => State::BeforeName,
            (State::TagName | State::Name, _) => self.state,
            (State::BeforeName | State::AfterName, _) => {
                self.count += 1;
                State::Name
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_browsers_do() {
        for (html, most) in [
            ("", 0),
            ("<b>", 0),
            ("a b c <b>d e f</b>", 0),
            ("<b a>", 1),
            ("<b a=1 c='x y z' d = \"x > y\" e>", 4),
            ("<b a=\"1\"c>", 2),
            ("<b a/c//d/>", 3),
            ("<b =\" a b>", 3),
            ("<b a=x\"y z w\">", 3),
            ("<b a='x\ny' c>", 2),
            ("</b a c>", 2),
            ("<b a><i c d e><u f>", 3),
            ("< b a c>", 0),
            ("<<b a c>", 2),
            ("a < b && c > d <i e>", 1),
        ] {
            assert_eq!(Attributes::default().most_of(html), most, "{html:?}");
        }
    }

    #[test]
    fn a_tag_goes_on_in_the_next_piece() {
        let mut attributes = Attributes::default();
        assert_eq!([attributes.most_of("<b a\n"), attributes.most_of("c d>")], [1, 3]);
    }
}
