//! Business days and public holidays of the two countries of the demo companies.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

use super::rows::Holiday;

/// The business days of one country in the years around the demo.
pub struct Calendar {
    country: &'static str,
    holidays: Vec<(NaiveDate, &'static str)>,
}

impl Calendar {
    /// The country's calendar from two years before `today` to two years after.
    pub fn new(country: &'static str, today: NaiveDate) -> Self {
        let mut holidays: Vec<_> = (today.year() - 2..=today.year() + 2)
            .flat_map(|year| match country {
                "GB" => england(year),
                _ => france(year),
            })
            .collect();
        holidays.sort();
        Self { country, holidays }
    }

    /// Its holidays.
    pub fn rows(&self) -> impl Iterator<Item = Holiday> + '_ {
        self.holidays.iter().map(|&(day, name)| Holiday {
            country: self.country,
            day,
            name,
        })
    }

    /// Whether banks and offices work.
    pub fn is_business(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
            && self
                .holidays
                .binary_search_by_key(&day, |(holiday, _)| *holiday)
                .is_err()
    }

    /// The day itself if it is a business day, else the next one.
    pub fn on_or_after(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_business(day) {
            day = plus(day, 1);
        }
        day
    }

    /// The day itself if it is a business day, else the one before.
    pub fn on_or_before(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_business(day) {
            day = plus(day, -1);
        }
        day
    }

    /// That many business days later.
    pub fn add(&self, mut day: NaiveDate, business_days: u32) -> NaiveDate {
        for _ in 0..business_days {
            day = self.on_or_after(plus(day, 1));
        }
        day
    }
}

/// That many calendar days later, or earlier.
pub fn plus(day: NaiveDate, days: i64) -> NaiveDate {
    let moved = if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        day.checked_add_days(Days::new(days.unsigned_abs()))
    };
    moved.unwrap_or(day)
}

/// The last day of the day's month.
pub fn end_of_month(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    plus(plus(first, 31).with_day(1).unwrap_or(first), -1)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}

/// Easter Sunday of the Gregorian calendar (Gauss's rule as corrected by Butcher).
fn easter(year: i32) -> NaiveDate {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31).unsigned_abs(), (n % 31 + 1).unsigned_abs())
}

/// French public holidays (Code du travail, L3133-1).
fn france(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let easter = easter(year);
    vec![
        (date(year, 1, 1), "1er janvier"),
        (plus(easter, 1), "Lundi de Pâques"),
        (date(year, 5, 1), "1er mai"),
        (date(year, 5, 8), "8 mai"),
        (plus(easter, 39), "Ascension"),
        (plus(easter, 50), "Lundi de Pentecôte"),
        (date(year, 7, 14), "14 juillet"),
        (date(year, 8, 15), "Assomption"),
        (date(year, 11, 1), "Toussaint"),
        (date(year, 11, 11), "11 novembre"),
        (date(year, 12, 25), "Jour de Noël"),
    ]
    .into_iter()
    // Two of them fall on one day in some years (Ascension and 8 May in 2008).
    .fold(Vec::new(), |mut all, holiday| {
        if !all.iter().any(|(day, _)| *day == holiday.0) {
            all.push(holiday);
        }
        all
    })
}

/// Bank holidays in England and Wales, with their substitute days.
fn england(year: i32) -> Vec<(NaiveDate, &'static str)> {
    let easter = easter(year);
    let monday = |from: NaiveDate| {
        plus(
            from,
            (7 - i64::from(from.weekday().num_days_from_monday())) % 7,
        )
    };
    let last_monday = |end: NaiveDate| plus(end, -i64::from(end.weekday().num_days_from_monday()));
    let substitute = |day: NaiveDate| match day.weekday() {
        Weekday::Sat | Weekday::Sun => monday(day),
        _ => day,
    };
    let christmas = date(year, 12, 25);
    let (christmas, boxing) = match christmas.weekday() {
        Weekday::Fri => (christmas, plus(christmas, 3)),
        Weekday::Sat => (plus(christmas, 2), plus(christmas, 3)),
        Weekday::Sun => (plus(christmas, 2), plus(christmas, 1)),
        _ => (christmas, plus(christmas, 1)),
    };
    vec![
        (substitute(date(year, 1, 1)), "New Year's Day"),
        (plus(easter, -2), "Good Friday"),
        (plus(easter, 1), "Easter Monday"),
        (monday(date(year, 5, 1)), "Early May bank holiday"),
        (last_monday(date(year, 5, 31)), "Spring bank holiday"),
        (last_monday(date(year, 8, 31)), "Summer bank holiday"),
        (christmas, "Christmas Day"),
        (boxing, "Boxing Day"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movable_feasts_fall_where_the_almanac_has_them() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)] {
            assert_eq!(easter(year), date(year, month, day));
        }
        let calendar = Calendar::new("FR", date(2026, 6, 30));
        for (month, day) in [(4, 6), (5, 14), (5, 25), (7, 14)] {
            assert!(!calendar.is_business(date(2026, month, day)));
        }
        assert_eq!(calendar.add(date(2026, 5, 13), 1), date(2026, 5, 15));
    }

    #[test]
    fn english_holidays_have_substitute_days() {
        let calendar = Calendar::new("GB", date(2026, 6, 30));
        // Boxing Day 2026 is a Saturday, Christmas 2027 too.
        for day in [
            date(2026, 12, 28),
            date(2027, 12, 27),
            date(2027, 12, 28),
            date(2026, 8, 31),
            date(2026, 5, 25),
        ] {
            assert!(!calendar.is_business(day), "{day}");
        }
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(end_of_month(date(2026, 2, 3)), date(2026, 2, 28));
        assert_eq!(end_of_month(date(2024, 2, 29)), date(2024, 2, 29));
        assert_eq!(end_of_month(date(2026, 12, 31)), date(2026, 12, 31));
    }
}
