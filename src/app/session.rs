//! Who works, where, and on which day.

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::company::Company;

/// What the database says of the person who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Session {
    /// Name as colleagues see it.
    pub agent: String,
    /// Key of the person.
    pub person: i32,
    /// Companies the person may see; the first is shown at the start.
    pub companies: Vec<Workplace>,
    /// The person may read and nothing else.
    pub read_only: bool,
    /// The person says who works on what.
    pub leads: bool,
    /// The person decides on credit: the day starts with what changed rather than with calls.
    pub manager: bool,
}

/// A creditor company and its working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workplace {
    /// The company.
    pub company: Company,
    /// Its working days.
    pub calendar: Calendar,
}

impl Workplace {
    /// The company's business date: its time zone, not the clock of this computer.
    pub fn today(&self) -> NaiveDate {
        self.company.today
    }
}
