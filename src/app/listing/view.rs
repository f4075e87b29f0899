//! What a person has made of a list.

use crate::domain::list::Key;

/// Filter, order and columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct View {
    /// The filter as typed: a date like `fri` stays what it says.
    pub filter: String,
    /// The order, instead of the list's own.
    pub order: Option<Key>,
    /// Keys of the columns shown, in place of the list's own.
    pub columns: Option<Vec<&'static str>>,
}
