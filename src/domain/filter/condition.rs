//! One condition of a filter, and how it is written.

use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::list::Field;

/// A condition that rows must meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// It must not hold. A value that is not known meets the negation.
    pub negated: bool,
    /// What must hold.
    pub test: Test,
}

/// What is asked of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// The text stands in one of the searched fields.
    Words(String),
    /// The letters of the text stand in one of the searched fields, in this order.
    Letters(String),
    /// True, or an amount other than nothing.
    Flag(&'static Field),
    /// One of these texts stands in it.
    Contains(&'static Field, Vec<String>),
    /// It is one of these texts.
    Is(&'static Field, Vec<String>),
    /// It is the person who asks.
    Mine(&'static Field),
    /// It compares so.
    Compare(&'static Field, Comparison, Literal),
    /// It lies between the two, both inclusive.
    Between(&'static Field, Literal, Literal),
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// A value to compare with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Literal {
    /// An amount or a count.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
}

impl Comparison {
    /// As it is typed.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }

    /// The same seen from the other side.
    pub fn turned(self) -> Comparison {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::Equal => Self::Equal,
            Self::AtLeast => Self::AtMost,
            Self::More => Self::Less,
        }
    }
}

/// Written so that reading it gives the same condition, in either language.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.negated {
            f.write_str("-")?;
        }
        match &self.test {
            Test::Words(text) | Test::Letters(text) => write!(f, "\"{text}\""),
            Test::Flag(field) => f.write_str(field.names[0]),
            Test::Contains(field, texts) => write!(f, "{}:{}", field.names[0], all(texts)),
            Test::Is(field, texts) => write!(f, "{}={}", field.names[0], all(texts)),
            Test::Mine(field) => write!(f, "{}:me", field.names[0]),
            Test::Compare(field, how, literal) => {
                write!(f, "{}{}{literal}", field.names[0], how.sign())
            }
            Test::Between(field, from, to) => write!(f, "{}:{from}..{to}", field.names[0]),
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Without trailing zeros: three decimals would read as thousands.
            Literal::Number(number) => write!(f, "{}", number.normalize()),
            Literal::Date(date) => write!(f, "{date}"),
        }
    }
}

fn all(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    quoted.join(",")
}
