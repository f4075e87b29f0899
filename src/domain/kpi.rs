//! Key figures of collections: what each is, and how it comes from what was owed, sold, paid and done.
//!
//! A ratio whose denominator is nothing has no value ("n/a"), never 0. Values have two decimals, rounded half up.

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

/// Days of a period that nobody has chosen: thirteen weeks.
pub const DAYS: u64 = 91;
/// Decimals of every value.
pub const DIGITS: u32 = 2;

/// A key figure; see [`compute`] for each one's formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kpi {
    /// Days of sales outstanding, of what is owed gross.
    Dso,
    /// The same of what is owed net of unapplied credits.
    DsoNet,
    /// Days of the latest sales that what is owed amounts to, month by month.
    DsoCountback,
    /// Best possible days of sales outstanding: nothing late.
    Bpdso,
    /// Average days delinquent.
    Add,
    /// Collection effectiveness index.
    Cei,
    /// Overdue share of what is owed.
    OverduePct,
    /// Share of what is owed that is more than 90 days late.
    Over90Pct,
    /// Weighted average days late of what was settled.
    Wadl,
    /// Weighted average days to pay.
    Wadp,
    /// Promises kept, by count.
    PromiseKeptCount,
    /// Promises kept, by amount.
    PromiseKeptAmount,
    /// Right-party contact rate.
    Rpc,
    /// Invoices not fully paid thirty days after their due date, by count.
    UnpaidRate,
    /// Disputed share of what was invoiced.
    DisputeRate,
    /// Days from the opening of a dispute to its resolution.
    DisputeDays,
    /// Invoices that were ever in error.
    ErrorRate,
    /// Days from the order to the money.
    LeadOrderCash,
}

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Hundredths: 0 to 100.
    Percent,
}

impl Unit {
    /// As scripts know it.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::Percent => "percent",
        }
    }
}

impl Kpi {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Kpi; 18] = [
        Kpi::Dso,
        Kpi::DsoNet,
        Kpi::DsoCountback,
        Kpi::Bpdso,
        Kpi::Add,
        Kpi::Cei,
        Kpi::OverduePct,
        Kpi::Over90Pct,
        Kpi::Wadl,
        Kpi::Wadp,
        Kpi::PromiseKeptCount,
        Kpi::PromiseKeptAmount,
        Kpi::Rpc,
        Kpi::UnpaidRate,
        Kpi::DisputeRate,
        Kpi::DisputeDays,
        Kpi::ErrorRate,
        Kpi::LeadOrderCash,
    ];

    /// As scripts know it.
    pub fn code(self) -> &'static str {
        match self {
            Kpi::Dso => "dso",
            Kpi::DsoNet => "dso_net",
            Kpi::DsoCountback => "dso_countback",
            Kpi::Bpdso => "bpdso",
            Kpi::Add => "add",
            Kpi::Cei => "cei",
            Kpi::OverduePct => "overdue_pct",
            Kpi::Over90Pct => "over90_pct",
            Kpi::Wadl => "wadl",
            Kpi::Wadp => "wadp",
            Kpi::PromiseKeptCount => "promise_kept_count",
            Kpi::PromiseKeptAmount => "promise_kept_amount",
            Kpi::Rpc => "rpc",
            Kpi::UnpaidRate => "unpaid_rate",
            Kpi::DisputeRate => "dispute_rate",
            Kpi::DisputeDays => "dispute_days",
            Kpi::ErrorRate => "error_rate",
            Kpi::LeadOrderCash => "lead_order_cash",
        }
    }

    /// What its value counts.
    pub fn unit(self) -> Unit {
        match self {
            Kpi::Dso
            | Kpi::DsoNet
            | Kpi::DsoCountback
            | Kpi::Bpdso
            | Kpi::Add
            | Kpi::Wadl
            | Kpi::Wadp
            | Kpi::DisputeDays
            | Kpi::LeadOrderCash => Unit::Days,
            _ => Unit::Percent,
        }
    }
}

/// The days over which sales, payments and work are counted, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// From one day to another; `None` when it would end before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Period> {
        (from <= to).then_some(Period { from, to })
    }

    /// The last [`DAYS`] days up to a day.
    pub fn until(to: NaiveDate) -> Period {
        let from = to.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(to);
        Period { from, to }
    }

    /// How many days.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// How many months: whole ones count 1, others by their days.
    pub fn months(self) -> Decimal {
        let mut sum = Decimal::ZERO;
        let mut at = self.from;
        while at <= self.to {
            let (first, next) = month_around(at);
            let Some(next) = next else { break };
            let last = self.to.min(next - Days::new(1));
            sum += Decimal::from((last - at).num_days() + 1)
                / Decimal::from((next - first).num_days());
            at = next;
        }
        sum
    }
}

/// The first day of the month and of the one after it.
fn month_around(day: NaiveDate) -> (NaiveDate, Option<NaiveDate>) {
    let first = day.with_day(1).unwrap_or(day);
    (first, first.checked_add_months(Months::new(1)))
}

/// What was owed at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// Open debit items.
    pub gross: Decimal,
    /// Of them not due.
    pub not_due: Decimal,
    /// Of them more than 90 days late.
    pub over90: Decimal,
    /// Open credits, negative.
    pub unapplied: Decimal,
}

impl Balance {
    /// Overdue.
    pub fn overdue(&self) -> Decimal {
        self.gross - self.not_due
    }
}

/// The sales of a month, net of credit notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Days of it that have passed.
    pub days: i64,
    /// Sales, VAT included.
    pub sales: Decimal,
}

impl Month {
    /// The month that begins on this day, as seen on `day`: the current one counts its elapsed days.
    pub fn of(first: NaiveDate, day: NaiveDate, sales: Decimal) -> Month {
        let after = month_around(first).1.unwrap_or(day);
        let end = day.checked_add_days(Days::new(1)).unwrap_or(day).min(after);
        Month {
            days: (end - first).num_days(),
            sales,
        }
    }
}

/// What happened in a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flows {
    /// Sales of the period, VAT included, net of credit notes.
    pub sales: Decimal,
    /// Invoiced amount of the period, credit notes left out.
    pub invoiced: Decimal,
    /// Each month of the ledger up to the day, the latest first.
    pub months: Vec<Month>,
    /// Paid of the items that were settled in the period.
    pub paid: Decimal,
    /// The same times the days late of each.
    pub paid_late: Decimal,
    /// The same times the days from invoice to settlement.
    pub paid_days: Decimal,
    /// Promises judged.
    pub judged: i64,
    /// Of them kept.
    pub kept: i64,
    /// Amount of the promises judged.
    pub promised: Decimal,
    /// Received of it, no more than was promised of each.
    pub received: Decimal,
    /// Calls.
    pub attempts: i64,
    /// Of them with the right person.
    pub right_party: i64,
    /// Items of the period's invoices that fell due thirty days ago or longer.
    pub fallen: i64,
    /// Of them not fully paid on the thirtieth day.
    pub unpaid: i64,
    /// Their amounts: of all that fell due.
    pub fallen_amount: Decimal,
    /// And of those not fully paid.
    pub unpaid_amount: Decimal,
    /// Invoices issued.
    pub issued: i64,
    /// Of them ever in error.
    pub in_error: i64,
    /// Disputed amount opened.
    pub disputed: Decimal,
    /// Disputes resolved.
    pub resolved: i64,
    /// Days that these took together.
    pub resolved_days: i64,
    /// From order to cash.
    pub lead: Lead,
}

/// Days from order to cash, of the orders whose invoice was wholly paid in the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lead {
    /// Median of the whole way.
    pub whole: Option<Decimal>,
    /// Nine in ten took no longer.
    pub ninth: Option<Decimal>,
    /// Median from order to shipment.
    pub shipping: Option<Decimal>,
    /// Median from shipment to invoice.
    pub invoicing: Option<Decimal>,
    /// Median from invoice to cash.
    pub cashing: Option<Decimal>,
}

/// Which sales the collection effectiveness index weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CeiSales {
    /// All of the period, whatever its length.
    #[default]
    Period,
    /// What a month of it had on average.
    MonthlyAverage,
}

/// Everything the figures of one period come from, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The period.
    pub period: Period,
    /// What was owed before its first day.
    pub begin: Balance,
    /// What was owed at its end.
    pub end: Balance,
    /// What is owed on the day.
    pub now: Balance,
    /// What happened.
    pub flows: Flows,
    /// The convention for [`Kpi::Cei`].
    pub cei: CeiSales,
}

/// A figure that explains another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// As scripts know it.
    pub code: &'static str,
    /// Its value.
    pub value: Option<Decimal>,
}

/// A key figure with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Which.
    pub kpi: Kpi,
    /// Two decimals; `None` where the denominator is nothing.
    pub value: Option<Decimal>,
    /// The value is a lower bound: what is owed is older than the ledger.
    pub more: bool,
    /// What belongs to it.
    pub parts: Vec<Part>,
}

/// The figures of a day, as a screen shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The day.
    pub day: NaiveDate,
    /// Over which days.
    pub period: Period,
    /// All of them, in the order of [`Kpi::ALL`].
    pub figures: Vec<Figure>,
    /// Currencies that have no rate: their amounts are left out.
    pub unconverted: Vec<String>,
}

/// Weeks of a trend.
pub const TREND: u64 = 13;

/// Rounds half up, away from zero, to the two decimals of every value.
pub fn rounded(value: Decimal) -> Decimal {
    let mut value = value.round_dp_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(DIGITS);
    value
}

/// `part × times ÷ whole`, `None` when the whole is nothing.
fn ratio(part: Decimal, times: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(times)?.checked_div(whole)
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    ratio(part, Decimal::ONE_HUNDRED, whole)
}

fn share(part: i64, whole: i64) -> Option<Decimal> {
    percent(part.into(), whole.into())
}

/// Days of the latest sales that an amount exhausts, the latest month first, and whether the months did not
/// suffice. A month without sales adds its days; so does one whose credit notes exceed its sales, which exhausts
/// nothing. `None` when something is owed and there is no month at all.
pub fn count_back(owed: Decimal, months: &[Month]) -> Option<(Decimal, bool)> {
    if months.is_empty() && owed > Decimal::ZERO {
        return None;
    }
    let mut left = owed;
    let mut days = Decimal::ZERO;
    for month in months {
        if left <= Decimal::ZERO {
            return Some((days, false));
        }
        let of_month = Decimal::from(month.days);
        if month.sales > left {
            return Some((days + ratio(left, of_month, month.sales)?, false));
        }
        left -= month.sales.max(Decimal::ZERO);
        days += of_month;
    }
    Some((days, left > Decimal::ZERO))
}

/// The collection effectiveness index, in percent.
pub fn effectiveness(
    begin: Decimal,
    sales: Decimal,
    end: Decimal,
    end_current: Decimal,
) -> Option<Decimal> {
    percent(begin + sales - end, begin + sales - end_current)
}

/// Every key figure of the facts.
pub fn figures(facts: &Facts) -> Vec<Figure> {
    Kpi::ALL
        .into_iter()
        .map(|kpi| compute(kpi, facts))
        .collect()
}

/// One key figure of the facts.
pub fn compute(kpi: Kpi, facts: &Facts) -> Figure {
    let Facts {
        now, flows, period, ..
    } = facts;
    let days = Decimal::from(period.days());
    let of_sales = |owed| ratio(owed, days, flows.sales);
    let mut more = false;
    let mut parts = Vec::new();
    let value = match kpi {
        Kpi::Dso => of_sales(now.gross),
        Kpi::DsoNet => of_sales(now.gross + now.unapplied),
        Kpi::DsoCountback => count_back(now.gross, &flows.months).map(|(days, beyond)| {
            more = beyond;
            days
        }),
        Kpi::Bpdso => of_sales(now.not_due),
        Kpi::Add => of_sales(now.overdue()),
        Kpi::Cei => {
            let sales = match facts.cei {
                CeiSales::Period => Some(flows.sales),
                CeiSales::MonthlyAverage => flows.sales.checked_div(period.months()),
            };
            let (begin, end) = (&facts.begin, &facts.end);
            sales.and_then(|sales| effectiveness(begin.gross, sales, end.gross, end.not_due))
        }
        Kpi::OverduePct => percent(now.overdue(), now.gross),
        Kpi::Over90Pct => percent(now.over90, now.gross),
        Kpi::Wadl => flows.paid_late.checked_div(flows.paid),
        Kpi::Wadp => flows.paid_days.checked_div(flows.paid),
        Kpi::PromiseKeptCount => share(flows.kept, flows.judged),
        Kpi::PromiseKeptAmount => percent(flows.received, flows.promised),
        Kpi::Rpc => share(flows.right_party, flows.attempts),
        Kpi::UnpaidRate => {
            parts.push((
                "by_amount",
                percent(flows.unpaid_amount, flows.fallen_amount),
            ));
            share(flows.unpaid, flows.fallen)
        }
        Kpi::DisputeRate => percent(flows.disputed, flows.invoiced),
        Kpi::DisputeDays => {
            Decimal::from(flows.resolved_days).checked_div(Decimal::from(flows.resolved))
        }
        Kpi::ErrorRate => share(flows.in_error, flows.issued),
        Kpi::LeadOrderCash => {
            let lead = flows.lead;
            parts.extend([
                ("p90", lead.ninth),
                ("order_shipment", lead.shipping),
                ("shipment_invoice", lead.invoicing),
                ("invoice_cash", lead.cashing),
            ]);
            lead.whole
        }
    };
    let parts = parts.into_iter().map(|(code, value)| Part {
        code,
        value: value.map(rounded),
    });
    Figure {
        kpi,
        value: value.map(rounded),
        more,
        parts: parts.collect(),
    }
}

#[cfg(test)]
mod tests;
