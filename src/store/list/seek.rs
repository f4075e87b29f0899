//! Looking for a row of a list by what stands in it.

use super::{Stored, page};
use crate::domain::filter::{Condition, Test};
use crate::domain::list::Ask;
use crate::domain::page::{Fetch, Page};
use crate::store::Result;
use crate::store::pool::Pool;

/// The page that begins with the next row in which every word of `text` stands, from a place on and then from
/// the list's other end; where there is none, with the next row that has the letters of every word in their
/// order. None when there is no such row either. `ask` is of the general way.
///
/// # Errors
/// As [`page`].
pub async fn seek<R: Stored>(
    pool: &Pool,
    ask: &Ask,
    text: &str,
    from: &Fetch,
    limit: u32,
) -> Result<Option<Page<R>>> {
    let again = match from {
        Fetch::After(_) => Some(Fetch::First),
        Fetch::Before(_) => Some(Fetch::Last),
        _ => None,
    };
    for test in [Test::Words, Test::Letters] {
        let mut narrowed = ask.clone();
        let words = text.split_whitespace().map(|word| Condition {
            negated: false,
            test: test(word.to_owned()),
        });
        narrowed.conditions.extend(words);
        for fetch in [Some(from), again.as_ref()].into_iter().flatten() {
            let found = page::<R>(pool, &narrowed, fetch, 1).await?;
            if let Some(place) = found.first {
                let page = page(pool, ask, &Fetch::From(place), limit).await?;
                return Ok(Some(page));
            }
        }
    }
    Ok(None)
}
