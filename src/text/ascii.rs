//! Text for terminals that show nothing but ASCII.

use deunicode::deunicode_char;

use super::width;

/// The text in ASCII, as people write it there: `é` is `e`, `…` is `...`, `€` is `EUR`; `?` for what nobody
/// could guess. It may take other cells than before: for sentences, before they are laid out.
pub fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match written(c) {
            Some(ascii) => out.push_str(ascii),
            None if c.is_ascii() => out.push(c),
            None => out.push('?'),
        }
    }
    out
}

/// What stands in one cell, in one character of ASCII: for names and numbers that are laid out already.
pub fn ascii_cell(symbol: &str) -> char {
    let Some(first) = symbol.chars().next() else {
        return ' ';
    };
    if first.is_ascii() {
        // What follows are marks on it.
        return first;
    }
    let mut letters = written(first).unwrap_or_default().chars();
    match (letters.next(), letters.next()) {
        // Of a Chinese character nobody knows the first letter.
        _ if width(symbol) > 1 => '?',
        (Some(one), None) => one,
        (Some('.'), _) => '.',
        (Some(one), _) if one.is_ascii_alphanumeric() => one,
        _ => '?',
    }
}

fn written(c: char) -> Option<&'static str> {
    match c {
        _ if c.is_ascii() => None,
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(" "),
        '·' | '•' | '–' | '—' | '−' => Some("-"),
        '«' | '»' | '“' | '”' => Some("\""),
        '’' | '‘' => Some("'"),
        '€' => Some("EUR"),
        _ => deunicode_char(c).filter(|ascii| !ascii.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_written_out() {
        for (text, plain) in [
            ("Relevé de compte…", "Releve de compte..."),
            ("1\u{a0}234,56\u{a0}€", "1 234,56 EUR"),
            ("« l’œuvre » · 3 à 5", "\" l'oeuvre \" - 3 a 5"),
            ("plain\n", "plain\n"),
            ("\u{202e}\u{e0041}", "??"),
        ] {
            assert_eq!(ascii(text), plain);
        }
    }

    #[test]
    fn a_cell_stays_one_cell_of_ascii_whatever_stands_in_it() {
        for (symbol, plain) in [
            ("é", 'e'),
            ("e\u{301}", 'e'),
            ("Ł", 'L'),
            ("œ", 'o'),
            ("ß", 's'),
            ("…", '.'),
            ("€", 'E'),
            ("\u{a0}", ' '),
            ("日", '?'),
            ("\u{202e}", '?'),
            ("", ' '),
            ("a", 'a'),
        ] {
            assert_eq!(ascii_cell(symbol), plain, "{symbol}");
        }
        for c in ('\0'..=char::MAX).filter(|c| !super::super::hidden(*c)) {
            let plain = ascii_cell(c.encode_utf8(&mut [0; 4]));
            assert!((' '..='~').contains(&plain), "{c:?} gives {plain:?}");
        }
    }
}
