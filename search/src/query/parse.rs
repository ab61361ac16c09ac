//! Pieces → tree.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::scan::{Piece, scan};
use super::{FieldTest, Node, Prefix, Word};
use crate::analyzer::{Token, fold, tokens};

/// Brackets deeper than this group nothing.
const DEEPEST: usize = 16;

/// What is typed beyond is not read: no question is that long, and every word costs a look.
pub const LONGEST: usize = 2_000;

/// What a query asks for. `typing` tells that its last word may not be finished.
///
/// Any text has a tree: an open quote goes to the end, an open bracket too, an operator with nothing to work on is left
/// out, and what looks like a field and is none is words. Only the first 2,000 characters are read.
#[must_use]
pub fn parse(query: &str, typing: bool) -> Node {
    let end = query.char_indices().nth(LONGEST).map_or(query.len(), |(at, _)| at);
    let query = &query[..end];
    let mut parser = Parser { query, pieces: scan(query).into_iter().peekable(), typing, depth: 0 };
    let mut all = Vec::new();
    while parser.pieces.peek().is_some() {
        match parser.sequence() {
            Node::All(nodes) => all.extend(nodes),
            node => all.push(node),
        }
        // A bracket that closes nothing.
        parser.pieces.next_if_eq(&Piece::Close);
    }
    one(all, Node::All)
}

struct Parser<'a> {
    query: &'a str,
    pieces: Peekable<IntoIter<Piece<'a>>>,
    typing: bool,
    depth: usize,
}

impl Parser<'_> {
    /// To the end, or to the bracket that closes.
    fn sequence(&mut self) -> Node {
        let mut all: Vec<Node> = Vec::new();
        let mut or = false;
        while let Some(&piece) = self.pieces.peek() {
            match piece {
                Piece::Close => break,
                Piece::And => drop(self.pieces.next()),
                Piece::Or => {
                    self.pieces.next();
                    or = !all.is_empty();
                }
                _ => {
                    let Some(node) = self.item() else { continue };
                    match all.pop() {
                        Some(left) if or => all.push(either(left, node)),
                        left => {
                            all.extend(left);
                            all.push(node);
                        }
                    }
                    or = false;
                }
            }
        }
        one(all, Node::All)
    }

    fn item(&mut self) -> Option<Node> {
        match self.pieces.next()? {
            Piece::Not => {
                while self.pieces.next_if_eq(&Piece::Not).is_some() {}
                if matches!(self.pieces.peek(), None | Some(Piece::Close | Piece::Or | Piece::And)) {
                    return None;
                }
                self.item().map(|node| Node::Not(Box::new(node)))
            }
            Piece::Open => {
                self.depth += 1;
                let node = if self.depth > DEEPEST { None } else { Some(self.sequence()) };
                if node.is_some() {
                    self.pieces.next_if_eq(&Piece::Close);
                }
                self.depth -= 1;
                node.filter(|node| *node != Node::All(Vec::new()))
            }
            Piece::Quoted { text, start } => {
                let words: Vec<Token> = moved(tokens(text), start).collect();
                (!words.is_empty()).then_some(Node::Phrase { words, run: None })
            }
            Piece::Field { name, sign, value, start, end } => {
                let text = &self.query[start..end];
                match FieldTest::new(name, sign, value, text) {
                    Some(test) => Some(Node::Field(test)),
                    None => self.words(text, start),
                }
            }
            Piece::Text { text, start } => self.words(text, start),
            Piece::Close | Piece::Or | Piece::And => None,
        }
    }

    /// The words of a run without spaces: one, or several that belong together.
    fn words(&self, text: &str, start: usize) -> Option<Node> {
        let mut words: Vec<Token> = moved(tokens(text), start).collect();
        if words.len() > 1 {
            return Some(Node::Phrase { words, run: Some(fold(text)) });
        }
        let token = words.pop()?;
        let prefix = if self.query[token.end..].starts_with('*') {
            Prefix::Starred
        } else if self.typing && token.end == self.query.len() {
            Prefix::Typing
        } else {
            Prefix::No
        };
        Some(Node::Word(Word { token, prefix }))
    }
}

/// Tokens of a part, where they stand in the whole.
fn moved(tokens: impl Iterator<Item = Token>, by: usize) -> impl Iterator<Item = Token> {
    tokens.map(move |token| Token { start: token.start + by, end: token.end + by, ..token })
}

fn either(left: Node, right: Node) -> Node {
    match left {
        Node::Any(mut nodes) => {
            nodes.push(right);
            Node::Any(nodes)
        }
        left => Node::Any(vec![left, right]),
    }
}

/// One node as it is, several in a group.
fn one(mut nodes: Vec<Node>, group: impl Fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { group(nodes) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A tree, short.
    fn shown(node: &Node) -> String {
        let list = |nodes: &[Node]| nodes.iter().map(shown).collect::<Vec<_>>().join(" ");
        match node {
            Node::Word(word) => {
                let star = match word.prefix {
                    Prefix::No => "",
                    Prefix::Typing => "…",
                    Prefix::Starred => "*",
                };
                format!("{}{star}", word.token.term)
            }
            Node::Phrase { words, run } => {
                let words: Vec<&str> = words.iter().map(|word| word.term.as_str()).collect();
                if run.is_none() { format!("\"{}\"", words.join(" ")) } else { words.join("/") }
            }
            Node::Field(test) => format!("{:?}:{:?}", test.field, test.comparison),
            Node::All(nodes) => format!("({})", list(nodes)),
            Node::Any(nodes) => format!("[{}]", list(nodes)),
            Node::Not(node) => format!("-{}", shown(node)),
        }
    }

    fn read(query: &str) -> String {
        shown(&parse(query, false))
    }

    #[test]
    fn what_is_written_is_what_is_asked() {
        for (query, expected) in [
            ("plan", "plan"),
            ("plan de riesgos", "(plan de riesgos)"),
            ("\"plan de riesgos\" IME", "(\"plan de riesgos\" ime)"),
            ("«plan de riesgos»", "\"plan de riesgos\""),
            ("plan -riesgos", "(plan -riesgos)"),
            ("plan NOT riesgos", "(plan -riesgos)"),
            ("plan OR programa piloto", "([plan programa] piloto)"),
            ("plan o programa", "(plan o programa)"),
            ("plan O programa", "[plan programa]"),
            ("ACTA O ACUERDO", "(acta o acuerdo)"),
            ("a | b | c", "[a b c]"),
            ("(a OR b) c", "([a b] c)"),
            ("capac*", "capac*"),
            ("INE/CG241/2022", "ine/cg241/2022"),
            ("0132/2023", "132/2023"),
            ("INE - SRE", "(ine sre)"),
            ("estatus:pendiente", "Status:Is(\"pendiente\")"),
            ("institucion:\"Consulado en Dallas\"", "Organisation:Is(\"consulado en dallas\")"),
            ("Institución:IME", "Organisation:Is(\"ime\")"),
            ("-estatus:atendido plan", "(-Status:Is(\"atendido\") plan)"),
            ("vence<2023-06", "Due:Within(-9223372036854775808..=19508)"),
            ("fecha:2022-08..2022-10", "Date:Within(19205..=19296)"),
            ("date:1970", "Date:Within(0..=364)"),
        ] {
            assert_eq!(read(query), expected, "{query}");
        }
    }

    #[test]
    fn nothing_is_an_error() {
        for (query, expected) in [
            ("", "()"),
            ("   ", "()"),
            ("\"", "()"),
            ("\"plan de", "\"plan de\""),
            ("-", "()"),
            ("- -", "()"),
            ("--plan", "plan"),
            ("OR OR", "()"),
            ("plan OR", "plan"),
            ("OR plan", "plan"),
            ("((((plan", "plan"),
            ("plan))))", "plan"),
            ("() plan", "plan"),
            ("plan ) riesgos", "(plan riesgos)"),
            ("estatus:", "estatus"),
            ("vence:pronto", "vence/pronto"),
            ("vence<", "vence"),
            ("hora 12:30", "(hora 12/30)"),
            ("https://ine.mx/a?b=c", "https/ine/mx/a/b/c"),
            ("estatus:\"pendiente", "Status:Is(\"pendiente\")"),
            ("!!! ???", "()"),
            ("*", "()"),
        ] {
            assert_eq!(read(query), expected, "{query}");
        }
    }

    #[test]
    fn the_last_word_is_unfinished_while_typing() {
        assert_eq!(shown(&parse("plan ries", true)), "(plan ries…)");
        assert_eq!(shown(&parse("plan ries ", true)), "(plan ries)");
        assert_eq!(shown(&parse("plan INE/CG", true)), "(plan ine/cg)");
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let words = "palabra ".repeat(5_000);
        let Node::All(nodes) = parse(&words, false) else { unreachable!("many words are a group") };
        assert_eq!(nodes.len(), LONGEST / 8);
        let _ = parse(&"(".repeat(100_000), false);
        let _ = parse(&"-".repeat(100_000), false);
        let _ = parse(&"\"a\" OR ".repeat(100_000), true);
    }

    proptest! {
        #[test]
        fn any_text_has_a_tree(query in "\\PC{0,60}", typing: bool) {
            let _ = parse(&query, typing);
        }

        #[test]
        fn any_signs_have_a_tree(query in "[ab\"()|:<>=.*–-]{0,40}| OR | NOT |vence|estatus", typing: bool) {
            let _ = parse(&query, typing);
        }
    }
}
