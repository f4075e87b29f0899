//! What a company works by, to be read: reminder policies, outcomes of calls, templates, rates, and who has
//! which portfolio. Administrators change them with commands.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::activity::Outcome;
use super::raw::Raw;

/// Everything the settings tell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// Steps of the reminder policies, policy by policy.
    pub steps: Vec<Step>,
    /// Results a call can have.
    pub outcomes: Vec<Outcome>,
    /// Templates of mail and letters.
    pub templates: Vec<Template>,
    /// Rates of exchange and of interest, latest first.
    pub rates: Vec<Rate>,
    /// Who has which portfolio.
    pub assignments: Vec<Assignment>,
}

/// A step of a reminder policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The policy's name.
    pub policy: Raw,
    /// It is the company's usual one.
    pub is_default: bool,
    /// Place in the policy, from 1.
    pub step: i16,
    /// Days after the due date; negative before it.
    pub offset_days: i32,
    /// `email`, `letter`, `registered_letter` or `call`.
    pub channel: String,
    /// `courtesy`, `friendly`, `firm` or `formal_notice`.
    pub tone: String,
    /// Code of the template.
    pub template: Raw,
    /// The recovery indemnity is claimed.
    pub fee: bool,
    /// Interest is claimed.
    pub interest: bool,
    /// Days between two contacts at least.
    pub min_gap_days: i32,
}

/// A template of mail or letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its code.
    pub code: Raw,
    /// `en` or `fr`.
    pub language: String,
    /// The subject line.
    pub subject: Raw,
    /// The plain text.
    pub text: Raw,
    /// Day of its last change.
    pub updated_on: NaiveDate,
}

/// A rate from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// `fx`, or the kind of an interest rate: `ecb_mro`, `legal_professional`, `legal_individual`.
    pub kind: String,
    /// Two currencies, or a country.
    pub of: String,
    /// From this day.
    pub from_on: NaiveDate,
    /// How many units of the second currency one of the first is worth; of interest, percent a year.
    pub value: Decimal,
    /// Where it was published.
    pub source: Raw,
}

/// Somebody who has a portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// The portfolio's code.
    pub code: Raw,
    /// The portfolio's name.
    pub portfolio: Raw,
    /// Its customers.
    pub customers: i64,
    /// Who has it; `None` when nobody does.
    pub person: Option<Raw>,
    /// As a substitute.
    pub substitute: bool,
    /// From this day.
    pub from_on: Option<NaiveDate>,
    /// Up to this day.
    pub to_on: Option<NaiveDate>,
}

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SettingsTab {
    /// Reminder policies.
    #[default]
    Policies,
    /// Outcomes of calls.
    Outcomes,
    /// Templates.
    Templates,
    /// Rates.
    Rates,
    /// Agents and portfolios.
    People,
}

impl SettingsTab {
    /// Every part, in the order of the screen.
    pub const ALL: [SettingsTab; 5] = [
        Self::Policies,
        Self::Outcomes,
        Self::Templates,
        Self::Rates,
        Self::People,
    ];
}
