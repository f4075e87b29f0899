//! The cash forecast: on the golden ledger and against a model in plain Rust.

mod golden;
mod model;
