//! Paper and the window of the envelope, by the country of the sender. In points, 72 to the inch, from the top left.

/// Points of so many millimetres.
const fn mm(length: f32) -> f32 {
    length * 72.0 / 25.4
}

/// What a letter is printed on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    /// Width and height of the sheet.
    pub size: [f32; 2],
    /// Where the address begins, so that the window of the usual envelope shows it.
    pub address: [f32; 2],
    /// Where the sender stands: beside the address, or above it.
    pub sender: [f32; 2],
}

/// White space on both sides.
pub const MARGIN: f32 = mm(22.0);
/// White space above.
pub const TOP: f32 = mm(18.0);
/// White space below, in which the foot stands.
pub const BOTTOM: f32 = mm(24.0);
/// How wide an address may be.
pub const ADDRESS: f32 = mm(82.0);

/// Where the sender must end, above the window.
pub const HEADING: f32 = mm(47.0);
/// Where the window ends.
pub const WINDOW: f32 = mm(84.0);

const A4: [f32; 2] = [mm(210.0), mm(297.0)];
const LETTER: [f32; 2] = [612.0, 792.0];

impl Paper {
    /// The habits of a country, by its ISO 3166 code: the window is on the right in France (NF Z 11-001), Belgium, Switzerland and
    /// Italy, on the left elsewhere (DIN 5008 B); North America writes on paper of its own.
    pub fn of(country: &str) -> Paper {
        match country {
            "FR" | "BE" | "CH" | "IT" | "LU" | "MC" => Paper {
                size: A4,
                address: [mm(108.0), mm(50.0)],
                sender: [MARGIN, TOP],
            },
            "US" | "CA" => Paper {
                size: LETTER,
                address: [MARGIN, mm(52.0)],
                sender: [MARGIN, TOP],
            },
            _ => Paper {
                size: A4,
                address: [MARGIN, mm(50.0)],
                sender: [mm(122.0), TOP],
            },
        }
    }

    /// How wide text may be.
    pub fn measure(&self) -> f32 {
        self.size[0] - 2.0 * MARGIN
    }

    /// The lowest point that text may reach.
    pub fn floor(&self) -> f32 {
        self.size[1] - BOTTOM
    }
}
