//! A sentence without its language.

use std::collections::BTreeMap;

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

    /// A sentence whose arguments came as texts, such as those of a refusal by the database: a date is written
    /// as one, so is an amount beside its currency, and a count says whether it is one thing or several.
    pub fn of_texts(key: impl Into<String>, texts: &BTreeMap<String, String>) -> Self {
        let currency = texts
            .get("currency")
            .and_then(|c| c.parse::<Currency>().ok());
        let arg = |name: &str, text: &str| {
            let amount = ["amount", "open", "left", "sum"].contains(&name);
            let amount = amount.then(|| text.parse::<Decimal>().ok()).flatten();
            if let (true, Ok(count)) = (name == "count", text.parse()) {
                return Arg::Count(count);
            }
            match (amount, currency, text.parse::<NaiveDate>()) {
                // More decimals than there are: what was typed is what is spoken of.
                (Some(amount), Some(currency), _) if amount.scale() <= currency.digits() => {
                    Arg::Amount(amount, currency)
                }
                (_, _, Ok(date)) => Arg::Date(date),
                _ => Arg::Text(text.to_owned()),
            }
        };
        let args = texts
            .iter()
            .map(|(name, text)| (name.clone(), arg(name, text)));
        Self {
            key: key.into(),
            args: args.collect(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Catalogue, Lang};

    #[test]
    fn amounts_and_dates_of_a_refusal_are_written_as_the_language_writes_them() {
        let texts = [
            ("amount", "1234.5"),
            ("open", "1000.00"),
            ("currency", "EUR"),
        ];
        let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let refusal = Message::of_texts("refused-promise-over-open", &texts.into());
        let said = |lang| Catalogue::new(lang).say(&refusal);
        let english = said(Lang::En);
        assert!(
            english.starts_with("€1,234.50 is more") && english.contains("(€1,000.00)"),
            "{english}"
        );
        assert!(said(Lang::Fr).starts_with("1\u{a0}234,50\u{a0}€ dépasse"));

        let past = BTreeMap::from([("date".to_owned(), "2026-01-02".to_owned())]);
        let said = Catalogue::new(Lang::Fr).say(&Message::of_texts("refused-promise-past", &past));
        assert!(said.contains("02/01/2026"), "{said}");
        // What has more decimals than there are is told as it was typed.
        let typed = [("amount", "1.2345"), ("currency", "EUR"), ("digits", "2")];
        let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let said = Message::of_texts("refused-amount-too-precise", &typed.into());
        let said = Catalogue::new(Lang::En).say(&said);
        assert!(said.contains("1.2345"), "{said}");
    }
}
