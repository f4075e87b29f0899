//! Key figures: on the golden ledger, on published examples, and against a model in plain Rust.

mod examples;
mod golden;
mod model;
