//! Business days: weekdays that are no holiday of the company's country.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

/// The holidays of a country, weekends left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    holidays: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// A calendar with these holidays.
    pub fn new(holidays: impl IntoIterator<Item = NaiveDate>) -> Calendar {
        Calendar {
            holidays: holidays.into_iter().collect(),
        }
    }

    /// Whether the company works on a day.
    pub fn works_on(&self, day: NaiveDate) -> bool {
        day.weekday().num_days_from_monday() < 5 && !self.holidays.contains(&day)
    }

    /// The day that lies `days` business days after `day`; `day` itself for 0. At the end of the calendar
    /// of dates, the last day there is.
    pub fn add_business_days(&self, day: NaiveDate, days: u32) -> NaiveDate {
        let mut left = days;
        let mut at = day;
        while left > 0 {
            let Some(next) = at.checked_add_days(Days::new(1)) else {
                return at;
            };
            at = next;
            left -= u32::from(self.works_on(at));
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let calendar = Calendar::new([day("2026-12-25"), day("2027-01-01")]);
        for (from, days, to) in [
            ("2026-11-20", 0, "2026-11-20"),
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-21", 1, "2026-11-23"),
            ("2026-12-24", 1, "2026-12-28"),
            ("2026-12-31", 3, "2027-01-06"),
        ] {
            assert_eq!(calendar.add_business_days(day(from), days), day(to));
        }
        assert!(!calendar.works_on(day("2026-12-25")));
        assert!(!calendar.works_on(day("2026-11-22")));
    }

    #[test]
    fn the_last_day_is_no_panic() {
        let calendar = Calendar::default();
        assert_eq!(
            calendar.add_business_days(NaiveDate::MAX, 3),
            NaiveDate::MAX
        );
    }
}
