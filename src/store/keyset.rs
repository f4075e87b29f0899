//! Pages by key: from a [`Fetch`] to the bounds of a statement, and from its rows to a [`Page`].
//!
//! A list's order ends in a unique id, so that a place in it is its sort key. Statements exist in two
//! directions and leave out the place itself; to begin *with* it, the id moves by one against the order.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use super::error::StoreError;
use crate::domain::page::{Cursor, Fetch, Page};

/// What a statement needs to know of a [`Fetch`].
#[derive(Debug, Clone)]
pub(super) struct Bounds {
    /// Against the list's order, from its end.
    pub backward: bool,
    /// The fields of the place to begin beyond, the id last; `None` begins at the end.
    place: Option<Vec<String>>,
}

impl Bounds {
    /// Of a list whose ids descend.
    pub(super) fn new(fetch: &Fetch) -> super::Result<Self> {
        Self::moved(fetch, |at| at.saturating_add(1))
    }

    /// Of a list whose ids ascend.
    pub(super) fn ascending(fetch: &Fetch) -> super::Result<Self> {
        Self::moved(fetch, |at| at.saturating_sub(1))
    }

    fn moved(fetch: &Fetch, by_one: impl Fn(u128) -> u128) -> super::Result<Self> {
        let (backward, cursor) = match fetch {
            Fetch::First => (false, None),
            Fetch::Last => (true, None),
            Fetch::After(cursor) | Fetch::From(cursor) => (false, Some(cursor)),
            Fetch::Before(cursor) => (true, Some(cursor)),
        };
        let mut place: Option<Vec<String>> =
            cursor.map(|cursor| cursor.0.split('|').map(str::to_owned).collect());
        if let (Fetch::From(_), Some(last)) = (fetch, place.as_mut().and_then(|p| p.last_mut())) {
            let at: Uuid = read(last)?;
            *last = Uuid::from_u128(by_one(at.as_u128())).to_string();
        }
        Ok(Self { backward, place })
    }

    /// A field of the place; `None` when there is no place.
    pub(super) fn field<T: FromStr>(&self, at: usize) -> super::Result<Option<T>> {
        let Some(place) = &self.place else {
            return Ok(None);
        };
        let text = place.get(at).ok_or_else(unreadable)?;
        read(text).map(Some)
    }

    /// A moment of the place; without a place, one beyond the end to begin at. Newest come first.
    pub(super) fn time(&self, at: usize) -> super::Result<DateTime<Utc>> {
        match self.field::<i64>(at)? {
            Some(micros) => DateTime::from_timestamp_micros(micros).ok_or_else(unreadable),
            None if self.backward => Ok(FIRST_DAY.and_time(NaiveTime::MIN).and_utc()),
            None => Ok(LAST_DAY.and_time(NaiveTime::MIN).and_utc()),
        }
    }

    /// A date of the place; without a place, one beyond the end to begin at.
    pub(super) fn day(&self, at: usize, newest_first: bool) -> super::Result<NaiveDate> {
        match self.field::<NaiveDate>(at)? {
            Some(day) => Ok(day.clamp(FIRST_DAY, LAST_DAY)),
            None if self.backward == newest_first => Ok(FIRST_DAY),
            None => Ok(LAST_DAY),
        }
    }
}

/// A moment in a place: microseconds, as the server counts them.
pub(super) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// A date beyond every date of a ledger on either side; both fit the server's range.
pub(super) const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("a date");
pub(super) const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");

fn read<T: FromStr>(text: &str) -> super::Result<T> {
    text.parse().map_err(|_| unreadable())
}

fn unreadable() -> StoreError {
    StoreError::refused("cursor-unreadable", None)
}

/// A place from the fields of its key, the id last.
pub(super) fn cursor(fields: &[&dyn std::fmt::Display]) -> Cursor {
    let fields: Vec<String> = fields.iter().map(ToString::to_string).collect();
    Cursor(fields.join("|"))
}

/// Makes a page of at most `limit` rows from up to one more, in the order the statement gave them.
pub(super) fn page<R>(
    fetch: &Fetch,
    limit: u32,
    mut rows: Vec<R>,
    place: impl Fn(&R) -> Cursor,
) -> Page<R> {
    let limit = limit as usize;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let backward = matches!(fetch, Fetch::Last | Fetch::Before(_));
    if backward {
        rows.reverse();
    }
    let first = rows.first().map(&place);
    let last = rows.last().map(&place);
    let more_before = match fetch {
        Fetch::First => false,
        Fetch::After(_) | Fetch::From(_) => true,
        Fetch::Last | Fetch::Before(_) => more,
    };
    let more_after = match fetch {
        Fetch::First | Fetch::After(_) | Fetch::From(_) => more,
        Fetch::Before(_) => true,
        Fetch::Last => false,
    };
    Page {
        before: first.clone().filter(|_| more_before),
        after: last.filter(|_| more_after),
        first,
        total: None,
        rows,
    }
}

/// The page with its rows read into values of the domain.
pub(super) fn read_rows<A, B>(
    page: Page<A>,
    read: impl Fn(A) -> super::Result<B>,
) -> super::Result<Page<B>> {
    Ok(Page {
        rows: page.rows.into_iter().map(read).collect::<Result<_, _>>()?,
        before: page.before,
        after: page.after,
        first: page.first,
        total: page.total,
    })
}

/// The rows a statement is asked for: one more than shown tells whether there are more.
pub(super) fn asked(limit: u32) -> i32 {
    i32::try_from(limit.saturating_add(1)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(fetch: &Fetch, rows: Vec<i32>) -> Page<i32> {
        page(fetch, 3, rows, |n| Cursor(n.to_string()))
    }

    #[test]
    fn a_page_tells_whether_there_is_more_on_either_side() {
        let at = |n: i32| Some(Cursor(n.to_string()));
        let first = numbers(&Fetch::First, vec![1, 2, 3, 4]);
        assert_eq!((first.before, first.after), (None, at(3)));
        let last = numbers(&Fetch::Last, vec![9, 8, 7, 6]);
        assert_eq!(last.rows, [7, 8, 9]);
        assert_eq!((last.before, last.after), (at(7), None));
        let middle = numbers(&Fetch::Before(Cursor("4".into())), vec![3, 2, 1]);
        assert_eq!(middle.rows, [1, 2, 3]);
        assert_eq!((middle.before, middle.after), (None, at(3)));
    }

    #[test]
    fn a_foreign_cursor_is_refused_not_obeyed() {
        for text in ["", "x", "1|2", "1|not-a-uuid"] {
            let fetch = Fetch::From(Cursor(text.into()));
            let bounds = Bounds::new(&fetch);
            assert_eq!(bounds.unwrap_err().code(), "cursor-unreadable", "{text:?}");
        }
        let bounds = Bounds::new(&Fetch::After(Cursor("x".into()))).unwrap();
        assert!(bounds.field::<i64>(0).is_err());
        assert!(bounds.field::<i64>(1).is_err());
    }
}
