//! encours: the collections cockpit.
//!
//! A pure core that turns messages into new state and effects as values; a thin runtime that owns
//! threads, clock, files and terminal; a store that is the only place with SQL; a domain that knows
//! neither.
//!
//! | module | job | may import |
//! |---|---|---|
//! | [`domain`] | what every figure and rule of collections means | nothing of ours |
//! | [`text`] | text from outside: untrusted until cleaned | nothing of ours |
//! | [`i18n`] | message catalogue, localised dates and numbers | domain, text |
//! | [`config`] | settings, keymap and theme files, each value with its origin | domain |
//! | [`store`] | PostgreSQL: the only place with SQL | domain |
//! | [`intake`] | file formats: from bytes to typed records and rejects | domain, text |
//! | [`outreach`] | letters and mail: templates, rendering, SMTP | domain, i18n, text |
//! | [`private_pg`] | the private PostgreSQL that the program runs when none is configured | config |
//! | [`demo`] | the fictitious company, deterministic by seed | domain |
//! | [`app`] | the pure core: state, messages, effects, actions | domain, text, types of config and i18n |
//! | [`ui`] | drawing the state | app, domain, i18n, text |
//! | [`runtime`] | the loop, terminal, input, effects | all but cli |
//! | [`cli`] | arguments and one file per command | all |
//!
//! `tests/architecture.rs` holds this table against every path in the source.

pub mod app;
pub mod cli;
pub mod config;
pub mod demo;
pub mod domain;
pub mod i18n;
pub mod intake;
pub mod outreach;
pub mod private_pg;
pub mod runtime;
pub mod store;
pub mod text;
pub mod ui;
