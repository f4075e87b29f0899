//! Payment terms: from a date of issue to a due date.
//!
//! `N days`; `N days end of month` (add N, then to the end of that month); `end of month + N days`; each
//! also "the Kth": the first Kth of a month on or after that date. Between companies the agreed date may
//! not be later than 60 days after issue or, where stipulated, 45 days end of month (C. com. L441-10),
//! which is read both ways: the later of the two counts.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

/// Days after issue when neither a due date nor terms are known (C. com. L441-10: 30 days by default).
pub const DEFAULT_DAYS: u16 = 30;
const CAP_DAYS: u64 = 60;
const CAP_END_OF_MONTH_DAYS: u16 = 45;

/// When an invoice is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Terms {
    /// Days to add, at most 999.
    pub days: u16,
    /// Where the end of the month comes in.
    pub end: MonthEnd,
    /// Payable on this day of the month, 1–31; in a shorter month on its last day.
    pub on_the: Option<u32>,
}

/// Where the end of the month comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonthEnd {
    /// Nowhere.
    None,
    /// Days first, then to the end of that month.
    AfterDays,
    /// To the end of the month of issue, then days.
    BeforeDays,
}

/// The text states no terms that we read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} states no payment terms")]
pub struct UnknownTerms(pub String);

impl Terms {
    /// Plain days.
    pub const fn days(days: u16) -> Terms {
        Terms {
            days,
            end: MonthEnd::None,
            on_the: None,
        }
    }

    /// The due date of an invoice issued on a day; `None` beyond the calendar of dates.
    pub fn due_on(&self, issued_on: NaiveDate) -> Option<NaiveDate> {
        let days = Days::new(u64::from(self.days));
        let due = match self.end {
            MonthEnd::None => issued_on.checked_add_days(days)?,
            MonthEnd::AfterDays => end_of_month(issued_on.checked_add_days(days)?)?,
            MonthEnd::BeforeDays => end_of_month(issued_on)?.checked_add_days(days)?,
        };
        match self.on_the {
            None => Some(due),
            Some(day) => next_on_the(due, day),
        }
    }
}

/// Whether a due date is later than the law allows between companies. `end_of_month` says whether 45 days
/// end of month was stipulated.
pub fn over_cap(issued_on: NaiveDate, due_on: NaiveDate, end_of_month: bool) -> bool {
    let cap = if end_of_month {
        let reading = |end| {
            Terms {
                days: CAP_END_OF_MONTH_DAYS,
                end,
                on_the: None,
            }
            .due_on(issued_on)
        };
        reading(MonthEnd::AfterDays).max(reading(MonthEnd::BeforeDays))
    } else {
        issued_on.checked_add_days(Days::new(CAP_DAYS))
    };
    cap.is_some_and(|cap| due_on > cap)
}

fn end_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

fn next_on_the(from: NaiveDate, day: u32) -> Option<NaiveDate> {
    let in_month = |first: NaiveDate| {
        first
            .with_day(day)
            .or_else(|| end_of_month(first))
            .filter(|candidate| *candidate >= from)
    };
    let first = from.with_day(1)?;
    in_month(first).or_else(|| in_month(first.checked_add_months(Months::new(1))?))
}

impl FromStr for Terms {
    type Err = UnknownTerms;

    /// Reads `30`, `net 30`, `30 days`, `30 days end of month`, `end of month + 45 days`, each with `the
    /// 10th`; the same in French: `30 jours fin de mois le 10`, `fin de mois + 45 jours`.
    fn from_str(text: &str) -> Result<Terms, UnknownTerms> {
        let unknown = || UnknownTerms(text.to_owned());
        let lower = text.to_lowercase();
        let (rest, on_the) = match lower.split_once(" the ").or(lower.split_once(" le ")) {
            None => (lower.as_str(), None),
            Some((rest, day)) => {
                let digits = day
                    .trim()
                    .trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let day = digits.parse().ok().filter(|day| (1..=31).contains(day));
                (rest, Some(day.ok_or_else(unknown)?))
            }
        };
        let spaced = rest.replace('+', " + ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let (before, words) = strip(&words, &[END_EN, END_FR]);
        let words = if before { skip(words, "+") } else { words };
        let words = skip(words, "net");
        let (number, words) = words.split_first().ok_or_else(unknown)?;
        let words = ["days", "day", "jours", "jour", "j"]
            .iter()
            .fold(words, |words, unit| skip(words, unit));
        let (after, words) = strip(words, &[END_EN, END_FR]);
        if !words.is_empty() || (before && after) || number.len() > 3 {
            return Err(unknown());
        }
        Ok(Terms {
            days: number.parse().map_err(|_| unknown())?,
            end: match (before, after) {
                (true, _) => MonthEnd::BeforeDays,
                (_, true) => MonthEnd::AfterDays,
                _ => MonthEnd::None,
            },
            on_the,
        })
    }
}

const END_EN: &[&str] = &["end", "of", "month"];
const END_FR: &[&str] = &["fin", "de", "mois"];

fn strip<'w, 't>(words: &'w [&'t str], prefixes: &[&[&str]]) -> (bool, &'w [&'t str]) {
    match prefixes.iter().find(|prefix| words.starts_with(prefix)) {
        Some(prefix) => (true, &words[prefix.len()..]),
        None => (false, words),
    }
}

fn skip<'w, 't>(words: &'w [&'t str], word: &str) -> &'w [&'t str] {
    match words.split_first() {
        Some((first, rest)) if *first == word => rest,
        _ => words,
    }
}

impl fmt::Display for Terms {
    /// The form that is stored: English, and read back by `from_str`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            MonthEnd::None => write!(f, "{} days", self.days)?,
            MonthEnd::AfterDays => write!(f, "{} days end of month", self.days)?,
            MonthEnd::BeforeDays => write!(f, "end of month + {} days", self.days)?,
        }
        match self.on_the {
            Some(day) => write!(f, " the {day}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn due_dates_follow_the_terms() {
        for (issued, terms, due) in [
            ("2026-02-15", "30 days end of month the 10th", "2026-04-10"),
            ("2026-02-15", "45 days end of month", "2026-04-30"),
            ("2026-02-15", "end of month + 45 days", "2026-04-14"),
            ("2026-02-15", "fin de mois + 45 jours", "2026-04-14"),
            ("2026-02-15", "45 jours fin de mois le 15", "2026-05-15"),
            ("2026-02-15", "Net 30", "2026-03-17"),
            ("2026-02-15", "30 days the 31", "2026-03-31"),
            ("2026-01-31", "0 days the 30", "2026-02-28"),
            ("2026-02-15", "0 days", "2026-02-15"),
            ("2024-01-31", "30", "2024-03-01"),
        ] {
            let terms: Terms = terms.parse().unwrap();
            assert_eq!(terms.due_on(day(issued)), Some(day(due)), "{terms}");
            assert_eq!(terms.to_string().parse(), Ok(terms));
        }
    }

    #[test]
    fn other_words_are_no_terms() {
        for text in [
            "",
            "soon",
            "net",
            "30 weeks",
            "-5 days",
            "30 days the 32",
            "30 days the",
            "1000 days",
            "end of month",
            "end of month + 30 days end of month",
            "30 days 30",
        ] {
            assert!(text.parse::<Terms>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_date_over_its_cap_is_told() {
        let issued = day("2026-02-15");
        assert!(!over_cap(issued, day("2026-04-16"), false));
        assert!(over_cap(issued, day("2026-04-17"), false));
        assert!(!over_cap(issued, day("2026-04-30"), true));
        assert!(over_cap(issued, day("2026-05-01"), true));
        // The other reading is the later one here: 02-14 + 45 = 03-31, end of February + 45 = 04-14.
        assert!(!over_cap(day("2026-02-14"), day("2026-04-14"), true));
        assert!(over_cap(day("2026-02-14"), day("2026-04-15"), true));
    }

    #[test]
    fn the_end_of_dates_is_no_panic() {
        assert_eq!(Terms::days(999).due_on(NaiveDate::MAX), None);
        let end = Terms {
            days: 0,
            end: MonthEnd::AfterDays,
            on_the: Some(31),
        };
        assert_eq!(end.due_on(NaiveDate::MAX), None);
    }
}
