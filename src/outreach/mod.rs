//! Letters and mail: templates, rendering, messages, the relay.
//!
//! | module | job |
//! |---|---|
//! | [`template`] | what a template may hold, and rendering it within bounds |
//! | [`file_name`] | what files are called that go out |
//! | [`letter`] | a reminder's data in the customer's language, rendered |
//! | [`mail`] | one message to one recipient, with our headers only |
//! | [`print`] | letters and statements of account as PDF |
//! | [`relay`] | handing a message to the mail server, knowing how far it came |

pub mod file_name;
pub mod letter;
pub mod mail;
pub mod print;
pub mod relay;
pub mod template;
