//! What goes out on paper, and what is attached for the customer to print: letters and statements of account as PDF/A-2b
//! (ISO 19005-2), with their type embedded, so that they look and read the same in ten years.

mod letter;
mod lines;
mod paper;
mod sheet;
mod statement;
mod table;

pub use letter::letter;
pub use sheet::Unprintable;
pub use statement::statement;

/// The media type of what is printed.
pub const MEDIA_TYPE: &str = "application/pdf";
