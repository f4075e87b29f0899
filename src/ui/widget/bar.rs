//! Bars that need no colour to be read.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::ui::{Pen, Role, View};

/// Paints amounts as parts of one bar, each in the colour of its place; without colours, and in ASCII, each
/// in a fill of its own. What is more than nothing gets a cell.
pub fn stacked(
    view: View<'_>,
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    width: u16,
    parts: &[Decimal],
) {
    let whole: Decimal = parts.iter().sum();
    if whole <= Decimal::ZERO || width == 0 {
        pen.text(
            x,
            y,
            &fill(view.look.glyphs.dot, width),
            view.style(Role::Dim),
        );
        return;
    }
    let mut at = x;
    for (index, cells) in cells(parts, whole, width).into_iter().enumerate() {
        let role = Role::bucket(index);
        let style = view.style(role);
        let shades = view.look.glyphs.shades;
        let glyph = match (style.fg, index) {
            (Some(_), _) => shades[3],
            (None, 0) => view.look.glyphs.dot,
            (None, _) => shades[(index - 1).min(3)],
        };
        at += pen.text(at, y, &fill(glyph, cells), style);
    }
}

/// The glyph that fills a bucket's part of a bar, for its legend.
pub fn sample(view: View<'_>, index: usize) -> char {
    let shades = view.look.glyphs.shades;
    match (view.style(Role::bucket(index)).fg, index) {
        (Some(_), _) => shades[3],
        (None, 0) => view.look.glyphs.dot,
        (None, _) => shades[(index - 1).min(3)],
    }
}

/// Paints how much of a whole is reached; more than the whole fills it.
pub fn gauge(
    view: View<'_>,
    pen: &mut Pen<'_>,
    (x, y): (u16, u16),
    width: u16,
    (part, whole): (Decimal, Decimal),
    role: Role,
) {
    let share = if whole > Decimal::ZERO {
        (part / whole).to_f64().unwrap_or(0.0).clamp(0.0, 1.0)
    } else {
        f64::from(u8::from(part > Decimal::ZERO))
    };
    let full = (share * f64::from(width)).round() as u16;
    let glyphs = &view.look.glyphs;
    let done = pen.text(x, y, &fill(glyphs.shades[3], full), view.style(role));
    let rest = width.saturating_sub(full);
    pen.text(
        x + done,
        y,
        &fill(glyphs.shades[0], rest),
        view.style(Role::Dim),
    );
}

/// Paints values as columns one cell wide, the highest filling its cell.
pub fn columns(view: View<'_>, values: &[Decimal]) -> String {
    let most = values.iter().max().copied().unwrap_or_default();
    values
        .iter()
        .map(|value| {
            if *value <= Decimal::ZERO || most <= Decimal::ZERO {
                return view.look.glyphs.column[0];
            }
            let eighth = (*value / most * Decimal::from(7)).to_usize().unwrap_or(0);
            view.look.glyphs.column[eighth.min(7)]
        })
        .collect()
}

/// Paints a trend as columns one cell wide between the least and the most of it; blank where there is no value.
pub fn trend(view: View<'_>, values: &[Option<Decimal>]) -> String {
    let known = || values.iter().flatten().copied();
    let (Some(least), Some(most)) = (known().min(), known().max()) else {
        return String::new();
    };
    let span = most - least;
    let height = |value: Decimal| match (value - least) * Decimal::from(7) {
        // Always the same: neither low nor high.
        _ if span.is_zero() => 3,
        above => (above / span).round().to_usize().unwrap_or(0).min(7),
    };
    let glyph = |value: &Option<Decimal>| match value {
        Some(value) => view.look.glyphs.column[height(*value)],
        None => ' ',
    };
    values.iter().map(glyph).collect()
}

fn fill(glyph: char, cells: u16) -> String {
    std::iter::repeat_n(glyph, cells.into()).collect()
}

/// Cells of each part: they add up to the width, and nothing that is there is invisible.
fn cells(parts: &[Decimal], whole: Decimal, width: u16) -> Vec<u16> {
    let mut cells: Vec<u16> = parts
        .iter()
        .map(|part| {
            let exact = *part * Decimal::from(width) / whole;
            let least = u16::from(*part > Decimal::ZERO);
            exact.round().to_u16().unwrap_or(0).max(least)
        })
        .collect();
    loop {
        let sum: u16 = cells.iter().sum();
        let Some(largest) = cells.iter_mut().max() else {
            return cells;
        };
        match sum.cmp(&width) {
            std::cmp::Ordering::Equal => return cells,
            std::cmp::Ordering::Greater if *largest > 0 => *largest -= 1,
            std::cmp::Ordering::Less => *largest += 1,
            std::cmp::Ordering::Greater => return cells,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_small_ones_are_seen() {
        let parts = [1, 0, 999_999, 1, 500_000].map(Decimal::from);
        let whole = parts.iter().sum();
        for width in [1, 4, 5, 40, 200] {
            let cells = cells(&parts, whole, width);
            assert_eq!(cells.iter().sum::<u16>(), width, "{cells:?}");
            if width >= 4 {
                assert!(cells[0] > 0 && cells[1] == 0 && cells[3] > 0, "{cells:?}");
            }
        }
    }
}
