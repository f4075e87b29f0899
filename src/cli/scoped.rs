//! Which companies and rows a list is about, and its pages.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::Context;
use super::failure::Failure;
use super::list::{Reading, Scope};
use super::output::{self, Cell, Format};
use crate::domain::activity::Outcome;
use crate::domain::company::Company;
use crate::domain::currency::Currency;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::page::{Cursor, Fetch, Page};
use crate::i18n::Message;
use crate::runtime::open::Session;
use crate::store::{Pace, Result, company, lookup};

/// Rows asked for at once.
const ROWS: u32 = 1_000;

/// Which rows of a long list.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub struct Paging {
    /// At most so many rows; by default all.
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// Begin after this place: what an earlier list gave as next.
    #[arg(long, value_name = "CURSOR")]
    pub after: Option<String>,
}

impl Paging {
    /// The most rows that may be written.
    pub fn most(&self) -> usize {
        self.limit
            .and_then(|limit| usize::try_from(limit).ok())
            .unwrap_or(usize::MAX)
    }
}

/// A range of dates, both inclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::Args)]
pub struct Range {
    /// From this day on, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// Up to this day, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    pub to: Option<NaiveDate>,
}

/// An entered database, the companies asked for, and what narrows their rows.
#[derive(Debug)]
pub struct Scoped {
    /// The database.
    pub session: Session,
    /// The companies, by code; their business day has been begun.
    pub companies: Vec<Company>,
    /// What narrows the rows.
    pub filter: Filter,
    /// The results that a call can have, by code, with their names in the person's language; for tables alone.
    pub outcomes: Outcomes,
}

impl Scoped {
    /// Enters the database and finds what the scope names.
    ///
    /// # Errors
    /// The database's; an unknown company, customer or currency; a customer of several companies.
    pub async fn new(context: &Context, scope: &Scope) -> std::result::Result<Scoped, Failure> {
        let session = context.connect(Pace::Report).await?;
        let pool = &session.pool;
        let mut companies = company::list(pool).await?;
        if companies.is_empty() && is_own(&session) && context.format == Format::Table {
            output::complain(&context.catalogue.tr("cli-hint-empty"));
        }
        let mut filter = Filter::default();
        if let Some(code) = &scope.currency {
            let currency = Currency::in_ledger(&code.to_uppercase()).map_err(|_| {
                Failure::usage("list-currency-unknown").with("currency", code.as_str())
            })?;
            filter.currency = Some(currency);
        }
        if let Some(code) = scope.company(context) {
            let known: Vec<String> = companies.iter().map(|one| one.code.clone()).collect();
            companies.retain(|company| company.code == code);
            if companies.is_empty() {
                return Err(match scope.company {
                    Some(_) => Failure::refused("refused-company-unknown").with("company", code),
                    None => context.company_unknown(code, &known),
                });
            }
        }
        if let Some(reference) = &scope.customer {
            let found = lookup::customers(pool, reference, scope.company(context)).await?;
            match found.as_slice() {
                [] => {
                    return Err(unknown_customer(&session, reference).await);
                }
                [(code, id)] => {
                    companies.retain(|company| company.code == *code);
                    filter.customer = Some(*id);
                }
                several => {
                    let codes: Vec<&str> = several.iter().map(|(code, _)| code.as_str()).collect();
                    return Err(Failure::refused("act-customer-ambiguous")
                        .with("customer", reference.as_str())
                        .with("companies", codes.join(", ")));
                }
            }
        }
        for company in &companies {
            company::roll(pool, company).await?;
        }
        let outcomes = match context.format {
            Format::Table => company::outcomes(&session.pool).await?,
            Format::Csv | Format::Json => Vec::new(),
        };
        let lang = context.catalogue.lang();
        let named = |one: Outcome| (one.code, lang.of(&one.label).as_str().to_owned());
        let outcomes = outcomes.into_iter().map(named).collect();
        Ok(Scoped {
            session,
            companies,
            filter,
            outcomes,
        })
    }

    /// The same with a range of dates.
    #[must_use]
    pub fn between(mut self, range: Range) -> Scoped {
        self.filter.from = range.from;
        self.filter.to = range.to;
        self
    }

    /// The day of the list: the one asked for, else the business date that all companies share.
    pub fn day(&self, reading: Reading) -> Option<NaiveDate> {
        let days = || self.companies.iter().map(|company| company.today);
        reading.as_of.or_else(|| {
            days()
                .next()
                .filter(|day| days().all(|other| other == *day))
        })
    }

    /// Whether the day asked for lies ahead of a company's business date; then standard error says so.
    pub fn projects(&self, context: &Context, reading: Reading) -> bool {
        let ahead = |day: NaiveDate| self.companies.iter().any(|company| company.today < day);
        let Some(day) = reading.as_of.filter(|day| ahead(*day)) else {
            return false;
        };
        let words = &context.catalogue;
        let message = Message::new("list-projection").with("date", words.day(day));
        output::complain(&words.say(&message));
        true
    }

    /// The rows of every company, each with its company, and where the next page begins.
    ///
    /// # Errors
    /// The database's; a cursor that no list gave.
    pub async fn rows<'s, R, F>(
        &'s self,
        paging: &Paging,
        ask: impl Fn(&'s Company, Fetch, u32) -> F,
    ) -> std::result::Result<(Vec<(&'s Company, R)>, Option<String>), Failure>
    where
        F: Future<Output = Result<Page<R>>>,
    {
        let mut rows = Vec::new();
        let unreadable = || Failure::refused("refused-cursor-unreadable");
        let mut begin = match &paging.after {
            None => None,
            Some(after) => Some(after.split_once(':').ok_or_else(unreadable)?),
        };
        let start = match begin {
            None => 0,
            Some((code, _)) => self
                .companies
                .iter()
                .position(|company| company.code == code)
                .ok_or_else(unreadable)?,
        };
        for company in &self.companies[start..] {
            let mut fetch = match begin.take() {
                Some((_, "")) | None => Fetch::First,
                Some((_, place)) => Fetch::After(Cursor(place.to_owned())),
            };
            loop {
                let left = paging
                    .limit
                    .map(|limit| limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(limit)));
                if left == Some(0) {
                    let place = match &fetch {
                        Fetch::After(cursor) => cursor.0.as_str(),
                        _ => "",
                    };
                    return Ok((rows, Some(format!("{}:{place}", company.code))));
                }
                let page = ask(company, fetch, left.unwrap_or(ROWS).min(ROWS)).await?;
                rows.extend(page.rows.into_iter().map(|row| (company, row)));
                match page.after {
                    Some(cursor) => fetch = Fetch::After(cursor),
                    None => break,
                }
            }
        }
        Ok((rows, None))
    }
}

/// Names of the results of calls, by code.
pub type Outcomes = BTreeMap<String, String>;

/// The result of a call, by its name where that is known.
pub fn outcome(code: &str, outcomes: &Outcomes) -> Cell {
    match outcomes.get(code) {
        None => code.into(),
        Some(name) => {
            let message = Message::new("call-outcome").with("label", name.as_str());
            Cell::Words(vec![(code.to_owned(), message)])
        }
    }
}

/// That no customer has this reference; on a private database without a company also where there are some.
pub async fn unknown_customer(session: &Session, reference: &str) -> Failure {
    let failure = Failure::refused("act-customer-unknown").with("customer", reference);
    let empty = is_own(session)
        && company::list(&session.pool)
            .await
            .is_ok_and(|companies| companies.is_empty());
    if empty {
        failure.hint("cli-hint-empty")
    } else {
        failure
    }
}

/// Whether it is the person's private database, not the demo on the same server.
fn is_own(session: &Session) -> bool {
    session.glance.kind.as_deref() == Some("private")
}

impl Reading {
    /// The past day of a company that is asked for; `None` reads its business date from positions.
    pub fn of(self, company: &Company) -> Option<AsOf> {
        (self.as_of.is_some() || self.known_at.is_some()).then(|| AsOf {
            day: self.as_of.unwrap_or(company.today),
            known_at: self.known_at,
        })
    }
}
