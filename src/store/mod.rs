//! PostgreSQL: the only place with SQL.
//!
//! | module | job |
//! |---|---|
//! | [`pool`] | where the database is, and connections with bounded statements |
//! | [`error`] | what went wrong, as a kind and a catalogue key, never as the driver's text |
//! | [`demo`] | bulk loading of the generated company |
//! | [`migrate`] | bringing a database to this program's schema, and telling whether it is there |
//! | [`prepare`] | making a database ready, as the server's administrator |
//! | [`people`] | who may enter |
//! | [`lane`] | one load at a time, that can be cancelled |
//! | [`list`] | lists in any order under any filter |
//! | [`write`] | the database functions that write |
//! | [`feed`] | what has changed |
//! | [`draft`] | typed text, kept |
//! | [`lookup`] | finding what a command names |
//! | [`status`] | what the database says of itself, and whether the ledger adds up |
//!
//! Then one file per entity. Statements live in `sql/*.sql`, one per file, embedded with
//! `include_str!`; tables in `migrations/*.sql` (versioned, never edited once released); functions,
//! views and policies in `code/*.sql` (re-applied in file-name order whenever one changes).

pub mod activity;
pub mod aging;
pub mod alert;
mod assembled;
pub mod audit;
pub mod company;
pub mod copy;
pub mod credit;
pub mod customer;
mod decode;
pub mod demo;
pub mod dispute;
pub mod draft;
pub mod error;
pub mod feed;
pub mod forecast;
pub mod house;
pub mod import;
pub mod interest;
pub mod item;
mod keyset;
pub mod kpi;
pub mod lane;
pub mod list;
pub mod lookup;
pub mod mention;
pub mod migrate;
pub mod outbox;
pub mod outgoing;
pub mod people;
pub mod pipeline;
pub mod pool;
pub mod prepare;
pub mod presence;
pub mod promise;
pub mod reminder;
pub mod search;
pub mod settings;
pub mod status;
pub mod today;
pub mod worklist;
pub mod write;

pub use error::{ErrorKind, StoreError};
pub use pool::{Connection, Location, Pace, Pool};

/// What every function of the store returns.
pub type Result<T> = std::result::Result<T, StoreError>;
