//! Reads a delimited file through its mapping: rows in contract form, or rejects with their reason.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use rust_decimal::Decimal;

use super::csv::{Record, Records};
use super::kind::{Field, Kind, Type};
use super::mapping::{Mapping, Origin};
use super::refusal::{Refusal, Reject};
use super::row::Row;
use super::source::{Encoding, Source};
use super::{agree, terms};
use crate::domain::country::is_country;
use crate::domain::currency::Currency;
use crate::domain::nearest::nearest;
use crate::domain::registration::{self, Wrong};

/// What a file adds up to in one currency, so that a person can compare it with the source's total.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Control {
    /// Lines with an amount in the currency.
    pub lines: u64,
    /// Sum of the amounts.
    pub amount: Decimal,
    /// Sum of what was already paid on them, where the source says so.
    pub applied: Decimal,
}

/// Characters of a field that is too long, by which it is found in the file.
const BEGINNING: usize = 20;
/// Decimals of an exchange rate.
const RATE_DIGITS: u32 = 10;

/// A file being read.
pub struct Reader {
    records: Records,
    record: Record,
    mapping: Mapping,
    columns: Vec<Vec<usize>>,
    width: usize,
    currency: Option<usize>,
    amount: Option<usize>,
    applied: Option<usize>,
    settled: Option<usize>,
    last_currency: Option<Currency>,
    iso: super::date::DateFormat,
    /// How the file is encoded.
    pub encoding: Encoding,
    /// Bytes of the file.
    pub size: u64,
    /// Bytes read so far.
    pub consumed: Arc<AtomicU64>,
    /// Lines read, the header and blank ones not counted.
    pub read: u64,
    /// Sums of the good lines.
    pub control: Controls,
    /// Sums of the rejected ones whose amounts can be read.
    pub rejected: Controls,
}

/// One line of the file.
#[derive(Debug)]
pub enum Line {
    /// The row was filled.
    Row,
    /// The line cannot be taken.
    Reject(Reject),
    /// The file is finished.
    End,
}

impl Control {
    /// Adds what another sum counts.
    pub fn add(&mut self, other: &Control) {
        self.lines += other.lines;
        self.amount += other.amount;
        self.applied += other.applied;
    }

    /// Takes out what another sum counts.
    pub fn less(&mut self, other: &Control) {
        self.lines -= other.lines.min(self.lines);
        self.amount -= other.amount;
        self.applied -= other.applied;
    }
}

/// Sums per currency code.
pub type Controls = BTreeMap<String, Control>;

impl Reader {
    /// Opens a file; without a mapping its headers must be the names of the kind's fields.
    ///
    /// # Errors
    /// A sentence about the file as a whole: nothing of it has been read.
    pub fn open(path: &Path, kind: Kind, mapping: Option<&Mapping>) -> Result<Reader, Refusal> {
        let source = Source::open(path, mapping.and_then(|mapping| mapping.encoding))?;
        Reader::new(source, kind, mapping)
    }

    /// The same from an opened source.
    pub fn new(source: Source, kind: Kind, mapping: Option<&Mapping>) -> Result<Reader, Refusal> {
        let (encoding, size, consumed) = (source.encoding, source.size, source.consumed.clone());
        let mut records = Records::new(source, mapping.and_then(|mapping| mapping.delimiter))?;
        let mut record = Record::default();
        if !records.next(&mut record)? {
            return Err(Refusal::new("import-empty"));
        }
        let header: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
        let mapping = match mapping {
            Some(mapping) => mapping.clone(),
            None => contract(kind, &header)?,
        };
        let columns = bind(&mapping, &header)?;
        Ok(Reader {
            records,
            record,
            currency: kind.index("currency"),
            amount: kind.index("amount"),
            applied: kind.index("applied"),
            settled: kind.index("settled_on"),
            mapping,
            columns,
            width: header.len(),
            last_currency: None,
            iso: super::date::DateFormat::iso(),
            encoding,
            size,
            consumed,
            read: 0,
            control: Controls::new(),
            rejected: Controls::new(),
        })
    }

    /// What rows of the file are that come twice.
    pub fn twins(&self) -> super::identity::Twins {
        self.mapping.twins
    }

    /// Whether the source says anything of a field.
    pub fn tells(&self, name: &str) -> bool {
        let index = self.mapping.kind.index(name);
        index.is_some_and(|index| self.mapping.origins[index].is_some())
    }

    /// The delimiter in use.
    pub fn delimiter(&self) -> char {
        char::from(self.records.delimiter)
    }

    /// Reads the next line into `row`.
    ///
    /// # Errors
    /// The file cannot be read on: what has been read of it must not be kept.
    pub fn next(&mut self, row: &mut Row) -> Result<Line, Refusal> {
        if !self.records.next(&mut self.record)? {
            return Ok(Line::End);
        }
        self.read += 1;
        row.start(self.record.line, self.mapping.origins.len());
        match self.fill(row) {
            Ok(()) => {
                if let Some((currency, sum)) = self.sum(row) {
                    add(&mut self.control, currency, &sum);
                }
                Ok(Line::Row)
            }
            Err(reason) => {
                self.count_rejected(row);
                Ok(Line::Reject(Reject {
                    line: self.record.line,
                    reason,
                }))
            }
        }
    }

    /// Rejects the row just read after all.
    pub fn reject(&mut self, row: &Row, reason: Refusal) -> Reject {
        if let Some((currency, sum)) = self.sum(row) {
            if let Some(control) = self.control.get_mut(currency) {
                control.less(&sum);
            }
            add(&mut self.rejected, currency, &sum);
        }
        Reject {
            line: row.line,
            reason,
        }
    }

    /// Whatever is wrong with a line, its amount counts among the rejected ones where it can be read.
    fn count_rejected(&mut self, row: &mut Row) {
        if self.record.len() != self.width {
            return;
        }
        let Some(currency) = self.currency else {
            return;
        };
        if row.get(currency).is_none() {
            return;
        }
        let digits = self.last_currency.map_or(2, |currency| currency.digits());
        for index in [self.amount, self.applied, self.settled]
            .into_iter()
            .flatten()
        {
            if self.cell(row, index, digits).is_err() && Some(index) == self.amount {
                return;
            }
        }
        if let Some((currency, sum)) = self.sum(row) {
            add(&mut self.rejected, currency, &sum);
        }
    }

    fn fill(&mut self, row: &mut Row) -> Result<(), Refusal> {
        if self.record.len() != self.width {
            return Err(Refusal::new("reject-columns")
                .with("found", self.record.len())
                .with("expected", self.width));
        }
        // The currency says how many decimals an amount may have.
        let digits = match self.currency {
            None => 2,
            Some(index) => {
                self.cell(row, index, 2)?;
                self.last_currency.map_or(2, |currency| currency.digits())
            }
        };
        for index in 0..self.mapping.origins.len() {
            if Some(index) != self.currency {
                self.cell(row, index, digits)?;
            }
        }
        agree::check(self.mapping.kind, row)
    }

    fn cell(&mut self, row: &mut Row, index: usize, digits: u32) -> Result<(), Refusal> {
        let field = &self.mapping.kind.fields()[index];
        let Some(origin) = &self.mapping.origins[index] else {
            return Ok(());
        };
        let raw = raw(&self.record, &self.columns[index], origin);
        let raw = if raw.trim().is_empty() {
            origin.default.as_deref().unwrap_or(&raw)
        } else {
            &raw
        };
        let text = origin.words.get(raw.trim()).map_or(raw, String::as_str);
        let absent = match field.kind {
            Type::Text if !field.required => text.is_empty(),
            // A blank may be one of the words for no.
            Type::YesNo => text.trim().is_empty() && !self.mapping.no.iter().any(String::is_empty),
            _ => text.trim().is_empty(),
        };
        if absent && field.required {
            return Err(Refusal::new("reject-missing").with("field", field.name));
        } else if absent {
            return Ok(());
        }
        if text.contains('\0') {
            return Err(Refusal::new("reject-nul").with("field", field.name));
        }
        // bytes first: no text has more characters than bytes
        if text.len() > field.most && text.chars().count() > field.most {
            return Err(Refusal::new("reject-too-long")
                .with("field", field.name)
                .with("found", text.chars().count())
                .with("most", field.most)
                .with(
                    "beginning",
                    text.chars().take(BEGINNING).collect::<String>(),
                ));
        }
        let wrong = |code| {
            Refusal::new(code)
                .with("field", field.name)
                .with("value", text)
        };
        row.set(index, |out| {
            match field.kind {
                Type::Text => out.push_str(text),
                Type::Key => out.push_str(text.trim()),
                Type::Choice(choices) => {
                    let chosen = choices.iter().find(|choice| **choice == text.trim());
                    let chosen = chosen
                        .ok_or_else(|| wrong("reject-choice").with("known", choices.join(", ")))?;
                    out.push_str(chosen);
                }
                Type::Date => {
                    let format = origin.date.as_ref().unwrap_or(&self.iso);
                    let located =
                        |refusal: Refusal| refusal.with("field", field.name).with("value", text);
                    let date = format.read(text).map_err(located)?;
                    super::date::push(date, out);
                }
                Type::Amount => self
                    .mapping
                    .numbers
                    .read(text, digits, out)
                    .map_err(|refusal| refusal.with("field", field.name))?,
                Type::Rate => self
                    .mapping
                    .numbers
                    .read(text, RATE_DIGITS, out)
                    .map_err(|refusal| refusal.with("field", field.name))?,
                Type::Count => {
                    let count: u16 = text.trim().parse().unwrap_or(0);
                    if count == 0 {
                        return Err(wrong("reject-count"));
                    }
                    out.push_str(&count.to_string());
                }
                Type::Currency => {
                    let code = text.trim();
                    if self.last_currency.is_none_or(|last| last.code() != code) {
                        let currency = code.parse().map_err(|_| wrong("reject-currency"))?;
                        self.last_currency = Some(currency);
                    }
                    out.push_str(code);
                }
                Type::YesNo => {
                    let is = |list: &[String]| list.iter().any(|word| word == text.trim());
                    let (yes, no) = (is(&self.mapping.yes), is(&self.mapping.no));
                    if yes == no {
                        let known = [&self.mapping.yes[..], &self.mapping.no[..]].concat();
                        return Err(wrong("reject-choice").with("known", known.join(", ")));
                    }
                    out.push(if yes { 't' } else { 'f' });
                }
                Type::Country => {
                    let code = text.trim();
                    if !is_country(code) {
                        return Err(wrong("reject-country"));
                    }
                    out.push_str(code);
                }
                Type::Siren => {
                    out.push_str(&registration::siren(text).map_err(|why| match why {
                        Wrong::Check => wrong("reject-siren-check"),
                        Wrong::Form | Wrong::Country => wrong("reject-siren"),
                    })?)
                }
                Type::Siret => {
                    out.push_str(&registration::siret(text).map_err(|why| match why {
                        Wrong::Check => wrong("reject-siret-check"),
                        Wrong::Form | Wrong::Country => wrong("reject-siret"),
                    })?)
                }
                Type::Vat => out.push_str(&registration::vat(text).map_err(|why| match why {
                    Wrong::Check => wrong("reject-vat-check"),
                    Wrong::Country => wrong("reject-vat-country"),
                    Wrong::Form => match registration::vat_forms(text) {
                        Some(forms) => wrong("reject-vat").with("forms", forms),
                        None => wrong("reject-vat-length"),
                    },
                })?),
                Type::Terms => {
                    out.push_str(&terms::canonical(text).ok_or_else(|| wrong("reject-terms"))?);
                }
            }
            Ok(())
        })
    }

    fn sum<'r>(&self, row: &'r Row) -> Option<(&'r str, Control)> {
        let amount = |index: Option<usize>| -> Decimal {
            let text = index.and_then(|index| row.get(index));
            text.and_then(|text| text.parse().ok()).unwrap_or_default()
        };
        let currency = row.get(self.currency?)?;
        let told = |index: Option<usize>| index.is_some_and(|index| row.get(index).is_some());
        let sum = Control {
            lines: 1,
            amount: amount(self.amount),
            // settled, without saying of how much: of all
            applied: match told(self.applied) || !told(self.settled) {
                true => amount(self.applied),
                false => amount(self.amount),
            },
        };
        Some((currency, sum))
    }
}

fn add(sums: &mut Controls, currency: &str, sum: &Control) {
    match sums.get_mut(currency) {
        Some(control) => control.add(sum),
        None => {
            sums.insert(currency.to_owned(), sum.clone());
        }
    }
}

/// The text of a field before it is read: its columns joined by a blank, or the constant.
fn raw<'a>(record: &'a Record, columns: &[usize], origin: &'a Origin) -> std::borrow::Cow<'a, str> {
    match columns {
        [] => origin.constant.as_deref().unwrap_or_default().into(),
        [only] => record.get(*only).unwrap_or_default().into(),
        several => several
            .iter()
            .filter_map(|index| record.get(*index))
            .filter(|part| !part.trim().is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .into(),
    }
}

/// The columns of each field, or a sentence that lists the header.
fn bind(mapping: &Mapping, header: &[String]) -> Result<Vec<Vec<usize>>, Refusal> {
    let place = |column: &String| match header.iter().position(|name| name == column) {
        Some(_) if header.iter().filter(|name| *name == column).count() > 1 => {
            Err(Refusal::new("import-column-twice").with("column", column))
        }
        Some(index) => Ok(index),
        None => Err(Refusal::new("import-column-missing")
            .with("column", column)
            .with("header", header.join(", "))),
    };
    let columns = |origin: &Option<Origin>| {
        origin
            .iter()
            .flat_map(|origin| &origin.columns)
            .map(place)
            .collect()
    };
    mapping.origins.iter().map(columns).collect()
}

/// The mapping of a file in contract form; every header must be a field, every required field there.
fn contract(kind: Kind, header: &[String]) -> Result<Mapping, Refusal> {
    let names = || kind.fields().iter().map(|field| field.name);
    let missing = |field: &&Field| field.required && !header.iter().any(|name| name == field.name);
    let missing: Vec<_> = kind
        .fields()
        .iter()
        .filter(missing)
        .map(|field| field.name)
        .collect();
    if let Some(first) = missing.first() {
        // The header's first column stands for any: which one it is, only the person knows.
        let theirs = header.first().map_or("…", String::as_str);
        return Err(Refusal::new("import-header")
            .with("missing", missing.join(", "))
            .with("example", format!("{first} = \"{theirs}\""))
            .with("header", header.join(", ")));
    }
    if let Some(column) = header
        .iter()
        .find(|column| names().all(|name| name != *column))
    {
        return Err(match nearest(column, names()) {
            Some(meant) => Refusal::new("import-column-unknown").with("meant", meant),
            None => Refusal::new("import-column-unknown-list")
                .with("known", names().collect::<Vec<_>>().join(", ")),
        }
        .with("column", column));
    }
    Ok(Mapping::of_contract(kind, header))
}
