//! The private PostgreSQL that the program runs when none is configured.
//!
//! The server's programs are those installed on the machine ([`find`]); its data is a directory of
//! the person's own; it listens on a Unix socket in a directory only its account enters, which is
//! why the local authentication is `trust`. Every client holds a shared lock on a file; a supervisor
//! (this same program, [`supervise`]) starts the server, restarts it when it dies, and stops it when
//! the last client's lock is gone, however that client died.
//!
//! | module | job |
//! |---|---|
//! | [`find`] | the newest, or the matching, installed server programs |
//! | [`account`] | the account the server runs as: ours, or another when we are root |
//! | [`place`] | the files: data, socket, locks, log |
//! | [`server`] | initdb, start, readiness, stop |
//! | [`attach`] | the client's side |
//! | [`supervise`] | the supervisor's side |

pub mod account;
pub mod attach;
pub mod error;
pub mod find;
pub mod place;
pub mod server;
pub mod supervise;

pub use attach::{Attached, attach};
pub use error::PrivateError;
pub use place::Place;

/// The server's own superuser: it owns the database and prepares it; no person works as it.
pub const SUPERUSER: &str = "postgres";
