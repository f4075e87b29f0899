//! Making hidden characters visible.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// Combining marks kept on one base character; what piles up above is shown as code points, since it
/// would be painted over the lines above and below.
const MARKS_KEPT: usize = 3;

/// Text that is safe to show: no control, bidirectional, zero-width or TAG character.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Clean<'a>(Cow<'a, str>);

impl Clean<'_> {
    /// The same text, owned.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Clean<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Cleans one line: line breaks and tabs become visible as well.
pub fn clean(raw: &str) -> Clean<'_> {
    scrub(raw, |_| false)
}

/// Cleans several lines: `\n` stays, `\r\n` becomes `\n`, a tab becomes four spaces.
pub fn clean_lines(raw: &str) -> Clean<'_> {
    if !raw.contains(['\r', '\t']) {
        return scrub(raw, |c| c == '\n');
    }
    let flat = raw.replace("\r\n", "\n").replace('\t', "    ");
    Clean(Cow::Owned(scrub(&flat, |c| c == '\n').into_string()))
}

/// Text that a person typed or pasted, as it is kept: joiners, soft hyphens and whatever else takes no room
/// stay as they are, until they are shown. Line ends become `\n`, a tab four spaces; other control
/// characters, which no text has a use for, are written out.
pub fn typed(raw: &str) -> String {
    let flat = raw.replace("\r\n", "\n").replace('\t', "    ");
    written_out(&flat, |c| c.is_control() && c != '\n')
}

/// Text for a reader who is not at this terminal, such as a customer at their mail: what joins and shapes
/// letters stays, what steers is written out.
pub fn unsteered(raw: &str) -> String {
    written_out(raw, |c| steers(c) && !matches!(c, '\n' | '\t' | '\r'))
}

fn written_out(raw: &str, foreign: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match foreign(c) {
            true => out.push_str(&code_point(c)),
            false => out.push(c),
        }
    }
    out
}

fn code_point(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

fn scrub(raw: &str, keep: impl Fn(char) -> bool) -> Clean<'_> {
    let plain = |b: u8| (0x20..0x7f).contains(&b) || (b == b'\n' && keep('\n'));
    if raw.bytes().all(plain) {
        return Clean(Cow::Borrowed(raw));
    }
    let mut out = String::with_capacity(raw.len() + 8);
    let mut marks = 0;
    let mut changed = false;
    for c in raw.chars() {
        let bare = marks == 0 && out.is_empty();
        if keep(c) {
            marks = 0;
            out.push(c);
        } else if hidden(c) || (is_mark(c) && (bare || marks >= MARKS_KEPT)) {
            changed = true;
            out.push_str(&code_point(c));
        } else {
            marks = if is_mark(c) { marks + 1 } else { 0 };
            out.push(c);
        }
    }
    Clean(if changed {
        Cow::Owned(out)
    } else {
        Cow::Borrowed(raw)
    })
}

/// Whether a character steers the terminal, changes the reading order, or takes no room of its own.
///
/// The ranges are those of Unicode's `Default_Ignorable_Code_Point`, `Bidi_Control` and `Cc`, with the
/// interlinear marks, the Hangul fillers, and the non-characters.
pub fn hidden(c: char) -> bool {
    let code = u32::from(c);
    matches!(code,
        0x00..=0x1f | 0x7f..=0x9f | 0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5
        | 0x180b..=0x180f | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164
        | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
        | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
        || code & 0xfffe == 0xfffe
}

/// Control characters, and the ones that break lines, change the reading order or hide a text in another.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e0fff}')
}

/// A character drawn on top of the one before it.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && unicode_width::UnicodeWidthChar::width(c) == Some(0) && !hidden(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_left_alone_and_not_copied() {
        for text in ["ACME", "Société Générale", "日本", "Ação e\u{301}", ""] {
            assert!(matches!(clean(text).0, Cow::Borrowed(t) if t == text));
        }
    }

    #[test]
    fn what_steers_or_deceives_is_shown() {
        assert_eq!(&*clean("a\u{202e}b"), "a<U+202E>b");
        assert_eq!(&*clean("\u{1b}]0;x\u{7}"), "<U+001B>]0;x<U+0007>");
        assert_eq!(&*clean("\u{9b}2J"), "<U+009B>2J");
        assert_eq!(&*clean("a\u{200b}b\u{feff}"), "a<U+200B>b<U+FEFF>");
        assert_eq!(&*clean("x\u{e0041}"), "x<U+E0041>");
        assert_eq!(&*clean("a\nb"), "a<U+000A>b");
        assert_eq!(&*clean_lines("a\r\nb\tc\u{7}"), "a\nb    c<U+0007>");
    }

    #[test]
    fn what_is_typed_is_kept_but_for_controls() {
        let family =
            "\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f} می\u{200c}خواهم Zu\u{ad}cker \u{202e}abc";
        assert_eq!(typed(family), family);
        assert_eq!(typed("a\r\nb\tc\u{1b}\0"), "a\nb    c<U+001B><U+0000>");
        let pile = "\u{301}".repeat(9);
        assert_eq!(typed(&pile), pile);
    }

    #[test]
    fn a_mail_keeps_what_joins_letters_and_shows_what_steers() {
        assert_eq!(
            unsteered("می\u{200c}خواهم\r\n\u{202e}x\u{e0041}\u{9b}"),
            "می\u{200c}خواهم\r\n<U+202E>x<U+E0041><U+009B>"
        );
        for c in ('\0'..=char::MAX).filter(|c| steers(*c)) {
            assert!(hidden(c), "{c:?}");
        }
    }

    #[test]
    fn a_pile_of_marks_is_cut_short() {
        let pile = format!("a{}", "\u{301}".repeat(9));
        let shown = clean(&pile);
        assert_eq!(shown.matches('\u{301}').count(), MARKS_KEPT);
        assert_eq!(&*clean("\u{301}a"), "<U+0301>a");
    }

    #[test]
    fn nothing_hidden_is_left_in_any_character() {
        for c in (0..=0x10ffff).filter_map(char::from_u32) {
            let s = format!("a{c}b");
            assert!(!clean(&s).chars().any(hidden), "U+{:04X}", u32::from(c));
        }
    }
}
