//! Symbols, for terminals that show Unicode and those that do not.

/// Symbols of one cell each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Glyphs {
    pub selected: char,
    pub mark: char,
    pub ellipsis: char,
    pub dot: char,
    pub horizontal: char,
    pub vertical: char,
    pub corners: [char; 4],
    pub checked: &'static str,
    pub unchecked: &'static str,
    pub chosen: &'static str,
    pub unchosen: &'static str,
    pub up: char,
    pub down: char,
    /// Eighths of a cell from the left, for bars.
    pub bar: [char; 8],
    /// Eighths of a cell from the bottom, for trends.
    pub column: [char; 8],
    /// Fills that tell parts of a bar apart without colour.
    pub shades: [char; 4],
}

impl Glyphs {
    /// For a terminal in UTF-8. No emoji and nothing of two cells.
    pub const UNICODE: Glyphs = Glyphs {
        selected: '▶',
        mark: '●',
        ellipsis: '…',
        dot: '·',
        horizontal: '─',
        vertical: '│',
        corners: ['┌', '┐', '└', '┘'],
        checked: "[x]",
        unchecked: "[ ]",
        chosen: "(•)",
        unchosen: "( )",
        up: '▲',
        down: '▼',
        bar: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
        column: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        shades: ['░', '▒', '▓', '█'],
    };

    /// For any other one.
    pub const ASCII: Glyphs = Glyphs {
        selected: '>',
        mark: '*',
        ellipsis: '~',
        dot: '-',
        horizontal: '-',
        vertical: '|',
        corners: ['+', '+', '+', '+'],
        checked: "[x]",
        unchecked: "[ ]",
        chosen: "(o)",
        unchosen: "( )",
        up: '^',
        down: 'v',
        bar: [' ', ' ', '-', '-', '=', '=', '#', '#'],
        column: ['_', '_', '.', '.', '-', '-', '=', '='],
        shades: ['.', ':', '+', '#'],
    };

    /// Whether they are for a terminal that shows nothing but ASCII.
    pub fn are_ascii(&self) -> bool {
        *self == Glyphs::ASCII
    }

    /// By the locale of the environment (`LC_ALL`, `LC_CTYPE`, `LANG`): Unicode when it says UTF-8.
    pub fn of_locale(locale: &str) -> Glyphs {
        let locale = locale.to_ascii_lowercase();
        if locale.contains("utf-8") || locale.contains("utf8") {
            Glyphs::UNICODE
        } else {
            Glyphs::ASCII
        }
    }
}
