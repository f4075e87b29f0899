//! From the bytes of a terminal to keys and pasted text.

use crate::app::key::{Code, Key};
use crate::text::Untrusted;

/// Something typed.
#[derive(Debug, PartialEq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// Text between the marks of bracketed paste.
    Paste(Untrusted),
}

/// Pasted text beyond this is cut: no field takes more.
const MOST_PASTED: usize = 64 * 1024;

/// An escape sequence longer than this is none.
const LONGEST_SEQUENCE: usize = 32;

const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Takes bytes as they come, in whatever pieces.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// Takes bytes; gives what is complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Typed> {
        self.bytes.extend_from_slice(bytes);
        let mut typed = Vec::new();
        let mut used = 0;
        while used < self.bytes.len() {
            if self.paste.is_some() {
                match self.pasted(used) {
                    Some((to, done)) => {
                        used = to;
                        typed.extend(done);
                        continue;
                    }
                    None => break,
                }
            }
            if self.bytes[used..].starts_with(PASTE_BEGINS) {
                self.paste = Some(Vec::new());
                used += PASTE_BEGINS.len();
                continue;
            }
            match key(&self.bytes[used..]) {
                Some((length, found)) => {
                    used += length;
                    typed.extend(found.map(Typed::Key));
                }
                None => break,
            }
        }
        self.bytes.drain(..used);
        typed
    }

    /// Whether an unfinished sequence waits: if nothing follows soon, it was the Escape key.
    pub fn waits(&self) -> bool {
        self.paste.is_none() && !self.bytes.is_empty()
    }

    /// Nothing followed: what waits is taken as it stands.
    pub fn give_up(&mut self) -> Vec<Typed> {
        let waiting = std::mem::take(&mut self.bytes);
        match waiting.split_first() {
            Some((0x1b, rest)) => {
                let mut typed = vec![Typed::Key(Code::Esc.into())];
                // `ESC [` alone is what Alt-[ sends; the rest is dropped rather than typed.
                if rest.len() == 1 && rest[0] != b'[' && rest[0] != b'O' {
                    typed.extend(self.feed(rest));
                }
                typed
            }
            _ => Vec::new(),
        }
    }

    /// Takes pasted bytes up to the end mark; a mark may come in two pieces.
    fn pasted(&mut self, from: usize) -> Option<(usize, Option<Typed>)> {
        let pending = &self.bytes[from..];
        let paste = self.paste.as_mut()?;
        let end = pending
            .windows(PASTE_ENDS.len())
            .position(|w| w == PASTE_ENDS);
        let sure = end.unwrap_or_else(|| pending.len().saturating_sub(PASTE_ENDS.len() - 1));
        if end.is_none() && sure == 0 {
            return None;
        }
        let room = MOST_PASTED.saturating_sub(paste.len());
        paste.extend_from_slice(&pending[..sure.min(room)]);
        if end.is_none() {
            return Some((from + sure, None));
        }
        let bytes = self.paste.take().unwrap_or_default();
        // Raw mode turns the terminal's line ends into carriage returns.
        let text = String::from_utf8_lossy(&bytes)
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let done = Typed::Paste(Untrusted::new(text));
        Some((from + sure + PASTE_ENDS.len(), Some(done)))
    }
}

/// The first key of `bytes` with its length; a sequence that is no key of ours gives none. `None` when it
/// is not complete.
fn key(bytes: &[u8]) -> Option<(usize, Option<Key>)> {
    let first = *bytes.first()?;
    match first {
        0x1b => escape(bytes),
        b'\r' => Some((1, Some(Code::Enter.into()))),
        b'\t' => Some((1, Some(Code::Tab.into()))),
        0x7f | 0x08 => Some((1, Some(Code::Backspace.into()))),
        0 => Some((1, None)),
        1..=7 | 10..=12 | 14..=26 => Some((1, Some(Key::ctrl(char::from(b'a' + first - 1))))),
        28..=31 => Some((1, None)),
        b' '..=b'~' => Some((1, Some(Key::char(char::from(first))))),
        _ => character(bytes),
    }
}

/// A character of several bytes; what is no UTF-8 is skipped.
fn character(bytes: &[u8]) -> Option<(usize, Option<Key>)> {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Some((1, None)),
    };
    let have = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(have) {
        Ok(text) => {
            let c = text.chars().next().filter(|c| !crate::text::hidden(*c));
            Some((length, c.map(Key::char)))
        }
        Err(error) if error.error_len().is_some() => Some((1, None)),
        Err(_) => None,
    }
}

fn escape(bytes: &[u8]) -> Option<(usize, Option<Key>)> {
    match bytes.get(1)? {
        b'[' => {
            let end = bytes[2..].iter().position(|b| (0x40..=0x7e).contains(b));
            let Some(end) = end else {
                return (bytes.len() > LONGEST_SEQUENCE).then_some((bytes.len(), None));
            };
            let parameters = &bytes[2..2 + end];
            let last = bytes[2 + end];
            // `ESC [ [ A` is F1 on the Linux console.
            if last == b'[' && parameters.is_empty() {
                let c = bytes.get(3)?;
                let f = (b'A'..=b'E')
                    .contains(c)
                    .then(|| Code::F(c - b'A' + 1).into());
                return Some((4, f));
            }
            Some((3 + end, sequence(parameters, last)))
        }
        b'O' => {
            let code = match bytes.get(2)? {
                b'A' => Some(Code::Up),
                b'B' => Some(Code::Down),
                b'C' => Some(Code::Right),
                b'D' => Some(Code::Left),
                b'H' => Some(Code::Home),
                b'F' => Some(Code::End),
                b'M' => Some(Code::Enter),
                c @ b'P'..=b'S' => Some(Code::F(c - b'P' + 1)),
                _ => None,
            };
            Some((3, code.map(Key::plain)))
        }
        // Nothing is bound to Alt, and over a slow line Escape and the next key come in one piece: they are
        // read as the two keys that were pressed.
        _ => Some((1, Some(Code::Esc.into()))),
    }
}

fn sequence(parameters: &[u8], last: u8) -> Option<Key> {
    let text = std::str::from_utf8(parameters).ok()?;
    let mut numbers = text.split(';').map(|n| n.parse::<u16>().ok());
    let first = numbers.next().flatten();
    let modifiers = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let code = match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'Z' => Code::BackTab,
        b'P'..=b'S' => Code::F(last - b'P' + 1),
        b'~' => match first? {
            1 | 7 => Code::Home,
            3 => Code::Delete,
            4 | 8 => Code::End,
            5 => Code::PageUp,
            6 => Code::PageDown,
            n @ 11..=15 => Code::F(n as u8 - 10),
            n @ 17..=21 => Code::F(n as u8 - 11),
            n @ 23..=24 => Code::F(n as u8 - 12),
            _ => return None,
        },
        _ => return None,
    };
    Some(Key {
        code,
        ctrl: modifiers & 4 != 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(typed: &[Typed]) -> Vec<String> {
        typed
            .iter()
            .map(|t| match t {
                Typed::Key(key) => key.to_string(),
                Typed::Paste(text) => format!("<{}>", text.raw()),
            })
            .collect()
    }

    fn all_at_once(bytes: &[u8]) -> Vec<String> {
        let mut decoder = Decoder::default();
        let mut typed = decoder.feed(bytes);
        typed.extend(decoder.give_up());
        keys(&typed)
    }

    const CASES: [(&[u8], &[&str]); 18] = [
        (b"gw\r", &["g", "w", "enter"]),
        (
            b"\x1b[A\x1bOB\x1b[5~\x1b[6~",
            &["up", "down", "pageup", "pagedown"],
        ),
        (b"\x1b[1;5C", &["ctrl-right"]),
        (b"\x1bOP\x1b[24~\x1b[[B", &["f1", "f12", "f2"]),
        (
            b"\x1b[Z\t\x7f\x08",
            &["backtab", "tab", "backspace", "backspace"],
        ),
        (b"\x04\x0a\x03", &["ctrl-d", "ctrl-j", "ctrl-c"]),
        ("é日".as_bytes(), &["é", "日"]),
        (b"\xff\xc3(a", &["(", "a"]),
        (b"\x1b", &["esc"]),
        (b"\x1bgd", &["esc", "g", "d"]),
        (b"\x1b\x1b[A", &["esc", "up"]),
        (b"\x1bx", &["esc", "x"]),
        (b"\x1b\x03", &["esc", "ctrl-c"]),
        (
            b"\x1b[200~a\rb\x1b[A\x03\x1b[201~q",
            &["<a\nb\x1b[A\x03>", "q"],
        ),
        (b"\x1b[<0;1;1M\x1b[99~a", &["a"]),
        (b"\x1b[200~", &[]),
        ("\u{202e}\u{9b}x".as_bytes(), &["x"]),
        (b"\0 \x1d", &["space"]),
    ];

    #[test]
    fn what_terminals_send() {
        for (bytes, expected) in CASES {
            assert_eq!(all_at_once(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn the_same_in_single_bytes() {
        for (bytes, expected) in CASES {
            let mut decoder = Decoder::default();
            let mut typed: Vec<Typed> = bytes.iter().flat_map(|b| decoder.feed(&[*b])).collect();
            typed.extend(decoder.give_up());
            assert_eq!(keys(&typed), expected, "{bytes:?}");
        }
    }

    #[test]
    fn noise_never_stops_it() {
        use rand::{RngExt, SeedableRng};
        let seed: u64 = rand::random();
        println!("seed {seed}");
        let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
        for _ in 0..2_000 {
            let mut decoder = Decoder::default();
            for _ in 0..rng.random_range(0..60) {
                let byte = match rng.random_range(0..4) {
                    0 => 0x1b,
                    1 => b'[',
                    _ => rng.random(),
                };
                decoder.feed(&[byte]);
            }
            decoder.feed(b"\x1b[201~");
            decoder.give_up();
            assert_eq!(keys(&decoder.feed(b"k")), ["k"]);
        }
    }
}
