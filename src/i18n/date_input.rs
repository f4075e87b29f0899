//! Dates as people type them: `fri`, `+10`, `+10b`, `eom`, `15/12`.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::DateOrder;

/// A promise or a revisit further ahead than this is asked about.
const FAR_AHEAD_DAYS: i64 = 45;

/// Where a date without a year is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// The next such day, from tomorrow on: promises, revisits.
    Future,
    /// The last such day, today included: as-of dates.
    Past,
}

/// A date that was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The date.
    pub date: NaiveDate,
    /// So far ahead that the person is asked.
    pub far: bool,
    /// Not a business day.
    pub day_off: bool,
}

/// Why a typed date was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRefused {
    /// Nothing typed.
    Empty,
    /// Not one of the forms.
    Unknown,
    /// A day that does not exist, such as 31/2.
    NoSuchDay,
    /// There is no such month, and there would be in the other order.
    OtherOrder {
        /// What was taken for the month.
        month: u32,
        /// The day it would be in the other order.
        meant: NaiveDate,
    },
}

/// Reads a date as typed. `today` is the business date of the company; `business_day` its calendar.
///
/// - a weekday (`fri`, `ven`, either language): strictly the next one (the last one toward the past);
/// - `+10` calendar days, `+10b` (`+10o`) business days, `-3` back, `today`, `tomorrow`;
/// - `eom` (`fdm`): the end of this month, of the next one when today is it;
/// - `15/12`, `15/12/2026`: day and month in the person's order, never swapped: what does not fit is refused;
/// - `2026-12-15`.
pub fn parse_date(
    typed: &str,
    today: NaiveDate,
    order: DateOrder,
    toward: Toward,
    business_day: &dyn Fn(NaiveDate) -> bool,
) -> Result<Reading, DateRefused> {
    let text = typed.trim().to_lowercase();
    if text.is_empty() {
        return Err(DateRefused::Empty);
    }
    let date = named(&text, today, toward)
        .or_else(|| offset(&text, today, business_day))
        .map_or_else(|| calendar(&text, today, order, toward), Ok)?;
    Ok(Reading {
        date,
        far: (date - today).num_days() > FAR_AHEAD_DAYS,
        day_off: !business_day(date),
    })
}

fn named(text: &str, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    match text {
        "today" | "aujourd'hui" | "auj" => return Some(today),
        "tomorrow" | "tom" | "demain" | "dem" => return today.succ_opt(),
        "yesterday" | "hier" => return today.pred_opt(),
        "eom" | "fdm" => {
            let end = month_end(today)?;
            return match toward {
                Toward::Future if end == today => month_end(today.succ_opt()?),
                Toward::Future => Some(end),
                Toward::Past if end == today => Some(today),
                Toward::Past => today.with_day(1)?.pred_opt(),
            };
        }
        _ => {}
    }
    let weekday = weekday(text)?;
    let ahead = (7 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    match toward {
        Toward::Future => {
            let days = if ahead == 0 { 7 } else { ahead };
            today.checked_add_days(Days::new(days.into()))
        }
        Toward::Past => today.checked_sub_days(Days::new(((7 - ahead) % 7).into())),
    }
}

/// Weekdays by their first three letters or more, in either language: none of them clash.
fn weekday(text: &str) -> Option<Weekday> {
    const NAMES: [(&str, &str, Weekday); 7] = [
        ("monday", "lundi", Weekday::Mon),
        ("tuesday", "mardi", Weekday::Tue),
        ("wednesday", "mercredi", Weekday::Wed),
        ("thursday", "jeudi", Weekday::Thu),
        ("friday", "vendredi", Weekday::Fri),
        ("saturday", "samedi", Weekday::Sat),
        ("sunday", "dimanche", Weekday::Sun),
    ];
    if text.len() < 3 {
        return None;
    }
    NAMES
        .iter()
        .find(|(en, fr, _)| en.starts_with(text) || fr.starts_with(text))
        .map(|(_, _, day)| *day)
}

fn month_end(date: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = match date.month() {
        12 => (date.year() + 1, 1),
        m => (date.year(), m + 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)?.pred_opt()
}

fn offset(text: &str, today: NaiveDate, business: &dyn Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    let (back, rest) = match text.strip_prefix('+') {
        Some(rest) => (false, rest),
        None => (true, text.strip_prefix('-')?),
    };
    let (digits, business_days) = match rest.strip_suffix(['b', 'o']) {
        Some(digits) => (digits, true),
        None => (rest.strip_suffix(['d', 'j']).unwrap_or(rest), false),
    };
    // Four digits: ten years; more is a slip of the finger.
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    let count: u64 = digits.parse().ok()?;
    let step = |date: NaiveDate, days: u64| {
        if back {
            date.checked_sub_days(Days::new(days))
        } else {
            date.checked_add_days(Days::new(days))
        }
    };
    if !business_days {
        return step(today, count);
    }
    let mut date = today;
    let mut left = count;
    // A calendar without any business day must not loop for ever.
    let mut idle = 0;
    while left > 0 && idle < 366 {
        date = step(date, 1)?;
        if business(date) {
            left -= 1;
            idle = 0;
        } else {
            idle += 1;
        }
    }
    (left == 0).then_some(date)
}

fn calendar(
    text: &str,
    today: NaiveDate,
    order: DateOrder,
    toward: Toward,
) -> Result<NaiveDate, DateRefused> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    if !(2..=3).contains(&parts.len())
        || parts
            .iter()
            .any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_digit()) || p.len() > 4)
    {
        return Err(DateRefused::Unknown);
    }
    let number = |i: usize| parts[i].parse::<u32>().map_err(|_| DateRefused::Unknown);
    if parts.len() == 3 && parts[0].len() == 4 {
        let year = i32::try_from(number(0)?).map_err(|_| DateRefused::Unknown)?;
        return NaiveDate::from_ymd_opt(year, number(1)?, number(2)?).ok_or(DateRefused::NoSuchDay);
    }
    let (first, second) = (number(0)?, number(1)?);
    let (day, month) = order.arranged(first, second);
    let year = match parts.get(2).map(|year| year.len()) {
        None => None,
        Some(4) => Some(number(2)?),
        Some(2) => Some(2000 + number(2)?),
        Some(_) => return Err(DateRefused::Unknown),
    };
    let year = year.and_then(|year| i32::try_from(year).ok());
    if let Some(date) = day_of(today, year, month, day, toward) {
        return Ok(date);
    }
    match day_of(today, year, day, month, toward) {
        Some(meant) if month > 12 => Err(DateRefused::OtherOrder { month, meant }),
        _ => Err(DateRefused::NoSuchDay),
    }
}

fn day_of(
    today: NaiveDate,
    year: Option<i32>,
    month: u32,
    day: u32,
    toward: Toward,
) -> Option<NaiveDate> {
    if let Some(year) = year {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    // Nine years reach the next 29 February from anywhere.
    let years = 0..9;
    match toward {
        Toward::Future => years
            .filter_map(|y| NaiveDate::from_ymd_opt(today.year() + y, month, day))
            .find(|d| *d > today),
        Toward::Past => years
            .filter_map(|y| NaiveDate::from_ymd_opt(today.year() - y, month, day))
            .find(|d| *d <= today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> NaiveDate {
        s.parse().expect("a date")
    }

    fn weekdays(d: NaiveDate) -> bool {
        !matches!(d.weekday(), Weekday::Sat | Weekday::Sun)
    }

    fn read(typed: &str, order: DateOrder) -> Result<String, DateRefused> {
        // A Friday.
        let today = date("2026-11-27");
        parse_date(typed, today, order, Toward::Future, &weekdays).map(|r| r.date.to_string())
    }

    #[test]
    fn the_forms_people_type() {
        for (typed, expected) in [
            ("fri", "2026-12-04"),
            ("ven", "2026-12-04"),
            ("Friday", "2026-12-04"),
            ("sat", "2026-11-28"),
            ("mar", "2026-12-01"),
            ("+10", "2026-12-07"),
            ("+1b", "2026-11-30"),
            ("+10b", "2026-12-11"),
            ("+10o", "2026-12-11"),
            ("eom", "2026-11-30"),
            ("2026-12-15", "2026-12-15"),
            ("demain", "2026-11-28"),
        ] {
            for order in [DateOrder::DayMonth, DateOrder::MonthDay] {
                let read = read(typed, order);
                assert_eq!(read.as_deref(), Ok(expected), "{typed} in {order:?}");
            }
        }
        for (day_first, month_first, expected) in [
            ("15/12", "12/15", "2026-12-15"),
            ("15/12/27", "12/15/27", "2027-12-15"),
            ("29/02", "02/29", "2028-02-29"),
        ] {
            assert_eq!(
                read(day_first, DateOrder::DayMonth).as_deref(),
                Ok(expected)
            );
            assert_eq!(
                read(month_first, DateOrder::MonthDay).as_deref(),
                Ok(expected)
            );
            // never swapped silently
            for (typed, order) in [
                (day_first, DateOrder::MonthDay),
                (month_first, DateOrder::DayMonth),
            ] {
                let meant = date(expected);
                let month = meant.day();
                assert_eq!(
                    read(typed, order),
                    Err(DateRefused::OtherOrder { month, meant })
                );
            }
        }
        assert_eq!(
            read("5/12", DateOrder::DayMonth).as_deref(),
            Ok("2026-12-05")
        );
        assert_eq!(
            read("5/12", DateOrder::MonthDay).as_deref(),
            Ok("2027-05-12")
        );
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (typed, why) in [
            ("", DateRefused::Empty),
            ("fr", DateRefused::Unknown),
            ("31/2", DateRefused::NoSuchDay),
            ("2/31", DateRefused::NoSuchDay),
            ("45/45", DateRefused::NoSuchDay),
            ("0/5", DateRefused::NoSuchDay),
            ("soon", DateRefused::Unknown),
            ("+", DateRefused::Unknown),
            ("+99999", DateRefused::Unknown),
            ("1/2/3/4", DateRefused::Unknown),
            ("2026-13-01", DateRefused::NoSuchDay),
            ("١٥/١٢", DateRefused::Unknown),
        ] {
            assert_eq!(read(typed, DateOrder::DayMonth), Err(why), "{typed}");
        }
    }

    #[test]
    fn far_and_idle_days_are_flagged() {
        let today = date("2026-11-27");
        let far = |typed| {
            parse_date(typed, today, DateOrder::DayMonth, Toward::Future, &weekdays).map(|r| r.far)
        };
        assert_eq!(far("+45"), Ok(false));
        assert_eq!(far("+46"), Ok(true));
        let sat = parse_date("sat", today, DateOrder::MonthDay, Toward::Future, &weekdays);
        assert_eq!(sat.map(|r| r.day_off), Ok(true));
        let never = parse_date("+3b", today, DateOrder::MonthDay, Toward::Future, &|_| {
            false
        });
        assert_eq!(never, Err(DateRefused::Unknown));
    }

    #[test]
    fn toward_the_past_the_last_such_day() {
        let today = date("2026-11-27");
        let past = |typed| {
            parse_date(typed, today, DateOrder::DayMonth, Toward::Past, &weekdays)
                .map(|r| r.date.to_string())
        };
        assert_eq!(past("ven").as_deref(), Ok("2026-11-27"));
        assert_eq!(past("lun").as_deref(), Ok("2026-11-23"));
        assert_eq!(past("eom").as_deref(), Ok("2026-10-31"));
        assert_eq!(past("15/12").as_deref(), Ok("2025-12-15"));
    }
}
