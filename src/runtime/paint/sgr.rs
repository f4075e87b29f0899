//! Colours and attributes, changed by difference.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What the terminal writes in at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// Attributes with the codes that turn them on and off.
const ATTRIBUTES: [(Modifier, &str, &str); 5] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::REVERSED, "7", "27"),
];

impl Look {
    /// Whether a cell written in this look shows as it should: a blank shows nothing of its letters' colour.
    pub(super) fn suits(self, cell: &Cell) -> bool {
        let seen = Modifier::REVERSED | Modifier::UNDERLINED;
        let blank = cell.symbol() == " " && !(cell.modifier | self.modifier).intersects(seen);
        self.bg == cell.bg
            && (blank || (self.fg == cell.fg && self.modifier == cell.modifier & known()))
    }
}

fn known() -> Modifier {
    ATTRIBUTES
        .iter()
        .fold(Modifier::empty(), |all, (one, ..)| all | *one)
}

/// Makes the terminal write as `cell` wants, in as few bytes as possible.
pub(super) fn change(bytes: &mut Vec<u8>, from: Look, cell: &Cell) -> Look {
    if from.suits(cell) {
        return from;
    }
    let to = Look {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier & known(),
    };
    let step = codes(from, to);
    let anew = codes(Look::default(), to);
    let anew = if anew.is_empty() {
        String::new()
    } else {
        format!("0;{anew}")
    };
    let shorter = if anew.len() < step.len() { anew } else { step };
    bytes.extend_from_slice(b"\x1b[");
    bytes.extend_from_slice(shorter.as_bytes());
    bytes.push(b'm');
    to
}

fn codes(from: Look, to: Look) -> String {
    let mut codes: Vec<String> = Vec::new();
    let gone = from.modifier - to.modifier;
    let mut new = to.modifier - from.modifier;
    for (attribute, _, off) in ATTRIBUTES {
        if gone.contains(attribute) && !codes.iter().any(|c| c == off) {
            codes.push(off.to_owned());
            // Bold and dim go by one code: what stays of them is turned on again.
            if off == "22" {
                new |= to.modifier & (Modifier::BOLD | Modifier::DIM);
            }
        }
    }
    for (attribute, on, _) in ATTRIBUTES {
        if new.contains(attribute) {
            codes.push(on.to_owned());
        }
    }
    if from.fg != to.fg {
        codes.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        codes.push(colour(to.bg, 40));
    }
    codes.join(";")
}

/// `base` is 30 for letters, 40 for what is behind them.
fn colour(colour: Color, base: u8) -> String {
    let bright = base + 60;
    let code = match colour {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(n) => return format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
    };
    code.to_string()
}
