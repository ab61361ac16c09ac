//! Values of several words without quotes about them: `estatus:en proceso`, `institución:Consulado en Dallas`.

use super::columns::Facet;
use super::{Engine, fields};
use crate::query::{Comparison, FieldTest, Node, Prefix};

/// The tree, with the words behind a field in its value, where together they are the name of one. Of a word that is still
/// being typed the beginning will do.
pub(super) fn joined(engine: &Engine, node: Node) -> Node {
    match node {
        Node::All(nodes) => Node::All(all(engine, nodes)),
        Node::Any(nodes) => Node::Any(nodes.into_iter().map(|node| joined(engine, node)).collect()),
        Node::Not(node) => Node::Not(Box::new(joined(engine, *node))),
        node => node,
    }
}

fn all(engine: &Engine, nodes: Vec<Node>) -> Vec<Node> {
    let mut kept = Vec::with_capacity(nodes.len());
    let mut rest = nodes.as_slice();
    while let Some((node, behind)) = rest.split_first() {
        let (node, taken) = match node {
            Node::Field(test) => {
                let (test, taken) = longest(engine, test, behind);
                (Node::Field(test), taken)
            }
            Node::Not(excluded) => match &**excluded {
                Node::Field(test) => {
                    let (test, taken) = longest(engine, test, behind);
                    (Node::Not(Box::new(Node::Field(test))), taken)
                }
                _ => (joined(engine, node.clone()), 0),
            },
            node => (joined(engine, node.clone()), 0),
        };
        kept.push(node);
        rest = &behind[taken..];
    }
    kept
}

/// A field with as many of the words behind it as make a value, and how many these are.
fn longest(engine: &Engine, test: &FieldTest, behind: &[Node]) -> (FieldTest, usize) {
    let unchanged = (test.clone(), 0);
    let (Comparison::Is(value), Some(facet)) = (&test.comparison, Facet::of(test.field)) else { return unchanged };
    let names: Vec<String> = fields::names(engine, facet).map(fields::plain).collect();
    let longest = names.iter().map(String::len).max().unwrap_or_default();
    let mut joined = fields::plain(value);
    let mut found = unchanged;
    for (taken, node) in (1..).zip(behind) {
        let Node::Word(word) = node else { break };
        joined.push_str(&fields::plain(&word.token.term));
        if word.prefix == Prefix::Starred || joined.len() > longest {
            break;
        }
        let typing = word.prefix == Prefix::Typing;
        if names.iter().any(|name| *name == joined || (typing && name.starts_with(&joined))) {
            found = (FieldTest { comparison: Comparison::Is(joined.clone()), ..test.clone() }, taken);
        }
    }
    found
}
