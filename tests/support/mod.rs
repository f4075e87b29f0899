//! What the tests stand on.

#![allow(dead_code, reason = "support is for whichever test needs it")]

pub mod data;
pub mod db;
pub mod svg;
