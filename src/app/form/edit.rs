//! A text being edited.

use unicode_segmentation::UnicodeSegmentation;

use crate::app::key::{Code, Key};
use crate::text;

/// Text with a cursor, as it was typed: whoever paints it makes it harmless. Long enough for a note, short enough for every database column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    text: String,
    /// Byte index of the cursor, always between two graphemes.
    at: usize,
    lines: bool,
    /// What stands there was offered: the first character typed takes its place.
    offered: bool,
}

/// Bytes a text may have.
const MOST_BYTES: usize = 8_000;

impl Edit {
    /// One line.
    pub fn line(text: &str) -> Edit {
        Edit {
            text: text.to_owned(),
            at: text.len(),
            lines: false,
            offered: false,
        }
    }

    /// One line with a text in it that the first character typed replaces; whoever moves the cursor keeps it.
    pub fn offering(text: &str) -> Edit {
        Edit {
            offered: !text.is_empty(),
            ..Edit::line(text)
        }
    }

    /// Whether what stands there is replaced by the first character typed.
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// Several lines.
    pub fn lines(text: &str) -> Edit {
        Edit {
            lines: true,
            ..Edit::line(text)
        }
    }

    /// Whether it may have several lines.
    pub fn has_lines(&self) -> bool {
        self.lines
    }

    /// What stands there.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.at]
    }

    /// Replaces all.
    pub fn set(&mut self, text: &str) {
        self.offered = false;
        self.text.clear();
        self.at = 0;
        self.insert(text);
    }

    /// Takes a key; `None` when it is not for editing, else whether the text has changed.
    pub fn key(&mut self, key: Key) -> Option<bool> {
        let (was, offered) = (self.text.len(), self.offered);
        match (key.code, key.ctrl) {
            (Code::Char('j'), true) if self.lines => {
                self.insert("\n");
            }
            (Code::Char('u'), true) => {
                self.text.drain(..self.at);
                self.at = 0;
            }
            (Code::Char('w'), true) => {
                let keep = self.before().trim_end().rfind(char::is_whitespace);
                let keep = keep.map_or(0, |i| {
                    i + self.text[i..].chars().next().map_or(1, char::len_utf8)
                });
                self.text.drain(keep..self.at);
                self.at = keep;
            }
            (Code::Char(c), false) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            (Code::Backspace, false) => {
                let keep = self.left();
                self.text.drain(keep..self.at);
                self.at = keep;
            }
            (Code::Delete, false) => {
                let to = self.right();
                self.text.drain(self.at..to);
            }
            (Code::Left, false) => self.at = self.left(),
            (Code::Right, false) => self.at = self.right(),
            (Code::Home, false) => self.at = 0,
            (Code::End, false) => self.at = self.text.len(),
            _ => return None,
        }
        self.offered = false;
        Some(self.text.len() != was || (offered && matches!(key.code, Code::Char(_))))
    }

    /// Takes the character before the cursor away.
    pub fn rub_out(&mut self) {
        let last = self.before().chars().next_back();
        self.at -= last.map_or(0, char::len_utf8);
        if last.is_some() {
            self.text.remove(self.at);
        }
    }

    /// Puts text in at the cursor, as data: in one line a break becomes a space, other controls are
    /// written out, all else is kept as it came. Gives how many characters at its end had no room.
    pub fn insert(&mut self, raw: &str) -> usize {
        if std::mem::take(&mut self.offered) {
            self.text.clear();
            self.at = 0;
        }
        let mut flat = text::typed(raw);
        if !self.lines {
            flat = flat.replace('\n', " ");
        }
        let mut room = MOST_BYTES.saturating_sub(self.text.len()).min(flat.len());
        while !flat.is_char_boundary(room) {
            room -= 1;
        }
        self.text.insert_str(self.at, &flat[..room]);
        self.at += room;
        // What was typed may have joined the grapheme behind it.
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        flat[room..].chars().count()
    }

    fn left(&self) -> usize {
        self.before()
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(i, _)| i)
    }

    fn right(&self) -> usize {
        let next = self.text[self.at..].graphemes(true).next();
        self.at + next.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(edit: &mut Edit, keys: &[Key]) {
        for key in keys {
            edit.key(*key);
        }
    }

    #[test]
    fn editing_moves_by_what_one_sees() {
        let mut edit = Edit::line("ae\u{301}o");
        keys(&mut edit, &[Code::Left.into(), Code::Backspace.into()]);
        assert_eq!(edit.text(), "ao");
        keys(
            &mut edit,
            &[Code::Home.into(), Code::Delete.into(), Key::char('É')],
        );
        assert_eq!(edit.text(), "Éo");
        let mut edit = Edit::line("call\u{a0}back  later ");
        edit.key(Key::ctrl('w'));
        assert_eq!(edit.text(), "call\u{a0}back  ");
        edit.key(Key::ctrl('w'));
        assert_eq!(edit.text(), "call\u{a0}");
        edit.key(Key::ctrl('u'));
        assert_eq!(edit.text(), "");
    }

    #[test]
    fn what_is_offered_gives_way_to_what_is_typed() {
        let mut edit = Edit::offering("30/06/2026");
        edit.key(Key::char('f'));
        edit.key(Key::char('r'));
        assert_eq!(edit.text(), "fr");
        let mut kept = Edit::offering("30/06/2026");
        keys(&mut kept, &[Code::Backspace.into(), Key::char('7')]);
        assert_eq!(kept.text(), "30/06/2027");
        let mut pasted = Edit::offering("30/06/2026");
        pasted.insert("+10");
        assert_eq!(pasted.text(), "+10");
    }

    #[test]
    fn pasted_text_is_data() {
        let mut line = Edit::line("");
        line.insert("a\r\nb\u{1b}[201~\u{3}");
        assert_eq!(line.text(), "a b<U+001B>[201~<U+0003>");
        let mut lines = Edit::lines("");
        lines.insert("a\r\nb");
        lines.key(Key::ctrl('j'));
        assert_eq!(lines.text(), "a\nb\n");
        let joined = "\u{1f469}\u{200d}\u{1f467}\u{fe0f} می\u{200c}خواهم \u{ad}\u{202e}";
        let mut kept = Edit::line("");
        kept.insert(joined);
        assert_eq!(kept.text(), joined);
        let over = lines.insert(&"é".repeat(9_000));
        assert!(lines.text().len() <= MOST_BYTES);
        assert_eq!(over, 9_000 - (lines.text().len() - "a\nb\n".len()) / 2);
        assert_eq!(lines.insert(""), 0);
        for _ in 0..20 {
            lines.key(Code::Backspace.into());
        }
    }
}
