//! The loop, terminal, input thread and the execution of effects.

pub mod open;
mod options;

pub use options::RunOptions;
