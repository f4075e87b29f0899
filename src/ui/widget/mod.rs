//! Pieces that screens share.

pub mod bar;
mod list;
mod listing;
mod popup;
mod tabs;
mod unloaded;

pub use list::{Cell, Column, Dress, Width, list, list_in};
pub use listing::{filtered, heading, listing, plain};
pub use popup::popup;
pub use tabs::tabs;
pub use unloaded::unloaded;
