//! Lists that moved: the terminal moves its own lines.

use ratatui::buffer::{Buffer, Cell};

use super::sgr::{self, Look};

/// Moves further than this are painted.
const FURTHEST: usize = 3;

/// Changed cells below which painting is cheap anyway.
const WORTH_LOOKING: usize = 300;

/// If `next` is nearly `shown` moved by some lines within a region, has the terminal move them and makes
/// `shown` what the terminal shows then.
pub(super) fn apply(shown: &mut Buffer, next: &Buffer, look: &mut Look, bytes: &mut Vec<u8>) {
    let rows = usize::from(next.area.height);
    if shown.area != next.area || rows < 4 {
        return;
    }
    let plain: usize = (0..rows)
        .map(|y| differing(row(shown, y), row(next, y)))
        .sum();
    if plain < WORTH_LOOKING {
        return;
    }
    let best = (1..=FURTHEST)
        .flat_map(|n| [Move::up(n), Move::down(n)])
        .filter_map(|step| {
            let (top, bottom) = step.region(shown, next)?;
            Some((step.cost(shown, next, top, bottom), step, top, bottom))
        })
        .min_by_key(|(cost, ..)| *cost);
    let Some((cost, step, top, bottom)) = best else {
        return;
    };
    if cost * 2 > plain {
        return;
    }
    // Lines that come in take the colour that is set.
    *look = sgr::change(bytes, *look, &Cell::default());
    let (count, letter) = match step {
        Move::Up(n) => (n, 'S'),
        Move::Down(n) => (n, 'T'),
    };
    bytes.extend_from_slice(
        format!("\x1b[{};{}r\x1b[{count}{letter}\x1b[r", top + 1, bottom).as_bytes(),
    );
    step.shift(shown, top, bottom);
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Up(usize),
    Down(usize),
}

impl Move {
    fn up(n: usize) -> Move {
        Move::Up(n)
    }

    fn down(n: usize) -> Move {
        Move::Down(n)
    }

    /// The row of `shown` that would come to row `y`.
    fn source(self, y: usize, top: usize, bottom: usize) -> Option<usize> {
        let from = match self {
            Move::Up(n) => y.checked_add(n)?,
            Move::Down(n) => y.checked_sub(n)?,
        };
        (top..bottom).contains(&from).then_some(from)
    }

    /// The rows between which moving makes equal what was not: first and one past the last.
    fn region(self, shown: &Buffer, next: &Buffer) -> Option<(usize, usize)> {
        let rows = usize::from(next.area.height);
        let fits = |y: &usize| {
            self.source(*y, 0, rows).is_some_and(|from| {
                row(shown, from) == row(next, *y) && row(shown, *y) != row(next, *y)
            })
        };
        let first = (0..rows).find(fits)?;
        let last = (0..rows).rev().find(fits)?;
        let (top, bottom) = match self {
            Move::Up(n) => (first, last + n + 1),
            Move::Down(n) => (first - n, last + 1),
        };
        (bottom <= rows && bottom - top >= 3).then_some((top, bottom))
    }

    fn cost(self, shown: &Buffer, next: &Buffer, top: usize, bottom: usize) -> usize {
        (0..usize::from(next.area.height))
            .map(|y| {
                if !(top..bottom).contains(&y) {
                    return differing(row(shown, y), row(next, y));
                }
                match self.source(y, top, bottom) {
                    Some(from) => differing(row(shown, from), row(next, y)),
                    None => row(next, y)
                        .iter()
                        .filter(|c| **c != Cell::default())
                        .count(),
                }
            })
            .sum()
    }

    fn shift(self, shown: &mut Buffer, top: usize, bottom: usize) {
        let width = usize::from(shown.area.width);
        let region = &mut shown.content[top * width..bottom * width];
        let gone = match self {
            Move::Up(n) => {
                region.rotate_left(n * width);
                region.len() - n * width..region.len()
            }
            Move::Down(n) => {
                region.rotate_right(n * width);
                0..n * width
            }
        };
        region[gone].fill(Cell::default());
    }
}

fn row(buffer: &Buffer, y: usize) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    buffer
        .content
        .get(y * width..(y + 1) * width)
        .unwrap_or(&[])
}

fn differing(one: &[Cell], other: &[Cell]) -> usize {
    one.iter().zip(other).filter(|(a, b)| a != b).count()
}
