//! Text from outside (files, the database, a person's paste) and what makes it safe to show.
//!
//! Nothing that came from outside is written before it passed through here once: [`Untrusted`] has no
//! `Display`, [`Clean`] is what comes out of it. Characters that steer a terminal or deceive the eye
//! (controls, bidirectional overrides, zero-width and TAG characters) are shown as `<U+202E>`, never
//! dropped: a reader sees that somebody tried. What is kept in the database is what was given: it is made
//! harmless where it is shown.

mod ascii;
mod clean;
mod sheet;
mod untrusted;
mod width;

pub use ascii::{ascii, ascii_cell};
pub use clean::{Clean, clean, clean_lines, hidden, steers, typed, unsteered};
pub use sheet::disarmed;
pub use untrusted::Untrusted;
pub use width::{cut, fit, pad_left, width, wrap};
