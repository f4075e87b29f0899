//! Exposure against limits.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::currency::Currency;
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
    /// A hold on the customer: requested, in force, or its release requested.
    pub hold: Option<String>,
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
