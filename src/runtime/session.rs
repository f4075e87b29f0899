//! Who works and where, asked at the start and after every reconnection.

use crate::app::session::Session;
use crate::store::{Pool, Result};

/// Reads the session.
///
/// # Errors
/// The store's.
pub async fn read(_pool: &Pool) -> Result<Session> {
    Ok(Session::default())
}
