//! Dates in the one form that a mapping declares.

use chrono::format::{Item, Parsed, StrftimeItems, parse};
use chrono::{Datelike, NaiveDate};

use super::refusal::Refusal;

/// A declared form, such as `%-m/%-d/%Y`; a time of day in it is read and ignored.
#[derive(Debug, Clone, PartialEq)]
pub struct DateFormat {
    pattern: String,
    items: Vec<Item<'static>>,
    /// Whether it is the form of the contract.
    plain: bool,
}

/// The form of the contract.
const PLAIN: &str = "%Y-%m-%d";
/// Letters that may follow `%`. Names of months and days are left out: they depend on a language.
const LETTERS: &str = "YymdHMS";
/// Years a ledger can mean: a mistyped year is refused, not stored.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

impl DateFormat {
    /// The form of the contract, `2026-06-30`.
    pub fn iso() -> DateFormat {
        DateFormat::new(PLAIN).unwrap_or(DateFormat {
            pattern: String::new(),
            items: vec![],
            plain: false,
        })
    }

    /// Reads a pattern; it must have a day, a month and a year.
    pub fn new(pattern: &str) -> Option<DateFormat> {
        let mut letters = String::new();
        let mut rest = pattern.chars();
        while let Some(letter) = rest.next() {
            if letter == '%' {
                let letter = rest.next()?;
                letters.push(if letter == '-' { rest.next()? } else { letter });
            }
        }
        let known = letters.chars().all(|letter| LETTERS.contains(letter));
        let year = letters.contains('Y') != letters.contains('y');
        if !known || !year || !letters.contains('m') || !letters.contains('d') {
            return None;
        }
        let items = StrftimeItems::new(pattern).parse_to_owned().ok()?;
        Some(DateFormat {
            pattern: pattern.to_owned(),
            items,
            plain: pattern == PLAIN,
        })
    }

    /// The pattern as declared.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// A day in this form.
    fn example(&self) -> String {
        let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default();
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        midnight.format_with_items(self.items.iter()).to_string()
    }

    /// The date of a text that has exactly this form and is in the calendar.
    ///
    /// # Errors
    /// `reject-date`, or `reject-date-year` for a year that no ledger means.
    pub fn read(&self, text: &str) -> Result<NaiveDate, Refusal> {
        // What has this form as it stands needs no general parser, which takes ten times as long.
        let date = match self.plain.then(|| plain(text)).flatten() {
            Some(date) => Ok(date),
            None => {
                let mut parsed = Parsed::new();
                parse(&mut parsed, text.trim(), self.items.iter())
                    .and_then(|()| parsed.to_naive_date())
            }
        };
        match date {
            Err(_) => Err(Refusal::new("reject-date")
                .with("form", self.pattern())
                .with("example", self.example())),
            Ok(date) if YEARS.contains(&date.year()) => Ok(date),
            Ok(_) => Err(Refusal::new("reject-date-year")
                .with("first", YEARS.start())
                .with("last", YEARS.end())),
        }
    }
}

/// The day of a text in contract form, `2026-06-30`.
pub fn plain(text: &str) -> Option<NaiveDate> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum, digit| {
            Some(sum * 10 + char::from(*digit).to_digit(10)?)
        })
    };
    let [year @ .., b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
}

/// Appends a day in contract form; the year is one that a ledger can mean.
pub fn push(date: NaiveDate, out: &mut String) {
    let parts = [
        (date.year().unsigned_abs(), 4),
        (date.month(), 2),
        (date.day(), 2),
    ];
    for (number, width) in parts {
        if width == 2 {
            out.push('-');
        }
        for place in (0..width).rev() {
            let digit = number / 10_u32.pow(place) % 10;
            out.extend(char::from_digit(digit, 10));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_and_no_other() {
        for (pattern, text, date) in [
            ("%Y-%m-%d", "2026-02-28", Some("2026-02-28")),
            ("%Y-%m-%d", "2026-02-30", None),
            ("%Y-%m-%d", "28/02/2026", None),
            ("%-m/%-d/%Y", "1/2/2013", Some("2013-01-02")),
            ("%-m/%-d/%Y", "13/1/2013", None),
            ("%-m/%-d/%Y", "1/2/13", None),
            ("%-d/%-m/%Y", "13/1/2013", Some("2013-01-13")),
            ("%-m/%-d/%y", "11/19/24", Some("2024-11-19")),
            ("%-m/%-d/%y", "11/19/2024", None),
            ("%-m/%-d/%y %H:%M", "12/19/24 00:00", Some("2024-12-19")),
            ("%-m/%-d/%y %H:%M", "12/19/24", None),
            ("%d.%m.%Y", " 01.07.2026 ", Some("2026-07-01")),
            ("%Y%m%d", "20260701", Some("2026-07-01")),
            ("%Y-%m-%d", "0206-07-01", None),
            ("%Y-%m-%d", "", None),
        ] {
            let read = DateFormat::new(pattern).unwrap().read(text);
            assert_eq!(
                read.map(|date| date.to_string()).ok().as_deref(),
                date,
                "{pattern} {text}"
            );
        }
    }

    #[test]
    fn the_plain_form_is_read_and_written_without_the_general_parser() {
        let iso = DateFormat::iso();
        for text in ["2026-02-28", "2024-02-29", "1950-01-01", "2100-12-31"] {
            let date = plain(text).unwrap();
            assert_eq!(Ok(date), text.parse().map_err(|_| ()), "{text}");
            assert_eq!(iso.read(text).unwrap(), date);
            let mut written = String::new();
            push(date, &mut written);
            assert_eq!(written, text);
        }
        for text in [
            "2026-02-30",
            "2026-2-28",
            "+026-02-28",
            "2026-02-28 ",
            "",
            "é26-02-28",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_that_no_ledger_means_is_told_from_another_form() {
        let format = DateFormat::new("%-m/%-d/%Y").unwrap();
        let code = |text| format.read(text).map_err(|refusal| refusal.code);
        assert_eq!(code("3/1/2113"), Err("reject-date-year"));
        assert_eq!(code("3/1/1913"), Err("reject-date-year"));
        assert_eq!(code("2113-03-01"), Err("reject-date"));
        assert_eq!(code("3/1/2100").map(|date| date.year()), Ok(2100));
    }

    #[test]
    fn a_pattern_names_day_month_and_year() {
        for pattern in [
            "",
            "%Y-%m",
            "%d/%m",
            "%B %d %Y",
            "%Y-%m-%d %",
            "%s",
            "%D",
            "%y%Y%m%d",
        ] {
            assert_eq!(DateFormat::new(pattern), None, "{pattern}");
        }
    }
}
