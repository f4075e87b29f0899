//! What stands in a column of a row.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::raw::Raw;

/// A value. Screens write it in the person's language, CSV and JSON as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    None,
    /// Text from outside.
    Text(Raw),
    /// A word of the ledger.
    Word(&'static str),
    /// An amount.
    Money(Money),
    /// A date.
    Date(NaiveDate),
    /// A moment.
    Time(DateTime<Utc>),
    /// A whole number, also of days.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// What `of` makes of it, where there is something.
    pub fn maybe<T, V: Into<Value>>(value: Option<T>, of: impl FnOnce(T) -> V) -> Value {
        value.map_or(Value::None, |value| of(value).into())
    }
}

impl Value {
    /// An amount, rounded to its currency's digits; none that would be too large for them.
    pub fn amount(amount: Decimal, currency: Currency) -> Value {
        Money::rounded(amount, currency).map_or(Value::None, Value::Money)
    }

    /// A word of the ledger that was kept as text.
    pub fn among(words: &'static [&'static str], text: &str) -> Value {
        match words.iter().find(|word| **word == text) {
            Some(word) => Value::Word(word),
            None => text.into(),
        }
    }
}

impl From<Currency> for Value {
    fn from(currency: Currency) -> Value {
        currency.code().into()
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Value {
        Value::Text(id.to_string().into())
    }
}

impl From<&Raw> for Value {
    fn from(text: &Raw) -> Value {
        Value::Text(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.into())
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Value {
        Value::Money(money)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Value {
        Value::Date(date)
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(at: DateTime<Utc>) -> Value {
        Value::Time(at)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Value {
        Value::Flag(flag)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::None, Into::into)
    }
}
