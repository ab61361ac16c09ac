//! The geometry of the chart of open and closed over time: stacked columns, one for each point of time. Pure functions of
//! numbers; the template draws, the style sheet fills.
//!
//! Across, everything is in per cent of the width, so that the words keep their size whatever the window's; upwards, in
//! pixels from the top.

use super::view::{ChartColumn, ChartLabel, ChartPart, ChartTick};

/// Height of the plot.
pub(super) const HEIGHT: usize = 220;

/// Kinds from the bottom up: what is open stands on the ground, where it is read best.
pub(super) const KINDS: [&str; 3] = ["open", "closed", "cancelled"];

/// Share of a column's room that it fills.
const FILLED: f64 = 0.84;

/// One column for each triple of open, closed and cancelled; parts of nothing are left out.
pub(super) fn columns(values: &[[usize; 3]], top: usize) -> Vec<ChartColumn> {
    let room = 100.0 / as_f64(values.len().max(1));
    values
        .iter()
        .enumerate()
        .map(|(i, values)| {
            let mut below = 0;
            let mut parts = Vec::new();
            for (kind, &value) in KINDS.into_iter().zip(values) {
                if value > 0 {
                    let (bottom, upper) = (height(below, top), height(below + value, top));
                    let y = as_f64(HEIGHT) - upper;
                    parts.push(ChartPart { kind, y: number(y), height: number(upper - bottom) });
                }
                below += value;
            }
            let x = room * (as_f64(i) + (1.0 - FILLED) / 2.0);
            ChartColumn { x: number(x), width: number(room * FILLED), parts }
        })
        .collect()
}

/// Lines at round numbers from nothing to the first at or above the largest value; at most six.
pub(super) fn ticks(largest: usize) -> Vec<ChartTick> {
    let step = step(largest);
    let last = largest.div_ceil(step).max(1);
    (0..=last)
        .map(|i| {
            let value = i * step;
            ChartTick { value, y: number(as_f64(HEIGHT) - height(value, last * step)) }
        })
        .collect()
}

/// Labels of at most `most` of the columns: the first, the last, and some between them at even distances.
pub(super) fn labels(texts: &[String], most: usize) -> Vec<ChartLabel> {
    let count = texts.len();
    let shown = count.min(most.max(2));
    let room = 100.0 / as_f64(count.max(1));
    let mut places: Vec<usize> =
        if shown < 2 { (0..count).collect() } else { (0..shown).map(|i| i * (count - 1) / (shown - 1)).collect() };
    places.dedup();
    places
        .into_iter()
        .map(|i| {
            let anchor = match i {
                _ if count == 1 => "middle",
                0 => "start",
                i if i + 1 == count => "end",
                _ => "middle",
            };
            let at = match anchor {
                "start" => 0.0,
                "end" => 100.0,
                _ => room * (as_f64(i) + 0.5),
            };
            ChartLabel { x: number(at), anchor, text: texts[i].clone() }
        })
        .collect()
}

/// 1, 2 or 5, or tens, hundreds, … of them, such that five steps at most reach a value.
fn step(largest: usize) -> usize {
    let mut unit = 1_usize;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if largest.div_ceil(step) <= 5 {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

fn height(value: usize, top: usize) -> f64 {
    as_f64(HEIGHT) * as_f64(value) / as_f64(top.max(1))
}

/// Counts of a chart are far below where a double stops being exact.
#[expect(clippy::cast_precision_loss, reason = "what is drawn is rounded to a hundredth of a pixel anyway")]
fn as_f64(value: usize) -> f64 {
    value as f64
}

/// With two decimals at most.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_on_one_another_and_fill_the_width() {
        let columns = columns(&[[1, 0, 0], [2, 3, 5]], 10);
        assert_eq!((columns[0].x.as_str(), columns[0].width.as_str(), columns[1].x.as_str()), ("4", "42", "54"));
        let parts = |i: usize| {
            let parts = columns[i].parts.iter();
            parts.map(|part| (part.kind, part.y.as_str(), part.height.as_str())).collect::<Vec<_>>()
        };
        assert_eq!(parts(0), [("open", "198", "22")]);
        assert_eq!(parts(1), [("open", "176", "44"), ("closed", "110", "66"), ("cancelled", "0", "110")]);
    }

    #[test]
    fn lines_are_at_round_numbers() {
        let values = |largest| ticks(largest).iter().map(|tick| tick.value).collect::<Vec<_>>();
        assert_eq!(values(0), [0, 1]);
        assert_eq!(values(1), [0, 1]);
        assert_eq!(values(21), [0, 5, 10, 15, 20, 25]);
        assert_eq!(values(10_000), [0, 2_000, 4_000, 6_000, 8_000, 10_000]);
        assert_eq!(ticks(21)[5].y, "0");
        assert_eq!(ticks(21)[0].y, "220");
        assert!(ticks(usize::MAX / 20).len() <= 6);
    }

    #[test]
    fn the_first_and_the_last_column_are_always_named() {
        let texts: Vec<String> = (0..10).map(|i| i.to_string()).collect();
        let named = |count: usize, most| {
            let labels = labels(&texts[..count], most);
            labels.iter().map(|label| format!("{} {} {}", label.text, label.x, label.anchor)).collect::<Vec<_>>()
        };
        assert_eq!(named(10, 4), ["0 0 start", "3 35 middle", "6 65 middle", "9 100 end"]);
        assert_eq!(named(1, 4), ["0 50 middle"]);
        assert_eq!(named(2, 4), ["0 0 start", "1 100 end"]);
        assert!(named(0, 4).is_empty());
    }
}
