//! Exposure against limits.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::currency::Currency;
use super::customer::Hold;
use super::raw::Raw;

/// What a customer owes and may owe, in company currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The company's currency.
    pub currency: Currency,
    /// Open items, unapplied credits (negative) and orders not yet invoiced.
    pub exposure: Decimal,
    /// Open debit items.
    pub gross: Decimal,
    /// Of them, what is overdue.
    pub overdue: Decimal,
    /// Of them, what is disputed.
    pub disputed: Decimal,
    /// What open promises cover.
    pub promised: Decimal,
    /// The limit in force; `None` when none is set, 0 means no credit.
    pub limit: Option<Decimal>,
    /// The last day of a limit that runs out.
    pub limit_until: Option<NaiveDate>,
    /// How the exposure stands to the limit.
    pub standing: Standing,
    /// A currency has no rate: the amounts leave it out.
    pub unknown_rate: bool,
}

/// How an exposure stands to its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// No limit is set.
    NoLimit,
    /// Within it.
    Within,
    /// At or above the company's percentage of it.
    Near,
    /// Above it.
    Breach,
}

impl Standing {
    /// Breach is strictly above the limit; near from `near_percent`, only for a limit above 0.
    pub fn of(exposure: Decimal, limit: Option<Decimal>, near_percent: u32) -> Standing {
        let Some(limit) = limit else {
            return Standing::NoLimit;
        };
        if exposure > limit {
            Standing::Breach
        } else if limit > Decimal::ZERO
            && exposure * Decimal::ONE_HUNDRED >= limit * Decimal::from(near_percent)
        {
            Standing::Near
        } else {
            Standing::Within
        }
    }

    /// The word of scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoLimit => "no_limit",
            Self::Within => "within",
            Self::Near => "near",
            Self::Breach => "breach",
        }
    }
}

/// A customer in breach of its limit, or near it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The customer.
    pub customer: Uuid,
    /// Its reference.
    pub reference: Raw,
    /// Its name.
    pub name: Raw,
    /// The figures.
    pub exposure: Exposure,
    /// A hold of the customer's credit that is not released.
    pub hold: Option<Held>,
}

/// A hold, as other lines name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: Uuid,
    /// `requested`, `in_force` or `release_requested`.
    pub state: String,
    /// Version, for writes.
    pub rev: i32,
}

impl From<&Hold> for Held {
    fn from(hold: &Hold) -> Held {
        Held {
            id: hold.id,
            state: hold.state.clone(),
            rev: hold.rev,
        }
    }
}

impl Held {
    /// Whether its release can be asked for.
    pub fn holds(&self) -> bool {
        self.state != "release_requested"
    }
}

/// A hold that is not released, with whom and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldLine {
    /// The hold.
    pub hold: Hold,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// The number of the order or the document that is held; `None` when the customer is.
    pub number: Option<Raw>,
}

/// A limit above what one person may set, until a second one has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitRequest {
    /// Its id.
    pub id: Uuid,
    /// The customer.
    pub customer: Uuid,
    /// The customer's reference.
    pub customer_reference: Raw,
    /// The customer's name.
    pub customer_name: Raw,
    /// The company's currency.
    pub currency: Currency,
    /// The limit asked for; `None` for no limit at all.
    pub amount: Option<Decimal>,
    /// The limit in force.
    pub limit: Option<Decimal>,
    /// The exposure now.
    pub exposure: Decimal,
    /// `internal`, `temporary` or `insured`.
    pub kind: String,
    /// From this day.
    pub effective_on: NaiveDate,
    /// The last day of a limit that runs out.
    pub until_on: Option<NaiveDate>,
    /// The reason given.
    pub reason: Raw,
    /// Who asked.
    pub requested_by: Raw,
    /// The asking person is the one who reads this: somebody else decides.
    pub mine: bool,
    /// When it was asked for.
    pub requested_on: NaiveDate,
    /// Version, for writes.
    pub rev: i32,
}

/// A part of the credit screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditTab {
    /// Customers above their limit.
    Breaches,
    /// Customers near it.
    Near,
    /// Holds that are not released.
    Holds,
    /// Limits that wait for a second person.
    Requests,
}

impl CreditTab {
    /// Every part, in the order of the screen.
    pub const ALL: [CreditTab; 4] = [Self::Breaches, Self::Near, Self::Holds, Self::Requests];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equality_is_accepted_and_zero_means_no_credit() {
        let d = Decimal::from;
        for (exposure, limit, standing) in [
            (1000, None, Standing::NoLimit),
            (899, Some(1000), Standing::Within),
            (900, Some(1000), Standing::Near),
            (1000, Some(1000), Standing::Near),
            (1001, Some(1000), Standing::Breach),
            (0, Some(0), Standing::Within),
            (1, Some(0), Standing::Breach),
            (-5, Some(0), Standing::Within),
        ] {
            let found = Standing::of(d(exposure), limit.map(d), 90);
            assert_eq!(found, standing, "{exposure} against {limit:?}");
        }
    }
}
