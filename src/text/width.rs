//! Measuring and cutting text in terminal cells.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// The longest beginning of `text` that takes at most `cells`, never splitting a character.
pub fn cut(text: &str, cells: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// Shortens `text` to at most `cells`; what was cut is replaced by `ellipsis` (`…`, or `~` in ASCII).
pub fn fit(text: &str, cells: usize, ellipsis: char) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut out = cut(text, cells - 1).trim_end().to_owned();
    out.push(ellipsis);
    out
}

/// Fills with spaces on the left up to `cells`, for figures.
pub fn pad_left(text: &str, cells: usize) -> String {
    let missing = cells.saturating_sub(width(text));
    format!("{}{text}", " ".repeat(missing))
}

/// Breaks text into lines of at most `cells`, at spaces where there are any.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_inclusive(' ') {
            if width(&line) + width(word.trim_end_matches(' ')) > cells && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end_matches(' ').to_owned());
            }
            let mut rest = word;
            while width(rest.trim_end_matches(' ')) > cells {
                let head = cut(rest, cells);
                if head.is_empty() {
                    // A character wider than the whole line is dropped rather than looped on.
                    rest = rest.graphemes(true).next().map_or("", |g| &rest[g.len()..]);
                    continue;
                }
                lines.push(head.to_owned());
                rest = &rest[head.len()..];
            }
            line.push_str(rest);
        }
        lines.push(line.trim_end_matches(' ').to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_not_characters() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(cut("日本", 3), "日");
        assert_eq!(fit("Société", 5, '…'), "Soci…");
        assert_eq!(fit("日本語", 5, '~'), "日本~");
        assert_eq!(fit("abc", 0, '…'), "");
        assert_eq!(fit("abc", 3, '…'), "abc");
        assert_eq!(pad_left("7", 3), "  7");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        assert_eq!(wrap("to be or not", 6), ["to be", "or not"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        for cells in 0..5 {
            for line in wrap("日本 語 x", cells) {
                assert!(width(&line) <= cells.max(2), "{line:?} in {cells}");
            }
        }
    }
}
