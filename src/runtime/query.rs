//! From a question to the store's call.

use crate::app::request::{Query, Reply};
use crate::store::{Pool, Result};

/// Asks the store. A screen adds an arm for each of its questions.
///
/// # Errors
/// The store's.
pub async fn answer(pool: &Pool, query: Query) -> Result<Reply> {
    match query {
        Query::Session => super::session::read(pool).await.map(Reply::Session),
    }
}
