//! Rows in the text form of COPY.

use std::fmt::Write;

/// A block of rows, written field by field.
#[derive(Debug, Default)]
pub struct CopyBlock {
    text: String,
    in_row: bool,
}

impl CopyBlock {
    /// Writes a text, or NULL.
    pub fn text(&mut self, value: Option<&str>) {
        self.separate();
        let Some(value) = value else {
            self.text.push_str("\\N");
            return;
        };
        let mut rest = value;
        while let Some(at) = rest.find(['\\', '\n', '\r', '\t']) {
            self.text.push_str(&rest[..at]);
            self.text.push_str(match rest.as_bytes()[at] {
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                _ => "\\t",
            });
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
    }

    /// Writes what needs no escape: a number or a UUID.
    pub fn plain(&mut self, value: impl std::fmt::Display) {
        self.separate();
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{value}");
    }

    /// Writes bytes, or NULL.
    pub fn bytes(&mut self, value: Option<&[u8]>) {
        const HEX: [u8; 16] = *b"0123456789abcdef";
        self.separate();
        match value {
            None => self.text.push_str("\\N"),
            Some(bytes) => {
                self.text.push_str("\\\\x");
                for byte in bytes {
                    self.text.push(char::from(HEX[usize::from(byte >> 4)]));
                    self.text.push(char::from(HEX[usize::from(byte & 15)]));
                }
            }
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.text.push('\n');
        self.in_row = false;
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The block's bytes; it is empty afterwards.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }

    fn separate(&mut self) {
        if self.in_row {
            self.text.push('\t');
        }
        self.in_row = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_copy_reads_otherwise_is_escaped() {
        let mut block = CopyBlock::default();
        block.text(Some("a\tb\\N\r\n\u{e9}"));
        block.text(None);
        block.text(Some(""));
        block.plain(7);
        block.bytes(Some(&[0, 255]));
        block.end_row();
        let expected = "a\\tb\\\\N\\r\\n\u{e9}\t\\N\t\t7\t\\\\x00ff\n";
        assert_eq!(block.take(), expected.as_bytes());
        assert!(block.is_empty());
    }
}
