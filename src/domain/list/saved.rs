//! A view of a list that a person keeps.

/// Filter, order and columns of a list, under a name. Lists and fields are called as in the person's file:
/// what is not known, or not any more, is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedView {
    /// The list's name.
    pub list: String,
    /// What the person calls it.
    pub name: String,
    /// The filter as typed; empty for none.
    pub filter: String,
    /// A field's key, with `:desc` for the largest first; empty for the list's own order.
    pub sort: String,
    /// Keys of the columns shown; empty for the list's own.
    pub columns: Vec<String>,
}
