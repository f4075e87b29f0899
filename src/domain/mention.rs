//! Colleagues named in a note.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::raw::Raw;

/// A note that names the person who asks, at a customer they have not opened since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its id.
    pub id: Uuid,
    /// Key of the company.
    pub company: i32,
    /// The note.
    pub activity: Uuid,
    /// The customer it is about.
    pub customer: Uuid,
    /// The customer's name.
    pub name: Raw,
    /// Who wrote it.
    pub by: Raw,
    /// When.
    pub recorded_at: DateTime<Utc>,
}
