//! The allow-list for raw HTML, by `ammonia`.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// Takes out of rendered prose everything that is not known to be harmless. Our own markup is known to it.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    let classes: [(&str, &[&str]); 6] = [
        ("a", &["ref", "ref--meeting", "ref--document", "ref--organisation"]),
        (
            "span",
            &[
                "status",
                "status--grey",
                "status--amber",
                "status--blue",
                "status--green",
                "status--red",
                "status--purple",
                "status--teal",
            ],
        ),
        ("div", &["table-scroll", "footnote-definition"]),
        ("sup", &["footnote-reference", "footnote-definition-label"]),
        ("th", &["right", "center"]),
        ("td", &["right", "center"]),
    ];
    let allowed: HashMap<_, HashSet<_>> =
        classes.into_iter().map(|(tag, classes)| (tag, classes.iter().copied().collect())).collect();
    builder
        .allowed_classes(allowed)
        .add_tag_attributes("div", &["tabindex", "role", "aria-label", "id"])
        .add_tag_attributes("th", &["scope"])
        .add_tags(&["section", "small"])
        // Ids of the author's could name parts of the page that scripts and links look for.
        .attribute_filter(|tag, attribute, value| match (tag, attribute) {
            (_, "id") => value.starts_with("fn-").then_some(Cow::Borrowed(value)),
            // Nobody can follow where a quotation is from: an address there serves nothing, and its scheme is not looked at.
            (_, "cite") => None,
            ("div", "tabindex") => (value == "0").then_some(Cow::Borrowed(value)),
            // Nothing is fetched from another host.
            ("img", "src") => (!value.contains(':') && !value.starts_with("//") && !value.starts_with('\\'))
                .then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        })
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn scripts_and_handlers_are_taken_out() {
        for html in [
            "<script>x</script>",
            "<img src=x onerror=x>",
            "<a href=\"javascript:x\">y</a>",
            "<blockquote cite=\"javascript:x\">y</blockquote>",
            "<del cite=\"javascript:x\">y</del>",
            "<svg onload=x></svg>",
            "<p style=\"position:fixed\">y</p>",
            "<iframe src=\"x\"></iframe>",
            "<form action=\"x\"><input></form>",
            "<base href=\"https://x/\">",
            "<div id=\"content\">y</div>",
            "<img src=\"https://example.org/x.png\">",
            "<img src=\"//example.org/x.png\">",
        ] {
            let cleaned = clean(html);
            for forbidden in ["script", "onerror", "onload", "style", "iframe", "form", "base", "id=", "example.org"] {
                assert!(!cleaned.contains(forbidden), "{html} → {cleaned}");
            }
        }
    }

    #[test]
    fn ordinary_markup_stays() {
        for html in ["<b>a</b>", "<sub>2</sub>", "<a class=\"ref\" href=\"../x.html\">y</a>", "<br>"] {
            assert_eq!(clean(html), html);
        }
    }
}
