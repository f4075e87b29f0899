//! Whether the day or the month of a date comes first.

use chrono::{Datelike, NaiveDate};

use super::Lang;

/// The order in which a person types the day and the month. A date that begins with its year is read as ISO 8601
/// in either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `15/12`: nearly everywhere.
    DayMonth,
    /// `12/15`: in the United States and where their habits are followed.
    MonthDay,
}

/// Regions that write the month first (CLDR, the short date of English there).
const MONTH_FIRST: [&str; 11] = [
    "AS", "FM", "GU", "MH", "MP", "PH", "PR", "PW", "UM", "US", "VI",
];

impl DateOrder {
    /// The order of a language where no region is known.
    pub fn of_lang(lang: Lang) -> DateOrder {
        match lang {
            Lang::En => DateOrder::MonthDay,
            Lang::Fr => DateOrder::DayMonth,
        }
    }

    /// The order of a language in the region of a POSIX locale name such as `en_GB.UTF-8`. Another language's
    /// region counts as well: who works in France writes the day first in English too.
    pub fn of_locale(lang: Lang, locale: &str) -> DateOrder {
        let name = locale.split(['.', '@']).next().unwrap_or_default();
        match (lang, name.split_once(['_', '-'])) {
            (Lang::En, Some((_, region))) => {
                let region = region.to_ascii_uppercase();
                match MONTH_FIRST.contains(&region.as_str()) {
                    true => DateOrder::MonthDay,
                    false => DateOrder::DayMonth,
                }
            }
            _ => DateOrder::of_lang(lang),
        }
    }

    /// The word of the settings and of the sentences.
    pub fn word(self) -> &'static str {
        match self {
            DateOrder::DayMonth => "day-month",
            DateOrder::MonthDay => "month-day",
        }
    }

    /// The order a setting names.
    pub fn of_word(word: &str) -> Option<DateOrder> {
        [DateOrder::DayMonth, DateOrder::MonthDay]
            .into_iter()
            .find(|order| order.word() == word)
    }

    /// A date as this person would type it.
    pub fn written(self, date: NaiveDate) -> String {
        let (first, second) = self.arranged(date.day(), date.month());
        format!("{first:02}/{second:02}/{:04}", date.year())
    }

    /// Day and month in this order.
    pub fn arranged<T>(self, day: T, month: T) -> (T, T) {
        match self {
            DateOrder::DayMonth => (day, month),
            DateOrder::MonthDay => (month, day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_written_as_its_region_does() {
        for (locale, order) in [
            ("en_US.UTF-8", DateOrder::MonthDay),
            ("en_GB.UTF-8", DateOrder::DayMonth),
            ("en_IE@euro", DateOrder::DayMonth),
            ("en-us", DateOrder::MonthDay),
            // English screens for someone who works in France.
            ("fr_FR.UTF-8", DateOrder::DayMonth),
            ("C.UTF-8", DateOrder::MonthDay),
            ("POSIX", DateOrder::MonthDay),
            ("", DateOrder::MonthDay),
        ] {
            assert_eq!(DateOrder::of_locale(Lang::En, locale), order, "{locale}");
            let french = DateOrder::of_locale(Lang::Fr, locale);
            assert_eq!(french, DateOrder::DayMonth, "{locale}");
        }
    }
}
