//! Painting inside an area, clipped and cleaned.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text;

/// An area of the buffer. Coordinates are relative to it; what lies outside is not painted.
pub struct Pen<'a> {
    buf: &'a mut Buffer,
    area: Rect,
}

impl<'a> Pen<'a> {
    /// A pen for an area.
    pub fn new(buf: &'a mut Buffer, area: Rect) -> Pen<'a> {
        let area = area.intersection(buf.area);
        Pen { buf, area }
    }

    /// Columns.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Where a place lies on the whole screen, for the terminal's cursor.
    pub fn place(&self, x: u16, y: u16) -> (u16, u16) {
        let right = self.area.right().saturating_sub(1);
        let bottom = self.area.bottom().saturating_sub(1);
        (
            self.area.x.saturating_add(x).min(right),
            self.area.y.saturating_add(y).min(bottom),
        )
    }

    /// Some of its rows.
    pub fn rows(&mut self, from: u16, count: u16) -> Pen<'_> {
        self.part(0, from, self.area.width, count)
    }

    /// Some of its columns.
    pub fn columns(&mut self, from: u16, count: u16) -> Pen<'_> {
        self.part(from, 0, count, self.area.height)
    }

    /// A part of it.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Pen<'_> {
        let part = Rect {
            x: self.area.x.saturating_add(x),
            y: self.area.y.saturating_add(y),
            width,
            height,
        };
        let area = part.intersection(self.area);
        Pen {
            buf: self.buf,
            area: if area.is_empty() { Rect::ZERO } else { area },
        }
    }

    /// Paints one line of text from `x` on; gives the cells it took.
    pub fn text(&mut self, x: u16, y: u16, raw: &str, style: Style) -> u16 {
        if x >= self.area.width || y >= self.area.height {
            return 0;
        }
        let clean = text::clean(raw);
        let room = self.area.width - x;
        let (left, top) = (self.area.x + x, self.area.y + y);
        let shown = text::cut(&clean, room.into());
        let (end, _) = self.buf.set_stringn(left, top, shown, room.into(), style);
        end.saturating_sub(left)
    }

    /// Paints one line of text that ends `from_right` cells before the right edge.
    pub fn right(&mut self, from_right: u16, y: u16, raw: &str, style: Style) -> u16 {
        let clean = text::clean(raw).into_string();
        let width = u16::try_from(text::width(&clean)).unwrap_or(u16::MAX);
        let room = self.area.width.saturating_sub(from_right);
        self.text(
            room.saturating_sub(width),
            y,
            text::cut(&clean, room.into()),
            style,
        )
    }

    /// Paints pieces of different styles one after the other; gives the cells they took.
    pub fn pieces(&mut self, x: u16, y: u16, pieces: &[(&str, Style)]) -> u16 {
        let mut at = x;
        for (text, style) in pieces {
            at += self.text(at, y, text, *style);
        }
        at - x
    }

    /// Sets the style of a row without touching its text.
    pub fn tint(&mut self, y: u16, style: Style) {
        if y < self.area.height {
            let row = Rect {
                y: self.area.y + y,
                height: 1,
                ..self.area
            };
            self.buf.set_style(row, style);
        }
    }

    /// Empties the whole area.
    pub fn clear(&mut self, style: Style) {
        for y in self.area.top()..self.area.bottom() {
            for x in self.area.left()..self.area.right() {
                if let Some(cell) = self.buf.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }
}
