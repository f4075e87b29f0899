//! One row of the change feed.

use uuid::Uuid;

/// Something in the ledger or in the work on it has changed. Ids alone: what it is now must be read, with
/// the reader's own rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Number in the feed. The order of numbers is not the order of commits.
    pub seq: i64,
    /// The company it belongs to.
    pub company: i32,
    /// Kind of row, such as `activity` or `promise`.
    pub entity: String,
    /// The row; none when a whole import or run has changed many.
    pub id: Option<Uuid>,
    /// The customer it belongs to.
    pub customer: Option<Uuid>,
    /// Name of the person who did it; none of the program's own doing.
    pub by: Option<String>,
}
