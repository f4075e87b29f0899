//! Who works, where, and on which day.

use chrono::NaiveDate;

/// What the database says of the person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// Login name.
    pub agent: String,
    /// Companies the person may see; the first is shown at the start.
    pub companies: Vec<Company>,
    /// The person may read and nothing else.
    pub read_only: bool,
    /// The person decides on credit: the day starts with alerts rather than with calls.
    pub manager: bool,
}

/// A creditor company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its key.
    pub id: i32,
    /// Short code, as the command line takes it.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its business date: its time zone and calendar, not the clock of this computer.
    pub today: NaiveDate,
    /// Days off in the coming and past months, weekends left out.
    pub holidays: Vec<NaiveDate>,
}

impl Company {
    /// Whether the company works on a day: a weekday that is no holiday.
    pub fn works_on(&self, day: NaiveDate) -> bool {
        use chrono::Datelike;
        day.weekday().num_days_from_monday() < 5 && !self.holidays.contains(&day)
    }
}
