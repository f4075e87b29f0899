//! Dates as each language writes them.

use chrono::{Datelike, NaiveDate, Timelike};

use super::{Catalogue, Lang};

const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEKDAYS_FR: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
const WEEKDAYS_LONG_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const WEEKDAYS_LONG_FR: [&str; 7] = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];
const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const MONTHS_FR: [&str; 12] = [
    "janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "oct", "nov", "déc",
];
const MONTHS_LONG_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_LONG_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

impl Catalogue {
    /// A date: `28 Nov 2026`, `28/11/2026`. English names the month, so that nobody takes the day for it.
    pub fn date(&self, date: NaiveDate) -> String {
        match self.lang() {
            Lang::En => format!("{} {} {}", date.day(), month(&MONTHS_EN, date), date.year()),
            Lang::Fr => format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()),
        }
    }

    /// A date without its year, for columns: `28 Nov`, `28/11`.
    pub fn short_date(&self, date: NaiveDate) -> String {
        match self.lang() {
            Lang::En => format!("{:2} {}", date.day(), month(&MONTHS_EN, date)),
            Lang::Fr => format!("{:02}/{:02}", date.day(), date.month()),
        }
    }

    /// A date with its weekday: `Sat 28 Nov 2026`, `sam. 28/11/2026`.
    pub fn day(&self, date: NaiveDate) -> String {
        let weekday = date.weekday().num_days_from_monday() as usize;
        let name = match self.lang() {
            Lang::En => WEEKDAYS_EN[weekday],
            Lang::Fr => WEEKDAYS_FR[weekday],
        };
        format!("{name} {}", self.date(date))
    }

    /// A date in full, as it is echoed before saving: `Saturday 28 November 2026`,
    /// `samedi 28 novembre 2026`.
    pub fn full_day(&self, date: NaiveDate) -> String {
        let weekday = date.weekday().num_days_from_monday() as usize;
        match self.lang() {
            Lang::En => format!(
                "{} {} {} {}",
                WEEKDAYS_LONG_EN[weekday],
                date.day(),
                month(&MONTHS_LONG_EN, date),
                date.year()
            ),
            Lang::Fr => format!(
                "{} {}{} {} {}",
                WEEKDAYS_LONG_FR[weekday],
                date.day(),
                if date.day() == 1 { "er" } else { "" },
                month(&MONTHS_LONG_FR, date),
                date.year()
            ),
        }
    }

    /// A month in three or four letters.
    pub fn month(&self, date: NaiveDate) -> &'static str {
        match self.lang() {
            Lang::En => month(&MONTHS_EN, date),
            Lang::Fr => month(&MONTHS_FR, date),
        }
    }

    /// A time of day, both languages alike: `10:42`.
    pub fn time(&self, time: chrono::NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }
}

fn month<'a>(names: &[&'a str; 12], date: NaiveDate) -> &'a str {
    names[date.month0() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_order() {
        let (en, fr) = (Catalogue::new(Lang::En), Catalogue::new(Lang::Fr));
        let day = NaiveDate::from_ymd_opt(2026, 11, 28).expect("a date");
        assert_eq!(en.date(day), "28 Nov 2026");
        assert_eq!(fr.date(day), "28/11/2026");
        assert_eq!(en.day(day), "Sat 28 Nov 2026");
        assert_eq!(fr.full_day(day), "samedi 28 novembre 2026");
        assert_eq!(en.full_day(day), "Saturday 28 November 2026");
        assert_eq!(en.short_date(day), "28 Nov");
    }
}
