//! Letters and mail: templates, rendering, messages, the relay.
//!
//! | module | job |
//! |---|---|
//! | [`template`] | what a template may hold, and rendering it within bounds |
//! | [`letter`] | a reminder's data in the customer's language, rendered |
//! | [`mail`] | one message to one recipient, with our headers only |
//! | [`statement`] | the statement of account, and how copies of documents are named |
//! | [`relay`] | handing a message to the mail server, knowing how far it came |

pub mod letter;
pub mod mail;
pub mod relay;
pub mod statement;
pub mod template;
