//! The loop, terminal, input thread and the execution of effects.
//!
//! | module | job |
//! |---|---|
//! | [`run()`], [`RunOptions`] | the cockpit in this process: its terminal, signals and environment |
//! | [`station`] | a cockpit from end to end, fed with an input and a writer |
//! | [`cockpit`] | the loop: messages in, frames and effects out |
//! | [`wake`], [`watch`] | what wakes it; threads that cannot fail unseen |
//! | [`input`], [`decode`] | the thread that reads keys; bytes to keys |
//! | [`paint`] | buffers to bytes |
//! | [`terminal`], [`signals`] | modes and their restoring; signals as messages |
//! | [`keeper`], [`journal`] | keeping what is typed and sent before it is sent |
//! | [`link`], [`query`], [`session`] | the database's side: connecting, loads, writes, changes |
//! | `message` | mail that a person writes, begun by a template |
//! | [`say`] | failures as sentences |
//! | [`open`] | entering the database |

pub mod cockpit;
pub mod decode;
pub mod export;
pub mod input;
pub mod journal;
pub mod keeper;
pub mod link;
mod message;
pub mod open;
mod options;
pub mod paint;
mod part;
pub mod printing;
pub mod query;
mod run;
pub mod say;
pub mod session;
pub mod signals;
pub mod station;
pub mod terminal;
pub mod themes;
pub mod wake;
pub mod watch;

pub use options::RunOptions;
pub use run::{RunError, keymap, run};
