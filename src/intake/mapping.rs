//! Mapping files: which column of a source is which field, and in what form it writes things.
//!
//! ```toml
//! kind = "ledger"
//! company = "MAIN"              # or a [company] that a ledger may open, see below; --company must not say another
//! encoding = "utf-8"            # or windows-1252, latin-1, utf-16, utf-16be
//! delimiter = ","               # left out: the header shows it
//! twins = "keep"                # of invoices and ledgers: a customer's number that comes twice is two documents;
//!                               # left out, "reject": the second is a reject
//! ahead = "keep"                # of payments, and of what invoices and ledgers say was settled: a day that has not come
//!                               # is meant, such as a bill's; left out, "reject"
//!
//! [dates]
//! format = "%-m/%-d/%Y"         # all of them
//! due_on = "%-m/%-d/%y %H:%M"   # but this one; a time of day is ignored
//!
//! [numbers]
//! decimal = "."
//! grouping = ","                # left out: none
//! trailing_minus = true         # 5- is minus five
//! parentheses = true            # (5) is minus five
//!
//! [columns]                     # field = column, or columns joined by a blank
//! customer = "CustomerName"
//! contact_name = ["First", "Last"]
//!
//! [constants]                   # the same on every line
//! currency = "USD"
//!
//! [defaults]                    # where the cell is empty
//! terms = "Net 30"
//!
//! [values]                      # the source's words
//! yes = ["Yes"]
//! no = ["No", ""]
//!
//! [values.kind]
//! "381" = "credit_note"
//!
//! [company]                     # in place of the code: the company is opened if there is none
//! code = "MAIN"
//! name = "Main Company"
//! country = "FR"
//! currency = "EUR"
//! language = "fr"
//! time_zone = "Europe/Paris"
//! ```

use std::collections::HashMap;

use toml::{Table, Value};

use super::date::DateFormat;
use super::identity::Twins;
use super::kind::{Field, Kind, Type};
use super::number::NumberFormat;
use super::refusal::Refusal;
use super::source::Encoding;
use crate::domain::country;
use crate::domain::currency::Currency;
use crate::domain::nearest::nearest;

/// Where a field's text comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// Columns, joined by a blank; none: the constant alone.
    pub columns: Vec<String>,
    /// The same text on every line.
    pub constant: Option<String>,
    /// The text where the columns are empty.
    pub default: Option<String>,
    /// The source's words for ours.
    pub words: HashMap<String, String>,
    /// The form of its dates.
    pub date: Option<DateFormat>,
}

/// The company that a mapping is for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Company {
    /// Its code.
    pub code: String,
    /// Name, country, currency, language and time zone by key, with which it can be opened.
    pub details: Vec<(&'static str, String)>,
}

/// A mapping file, checked.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What the file holds.
    pub kind: Kind,
    /// The company, unless the command names another.
    pub company: Option<Company>,
    /// Declared encoding.
    pub encoding: Option<Encoding>,
    /// Declared delimiter.
    pub delimiter: Option<u8>,
    /// What rows are that come twice.
    pub twins: Twins,
    /// Whether money may have come in on a day that has not come.
    pub ahead: bool,
    /// One per field of the kind; `None`: the source says nothing of it.
    pub origins: Vec<Option<Origin>>,
    /// The form of its amounts.
    pub numbers: NumberFormat,
    /// Words for yes.
    pub yes: Vec<String>,
    /// Words for no.
    pub no: Vec<String>,
}

const TOP: [&str; 11] = [
    "kind",
    "company",
    "encoding",
    "delimiter",
    "twins",
    "ahead",
    "dates",
    "numbers",
    "columns",
    "constants",
    "defaults",
];
const VALUES: &str = "values";
/// What opens a company, each with an example; the code first.
const COMPANY: [(&str, &str); 6] = [
    ("code", "MAIN"),
    ("name", "Main Company"),
    ("country", "FR"),
    ("currency", "EUR"),
    ("language", "fr"),
    ("time_zone", "Europe/Paris"),
];
/// Forms of dates that sources use; a mapping may declare others.
const DATE_FORMATS: [&str; 6] = [
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%Y%m%d",
    "%-d/%-m/%y %H:%M",
];
const NUMBERS: [&str; 4] = ["decimal", "grouping", "trailing_minus", "parentheses"];

impl Mapping {
    /// What holds without a mapping file: headers are the names of the fields, dates are ISO,
    /// amounts plain.
    pub fn of_contract(kind: Kind, header: &[String]) -> Mapping {
        let origin = |field: &Field| {
            header
                .iter()
                .find(|column| *column == field.name)
                .map(|column| Origin {
                    columns: vec![column.clone()],
                    ..Origin::default()
                })
        };
        Mapping {
            kind,
            company: None,
            encoding: None,
            delimiter: None,
            twins: Twins::of(kind),
            ahead: false,
            origins: kind.fields().iter().map(origin).collect(),
            numbers: NumberFormat::UNDECLARED,
            yes: words(&["yes", "true"]),
            no: words(&["no", "false"]),
        }
    }

    /// Reads a mapping file for a kind.
    ///
    /// # Errors
    /// One sentence: what is wrong, where, and what was probably meant.
    pub fn parse(text: &str, kind: Kind) -> Result<Mapping, Refusal> {
        let table: Table = text.parse().map_err(|error: toml::de::Error| {
            let before = error
                .span()
                .map_or("", |span| text.get(..span.start).unwrap_or(""));
            Refusal::new("import-mapping-not-toml")
                .with("line", before.lines().count().max(1))
                .with("problem", error.message())
        })?;
        known_keys(&table, "", TOP.iter().copied().chain([VALUES]))?;
        let named = text_of(&table, "", "kind")?;
        match named.as_deref().map(Kind::named) {
            None => {}
            Some(Some(own)) if own == kind => {}
            Some(Some(own)) => {
                return Err(Refusal::new("import-mapping-other-kind")
                    .with("own", own.name())
                    .with("kind", kind.name()));
            }
            Some(None) => {
                let kinds = Kind::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>();
                return Err(bad("kind", named.as_deref(), &kinds.join(", ")));
            }
        }
        let encoding = match text_of(&table, "", "encoding")? {
            None => None,
            Some(name) => Some(Encoding::named(&name).ok_or_else(|| {
                let known = Encoding::NAMES.map(|(known, _)| known);
                bad("encoding", Some(&name), &known.join(", "))
            })?),
        };
        let mark = text_of(&table, "", "delimiter")?;
        let delimiter = match mark.as_deref().map(str::as_bytes) {
            None => None,
            Some(&[byte]) if byte.is_ascii() && !b"\"\r\n".contains(&byte) => Some(byte),
            Some(_) => {
                let known = "\",\" \";\" \"|\" \"\\t\"";
                return Err(bad("delimiter", mark.as_deref(), known));
            }
        };
        let values = section(&table, VALUES)?;
        let mut mapping = Mapping {
            kind,
            company: company(&table)?,
            encoding,
            delimiter,
            twins: twins(&table, kind)?,
            ahead: ahead(&table, kind)?,
            origins: vec![None; kind.fields().len()],
            numbers: numbers(&section(&table, "numbers")?)?,
            yes: texts(&values, VALUES, "yes")?.unwrap_or_else(|| words(&["yes", "true"])),
            no: texts(&values, VALUES, "no")?.unwrap_or_else(|| words(&["no", "false"])),
        };
        mapping.read_origins(&table)?;
        mapping.read_words(&values)?;
        mapping.read_dates(&section(&table, "dates")?)?;
        mapping.complete()?;
        Ok(mapping)
    }

    fn read_origins(&mut self, table: &Table) -> Result<(), Refusal> {
        for part in ["columns", "constants", "defaults"] {
            let entries = section(table, part)?;
            known_keys(
                &entries,
                part,
                self.kind.fields().iter().map(|field| field.name),
            )?;
            for name in entries.keys() {
                let Some(index) = self.kind.index(name) else {
                    continue;
                };
                let origin = self.origins[index].get_or_insert_default();
                match part {
                    "columns" => {
                        origin.columns = texts(&entries, part, name)?.unwrap_or_default();
                    }
                    "constants" => origin.constant = text_of(&entries, part, name)?,
                    _ => origin.default = text_of(&entries, part, name)?,
                }
                if origin.constant.is_some() && !origin.columns.is_empty() {
                    return Err(Refusal::new("import-mapping-twice").with("field", name));
                }
            }
        }
        Ok(())
    }

    fn read_words(&mut self, values: &Table) -> Result<(), Refusal> {
        let fields = self.kind.fields();
        let known = ["yes", "no"]
            .into_iter()
            .chain(fields.iter().map(|field| field.name));
        known_keys(values, VALUES, known)?;
        for (field, origin) in fields.iter().zip(&mut self.origins) {
            if !values.contains_key(field.name) {
                continue;
            }
            for (theirs, ours) in section(values, field.name)? {
                let ours = ours
                    .as_str()
                    .ok_or_else(|| unquoted(&format!("{VALUES}.{}", field.name)))?;
                if let Type::Choice(choices) = field.kind
                    && !choices.contains(&ours)
                {
                    let path = format!("{VALUES}.{}", field.name);
                    return Err(bad(&path, Some(ours), &choices.join(", ")));
                }
                origin
                    .get_or_insert_default()
                    .words
                    .insert(theirs, ours.to_owned());
            }
        }
        Ok(())
    }

    fn read_dates(&mut self, dates: &Table) -> Result<(), Refusal> {
        let fields = self.kind.fields();
        let of_dates = fields.iter().filter(|field| field.kind == Type::Date);
        let known = std::iter::once("format").chain(of_dates.map(|field| field.name));
        known_keys(dates, "dates", known)?;
        let format = |name: &str| -> Result<Option<DateFormat>, Refusal> {
            let Some(pattern) = text_of(dates, "dates", name)? else {
                return Ok(None);
            };
            DateFormat::new(&pattern).map(Some).ok_or_else(|| {
                Refusal::new("import-mapping-date-format")
                    .with("key", format!("dates.{name}"))
                    .with("value", &pattern)
                    .with("known", DATE_FORMATS.join(", "))
            })
        };
        let common = format("format")?;
        for (field, origin) in fields.iter().zip(&mut self.origins) {
            if field.kind != Type::Date {
                continue;
            }
            // looked at even where the source says nothing of the field
            let own = format(field.name)?;
            if let Some(origin) = origin {
                origin.date = own.or_else(|| common.clone());
            }
        }
        Ok(())
    }

    fn complete(&self) -> Result<(), Refusal> {
        for (field, origin) in self.kind.fields().iter().zip(&self.origins) {
            let given = origin
                .as_ref()
                .is_some_and(|origin| !origin.columns.is_empty() || origin.constant.is_some());
            if field.required && !given {
                return Err(Refusal::new("import-mapping-field-missing")
                    .with("field", field.name)
                    .with("kind", self.kind.name()));
            }
        }
        Ok(())
    }
}

fn twins(table: &Table, kind: Kind) -> Result<Twins, Refusal> {
    let usual = Twins::of(kind);
    match text_of(table, "", "twins")?.as_deref() {
        None => Ok(usual),
        // The other kinds have no number that is given once.
        Some(_) if usual != Twins::Refused => {
            Err(Refusal::new("import-mapping-twins").with("kind", kind.name()))
        }
        Some("keep") => Ok(Twins::Kept),
        Some("reject") => Ok(Twins::Refused),
        other => Err(bad("twins", other, KEEP_OR_REJECT)),
    }
}

const KEEP_OR_REJECT: &str = "\"keep\", \"reject\"";

fn ahead(table: &Table, kind: Kind) -> Result<bool, Refusal> {
    let paid = matches!(kind, Kind::Payments | Kind::Invoices | Kind::Ledger);
    match text_of(table, "", "ahead")?.as_deref() {
        None => Ok(false),
        Some(_) if !paid => Err(Refusal::new("import-mapping-ahead").with("kind", kind.name())),
        Some("keep") => Ok(true),
        Some("reject") => Ok(false),
        other => Err(bad("ahead", other, KEEP_OR_REJECT)),
    }
}

fn company(table: &Table) -> Result<Option<Company>, Refusal> {
    if !table.get("company").is_some_and(Value::is_table) {
        let code = text_of(table, "", "company")?;
        return Ok(code.map(|code| Company {
            code,
            details: Vec::new(),
        }));
    }
    let section = section(table, "company")?;
    known_keys(&section, "company", COMPANY.iter().map(|(key, _)| *key))?;
    let mut details = Vec::new();
    for (key, example) in COMPANY {
        let value = text_of(&section, "company", key)?.ok_or_else(|| {
            Refusal::new("import-mapping-company-missing")
                .with("key", key)
                .with("example", format!("{key} = \"{example}\""))
        })?;
        details.push((key, value));
    }
    for (key, value) in &details {
        check_detail(key, value)?;
    }
    let (_, code) = details.remove(0);
    Ok(Some(Company { code, details }))
}

/// Whether a company can be opened with this.
fn check_detail(key: &str, value: &str) -> Result<(), Refusal> {
    let of_code =
        |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
    let currencies: Vec<Currency> = Currency::all().collect();
    let codes = || currencies.iter().map(Currency::code);
    let zones = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let meant = |right: bool, known: Option<&str>| match right {
        true => Ok(()),
        false => Err(known.map(str::to_owned)),
    };
    let checked = match key {
        "code" => meant(
            (1..=12).contains(&value.len()) && value.bytes().all(of_code),
            None,
        ),
        "name" => meant(
            !value.trim().is_empty() && value.chars().count() <= LONGEST_NAME,
            None,
        ),
        "country" => meant(country::is_country(value), None),
        "currency" => meant(codes().any(|code| code == value), nearest(value, codes())),
        "language" => meant(["en", "fr"].contains(&value), None),
        _ => meant(zones().any(|zone| zone == value), nearest(value, zones())),
    };
    checked.map_err(|meant| {
        let refusal = match meant {
            Some(meant) => Refusal::new("import-mapping-company-meant").with("meant", meant),
            None => Refusal::new(match key {
                "code" => "import-mapping-company-code",
                "name" => "import-mapping-company-name",
                "country" => "import-mapping-company-country",
                "currency" => "import-mapping-company-currency",
                "language" => "import-mapping-company-language",
                _ => "import-mapping-company-zone",
            }),
        };
        refusal
            .with("key", format!("company.{key}"))
            .with("value", value)
    })
}

/// Characters of a company's name: letters have to hold it.
const LONGEST_NAME: usize = 200;

fn numbers(table: &Table) -> Result<NumberFormat, Refusal> {
    known_keys(table, "numbers", NUMBERS.into_iter())?;
    if table.is_empty() {
        return Ok(NumberFormat::UNDECLARED);
    }
    let mark =
        |name: &'static str, marks: &[char], allowed: &str| -> Result<Option<char>, Refusal> {
            let Some(text) = text_of(table, "numbers", name)? else {
                return Ok(None);
            };
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (None, _) if name == "grouping" => Ok(None),
                (Some(mark), None) if marks.contains(&mark) => Ok(Some(mark)),
                _ => Err(bad(&format!("numbers.{name}"), Some(&text), allowed)),
            }
        };
    let flag = |name: &str| match table.get(name) {
        None => Ok(false),
        Some(Value::Boolean(value)) => Ok(*value),
        Some(_) => Err(bad(&format!("numbers.{name}"), None, "true, false")),
    };
    let points = "\".\", \",\"";
    let decimal = mark("decimal", &['.', ','], points)?
        .ok_or_else(|| bad("numbers.decimal", None, points))?;
    let grouping = mark(
        "grouping",
        &['.', ',', '\'', ' ', '\u{a0}', '\u{202f}', '’'],
        "\".\", \",\", \"'\", \" \", \"\"",
    )?;
    if grouping == Some(decimal) {
        return Err(Refusal::new("import-mapping-marks-alike"));
    }
    Ok(NumberFormat {
        decimal,
        grouping,
        trailing_minus: flag("trailing_minus")?,
        parentheses: flag("parentheses")?,
        declared: true,
    })
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

/// A value that is none of those that a key may have; none given: it is missing or of another type.
fn bad(key: &str, value: Option<&str>, expected: &str) -> Refusal {
    let refusal = match value {
        Some(value) => Refusal::new("import-mapping-value-of").with("value", value),
        None => Refusal::new("import-mapping-value"),
    };
    refusal.with("key", key).with("expected", expected)
}

/// A value that is no text.
fn unquoted(path: &str) -> Refusal {
    let key = path.rsplit_once('.').map_or(path, |(_, key)| key);
    Refusal::new("import-mapping-unquoted")
        .with("key", path)
        .with("example", format!("{key} = \"…\""))
}

fn known_keys<'a>(
    table: &Table,
    part: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), Refusal> {
    for key in table.keys() {
        if known.clone().any(|name| name == key) {
            continue;
        }
        let path = if part.is_empty() {
            key.clone()
        } else {
            format!("{part}.{key}")
        };
        return Err(match nearest(key, known.clone()) {
            Some(meant) => Refusal::new("import-mapping-key-unknown")
                .with("key", path)
                .with("meant", meant),
            None => Refusal::new("import-mapping-key-unknown-list")
                .with("key", path)
                .with("known", known.collect::<Vec<_>>().join(", ")),
        });
    }
    Ok(())
}

fn section(table: &Table, name: &str) -> Result<Table, Refusal> {
    match table.get(name) {
        None => Ok(Table::new()),
        Some(Value::Table(inner)) => Ok(inner.clone()),
        Some(_) => Err(Refusal::new("import-mapping-section").with("section", name)),
    }
}

fn text_of(table: &Table, part: &str, key: &str) -> Result<Option<String>, Refusal> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(unquoted(format!("{part}.{key}").trim_start_matches('.'))),
    }
}

fn texts(table: &Table, part: &str, key: &str) -> Result<Option<Vec<String>>, Refusal> {
    let wrong = || unquoted(&format!("{part}.{key}"));
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(vec![text.clone()])),
        Some(Value::Array(list)) => list
            .iter()
            .map(|value| value.as_str().map(str::to_owned).ok_or_else(wrong))
            .collect::<Result<_, _>>()
            .map(Some),
        Some(_) => Err(wrong()),
    }
}
