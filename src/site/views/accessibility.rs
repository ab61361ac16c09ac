//! The accessibility statement.

use crate::site::Site;
use crate::site::prose::{self, Setting};
use crate::site::view::AccessibilityView;

pub(crate) fn accessibility(site: &Site, root: &str) -> AccessibilityView {
    let setting = Setting { root, within: None, level: 2, key: "c" };
    let contact_html = site.accessibility_contact.as_ref().map_or_else(String::new, |contact| {
        prose::render_text(site, &as_markdown(&contact.value), contact.span.source, setting)
    });
    AccessibilityView {
        contact_html,
        list_url: format!("{}/index.html", site.routes.commitments),
        own_theme: site.theme.is_changed,
    }
}

/// A contact that is nothing but an address of mail or a telephone number is a link; anything else is Markdown.
fn as_markdown(contact: &str) -> String {
    let contact = contact.trim();
    let is_mail = contact.split_once('@').is_some_and(|(name, host)| {
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c));
        !name.is_empty() && plain(name) && host.contains('.') && plain(host)
    });
    let digits: String = contact.chars().filter(char::is_ascii_digit).collect();
    let is_telephone = digits.len() >= 7
        && contact.chars().all(|c| c.is_ascii_digit() || " +-.()".contains(c))
        && contact.starts_with(|c: char| c.is_ascii_digit() || "+(".contains(c));
    if is_mail {
        format!("<{contact}>")
    } else if is_telephone {
        let plus = if contact.starts_with('+') { "+" } else { "" };
        format!("[{contact}](tel:{plus}{digits})")
    } else {
        contact.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::as_markdown;

    #[test]
    fn a_lone_address_or_number_is_a_link() {
        assert_eq!(as_markdown(" a.b@ine.example\n"), "<a.b@ine.example>");
        assert_eq!(as_markdown("+52 (55) 0000-0000"), "[+52 (55) 0000-0000](tel:+525500000000)");
        assert_eq!(as_markdown("55 0000 0000"), "[55 0000 0000](tel:5500000000)");
    }

    #[test]
    fn anything_else_is_as_written() {
        for text in ["Calle 5 de Mayo 20", "a@b", "Correo: <a@b.example>", "2023", "a b@c.example", "- uno\n- dos"] {
            assert_eq!(as_markdown(text), text);
        }
    }
}
