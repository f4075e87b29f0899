//! From buffers to bytes: the only writer to the terminal while the cockpit runs.
//!
//! A frame is what has changed since the last one, as one synchronized update; nothing when nothing has.
//! Bytes matter: over a slow line a step should fit one TCP segment. So styles are changed by difference,
//! blank ends are erased, and a list that moved by some lines is moved by the terminal itself.

mod scroll;
mod sgr;

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use crate::text;
use sgr::Look;

/// Cells beyond this are left empty: no terminal is larger, and a hostile size must not take the memory.
const MOST: (u16, u16) = (1_000, 500);

/// Blank cells at the end of a line that are cheaper erased than written.
const WORTH_ERASING: usize = 4;

/// Unchanged cells that are cheaper written than jumped over.
const SHORT_WAY: usize = 3;

/// Writes frames.
pub struct Painter<W> {
    out: W,
    shown: Buffer,
    next: Buffer,
    cursor: Option<(u16, u16)>,
    look: Look,
    whole: bool,
    ascii: bool,
    bytes: Vec<u8>,
}

impl<W: Write> Painter<W> {
    /// A painter for a terminal of which nothing is known.
    pub fn new(out: W) -> Painter<W> {
        Painter {
            out,
            shown: Buffer::default(),
            next: Buffer::default(),
            cursor: None,
            look: Look::default(),
            whole: true,
            ascii: false,
            bytes: Vec::new(),
        }
    }

    /// The same for a terminal that shows nothing but ASCII, if it is one.
    #[must_use]
    pub fn in_ascii(self, ascii: bool) -> Painter<W> {
        Painter { ascii, ..self }
    }

    /// The next frame repaints every cell: after a suspension, another size, or when the person asks.
    pub fn forget(&mut self) {
        self.whole = true;
    }

    /// Paints a frame; `draw` fills an empty buffer and says where the cursor is. Gives the bytes written.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn frame(
        &mut self,
        (columns, rows): (u16, u16),
        draw: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<usize> {
        let area = Rect::new(0, 0, columns.min(MOST.0), rows.min(MOST.1));
        if self.next.area != area {
            self.next = Buffer::empty(area);
            self.whole = true;
        } else {
            self.next.reset();
        }
        let cursor = draw(&mut self.next).filter(|(x, y)| *x < area.width && *y < area.height);
        for cell in &mut self.next.content {
            settle(cell);
            if self.ascii && !cell.symbol().is_ascii() {
                cell.set_char(text::ascii_cell(cell.symbol()));
            }
        }
        self.bytes.clear();
        if std::mem::take(&mut self.whole) {
            self.shown = Buffer::empty(area);
            self.look = Look::default();
            self.cursor = None;
            self.bytes.extend_from_slice(b"\x1b[m\x1b[2J\x1b[?25l");
        }
        scroll::apply(&mut self.shown, &self.next, &mut self.look, &mut self.bytes);
        self.encode();
        self.place(cursor);
        std::mem::swap(&mut self.shown, &mut self.next);
        if self.bytes.is_empty() {
            return Ok(0);
        }
        let mut frame = Vec::with_capacity(self.bytes.len() + 16);
        frame.extend_from_slice(b"\x1b[?2026h");
        frame.extend_from_slice(&self.bytes);
        frame.extend_from_slice(b"\x1b[?2026l");
        self.out.write_all(&frame)?;
        self.out.flush()?;
        Ok(frame.len())
    }

    /// Writes something that is not a frame: a mode, the clipboard.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    fn encode(&mut self) {
        for y in 0..self.next.area.height {
            let (old, new) = (row(&self.shown, y), row(&self.next, y));
            if old == new {
                continue;
            }
            if old.iter().chain(new).any(is_wide) {
                self.whole_row(y);
            } else {
                self.changes(y);
            }
        }
    }

    /// Half a wide character painted over leaves the other half in a style of the terminal's choosing:
    /// such a row is painted anew.
    fn whole_row(&mut self, y: u16) {
        let row = row(&self.next, y);
        go(&mut self.bytes, None, (0, y));
        self.look = sgr::change(&mut self.bytes, self.look, &Cell::default());
        self.bytes.extend_from_slice(b"\x1b[K");
        let mut at = Some((0, y));
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)) {
            let next = x + text::width(cell.symbol()).max(1) as u16;
            if *cell != Cell::default() {
                go(&mut self.bytes, at, (x, y));
                self.look = sgr::change(&mut self.bytes, self.look, cell);
                push_symbol(&mut self.bytes, cell.symbol());
                at = (usize::from(next) < row.len()).then_some((next, y));
            }
            x = next;
        }
    }

    fn changes(&mut self, y: u16) {
        let (old, new) = (row(&self.shown, y), row(&self.next, y));
        let changed = |x: &usize| old.get(*x) != new.get(*x);
        let blank_from = new
            .iter()
            .rposition(|c| *c != Cell::default())
            .map_or(0, |x| x + 1);
        let erase = (blank_from..new.len()).filter(changed).count() >= WORTH_ERASING;
        let painted = if erase { blank_from } else { new.len() };
        let mut at: Option<(u16, u16)> = None;
        for x in (0..painted).filter(changed) {
            // A short way is gone by writing what stands there anyway, if that takes no change of look.
            let from = at.map_or(x, |(from, _)| usize::from(from));
            let look = self.look;
            if x - from <= SHORT_WAY && new[from..x].iter().all(|c| look.suits(c)) {
                for cell in &new[from..x] {
                    push_symbol(&mut self.bytes, cell.symbol());
                }
                at = at.map(|(_, y)| (x as u16, y));
            }
            go(&mut self.bytes, at, (x as u16, y));
            self.look = sgr::change(&mut self.bytes, self.look, &new[x]);
            push_symbol(&mut self.bytes, new[x].symbol());
            // At the right edge terminals differ in where the cursor is: do not rely on it.
            at = (x + 1 < new.len()).then_some((x as u16 + 1, y));
        }
        if erase {
            go(&mut self.bytes, at, (blank_from as u16, y));
            self.look = sgr::change(&mut self.bytes, self.look, &Cell::default());
            self.bytes.extend_from_slice(b"\x1b[K");
        }
    }

    fn place(&mut self, cursor: Option<(u16, u16)>) {
        match cursor {
            // Whatever was painted has moved it.
            Some(place) if self.cursor != cursor || !self.bytes.is_empty() => {
                go(&mut self.bytes, None, place);
                if self.cursor.is_none() {
                    self.bytes.extend_from_slice(b"\x1b[?25h");
                }
            }
            None if self.cursor.is_some() => self.bytes.extend_from_slice(b"\x1b[?25l"),
            _ => {}
        }
        self.cursor = cursor;
    }
}

/// Blanks look alike whatever their colour: made equal, they cost nothing.
fn settle(cell: &mut Cell) {
    let seen = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
    if cell.symbol() == " " && !cell.modifier.intersects(seen) {
        cell.fg = Color::Reset;
        cell.modifier = Modifier::empty();
    }
}

fn is_wide(cell: &Cell) -> bool {
    !cell.symbol().is_ascii() && text::width(cell.symbol()) > 1
}

fn row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let from = usize::from(y) * width;
    buffer.content.get(from..from + width).unwrap_or(&[])
}

fn go(bytes: &mut Vec<u8>, at: Option<(u16, u16)>, (x, y): (u16, u16)) {
    match at {
        Some(at) if at == (x, y) => {}
        Some((from, row)) if row == y && from + 1 == x => bytes.extend_from_slice(b"\x1b[C"),
        Some((from, row)) if row == y && from < x => {
            bytes.extend_from_slice(format!("\x1b[{}C", x - from).as_bytes());
        }
        _ => bytes.extend_from_slice(format!("\x1b[{};{}H", y + 1, x + 1).as_bytes()),
    }
}

/// The last guard: whatever a screen did, no control, bidirectional or zero-width character leaves.
fn push_symbol(bytes: &mut Vec<u8>, symbol: &str) {
    if symbol.is_empty() || symbol.chars().any(text::hidden) {
        bytes.push(b'?');
    } else {
        bytes.extend_from_slice(symbol.as_bytes());
    }
}

#[cfg(test)]
mod tests;
