//! From a question to the store's call.

use crate::app::request::{Query, Reply};
use crate::app::table::PAGE_ROWS;
use crate::domain::alert::AlertState;
use crate::domain::filter::Filter;
use crate::store::{
    Pool, Result, activity, aging, alert, company, customer, item, search, today, worklist,
};

/// Customers a search gives at most.
const MOST_FOUND: u32 = 50;

/// Alerts that somebody still has to settle.
const UNSETTLED: [AlertState; 2] = [AlertState::Open, AlertState::Acknowledged];

/// Asks the store. A screen adds an arm for each of its questions.
///
/// # Errors
/// The store's.
pub async fn answer(pool: &Pool, query: Query) -> Result<Reply> {
    let all = Filter::default();
    match query {
        Query::Session => super::session::read(pool).await.map(Reply::Session),
        Query::Outcomes => company::outcomes(pool).await.map(Reply::Outcomes),
        Query::Today { company } => today::of(pool, company, &all)
            .await
            .map(|day| Reply::Today(Box::new(day))),
        Query::Worklist { company, fetch } => {
            worklist::page(pool, company, &all, &fetch, PAGE_ROWS)
                .await
                .map(Reply::Worklist)
        }
        Query::WorklistRows { company, customers } => {
            let rows = worklist::rows(pool, company, &customers).await?;
            let found = |id| rows.iter().find(|r| r.customer == id).cloned();
            let lines = customers.into_iter().map(|id| (id, found(id))).collect();
            Ok(Reply::WorklistRows(lines))
        }
        Query::Customer { company, customer } => customer::file(pool, company, customer)
            .await
            .map(|file| Reply::Customer(Box::new(file))),
        Query::Items {
            company,
            filter,
            as_of,
            fetch,
        } => item::page(pool, company, &filter, as_of, &fetch, PAGE_ROWS)
            .await
            .map(Reply::Items),
        Query::Allocations { company, item } => item::allocations(pool, company, item)
            .await
            .map(Reply::Allocations),
        Query::Timeline {
            company,
            customer,
            fetch,
        } => activity::timeline(pool, company, customer, &fetch, PAGE_ROWS)
            .await
            .map(Reply::Timeline),
        Query::Aged {
            company,
            filter,
            as_of,
            fetch,
        } => aging::customers(pool, company, &filter, as_of, &fetch, PAGE_ROWS)
            .await
            .map(Reply::Aged),
        Query::AgedTotals {
            company,
            filter,
            as_of,
            by_portfolio,
        } => {
            let split = if by_portfolio {
                aging::Split::Portfolio
            } else {
                aging::Split::Currency
            };
            aging::totals(pool, company, &filter, as_of, split)
                .await
                .map(Reply::AgedTotals)
        }
        Query::Activity { company, fetch } => {
            activity::feed(pool, company, &all, &fetch, PAGE_ROWS)
                .await
                .map(Reply::Activity)
        }
        Query::Alerts { company, fetch } => {
            alert::page(pool, company, &all, &UNSETTLED, &fetch, PAGE_ROWS)
                .await
                .map(Reply::Alerts)
        }
        Query::Search { company, text } => {
            let mut found = search::customers(pool, &text, MOST_FOUND).await?;
            found.retain(|f| f.company == company);
            Ok(Reply::Search { text, found })
        }
        Query::Letter { .. } => Ok(Reply::Letter(None)),
    }
}
