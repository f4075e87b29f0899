//! The message catalogue, and dates and numbers as each language writes them.
//!
//! A [`Catalogue`] is a value passed explicitly; two languages can live in one process. The core keeps
//! its sentences as [`Message`]s (a key and its arguments) and leaves the wording to whoever shows them.
//!
//! Keys are named by area (`ui-`, `action-`, `form-`, `refused-`…). A test holds both files complete
//! and every key used.

mod catalogue;
mod date;
mod date_input;
mod date_order;
mod figure;
mod filter;
mod lang;
mod message;
mod number;

pub use catalogue::Catalogue;
pub use date_input::{DateRefused, Reading, Toward, parse_date};
pub use date_order::DateOrder;
pub use filter::filter_refused;
pub use lang::Lang;
pub use message::{Arg, Message};
pub use number::{AmountRefused, parse_amount};
