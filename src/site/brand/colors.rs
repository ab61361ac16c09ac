//! One colour of an institution → the colours of its site in both schemes, each readable where it stands.
//!
//! Lightness is moved in Oklch, where a step looks the same in every hue and the hue stays what it was. Contrast is that of
//! WCAG 2: between relative luminances, of the colours as they are written, eight bits a channel.

use std::fmt::Write as _;

use palette::color_difference::Wcag21RelativeContrast as _;
use palette::{FromColor as _, IsWithinBounds as _, Oklch, Srgb, convert::FromColorUnclamped as _};

/// A colour as it is written.
pub(super) type Rgb = Srgb<u8>;

/// What text needs (1.4.3), and more than marks need (1.4.11: 3).
const TEXT: f64 = 4.5;

/// What marks need.
const MARK: f64 = 3.0;

/// One of the two schemes, by the theme's own colours: those of `style.css/10-tokens.css`, as a test compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scheme {
    /// `--paper`
    paper: Rgb,
    /// `--surface`
    surface: Rgb,
    /// `--surface-strong`
    surface_strong: Rgb,
    /// `--amber-ground`, which found words have.
    amber_ground: Rgb,
    /// `--ink-soft`, the palest text.
    ink_soft: Rgb,
    is_dark: bool,
}

const LIGHT: Scheme = Scheme {
    paper: Rgb::new(0xff, 0xff, 0xff),
    surface: Rgb::new(0xf4, 0xf6, 0xf8),
    surface_strong: Rgb::new(0xe8, 0xec, 0xf0),
    amber_ground: Rgb::new(0xfd, 0xee, 0xcb),
    ink_soft: Rgb::new(0x4b, 0x58, 0x66),
    is_dark: false,
};

const DARK: Scheme = Scheme {
    paper: Rgb::new(0x11, 0x16, 0x1d),
    surface: Rgb::new(0x19, 0x20, 0x2a),
    surface_strong: Rgb::new(0x25, 0x2e, 0x3a),
    amber_ground: Rgb::new(0x43, 0x33, 0x0b),
    ink_soft: Rgb::new(0xaa, 0xb5, 0xc2),
    is_dark: true,
};

/// What a scheme is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Colors {
    /// Rules, marks, text on paper; paper is text on it.
    accent: Rgb,
    /// Links, on every ground.
    link: Rgb,
    /// Links that are pointed at.
    link_hover: Rgb,
    /// A ground with a touch of the colour; all text can stand on it.
    soft: Rgb,
}

/// The colours of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette {
    given: Rgb,
    light: Colors,
    dark: Colors,
    /// The short stroke of the theme's own mark, on the light accent.
    mark_line: Rgb,
}

impl Palette {
    pub(super) fn new([red, green, blue]: [u8; 3]) -> Self {
        let given = Rgb::new(red, green, blue);
        let (light, dark) = (colors(given, LIGHT), colors(given, DARK));
        let line = with_lightness(given, 0.86, 0.1);
        let mark_line = nearest(line, true, |color| contrast(color, light.accent) >= MARK);
        Self { given, light, dark, mark_line }
    }

    /// What is used for text instead of the given colour, and the least contrast that this has; none if it is good enough.
    /// In the dark scheme almost every colour has to be another, which is no news.
    pub(super) fn instead(&self) -> Option<(String, String)> {
        let grounds = [LIGHT.paper, LIGHT.surface, self.light.soft];
        let least = grounds.map(|ground| contrast(self.given, ground)).into_iter().fold(f64::INFINITY, f64::min);
        // Rounded down: 4.46 is not enough.
        let floor = (least * 10.0).floor() / 10.0;
        (self.light.accent != self.given).then(|| (hex(self.light.accent), format!("{floor:.1}")))
    }

    /// The tokens that differ from those of `style.css`. The band at the top has no meaning and is the given colour itself.
    pub(super) fn css(&self) -> String {
        let Self { given, light, dark, mark_line } = *self;
        let mut css =
            String::from("/* Made by acuerdos from `accent` in acuerdos.toml. */\n@layer tokens {\n  :root {\n");
        let _ = writeln!(css, "    --brand: {};", hex(given));
        let both = |light, dark| format!("light-dark({}, {})", hex(light), hex(dark));
        for (name, value) in [
            ("brand-line", both(light.accent, dark.accent)),
            ("mark-ground", hex(light.accent)),
            ("mark-line", hex(mark_line)),
            ("accent", both(light.accent, dark.accent)),
            ("accent-soft", both(light.soft, dark.soft)),
            ("link", both(light.link, dark.link)),
            ("link-hover", both(light.link_hover, dark.link_hover)),
        ] {
            let _ = writeln!(css, "    --{name}: {value};");
        }
        css.push_str("  }\n}\n");
        css
    }
}

fn colors(given: Rgb, scheme: Scheme) -> Colors {
    let soft = soft(given, scheme);
    let reads_on = |color: Rgb, grounds: &[Rgb]| grounds.iter().all(|&ground| contrast(color, ground) >= TEXT);
    let on_page = |color: Rgb| reads_on(color, &[scheme.paper, scheme.surface, soft]);
    let everywhere = |color: Rgb| on_page(color) && reads_on(color, &[scheme.surface_strong, scheme.amber_ground]);
    // On a dark ground what is only just readable glares: start from a pale tone, as the theme's own are.
    let start = if scheme.is_dark && lightness(given) < 0.78 { with_lightness(given, 0.78, 0.1) } else { given };
    let accent = nearest(start, scheme.is_dark, on_page);
    let link = nearest(accent, scheme.is_dark, everywhere);
    let step = if scheme.is_dark { 0.07 } else { -0.12 };
    let link_hover = nearest(with_lightness(link, lightness(link) + step, 1.0), scheme.is_dark, everywhere);
    Colors { accent, link, link_hover, soft }
}

/// The surface of a scheme with a touch of a colour.
fn soft(given: Rgb, scheme: Scheme) -> Rgb {
    let surface = with_lightness(given, lightness(scheme.surface), if scheme.is_dark { 0.018 } else { 0.007 });
    nearest(surface, !scheme.is_dark, |color| contrast(color, scheme.ink_soft) >= TEXT)
}

/// The colour itself if it will do, else the nearest lighter or darker one of its hue that does; at the end, white or black.
fn nearest(color: Rgb, lighter: bool, will_do: impl Fn(Rgb) -> bool) -> Rgb {
    const STEPS: u32 = 400;
    if will_do(color) {
        return color;
    }
    let from = lightness(color);
    let to = if lighter { 1.0 } else { 0.0 };
    (1..=STEPS)
        .map(|step| with_lightness(color, from + (to - from) * f64::from(step) / f64::from(STEPS), 1.0))
        .find(|&color| will_do(color))
        .unwrap_or(if lighter { Rgb::new(255, 255, 255) } else { Rgb::new(0, 0, 0) })
}

fn lightness(color: Rgb) -> f64 {
    oklch(color).l
}

fn oklch(color: Rgb) -> Oklch<f64> {
    Oklch::from_color(color.into_format::<f64>())
}

/// The same hue at another lightness, as colourful as it was, at most as `chroma` says, and as a screen can show.
fn with_lightness(color: Rgb, lightness: f64, chroma: f64) -> Rgb {
    let mut color = oklch(color);
    color.l = lightness.clamp(0.0, 1.0);
    color.chroma = color.chroma.min(chroma);
    let shown = |chroma: f64| Srgb::<f64>::from_color_unclamped(Oklch { chroma, ..color });
    // A little outside of what can be shown is what rounding makes of its edge.
    if !shown(color.chroma).is_within_bounds() {
        let (mut inside, mut outside) = (0.0, color.chroma);
        for _ in 0..24 {
            let middle = (inside + outside) / 2.0;
            if shown(middle).is_within_bounds() { inside = middle } else { outside = middle }
        }
        color.chroma = inside;
    }
    shown(color.chroma).into_format()
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    a.into_format::<f64>().relative_contrast(b.into_format())
}

fn hex(color: Rgb) -> String {
    format!("#{color:x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The light and the dark value of a token of the theme.
    fn token(name: &str) -> [String; 2] {
        let css = include_str!("../../../themes/default/static/style.css/10-tokens.css");
        let start = format!("    --{name}: light-dark(");
        let (_, rest) = css.split_once(&start).unwrap();
        let (light, rest) = rest.split_once(", ").unwrap();
        [light.to_owned(), rest.split(')').next().unwrap().to_owned()]
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let of = |a: u32, b: u32| contrast(Rgb::from(a), Rgb::from(b));
        assert!((of(0x00_00_00, 0xff_ff_ff) - 21.0).abs() < 1e-9);
        assert!((of(0x77_77_77, 0xff_ff_ff) - 4.478).abs() < 1e-3);
        assert!((of(0xff_00_00, 0xff_ff_ff) - 3.998).abs() < 1e-3);
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        for (scheme, i) in [(LIGHT, 0), (DARK, 1)] {
            assert_eq!(token("paper")[i], hex(scheme.paper));
            assert_eq!(token("surface")[i], hex(scheme.surface));
            assert_eq!(token("surface-strong")[i], hex(scheme.surface_strong));
            assert_eq!(token("amber-ground")[i], hex(scheme.amber_ground));
            assert_eq!(token("ink-soft")[i], hex(scheme.ink_soft));
        }
    }

    #[test]
    fn a_dark_colour_is_used_as_it_is_and_a_light_one_is_not() {
        for given in [[0x7a, 0x1f, 0x3d], [0x0a, 0x7f, 0x4f], [0, 0, 0], [0x17, 0x3a, 0x5e]] {
            assert_eq!(Palette::new(given).instead(), None, "{given:?}");
        }
        let yellow = Palette::new([0xff, 0xcc, 0x00]);
        let (used, contrast) = yellow.instead().unwrap();
        assert_eq!(contrast, "1.3");
        assert!(yellow.css().contains("--brand: #ffcc00;"));
        assert!(yellow.css().contains(&format!("--accent: light-dark({used}, #ffcc00);")), "{}", yellow.css());
    }

    #[test]
    fn the_hue_stays() {
        let hue = |color| oklch(color).hue.into_positive_degrees();
        for given in [[0xffu8, 0xcc, 0], [0x7a, 0x1f, 0x3d], [0x0a, 0x7f, 0x4f], [0x33, 0x66, 0xff]] {
            let palette = Palette::new(given);
            for color in [palette.light.accent, palette.light.link, palette.dark.accent, palette.dark.link] {
                let turned = (hue(color) - hue(palette.given)).abs();
                assert!(turned.min(360.0 - turned) < 4.0, "{given:?}: {} turned by {turned}", hex(color));
            }
        }
    }

    fn every_text_is_readable(given: [u8; 3]) -> Result<(), TestCaseError> {
        let palette = Palette::new(given);
        for (scheme, colors) in [(LIGHT, palette.light), (DARK, palette.dark)] {
            let grounds = [scheme.paper, scheme.surface, colors.soft, scheme.surface_strong, scheme.amber_ground];
            for &ground in &grounds[..3] {
                prop_assert!(
                    contrast(colors.accent, ground) >= TEXT,
                    "accent {} on {}",
                    hex(colors.accent),
                    hex(ground)
                );
            }
            for ground in grounds {
                for text in [colors.link, colors.link_hover] {
                    prop_assert!(contrast(text, ground) >= TEXT, "link {} on {}", hex(text), hex(ground));
                }
            }
            for ground in [colors.accent, colors.link_hover] {
                prop_assert!(contrast(scheme.paper, ground) >= TEXT, "paper on {}", hex(ground));
            }
            prop_assert!(contrast(scheme.ink_soft, colors.soft) >= TEXT, "text on {}", hex(colors.soft));
        }
        // The theme's own mark: two strokes, of which one is white.
        prop_assert!(contrast(Rgb::new(255, 255, 255), palette.light.accent) >= MARK);
        prop_assert!(contrast(palette.mark_line, palette.light.accent) >= MARK);
        Ok(())
    }

    proptest! {
        #[test]
        fn whatever_the_colour_every_text_is_readable(given: [u8; 3]) {
            every_text_is_readable(given)?;
        }
    }

    #[test]
    fn every_corner_and_edge_of_all_colours_is_readable() {
        const STEPS: [u8; 8] = [0, 1, 0x33, 0x66, 0x99, 0xcc, 0xfe, 0xff];
        for red in STEPS {
            for green in STEPS {
                for blue in STEPS {
                    every_text_is_readable([red, green, blue]).unwrap();
                }
            }
        }
    }
}
