//! What every page sees of whose site it is.

use serde::Serialize;

/// The institution's pictures and colours.
#[derive(Debug, Clone, Serialize)]
pub struct BrandView {
    /// Name of the style sheet with the colours, in the folder of static files; none, if no colour is configured.
    pub style: Option<&'static str>,
    /// The logo, if one is configured.
    pub logo: Option<LogoView>,
    /// What stands for the site in tabs and bookmarks; none, if it is the theme's own.
    pub icon: Option<IconView>,
}

/// A logo.
#[derive(Debug, Clone, Serialize)]
pub struct LogoView {
    /// The picture.
    pub url: String,
    /// The picture for a dark ground; without it, the other has to be put on a light one.
    pub dark_url: Option<String>,
    /// What it says besides the title that stands beside it; empty if nothing.
    pub alt: String,
    /// Width in pixels when it is as high as `height`.
    pub width: String,
    /// Height in pixels at which it is shown.
    pub height: String,
}

/// An icon.
#[derive(Debug, Clone, Serialize)]
pub struct IconView {
    /// The picture.
    pub url: String,
    /// `image/svg+xml`, `image/png` or `image/webp`.
    pub media_type: &'static str,
    /// As HTML takes it: `any`, or `64x64`.
    pub sizes: String,
}
