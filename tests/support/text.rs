//! What a reader gets of a page, as text that does not change with its markup.

#![allow(dead_code, reason = "each test uses the part that it needs")]

use std::fmt::Write as _;

use scraper::node::{Element, Node};
use scraper::{ElementRef, Html, Selector};

type Ref<'a> = ego_tree::NodeRef<'a, Node>;

/// The text of a page's `<main>`, one block a line: links as `[text](href)`, images as `![alt](src)`, abbreviations as
/// `text{title}`, statuses as `<color: text>`.
pub(crate) fn main_text(html: &str) -> String {
    let page = Html::parse_document(html);
    let main = page.select(&Selector::parse("main").unwrap()).next().expect("every page has a <main>");
    let mut text = String::new();
    for child in main.children() {
        write(child, &mut text);
    }
    let mut lines = String::new();
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            let _ = writeln!(lines, "{line}");
        }
    }
    lines
}

fn write(node: Ref<'_>, text: &mut String) {
    match node.value() {
        // White space within a text is that of the markup; a block has its own line.
        Node::Text(words) => {
            let spaced = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.starts_with(char::is_whitespace) {
                text.push(' ');
            }
            text.push_str(&spaced);
            if !spaced.is_empty() && words.ends_with(char::is_whitespace) {
                text.push(' ');
            }
        }
        Node::Element(element) => write_element(node, element, text),
        _ => {}
    }
}

fn write_element(node: Ref<'_>, element: &Element, text: &mut String) {
    let children = |text: &mut String| node.children().for_each(|child| write(child, text));
    let attribute = |name: &str| element.attr(name).unwrap_or_default().to_owned();
    let status = element.classes().find_map(|class| class.strip_prefix("status--"));
    match element.name() {
        "svg" | "script" | "style" | "template" => {}
        "br" => text.push('\n'),
        "hr" => text.push_str("\n---\n"),
        "img" => {
            let _ = write!(text, "![{}]({})", attribute("alt"), attribute("src"));
        }
        "a" => {
            text.push('[');
            if let Some(color) = status {
                let _ = write!(text, "<{color}: ");
            }
            children(text);
            if status.is_some() {
                text.push('>');
            }
            let _ = write!(text, "]({})", attribute("href"));
        }
        "abbr" => {
            children(text);
            let _ = write!(text, "{{{}}}", attribute("title"));
        }
        _ if status.is_some() => {
            let _ = write!(text, "<{}: ", status.unwrap_or_default());
            children(text);
            text.push('>');
        }
        name => {
            let open = match name {
                "h1" => "\n# ",
                "h2" => "\n## ",
                "h3" => "\n### ",
                "h4" => "\n#### ",
                "h5" => "\n##### ",
                "li" => "\n- ",
                "td" | "th" | "dd" => " | ",
                "b" | "strong" | "em" | "i" | "code" | "span" | "sup" | "sub" | "del" | "s" | "time" | "u"
                | "small" | "mark" | "button" | "cite" | "q" | "kbd" => "",
                _ => "\n",
            };
            text.push_str(open);
            children(text);
            if open.starts_with('\n') {
                text.push('\n');
            }
        }
    }
}

/// What no page may have: scripts of the author, handlers, and addresses that run something.
pub(crate) fn dangers(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let main = Selector::parse("main, main *").unwrap();
    let mut found = Vec::new();
    for element in page.select(&main) {
        let name = element.value().name();
        if ["script", "style", "iframe", "object", "embed", "base", "link", "meta"].contains(&name) {
            found.push(format!("<{name}>"));
        }
        for (attribute, value) in element.value().attrs() {
            let address = ["href", "src", "action", "formaction", "xlink:href", "data", "poster"].contains(&attribute);
            let scheme: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
            let scheme = scheme.to_lowercase();
            let runs = address && ["javascript:", "vbscript:", "data:"].iter().any(|run| scheme.starts_with(run));
            let foreign = attribute == "src" && (value.contains("://") || value.starts_with("//"));
            if attribute.starts_with("on") || attribute == "style" || runs || foreign {
                found.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
    }
    found
}

/// Every address that a page names, and every id that it has.
pub(crate) fn addresses(html: &str) -> (Vec<String>, Vec<String>) {
    let page = Html::parse_document(html);
    let all = Selector::parse("*").unwrap();
    let mut addresses = Vec::new();
    let mut ids = Vec::new();
    let mut add = |element: ElementRef<'_>| {
        let value = element.value();
        // A canonical address is for others.
        if value.attr("rel") != Some("canonical") {
            addresses.extend(["href", "src"].into_iter().filter_map(|name| value.attr(name)).map(str::to_owned));
        }
        for name in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
            let named = value.attr(name).unwrap_or_default().split_whitespace();
            addresses.extend(named.map(|id| format!("#{id}")));
        }
        ids.extend(value.attr("id").map(str::to_owned));
    };
    page.select(&all).for_each(&mut add);
    (addresses, ids)
}
