//! Pages of a list, by key and never by a deep offset.

/// A place in a sorted list: the sort key and the id of a row, in a form that only the list's own query
/// reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub String);

/// Which rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetch {
    /// The first ones.
    First,
    /// The last ones, in list order.
    Last,
    /// Those after a place, without it.
    After(Cursor),
    /// Those before a place, without it, in list order.
    Before(Cursor),
    /// Those from a place on, with it: a refresh that stays where it is.
    From(Cursor),
}

/// Some consecutive rows of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<R> {
    /// The rows, in list order.
    pub rows: Vec<R>,
    /// The place of the first row when more come before it.
    pub before: Option<Cursor>,
    /// The place of the last row when more come after it.
    pub after: Option<Cursor>,
    /// The place of the first row, whether or not more come before it; `None` of an empty page.
    pub first: Option<Cursor>,
    /// Rows of the whole list, where it was counted.
    pub total: Option<u64>,
}

impl<R> Default for Page<R> {
    fn default() -> Self {
        Page {
            rows: Vec::new(),
            before: None,
            after: None,
            first: None,
            total: None,
        }
    }
}

impl<R> Page<R> {
    /// A list that fits one page.
    pub fn whole(rows: Vec<R>) -> Self {
        let total = Some(rows.len() as u64);
        Page {
            rows,
            total,
            ..Page::default()
        }
    }
}
