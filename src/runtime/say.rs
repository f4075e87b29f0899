//! Failures as sentences of the catalogue.

use super::open::OpenError;
use crate::i18n::Message;
use crate::store::StoreError;

/// The store's failure.
pub fn store_error(error: &StoreError) -> Message {
    sentence(error.key(), error.params())
}

/// Why the database could not be entered.
pub fn open_error(error: &OpenError) -> Message {
    match error {
        OpenError::Store(error) => store_error(error),
        OpenError::Private(error) => sentence(error.key(), &error.params()),
    }
}

fn sentence<'a, K: ToString + 'a, V: ToString + 'a>(
    key: impl Into<String>,
    params: impl IntoIterator<Item = (K, V)>,
) -> Message {
    params
        .into_iter()
        .fold(Message::new(key), |message, (name, value)| {
            message.with(name.to_string(), value.to_string())
        })
}
