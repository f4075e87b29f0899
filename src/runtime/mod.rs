//! The loop, terminal, input thread and the execution of effects.
