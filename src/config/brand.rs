//! `[brand]` and `[accessibility]`.

use super::BrandConfig;
use super::table::Table;
use crate::diagnostic::{Diagnostics, Kind, Spanned};

/// `[brand]`. Whether its pictures exist is known to whoever has the disk.
pub(super) fn brand(table: &mut Table<'_, '_>, diagnostics: &mut Diagnostics) -> BrandConfig {
    let Some(mut table) = table.table("brand", diagnostics) else { return BrandConfig::default() };
    let has_logo = table.has("logo");
    let brand = BrandConfig {
        logo: table.text("logo", diagnostics),
        logo_dark: table.text("logo_dark", diagnostics),
        logo_alt: table.text("logo_alt", diagnostics).map(|text| text.value),
        icon: table.text("icon", diagnostics),
        accent: table.text("accent", diagnostics).and_then(|text| color(text, diagnostics)),
    };
    // A picture for a dark ground alone would be shown to half of the readers.
    if let Some(dark) = &brand.logo_dark
        && !has_logo
    {
        diagnostics.report(Kind::MissingKey { key: "logo", table: "brand" }, dark.span);
    }
    table.finish(diagnostics);
    brand
}

/// `[accessibility]`
pub(super) fn accessibility_contact(
    table: &mut Table<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<Spanned<String>> {
    let mut table = table.table("accessibility", diagnostics)?;
    let contact = table.text("contact", diagnostics);
    table.finish(diagnostics);
    contact.filter(|contact| !contact.value.trim().is_empty())
}

/// `#rrggbb`, or `#rgb` for short.
fn color(text: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<[u8; 3]>> {
    let color = rgb(text.value.trim());
    if color.is_none() {
        diagnostics.report(Kind::InvalidColor { value: text.value.clone() }, text.span);
    }
    color.map(|color| Spanned::new(color, text.span))
}

fn rgb(text: &str) -> Option<[u8; 3]> {
    let digits: Vec<u8> = text
        .strip_prefix('#')?
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    match digits[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r1, r2, g1, g2, b1, b2] => Some([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::rgb;

    #[test]
    fn colours_are_read_long_and_short() {
        assert_eq!(rgb("#7a1F3d"), Some([0x7a, 0x1f, 0x3d]));
        assert_eq!(rgb("#fc0"), Some([0xff, 0xcc, 0]));
        for wrong in ["", "#", "7a1f3d", "#7a1f3", "#7a1f3dff", "#ggg", "rgb(1,2,3)", "#１２３"] {
            assert_eq!(rgb(wrong), None, "{wrong}");
        }
    }
}
