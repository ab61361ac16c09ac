//! Acronyms and what they stand for: a query for one finds the other.

use super::Engine;
use super::evaluate::whole_word;
use crate::analyzer::{Token, tokens};
use crate::query::{Node, Prefix};

/// The tree, with an acronym beside what it stands for and the other way about.
pub(super) fn expanded(engine: &Engine, node: &Node) -> Node {
    let acronyms = &engine.vocabulary().acronyms;
    if acronyms.is_empty() {
        return node.clone();
    }
    let pairs: Vec<(Vec<Token>, Vec<Token>)> =
        acronyms.iter().map(|(short, long)| (tokens(short).collect(), tokens(long).collect())).collect();
    expand(node, &pairs)
}

fn expand(node: &Node, pairs: &[(Vec<Token>, Vec<Token>)]) -> Node {
    let same = |left: &[Token], right: &[Token]| {
        !left.is_empty() && left.len() == right.len() && left.iter().zip(right).all(|(a, b)| a.term == b.term)
    };
    let phrase = |words: &[Token]| match words {
        [token] => whole_word(token),
        words => Node::Phrase { words: words.to_vec(), run: None },
    };
    let other = |words: &[Token]| {
        let (short, long) = pairs.iter().find(|(short, long)| same(short, words) || same(long, words))?;
        let other = if same(short, words) { long } else { short };
        (!other.is_empty() && !same(other, words)).then(|| phrase(other))
    };
    let beside = |node: Node, words: &[Token]| match other(words) {
        Some(other) => Node::Any(vec![node, other]),
        None => node,
    };
    match node {
        Node::Word(word) if word.prefix != Prefix::Starred => beside(node.clone(), std::slice::from_ref(&word.token)),
        Node::Phrase { words, .. } => beside(node.clone(), words),
        Node::All(nodes) => {
            let mut expanded = Vec::new();
            let mut at = 0;
            while at < nodes.len() {
                // The longest run of plain words that stands for an acronym.
                let run: Vec<Token> = nodes[at..]
                    .iter()
                    .map_while(|node| match node {
                        Node::Word(word) if word.prefix != Prefix::Starred => Some(word.token.clone()),
                        _ => None,
                    })
                    .collect();
                let length = (2..=run.len()).rev().find(|&length| other(&run[..length]).is_some());
                match length {
                    Some(length) => {
                        expanded.push(beside(Node::All(nodes[at..at + length].to_vec()), &run[..length]));
                        at += length;
                    }
                    None => {
                        expanded.push(expand(&nodes[at], pairs));
                        at += 1;
                    }
                }
            }
            Node::All(expanded)
        }
        Node::Any(nodes) => Node::Any(nodes.iter().map(|node| expand(node, pairs)).collect()),
        Node::Not(node) => Node::Not(Box::new(expand(node, pairs))),
        node => node.clone(),
    }
}
