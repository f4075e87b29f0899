//! What every figure and rule of collections means. Imports nothing of ours.

pub mod currency;
pub mod money;
