//! What goes to standard output, in three formats.
//!
//! A table is for people: localised, cleaned. CSV and JSON are for programs: never localised, keys as
//! headers, amounts with their currency's digits and a dot, dates `YYYY-MM-DD`. No format ever holds
//! an escape byte: what could steer a terminal is made visible, in JSON by its own escapes, so that
//! the value stays what it was.

use std::fmt::Write as _;
use std::io::Write as _;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use crate::domain::company::Company;
use crate::domain::currency::Currency;
use crate::i18n::{Catalogue, Message};
use crate::text;

use super::failure::Outcome;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// Comma-separated, with the keys as headers.
    Csv,
    /// One JSON document.
    Json,
}

/// A column's key, which is also its heading's `cli-column-` key, and its alignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The stable key.
    pub key: String,
    /// Whether figures stand in it: aligned to the right.
    pub figures: bool,
}

impl Column {
    /// A column of text or dates.
    pub fn text(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            figures: false,
        }
    }

    /// A column of amounts or counts.
    pub fn figures(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            figures: true,
        }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text from anywhere; cleaned when written.
    Text(String),
    /// An amount in its currency.
    Amount(Decimal, Currency),
    /// A figure with a fixed number of decimals (percentages, days).
    Decimal(Decimal, u32),
    /// Words of the ledger, each with the sentence that a table has for it.
    Words(Vec<(String, Message)>),
    /// The same, which programs get as this value.
    Told(Value, Vec<(String, Message)>),
    /// A calendar date.
    Date(NaiveDate),
    /// A moment, and what the clock of its company showed.
    Time(DateTime<Utc>, NaiveDateTime),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Nothing known.
    None,
}

impl Cell {
    /// A word of the ledger: a table has the text of the catalogue for it, if that has what `key` makes of it.
    pub fn word(key: impl FnOnce(String) -> String, word: &str) -> Self {
        let key = key(word.replace('_', "-"));
        Self::Words(vec![(word.to_owned(), Message::new(key))])
    }

    /// A moment, on the clock of a company.
    pub fn moment(at: DateTime<Utc>, company: &Company) -> Self {
        let zone = company.time_zone.parse().unwrap_or(chrono_tz::UTC);
        Self::Time(at, at.with_timezone(&zone).naive_local())
    }

    /// Text, or nothing.
    pub fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::None, |text| Self::Text(text.into()))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A result set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Rows {
    /// No rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// One row more.
    pub fn push(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// A figure with a dot and exactly these decimals, half away from zero.
pub fn plain(value: Decimal, digits: u32) -> String {
    let mut rounded = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(digits);
    rounded.to_string()
}

/// The rows as people read them.
pub fn table(rows: &Rows, catalogue: &Catalogue) -> String {
    let headings: Vec<String> = rows
        .columns
        .iter()
        .map(|column| {
            let name = column.key.replace('_', "-");
            let (own, of_screen) = (format!("cli-column-{name}"), format!("col-{name}"));
            match (catalogue.has(&own), catalogue.has(&of_screen)) {
                (true, _) => catalogue.tr(&own),
                (false, true) => small(&catalogue.tr(&of_screen)),
                (false, false) => column.key.clone(),
            }
        })
        .collect();
    let cells: Vec<Vec<String>> = rows
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| shown(cell, catalogue)).collect())
        .collect();
    let widths: Vec<usize> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| {
            let widest = cells
                .iter()
                .filter_map(|row| row.get(at))
                .map(|c| text::width(c));
            widest.chain([text::width(heading)]).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    for line in std::iter::once(&headings).chain(&cells) {
        let mut written = String::new();
        for (at, (cell, column)) in line.iter().zip(&rows.columns).enumerate() {
            if at > 0 {
                written.push_str("  ");
            }
            let gap = " ".repeat(widths[at].saturating_sub(text::width(cell)));
            if column.figures {
                written.push_str(&gap);
                written.push_str(cell);
            } else {
                written.push_str(cell);
                written.push_str(&gap);
            }
        }
        out.push_str(written.trim_end());
        out.push('\n');
    }
    out
}

/// A heading of a screen as those of the command line are written: without its capital, unless it is an abbreviation.
fn small(heading: &str) -> String {
    let mut letters = heading.chars();
    let first = letters.next();
    match letters.clone().next() {
        Some(second) if second.is_uppercase() => heading.to_owned(),
        _ => first
            .into_iter()
            .flat_map(char::to_lowercase)
            .chain(letters)
            .collect(),
    }
}

fn shown(cell: &Cell, catalogue: &Catalogue) -> String {
    match cell {
        Cell::Text(text) => text::clean(text).into_string(),
        Cell::Amount(value, currency) => catalogue.figures(*value, *currency),
        Cell::Decimal(value, digits) => catalogue.decimal(*value, *digits),
        Cell::Words(words) | Cell::Told(_, words) => {
            let said = words
                .iter()
                .map(|(word, message)| match catalogue.has(&message.key) {
                    true => catalogue.say(message),
                    false => text::clean(word).into_string(),
                });
            said.collect::<Vec<_>>().join(", ")
        }
        Cell::Date(date) => catalogue.date(*date),
        Cell::Time(_, local) => format!(
            "{} {}",
            catalogue.date(local.date()),
            catalogue.time(local.time())
        ),
        Cell::Int(number) => catalogue.whole(*number),
        Cell::Bool(true) => catalogue.tr("cli-yes"),
        Cell::Bool(false) => catalogue.tr("cli-no"),
        Cell::None => String::new(),
    }
}

fn stable(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Amount(value, currency) => plain(*value, currency.digits()),
        Cell::Decimal(value, digits) => plain(*value, *digits),
        Cell::Words(words) | Cell::Told(_, words) => {
            let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
            words.join(" ")
        }
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
        Cell::Time(at, _) => at.to_rfc3339(),
        Cell::Int(number) => number.to_string(),
        Cell::Bool(yes) => yes.to_string(),
        Cell::None => String::new(),
    }
}

/// The rows as comma-separated values. Text that a spreadsheet would run as a formula is disarmed by
/// an apostrophe (OWASP, CSV injection).
pub fn csv(rows: &Rows) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // Writing to memory fails for no reason but unequal lengths, which `flexible` rules out anyway.
    let _ = writer.write_record(rows.columns.iter().map(|column| column.key.as_str()));
    for row in &rows.rows {
        let _ = writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => text::disarmed(text),
            cell => stable(cell),
        }));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The rows as a JSON array of objects.
pub fn json_rows(rows: &Rows) -> Value {
    rows.rows
        .iter()
        .map(|row| {
            rows.columns
                .iter()
                .zip(row)
                .map(|(column, cell)| (column.key.clone(), json_cell(cell)))
                .collect::<serde_json::Map<_, _>>()
        })
        .map(Value::Object)
        .collect()
}

/// One cell's JSON value: amounts and figures as strings, so that no reader rounds them.
pub fn json_cell(cell: &Cell) -> Value {
    match cell {
        Cell::Int(number) => Value::from(*number),
        Cell::Bool(yes) => Value::from(*yes),
        Cell::None => Value::Null,
        Cell::Told(value, _) => value.clone(),
        cell => Value::String(stable(cell)),
    }
}

/// A JSON document and its line end. Characters that steer terminals or deceive the eye are written
/// as JSON escapes.
pub fn json(value: &Value) -> String {
    let plain = value.to_string();
    let mut out = String::with_capacity(plain.len() + 1);
    let mut units = [0; 2];
    for c in plain.chars() {
        if text::hidden(c) {
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

/// Writes to standard output at once.
///
/// # Errors
/// Standard output's; a reader that has gone is no failure.
pub fn write_out(text: &str) -> Outcome {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// One line on standard error. Nobody may be reading it.
pub fn complain(sentence: &str) {
    let mut line = sentence.replace('\n', " ");
    line.push('\n');
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn sample(name: &str) -> Rows {
        let mut rows = Rows::new([Column::text("name"), Column::figures("amount")]);
        let eur = "EUR".parse::<Currency>().unwrap();
        rows.push([name.into(), Cell::Amount("-4284.295".parse().unwrap(), eur)]);
        rows
    }

    #[test]
    fn programs_read_dots_and_the_currencys_digits() {
        assert_eq!(csv(&sample("A, B")), "name,amount\n\"A, B\",-4284.30\n");
        assert_eq!(
            json(&json_rows(&sample("A"))),
            "[{\"name\":\"A\",\"amount\":\"-4284.30\"}]\n"
        );
    }

    #[test]
    fn people_read_their_languages_figures_in_aligned_columns() {
        let table = table(&sample("A"), &Catalogue::new(Lang::Fr));
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[1].contains(",30"), "{table}");
        assert_eq!(text::width(lines[0]), text::width(lines[1]), "{table}");
    }

    #[test]
    fn nothing_that_steers_a_terminal_leaves_in_any_format() {
        let hostile = "A\u{1b}[31m\u{9b}2J\u{202e}\u{200b}\u{e0041}\u{7f}\r\nB";
        let rows = sample(hostile);
        let catalogue = Catalogue::new(Lang::En);
        let json = json(&json_rows(&rows));
        for written in [table(&rows, &catalogue), csv(&rows), json.clone()] {
            let foreign = written.chars().find(|c| *c != '\n' && text::hidden(*c));
            assert_eq!(foreign, None, "{written:?}");
        }
        let back: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back[0]["name"], hostile);
    }

    #[test]
    fn a_formula_is_disarmed_and_a_number_is_not() {
        for formula in ["=1+1", "+1", "-1", "@x", "\tx"] {
            assert!(csv(&sample(formula)).contains("\n'"), "{formula:?}");
        }
    }
}
