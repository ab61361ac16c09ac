//! Whose site it looks like: the institution's pictures and the colours that its own one leads to.

mod colors;
mod picture;

use std::collections::BTreeMap;

use super::{Routes, Theme, plan, urls};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Kind, Spanned};
use crate::site::view::{BrandView, IconView, LogoView};

use colors::Palette;
pub use picture::{Picture, PictureFormat};

/// Name of the style sheet with the colours, among the theme's static files.
const STYLE: &str = "brand.css";

/// How high a logo is shown, in CSS pixels; `logo.css` has the same.
const HEIGHT: f64 = 48.0;

/// An SVG logo that is at most this many times as wide as high, or as high as wide, serves as icon.
const MOST_OF_ICON: f64 = 1.5;

/// The view of what is configured; puts the style sheet of the colours into the theme, unless the site's own theme has one
/// of that name. Reports a colour that not everything can have.
pub(super) fn brand(
    config: &Config,
    pictures: &BTreeMap<String, Picture>,
    theme: &mut Theme,
    diagnostics: &mut Diagnostics,
) -> BrandView {
    let routes = Routes::new(config.language);
    let brand = &config.brand;
    if let Some(accent) = &brand.accent {
        let palette = Palette::new(accent.value);
        if let Some((used, contrast)) = palette.instead() {
            let [r, g, b] = accent.value;
            let value = format!("#{r:02x}{g:02x}{b:02x}");
            diagnostics.report(Kind::AccentAdjusted { value, contrast, used }, accent.span);
        }
        theme.add_asset(STYLE, palette.css().into_bytes());
    }
    let picture = |name: &Option<Spanned<String>>| name.as_ref().and_then(|name| pictures.get(&name.value));
    let url = |picture: &Picture| urls::percent_encoded(&plan::copied_path(routes, &picture.path));
    let logo = picture(&brand.logo);
    let is_icon = |logo: &&Picture| {
        logo.format == PictureFormat::Svg && logo.ratio() <= MOST_OF_ICON && 1.0 / logo.ratio() <= MOST_OF_ICON
    };
    BrandView {
        style: brand.accent.as_ref().map(|_| STYLE),
        logo: logo.map(|logo| LogoView {
            url: url(logo),
            dark_url: picture(&brand.logo_dark).map(url),
            alt: brand.logo_alt.clone().unwrap_or_default(),
            width: side(HEIGHT * logo.ratio()),
            height: side(HEIGHT),
        }),
        icon: picture(&brand.icon).or(logo.filter(is_icon)).map(|icon| IconView {
            url: url(icon),
            media_type: icon.format.media_type(),
            sizes: match icon.format {
                PictureFormat::Svg => "any".to_owned(),
                _ => format!("{}x{}", icon.width, icon.height),
            },
        }),
    }
}

/// A length in whole pixels, as attributes take it.
fn side(length: f64) -> String {
    format!("{:.0}", length.round().max(1.0))
}
