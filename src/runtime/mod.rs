//! The loop, terminal, input thread and the execution of effects.

pub mod open;
