//! A sentence without its language.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::currency::Currency;

/// A key of the catalogue with its arguments, to be worded later by
/// [`Catalogue::say`](super::Catalogue::say).
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key in the catalogue.
    pub key: String,
    /// Arguments by name.
    pub args: Vec<(String, Arg)>,
}

/// An argument, written as its language writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Text; cleaned before it is put into the sentence.
    Text(String),
    /// A count; it also chooses the plural form.
    Count(i64),
    /// An amount in a currency.
    Amount(Decimal, Currency),
    /// A date.
    Date(NaiveDate),
    /// A date with its weekday.
    Day(NaiveDate),
    /// Another sentence.
    Message(Box<Message>),
}

impl Message {
    /// A sentence without arguments.
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// The same with one argument more.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, arg: impl Into<Arg>) -> Self {
        self.args.push((name.into(), arg.into()));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(n: i64) -> Self {
        Arg::Count(n)
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Arg::Count(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Arg::Date(date)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Arg::Message(Box::new(message))
    }
}
