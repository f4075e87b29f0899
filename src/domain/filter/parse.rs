//! Reading a filter: `late>30 amount>10k risk:C -disputed collector:me "acme"`.
//!
//! Terms stand side by side and mean *and*. A term is a field with a comparison (`>`, `>=`, `<`, `<=`,
//! `=`, `:`), a range (`due:2026-12-01..2026-12-31`), a flag by its name, or a word to look for; `-` before
//! it means *not*. Amounts and counts may end in `k` or `M`; several words are separated by commas.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::condition::{Comparison, Condition, Literal, Test};
use crate::domain::list::{Field, Kind};
use crate::domain::nearest::nearest;

/// Conditions a filter has at most; more are a paste gone wrong.
const MOST: usize = 32;

/// Why a filter was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Number of the first character of the term, from 1.
    pub at: usize,
    /// The term as typed.
    pub term: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// No field of this name; perhaps the other was meant.
    Field(String, Option<&'static str>),
    /// Nothing behind the sign.
    Empty,
    /// No number.
    Number(String),
    /// `1,000` and `1.000` are a thousand here and one there.
    Ambiguous(String),
    /// No date.
    Date(String),
    /// Not one of the field's words, which are these.
    Word(String, Vec<&'static str>),
    /// The field cannot be compared so.
    Comparison(&'static str),
    /// The quote is not closed.
    Quote,
    /// More terms than a filter has.
    TooMany,
}

/// Reads a filter over some fields. `date` reads dates as the person types them.
///
/// # Errors
/// The first term that was not understood.
pub fn parse(
    text: &str,
    fields: &[&'static Field],
    date: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Vec<Condition>, Refusal> {
    let mut conditions = Vec::new();
    for (at, term) in terms(text)? {
        let refused = |why| Refusal {
            at,
            term: term.clone(),
            why,
        };
        if conditions.len() == MOST {
            return Err(refused(Why::TooMany));
        }
        conditions.push(condition(&term, fields, date).map_err(refused)?);
    }
    Ok(conditions)
}

/// The terms, each with the number of its first character; quoted blanks separate nothing.
fn terms(text: &str) -> Result<Vec<(usize, String)>, Refusal> {
    let mut terms = Vec::new();
    let mut term: Option<(usize, String)> = None;
    let mut quoted = false;
    for (at, c) in text.chars().enumerate() {
        if c.is_whitespace() && !quoted {
            terms.extend(term.take());
            continue;
        }
        quoted ^= c == '"';
        term.get_or_insert_with(|| (at + 1, String::new()))
            .1
            .push(c);
    }
    if let (true, Some((at, term))) = (quoted, term.clone()) {
        let why = Why::Quote;
        return Err(Refusal { at, term, why });
    }
    terms.extend(term);
    Ok(terms)
}

fn condition(
    term: &str,
    fields: &[&'static Field],
    date: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Condition, Why> {
    let (negated, term) = match term.strip_prefix('-') {
        Some("") => return Err(Why::Empty),
        Some(rest) => (true, rest),
        None => (false, term),
    };
    let test = test(term, fields, date)?;
    Ok(Condition { negated, test })
}

fn test(
    term: &str,
    fields: &[&'static Field],
    date: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Test, Why> {
    let named = |name: &str| fields.iter().copied().find(|f| f.answers_to(name));
    let Some((name, sign, value)) = split(term) else {
        return match named(term) {
            Some(field) if field.flag => Ok(Test::Flag(field)),
            _ => match unquoted(term) {
                text if text.is_empty() => Err(Why::Empty),
                text => Ok(Test::Words(text)),
            },
        };
    };
    let field = named(name).ok_or_else(|| Why::Field(name.to_owned(), near(name, fields)))?;
    if value.is_empty() {
        return Err(Why::Empty);
    }
    let literal = |text: &str| literal(field.kind, text, date);
    match (field.kind, sign) {
        (Kind::Flag, _) => Err(Why::Comparison(field.names[0])),
        (Kind::Text(_), Sign::Has) => Ok(Test::Contains(field, texts(value)?)),
        (Kind::Text(_), Sign::Compares(Comparison::Equal)) => Ok(Test::Is(field, texts(value)?)),
        (Kind::Person, Sign::Has | Sign::Compares(Comparison::Equal)) => {
            Ok(match value.to_lowercase().as_str() {
                "me" | "moi" => Test::Mine(field),
                _ => Test::Contains(field, texts(value)?),
            })
        }
        (Kind::Word(known), Sign::Has | Sign::Compares(Comparison::Equal)) => {
            let words = texts(value)?;
            let words = words.into_iter().map(|word| {
                let known_word = known.iter().find(|k| k.eq_ignore_ascii_case(&word));
                known_word.map_or_else(
                    || Err(Why::Word(word, known.to_vec())),
                    |k| Ok((*k).to_owned()),
                )
            });
            Ok(Test::Is(field, words.collect::<Result<_, _>>()?))
        }
        (Kind::Text(_) | Kind::Person | Kind::Word(_), _) => Err(Why::Comparison(field.names[0])),
        (_, Sign::Has) if value.contains("..") => match value.split_once("..") {
            Some(("", "")) | None => Err(Why::Empty),
            Some(("", to)) => Ok(Test::Compare(field, Comparison::AtMost, literal(to)?)),
            Some((from, "")) => Ok(Test::Compare(field, Comparison::AtLeast, literal(from)?)),
            Some((from, to)) => Ok(Test::Between(field, literal(from)?, literal(to)?)),
        },
        (_, Sign::Has) => Ok(Test::Compare(field, Comparison::Equal, literal(value)?)),
        (_, Sign::Compares(how)) => Ok(Test::Compare(field, how, literal(value)?)),
    }
}

/// What stands between a field and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Has,
    Compares(Comparison),
}

/// A term that begins with a name and a sign.
fn split(term: &str) -> Option<(&str, Sign, &str)> {
    let at = term.find([':', '=', '<', '>'])?;
    let (name, rest) = term.split_at(at);
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    const SIGNS: [(&str, Sign); 6] = [
        (">=", Sign::Compares(Comparison::AtLeast)),
        ("<=", Sign::Compares(Comparison::AtMost)),
        (">", Sign::Compares(Comparison::More)),
        ("<", Sign::Compares(Comparison::Less)),
        ("=", Sign::Compares(Comparison::Equal)),
        (":", Sign::Has),
    ];
    SIGNS.iter().find_map(|(text, sign)| {
        let value = rest.strip_prefix(text)?;
        Some((name, *sign, value))
    })
}

fn literal(
    kind: Kind,
    text: &str,
    date: &dyn Fn(&str) -> Option<NaiveDate>,
) -> Result<Literal, Why> {
    if matches!(kind, Kind::Date | Kind::Time) {
        let read = date(&unquoted(text));
        return read
            .map(Literal::Date)
            .ok_or_else(|| Why::Date(text.to_owned()));
    }
    number(text, kind == Kind::Money).map(Literal::Number)
}

/// A number: digits with at most one comma or point, and perhaps `k` or `M` behind.
fn number(text: &str, fractions: bool) -> Result<Decimal, Why> {
    let wrong = || Why::Number(text.to_owned());
    let (figures, times) = match text.strip_suffix(['k', 'K']) {
        Some(figures) => (figures, 1_000),
        None => match text.strip_suffix('M') {
            Some(figures) => (figures, 1_000_000),
            None => (text, 1),
        },
    };
    let (whole, fraction) = match figures.split_once([',', '.']) {
        Some((whole, fraction)) => (whole, fraction),
        None => (figures, ""),
    };
    let unsigned = whole.strip_prefix('-').unwrap_or(whole);
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let has_point = figures.len() > whole.len();
    if unsigned.is_empty()
        || !digits(unsigned)
        || !digits(fraction)
        || (has_point && fraction.is_empty())
    {
        return Err(wrong());
    }
    if fraction.len() == 3 && times == 1 {
        return Err(Why::Ambiguous(text.to_owned()));
    }
    if !fractions && has_point && times == 1 {
        return Err(wrong());
    }
    let plain = if has_point {
        format!("{whole}.{fraction}")
    } else {
        whole.to_owned()
    };
    let number: Decimal = plain.parse().map_err(|_| wrong())?;
    let number = number.checked_mul(Decimal::from(times)).ok_or_else(wrong)?;
    // What a column of the ledger can hold.
    if number.abs() >= Decimal::from(10_000_000_000_000_000_i64) || number.scale() > 9 {
        return Err(wrong());
    }
    Ok(number.normalize())
}

/// Texts separated by commas, each perhaps in quotes.
fn texts(value: &str) -> Result<Vec<String>, Why> {
    let mut texts = Vec::new();
    let mut text = String::new();
    let mut quoted = false;
    for c in value.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => texts.push(std::mem::take(&mut text)),
            c => text.push(c),
        }
    }
    texts.push(text);
    if texts.iter().any(|text| text.trim().is_empty()) {
        return Err(Why::Empty);
    }
    Ok(texts)
}

fn unquoted(text: &str) -> String {
    text.replace('"', "").trim().to_owned()
}

/// The field that was probably meant, in either language.
fn near(name: &str, fields: &[&'static Field]) -> Option<&'static str> {
    nearest(name, fields.iter().flat_map(|f| f.names.iter().copied()))
}

#[cfg(test)]
mod tests;
