//! The fields of a form.

use std::ops::RangeInclusive;

use chrono::Datelike;
use rust_decimal::Decimal;
use serde_json::Value;

use super::edit::Edit;
use super::input::Calendar;
use crate::domain::currency::Currency;
use crate::i18n::{Arg, DateOrder, DateRefused, Message, Toward, parse_amount};

/// One field. Its label is the key `form-<name>`.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name: key of the label and of the argument.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// It must be filled in.
    pub required: bool,
    /// It takes part only while the named choice has one of these values.
    pub only_when: Option<(&'static str, Vec<String>)>,
    /// It may name colleagues, each after an `@`.
    pub names: bool,
    /// It has the whole width, under its label: a letter has tables in it.
    pub whole: bool,
    /// Enter stops at it once, though it may stay empty: what it says is part of what is decided.
    pub asks: bool,
    /// What leaving it empty means.
    pub hint: Option<Message>,
    /// What is wrong with it.
    pub error: Option<Message>,
}

/// What a field takes.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line, or several for a note.
    Text(Edit),
    /// A date as people type it; the echo shows the weekday and the full date.
    Date(Edit, Toward),
    /// An amount in a currency.
    Amount(Edit, Currency),
    /// A whole number between two.
    Count(Edit, RangeInclusive<i64>),
    /// One of several, chosen by its letter.
    Choice {
        /// What there is to choose from.
        options: Vec<Choice>,
        /// Where the cursor is.
        cursor: usize,
        /// The one chosen.
        chosen: Option<usize>,
    },
    /// Yes or no.
    Check(bool),
    /// Marks on items, such as the invoices a promise covers.
    Items {
        /// The items.
        items: Vec<Item>,
        /// Where the cursor is.
        cursor: usize,
    },
}

/// Something to choose.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Value of the argument.
    pub value: String,
    /// What is shown.
    pub label: Message,
    /// The letter that chooses it.
    pub letter: Option<char>,
}

/// Something to mark.
#[derive(Debug, Clone)]
pub struct Item {
    /// Value in the argument's array.
    pub id: String,
    /// What is shown: a document number, from outside.
    pub label: String,
    /// What is open on it.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// Whether it is marked.
    pub marked: bool,
}

impl Field {
    fn of(name: &'static str, kind: Kind) -> Field {
        Field {
            name,
            kind,
            required: false,
            only_when: None,
            names: false,
            whole: false,
            asks: false,
            hint: None,
            error: None,
        }
    }

    /// One line of text.
    pub fn text(name: &'static str) -> Field {
        Field::of(name, Kind::Text(Edit::line("")))
    }

    /// Several lines of text.
    pub fn note(name: &'static str) -> Field {
        Field::of(name, Kind::Text(Edit::lines("")))
    }

    /// A date.
    pub fn date(name: &'static str, toward: Toward) -> Field {
        Field::of(name, Kind::Date(Edit::line(""), toward))
    }

    /// The same date with this text offered in it, if there is one.
    #[must_use]
    pub fn offering(mut self, text: Option<String>) -> Field {
        if let (Some(edit), Some(text)) = (self.edit(), text) {
            *edit = Edit::offering(&text);
        }
        self
    }

    /// An amount, filled in with one if there is a usual one.
    pub fn amount(name: &'static str, usual: Option<Decimal>, currency: Currency) -> Field {
        let text = usual.map_or(String::new(), |d| {
            format!("{:.*}", currency.digits() as usize, d)
        });
        Field::of(name, Kind::Amount(Edit::line(&text), currency))
    }

    /// A whole number between two, both allowed.
    pub fn count(name: &'static str, range: RangeInclusive<i64>) -> Field {
        Field::of(name, Kind::Count(Edit::line(""), range))
    }

    /// One of several.
    pub fn choice(name: &'static str, options: Vec<Choice>) -> Field {
        Field::of(
            name,
            Kind::Choice {
                options,
                cursor: 0,
                chosen: None,
            },
        )
    }

    /// Yes or no.
    pub fn check(name: &'static str, yes: bool) -> Field {
        Field::of(name, Kind::Check(yes))
    }

    /// Items to mark.
    pub fn items(name: &'static str, items: Vec<Item>) -> Field {
        Field::of(name, Kind::Items { items, cursor: 0 })
    }

    /// The same, to be filled in.
    #[must_use]
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// The same, taking part only while the choice `name` has one of `values`.
    #[must_use]
    pub fn when<V: Into<String>>(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = V>,
    ) -> Field {
        self.only_when = Some((name, values.into_iter().map(Into::into).collect()));
        self
    }

    /// The same, naming colleagues.
    #[must_use]
    pub fn naming(mut self) -> Field {
        self.names = true;
        self
    }

    /// The same on the whole width.
    #[must_use]
    pub fn whole(mut self) -> Field {
        self.whole = true;
        self
    }

    /// The same, at which Enter stops once.
    #[must_use]
    pub fn asking(mut self) -> Field {
        self.asks = true;
        self
    }

    /// The same, saying what leaving it empty means.
    #[must_use]
    pub fn hint(mut self, hint: Message) -> Field {
        self.hint = Some(hint);
        self
    }

    /// The same with a text in it.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Field {
        if let Some(edit) = self.edit() {
            edit.set(text);
        }
        self
    }

    /// The same choice with one chosen, if there are so many.
    #[must_use]
    pub fn with_chosen(mut self, at: usize) -> Field {
        if let Kind::Choice {
            options,
            cursor,
            chosen,
        } = &mut self.kind
            && at < options.len()
        {
            (*cursor, *chosen) = (at, Some(at));
        }
        self
    }

    /// The value of a choice.
    pub fn chosen(&self) -> Option<&str> {
        match &self.kind {
            Kind::Choice {
                options, chosen, ..
            } => chosen
                .and_then(|i| options.get(i))
                .map(|c| c.value.as_str()),
            _ => None,
        }
    }

    /// A value of the ledger as this field would hold it; none where it holds no such thing.
    pub(super) fn raw_of(&self, value: &Value) -> Option<String> {
        let text = match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Bool(yes) => yes.to_string(),
            Value::Array(_) | Value::Object(_) => return None,
        };
        match (&self.kind, text.parse::<Decimal>()) {
            (Kind::Items { .. }, _) => None,
            (Kind::Amount(_, currency), Ok(amount)) => {
                Some(format!("{amount:.*}", currency.digits() as usize))
            }
            _ => Some(text),
        }
    }

    /// The same as people call it.
    pub(super) fn in_words(&self, raw: &str) -> Arg {
        match &self.kind {
            _ if raw.is_empty() => Message::new("ui-conflict-empty").into(),
            Kind::Choice { options, .. } => {
                let named = options.iter().find(|option| option.value == raw);
                named.map_or_else(|| raw.into(), |option| option.label.clone().into())
            }
            Kind::Check(_) if raw == "true" => Message::new("ui-yes").into(),
            Kind::Check(_) => Message::new("ui-no").into(),
            Kind::Amount(_, currency) => match raw.parse() {
                Ok(amount) => Arg::Amount(amount, *currency),
                Err(_) => raw.into(),
            },
            Kind::Date(..) => raw.parse().map_or_else(|_| raw.into(), Arg::Day),
            _ => raw.into(),
        }
    }

    /// The text being edited, of the fields that have one.
    pub fn edit(&mut self) -> Option<&mut Edit> {
        match &mut self.kind {
            Kind::Text(edit)
            | Kind::Date(edit, _)
            | Kind::Amount(edit, _)
            | Kind::Count(edit, _) => Some(edit),
            _ => None,
        }
    }

    /// Whether it takes several lines.
    pub fn has_lines(&self) -> bool {
        matches!(&self.kind, Kind::Text(edit) if edit.has_lines())
    }

    /// What stands in a field of text, a date or an amount.
    pub fn value_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(edit)
            | Kind::Date(edit, _)
            | Kind::Amount(edit, _)
            | Kind::Count(edit, _) => Some(edit.text()),
            _ => None,
        }
    }

    /// The value as an argument, if it is filled in and valid.
    pub fn value(&self, calendar: &Calendar<'_>) -> Option<Value> {
        match &self.kind {
            Kind::Text(edit) => {
                let text = edit.text().trim();
                (!text.is_empty()).then(|| text.into())
            }
            Kind::Date(edit, toward) => calendar
                .read(edit.text(), *toward)
                .ok()
                .map(|r| r.date.to_string().into()),
            Kind::Amount(edit, _) => parse_amount(edit.text()).ok().map(|d| d.to_string().into()),
            Kind::Count(edit, range) => edit
                .text()
                .trim()
                .parse::<i64>()
                .ok()
                .filter(|n| range.contains(n))
                .map(Into::into),
            Kind::Choice { .. } => self.chosen().map(Into::into),
            Kind::Check(yes) => Some((*yes).into()),
            Kind::Items { items, .. } => {
                let ids: Vec<Value> = marked(items).map(|i| i.id.as_str().into()).collect();
                (!ids.is_empty()).then(|| ids.into())
            }
        }
    }

    /// What is wrong with what stands there, in one sentence.
    pub fn problem(&self, calendar: &Calendar<'_>) -> Option<Message> {
        let text = self.value_text().unwrap_or_default().trim();
        let given = !text.is_empty();
        match &self.kind {
            Kind::Date(_, toward) if given => {
                let why = calendar.read(text, *toward).err()?;
                Some(date_refused(why, text, calendar.order))
            }
            Kind::Amount(_, currency) if given => match parse_amount(text) {
                Err(crate::i18n::AmountRefused::Ambiguous) => {
                    Some(Message::new("ui-amount-ambiguous").with("typed", text))
                }
                Err(_) => Some(Message::new("ui-amount-unknown")),
                Ok(value) if value.normalize().scale() > currency.digits() => Some(
                    Message::new("ui-amount-digits")
                        .with("currency", currency.code())
                        .with("digits", currency.digits() as usize),
                ),
                Ok(_) => None,
            },
            Kind::Count(_, range) if given && self.value(calendar).is_none() => Some(
                Message::new("ui-count-between")
                    .with("least", *range.start())
                    .with("most", *range.end()),
            ),
            _ if self.required && self.value(calendar).is_none() => {
                Some(Message::new("ui-field-required"))
            }
            _ => None,
        }
    }

    /// Whether nothing is filled in.
    pub fn is_empty(&self) -> bool {
        self.raw().is_empty()
    }

    /// What stands there, as text, for a draft.
    pub(super) fn raw(&self) -> String {
        match &self.kind {
            Kind::Text(e) | Kind::Date(e, _) | Kind::Amount(e, _) | Kind::Count(e, _) => {
                e.text().to_owned()
            }
            Kind::Choice { .. } => self.chosen().unwrap_or_default().to_owned(),
            Kind::Check(yes) => yes.to_string(),
            Kind::Items { items, .. } => {
                let ids: Vec<&str> = marked(items).map(|i| i.id.as_str()).collect();
                ids.join(" ")
            }
        }
    }

    pub(super) fn set_raw(&mut self, text: &str) {
        match &mut self.kind {
            Kind::Text(e) | Kind::Date(e, _) | Kind::Amount(e, _) | Kind::Count(e, _) => {
                e.set(text)
            }
            Kind::Choice {
                options, chosen, ..
            } => *chosen = options.iter().position(|o| o.value == text),
            Kind::Check(yes) => *yes = text == "true",
            Kind::Items { items, .. } => {
                let ids: Vec<&str> = text.split(' ').collect();
                for item in items {
                    item.marked = ids.contains(&item.id.as_str());
                }
            }
        }
    }
}

/// What is wrong with a typed date, and how to write it.
fn date_refused(why: DateRefused, typed: &str, order: DateOrder) -> Message {
    match why {
        DateRefused::OtherOrder { month, meant } => {
            let (first, second) = order.arranged(meant.day(), meant.month());
            Message::new("ui-date-other-order")
                .with("typed", typed)
                .with("order", order.word())
                .with("month", i64::from(month))
                .with("instead", format!("{first:02}/{second:02}"))
                .with("iso", meant.to_string())
        }
        DateRefused::NoSuchDay => Message::new("ui-date-no-such-day").with("order", order.word()),
        DateRefused::Unknown | DateRefused::Empty => {
            Message::new("ui-date-unknown").with("order", order.word())
        }
    }
}

fn marked(items: &[Item]) -> impl Iterator<Item = &Item> {
    items.iter().filter(|i| i.marked)
}
