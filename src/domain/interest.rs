//! What lateness costs a customer: interest and the indemnity for recovery costs (C. com. L441-10, D441-5).

use chrono::NaiveDate;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::currency::Currency;
use super::money::Money;
use super::raw::Raw;

/// What an invoice, or an instalment of one, costs for its lateness, paid since or not. Principal, interest and indemnity
/// are claims of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The customer.
    pub customer: Uuid,
    /// Its reference.
    pub customer_reference: Raw,
    /// Its name.
    pub customer_name: Raw,
    /// The open item.
    pub item: Uuid,
    /// The document's number.
    pub number: Raw,
    /// When it was due.
    pub due_on: NaiveDate,
    /// Days it is late, or was until its last payment.
    pub days: i32,
    /// What is still unpaid, incl. VAT.
    pub principal: Money,
    /// Simple interest on 365 days, rounded once; `None` when a rate or the rule is unknown.
    pub interest: Option<Money>,
    /// The lump sum for what was not wholly paid on its due date; not part of what bears interest. `None` where no rule
    /// of the country is recorded.
    pub indemnity: Option<Money>,
    /// How the interest came about, in the order of days; the parts add up to it.
    pub parts: Vec<Part>,
    /// What is to be known about it.
    pub flags: Vec<Flag>,
}

/// Days on which the unpaid amount and the rate stayed the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub to: NaiveDate,
    /// How many days.
    pub days: i32,
    /// The unpaid amount.
    pub amount: Money,
    /// Percent a year; `None` where nobody recorded the half-year's.
    pub percent: Option<Decimal>,
    /// The interest of these days.
    pub interest: Option<Money>,
}

/// What is to be known about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// A half-year has no recorded rate.
    RateUnknown,
    /// The country has no recorded rule for this kind of customer.
    RuleUnknown,
    /// The contract's rate is less than three times the legal one.
    BelowFloor,
    /// The judgment that opened insolvency stopped the interest.
    Insolvency,
    /// Interest runs from a formal notice, and none was sent.
    NoNotice,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Flag; 5] = [
        Flag::RateUnknown,
        Flag::RuleUnknown,
        Flag::BelowFloor,
        Flag::Insolvency,
        Flag::NoNotice,
    ];

    /// The stable word.
    pub fn word(self) -> &'static str {
        match self {
            Flag::RateUnknown => "rate_unknown",
            Flag::RuleUnknown => "rule_unknown",
            Flag::BelowFloor => "below_floor",
            Flag::Insolvency => "insolvency",
            Flag::NoNotice => "no_notice",
        }
    }
}

/// The sums of claims in a currency; interest that is unknown is counted, not guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The currency.
    pub currency: Currency,
    /// Unpaid, incl. VAT.
    pub principal: Decimal,
    /// The known interest.
    pub interest: Decimal,
    /// Indemnities, which may be in another currency than the invoices.
    pub indemnity: Decimal,
    /// Claims whose interest is unknown.
    pub unknown: usize,
}

/// The sums of claims by currency, in the order of their codes.
pub fn sums(claims: &[Claim]) -> Vec<Claimed> {
    let mut sums: Vec<Claimed> = Vec::new();
    let mut of = |currency: Currency, add: &dyn Fn(&mut Claimed)| {
        let at = sums.partition_point(|sum| sum.currency.code() < currency.code());
        if sums.get(at).is_none_or(|sum| sum.currency != currency) {
            let sum = Claimed {
                currency,
                principal: Decimal::ZERO,
                interest: Decimal::ZERO,
                indemnity: Decimal::ZERO,
                unknown: 0,
            };
            sums.insert(at, sum);
        }
        add(&mut sums[at]);
    };
    for claim in claims {
        of(claim.principal.currency(), &|sum| {
            sum.principal += claim.principal.amount();
            match claim.interest {
                Some(interest) => sum.interest += interest.amount(),
                None => sum.unknown += 1,
            }
        });
        if let Some(indemnity) = claim.indemnity.filter(|indemnity| !indemnity.is_zero()) {
            of(indemnity.currency(), &|sum| {
                sum.indemnity += indemnity.amount()
            });
        }
    }
    sums
}
