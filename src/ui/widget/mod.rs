//! Pieces that screens share.

mod list;
mod popup;

pub use list::{Cell, Column, Width, list};
pub use popup::popup;
