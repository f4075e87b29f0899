//! Failures as sentences of the catalogue.

use super::open::OpenError;
use crate::i18n::Message;
use crate::store::StoreError;

/// The store's failure.
pub fn store_error(error: &StoreError) -> Message {
    Message::of_texts(error.key(), error.params())
}

/// Why the database could not be entered.
pub fn open_error(error: &OpenError) -> Message {
    match error {
        OpenError::Store(error) => store_error(error),
        OpenError::Private(error) => Message::of_texts(error.key(), &error.params()),
    }
}
