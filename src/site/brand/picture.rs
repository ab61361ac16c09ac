//! What a picture is, and its shape, from its bytes.

use imagesize::ImageType;
use roxmltree::{Document, Node, ParsingOptions};

/// More elements than any logo has.
const MOST_NODES: u32 = 50_000;

/// A picture of the content folder that the configuration names.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Path below the content folder.
    pub path: String,
    /// Its format.
    pub format: PictureFormat,
    /// Width, in pixels or in whatever unit an SVG has.
    pub width: f64,
    /// Height, in the same unit.
    pub height: f64,
}

/// A format that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Shapes.
    Svg,
    /// Pixels.
    Png,
    /// Pixels.
    WebP,
}

impl PictureFormat {
    /// As servers and pages name it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// The ending by which a server knows it.
    fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

impl Picture {
    /// Reads what a picture is. None if it is of another format than its name says, or of none that every browser shows; or
    /// broken where its format and shape are told: pixels are not looked at.
    #[must_use]
    pub fn read(path: &str, bytes: &[u8]) -> Option<Self> {
        let (format, width, height) = match imagesize::image_type(bytes) {
            Ok(ImageType::Png) => pixels(PictureFormat::Png, bytes)?,
            Ok(ImageType::Webp) => pixels(PictureFormat::WebP, bytes)?,
            _ => svg(std::str::from_utf8(bytes).ok()?)?,
        };
        let (_, ending) = path.rsplit_once('.')?;
        let is_shape = width > 0.0 && height > 0.0 && (width / height).is_finite() && (height / width).is_finite();
        (is_shape && ending.eq_ignore_ascii_case(format.ending())).then(|| Self {
            path: path.to_owned(),
            format,
            width,
            height,
        })
    }

    /// How many times as wide as high.
    pub(super) fn ratio(&self) -> f64 {
        self.width / self.height
    }
}

fn pixels(format: PictureFormat, bytes: &[u8]) -> Option<(PictureFormat, f64, f64)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let side = |length: usize| u32::try_from(length).ok().map(f64::from);
    Some((format, side(size.width)?, side(size.height)?))
}

/// Shape by `width` and `height`, else by `viewBox`, else that of a browser for an SVG without either.
fn svg(text: &str) -> Option<(PictureFormat, f64, f64)> {
    // Drawing programs write a document type with entities.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text.trim_start_matches('\u{feff}'), options).ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some("http://www.w3.org/2000/svg") {
        return None;
    }
    let (width, height) = lengths(root).or_else(|| view_box(root)).unwrap_or((300.0, 150.0));
    Some((PictureFormat::Svg, width, height))
}

fn lengths(root: Node<'_, '_>) -> Option<(f64, f64)> {
    let (width, height) = (root.attribute("width")?, root.attribute("height")?);
    let number = |length: &str| length.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim().parse().ok();
    let unit = |length: &str| length.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).to_owned();
    // Those of different units, or in per cent, say nothing about the shape.
    if unit(width) != unit(height) {
        return None;
    }
    Some((number(width)?, number(height)?))
}

fn view_box(root: Node<'_, '_>) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = root
        .attribute("viewBox")?
        .split(|c: char| c == ',' || c.is_ascii_whitespace())
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACE: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

    fn shape(attributes: &str) -> Option<(f64, f64)> {
        let svg = format!("<svg {NAMESPACE} {attributes}/>");
        Picture::read("logo.svg", svg.as_bytes()).map(|picture| (picture.width, picture.height))
    }

    #[test]
    fn an_svg_has_the_shape_that_it_says() {
        assert_eq!(shape("width='40mm' height='10mm' viewBox='0 0 1 1'"), Some((40.0, 10.0)));
        assert_eq!(shape("width='100%' height='100%' viewBox='0,0 300 , 100'"), Some((300.0, 100.0)));
        assert_eq!(shape("width='4em' height='10mm' viewBox='-5 -5 30.5 10'"), Some((30.5, 10.0)));
        assert_eq!(shape(""), Some((300.0, 150.0)));
        assert_eq!(shape("viewBox='0 0 0 10'"), None);
        assert_eq!(shape("width='inf' height='1'"), Some((300.0, 150.0)), "a browser passes over what is no length");
        assert_eq!(shape("viewBox='0 0 NaN 10'"), None);
    }

    #[test]
    fn an_svg_of_a_drawing_program_is_read() {
        let text = format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\" [\n\
             <!ENTITY ns \"http://ns.adobe.com/\">\n]>\n<svg {NAMESPACE} xmlns:x=\"&ns;\" viewBox=\"0 0 2 1\"/>"
        );
        assert_eq!(Picture::read("a/Logo.SVG", text.as_bytes()).unwrap().ratio(), 2.0);
    }

    #[test]
    fn pixels_have_the_shape_that_they_have() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 0, 200, 0, 0, 0, 50, 8, 6, 0, 0, 0]);
        let picture = Picture::read("logo.png", &png).unwrap();
        assert_eq!((picture.format, picture.ratio()), (PictureFormat::Png, 4.0));
        assert_eq!(Picture::read("logo.webp", &png), None, "a server would send it as what it is not");
        assert_eq!(Picture::read("logo", &png), None);
        let mut webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
        webp.extend([99, 0, 0, 49, 0, 0]);
        let picture = Picture::read("logo.webp", &webp).unwrap();
        assert_eq!((picture.format, picture.ratio()), (PictureFormat::WebP, 2.0));
    }

    #[test]
    fn the_deepest_drawing_that_is_small_enough_is_read() {
        let deep = format!("<svg {NAMESPACE}>{}{}</svg>", "<g>".repeat(4_200), "</g>".repeat(4_200));
        assert!(Picture::read("logo.svg", deep.as_bytes()).is_some());
    }

    #[test]
    fn what_is_no_picture_is_none_and_does_no_harm() {
        let deep = format!("<svg {NAMESPACE}>{}", "<g>".repeat(200_000));
        let bomb = format!(
            "<!DOCTYPE svg [<!ENTITY a \"xxxxxxxxxx\">{}]><svg {NAMESPACE}>&b9;</svg>",
            (1..10)
                .map(|n| format!(
                    "<!ENTITY b{n} \"{}\">",
                    format!("&{};", if n == 1 { "a".into() } else { format!("b{}", n - 1) }).repeat(10)
                ))
                .collect::<String>()
        );
        for text in [
            "",
            "hola",
            "<svg/>",
            "<svg",
            "<html xmlns='http://www.w3.org/1999/xhtml'/>",
            "GIF89a\x01\0\x01\0",
            &deep,
            &bomb,
        ] {
            assert_eq!(Picture::read("logo.svg", text.as_bytes()), None, "{}", &text[..text.len().min(60)]);
        }
        assert_eq!(Picture::read("logo.svg", b"\xff\xfe"), None);
        assert_eq!(Picture::read("logo.png", b"\x89PNG\r\n\x1a\n\0\0"), None);
    }
}
