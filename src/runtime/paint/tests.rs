use rand::{RngExt, SeedableRng};
use ratatui::style::Style;

use super::*;

/// What a terminal shows after some bytes.
fn played(bytes: &[u8], columns: u16, rows: u16) -> vt100::Parser {
    let size = |n: u16| std::num::NonZero::new(n).expect("not empty");
    let mut terminal = vt100::Parser::new(size(rows), size(columns), 0);
    terminal.process(bytes);
    terminal
}

fn assert_shows(terminal: &vt100::Parser, buffer: &Buffer) {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let (Some(want), Some(got)) = (buffer.cell((x, y)), terminal.screen().cell(y, x))
            else {
                panic!("no cell {x},{y}");
            };
            if got.is_wide_continuation() {
                continue;
            }
            let symbol = if got.contents().is_empty() {
                " "
            } else {
                got.contents()
            };
            assert_eq!(symbol, want.symbol(), "at {x},{y}");
            assert_eq!(
                got.inverse(),
                want.modifier.contains(Modifier::REVERSED),
                "at {x},{y}"
            );
            if symbol != " " {
                assert_eq!(
                    got.bold(),
                    want.modifier.contains(Modifier::BOLD),
                    "at {x},{y}"
                );
                let fg = match want.fg {
                    Color::Red => vt100::Color::Idx(1),
                    Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
                    _ => vt100::Color::Default,
                };
                assert_eq!(got.fgcolor(), fg, "at {x},{y}");
            }
        }
    }
}

#[test]
fn any_frames_in_any_order_show_what_was_drawn() {
    let seed: u64 = rand::random();
    println!("seed {seed}");
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let styles = [
        Style::new(),
        Style::new().fg(Color::Red),
        Style::new()
            .fg(Color::Rgb(1, 2, 3))
            .add_modifier(Modifier::BOLD),
        Style::new().add_modifier(Modifier::REVERSED),
        Style::new().add_modifier(Modifier::DIM | Modifier::UNDERLINED),
    ];
    let words = ["ACME", "日本", "é", "1 234,56", "    ", "▶", "x"];
    for _ in 0..60 {
        let (columns, rows) = (rng.random_range(1..60), rng.random_range(1..30));
        let mut bytes = Vec::new();
        let mut painter = Painter::new(&mut bytes);
        let mut lines: Vec<(u16, &str, Style)> = Vec::new();
        let mut last = Buffer::default();
        for _ in 0..12 {
            match rng.random_range(0..3) {
                0 if !lines.is_empty() => {
                    lines.remove(0);
                }
                1 => lines.insert(0, (0, "in front", styles[0])),
                _ => {
                    for _ in 0..rng.random_range(0..40) {
                        let word = words[rng.random_range(0..words.len())];
                        let style = styles[rng.random_range(0..styles.len())];
                        lines.push((rng.random_range(0..columns), word, style));
                    }
                }
            }
            let draw = |buffer: &mut Buffer| {
                for (y, (x, word, style)) in (0..rows).zip(&lines) {
                    buffer.set_stringn(*x, y, word, usize::from(columns - x), *style);
                }
                last = buffer.clone();
                None
            };
            painter
                .frame((columns, rows), draw)
                .expect("written to memory");
        }
        drop(painter);
        assert_shows(&played(&bytes, columns, rows), &last);
    }
}

/// A list of 120×40 as the screens draw it.
fn list(top: usize, cursor: usize) -> impl FnOnce(&mut Buffer) -> Option<(u16, u16)> {
    move |buffer| {
        buffer.set_string(0, 0, "header", Style::new());
        for line in 0..36 {
            let index = top + line;
            let y = line as u16 + 2;
            let style = if index == cursor {
                Style::new().add_modifier(Modifier::REVERSED)
            } else {
                Style::new()
            };
            let row = format!(
                "   C{index:05} Customer number {index:<40} {:>12} {:>12} {:>12}",
                index * 7,
                index * 13,
                index * 31
            );
            buffer.set_stringn(0, y, format!("{row:<120}"), 120, style);
        }
        buffer.set_string(100, 39, format!("{cursor} of 9999"), Style::new());
        None
    }
}

fn cost(steps: &[(usize, usize)]) -> usize {
    let mut painter = Painter::new(std::io::sink());
    let mut last = 0;
    for (top, cursor) in steps {
        last = painter
            .frame((120, 40), list(*top, *cursor))
            .expect("written");
    }
    last
}

#[test]
fn bytes_of_a_step_a_scrolled_line_a_page_and_nothing() {
    assert_eq!(cost(&[(0, 5), (0, 5)]), 0, "an idle frame");
    let step = cost(&[(0, 5), (0, 6)]);
    assert!(step <= 350, "a step takes {step} bytes");
    let line = cost(&[(0, 35), (1, 36)]);
    assert!(line <= 450, "a scrolled line takes {line} bytes");
    let line = cost(&[(9, 9), (8, 8)]);
    assert!(line <= 450, "a line scrolled back takes {line} bytes");
    let page = cost(&[(0, 35), (36, 71)]);
    assert!(page <= 3_500, "a page takes {page} bytes");
}

#[test]
fn no_hidden_character_leaves_whatever_was_drawn() {
    let mut bytes = Vec::new();
    let mut painter = Painter::new(&mut bytes);
    let draw = |buffer: &mut Buffer| {
        for (x, evil) in ["\u{1b}[2J", "\u{202e}", "\u{9b}", "\u{e0041}", "a\u{200b}"]
            .iter()
            .enumerate()
        {
            if let Some(cell) = buffer.cell_mut((x as u16 * 8, 0)) {
                cell.set_symbol(evil);
            }
        }
        None
    };
    painter.frame((60, 2), draw).expect("written");
    drop(painter);
    let text = String::from_utf8(bytes).expect("UTF-8");
    let visible = text.replace('\u{1b}', "");
    assert!(!visible.chars().any(crate::text::hidden), "{text:?}");
    assert_eq!(text.matches('?').count(), 5 + 3, "{text:?}");
}

#[test]
fn nothing_but_ascii_leaves_where_nothing_else_is_shown_and_columns_stay() {
    let mut bytes = Vec::new();
    let mut painter = Painter::new(&mut bytes).in_ascii(true);
    let draw = |buffer: &mut Buffer| {
        buffer.set_string(0, 0, "Société Œuvre & Cie 日本 €9|", Style::new());
        None
    };
    painter.frame((60, 1), draw).expect("written");
    drop(painter);
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.is_ascii(), "{text:?}");
    // Each of the two Japanese characters had two cells.
    assert!(text.contains("Societe Ouvre & Cie ? ?  E9|"), "{text:?}");
}

#[test]
fn hostile_sizes_do_no_harm() {
    for size in [
        (0, 0),
        (1, 1),
        (0, 5),
        (u16::MAX, 2),
        (2, u16::MAX),
        (u16::MAX, u16::MAX),
    ] {
        let mut painter = Painter::new(std::io::sink());
        painter.frame(size, |_| Some((9, 9))).expect("written");
    }
}
