//! PostgreSQL: the only place with SQL.
//!
//! | module | job |
//! |---|---|
//! | [`pool`] | where the database is, and connections with bounded statements |
//! | [`error`] | what went wrong, as a kind and a catalogue key, never as the driver's text |
//! | [`migrate`] | bringing a database to this program's schema, and telling whether it is there |
//!
//! Then one file per entity. Statements live in `sql/*.sql`, one per file, embedded with
//! `include_str!`; tables in `migrations/*.sql` (versioned, never edited once released); functions,
//! views and policies in `code/*.sql` (re-applied in file-name order whenever one changes).

pub mod error;
pub mod migrate;
pub mod pool;

pub use error::{ErrorKind, StoreError};
pub use pool::{Location, Pace};

/// What every function of the store returns.
pub type Result<T> = std::result::Result<T, StoreError>;
