//! File formats: from bytes to typed records and rejects.
//!
//! A delimited file goes through [`source`] (size, encoding), [`csv`] (records, limits), a
//! [`mapping`] and [`reader`], which gives rows in contract form; [`identity`] tells which thing a row is
//! and whether it says something new. Nothing is guessed: what a mapping
//! does not declare and a text does not say by itself is a reject with its line and reason.

mod agree;
pub mod csv;
pub mod date;
pub mod identity;
pub mod kind;
pub mod mapping;
pub mod number;
pub mod reader;
pub mod refusal;
pub mod row;
pub mod source;
pub mod terms;
