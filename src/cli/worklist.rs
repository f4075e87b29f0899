//! `encours worklist`: whom to call today, ranked, with the reasons.

use chrono::NaiveDate;
use serde_json::json;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Around, Reading, Scope};
use super::output::{self, Cell, Column, Format, Rows};
use super::scoped::{Outcomes, Paging, Scoped, outcome};
use crate::app::screen::why;
use crate::domain::alert::AlertKind;
use crate::domain::company::Company;
use crate::domain::worklist::{Reason, WorklistRow};
use crate::i18n::Message;
use crate::store::worklist;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// The day, as YYYY-MM-DD: today's alone is kept.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    if let Some(day) = args.as_of
        && let Some(company) = scoped.companies.iter().find(|c| c.today != day)
    {
        return Err(Failure::refused("list-worklist-today")
            .with("date", context.catalogue.day(day))
            .with("today", context.catalogue.day(company.today)));
    }
    let (found, next) = match filter.customer {
        // One customer: the line, if there is one.
        Some(customer) => {
            let mut lines = Vec::new();
            for company in &scoped.companies {
                let rows = worklist::rows(pool, company.id, &[customer]).await?;
                lines.extend(rows.into_iter().map(|row| (company, row)));
            }
            (lines, None)
        }
        None => {
            scoped
                .rows(&args.paging, |company, fetch, limit| async move {
                    worklist::page(pool, company.id, filter, &fetch, limit).await
                })
                .await?
        }
    };
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("section"),
        Column::figures("points"),
        Column::text("currency"),
        Column::figures("overdue"),
        Column::figures("to_chase"),
        Column::figures("oldest_days"),
        Column::text("promised_on"),
        Column::figures("promised"),
        Column::text("promised_currency"),
        Column::text("last_contact"),
        Column::text("last_outcome"),
        Column::text("last_by"),
        Column::text("revisit_on"),
        Column::text("alerts"),
        Column::text("reasons"),
    ]);
    for (company, row) in &found {
        rows.push(line(company, row, &scoped.outcomes));
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    if context.format != Format::Json {
        return context.list(&rows, &around);
    }
    // Reasons are a list to programs, not a text.
    context.rows(&rows, |mut lines| {
        if let Some(lines) = lines.as_array_mut() {
            for (line, (_, row)) in lines.iter_mut().zip(&found) {
                line["reasons"] = row
                    .reasons
                    .iter()
                    .map(|reason| {
                        json!({
                            "rule": reason.code,
                            "points": reason.points,
                            "value": reason.value.map(|value| value.to_string()),
                        })
                    })
                    .collect();
                line["alerts"] = row.alerts.iter().map(|kind| kind.word()).collect();
            }
        }
        json!({
            "as_of": around.as_of,
            "known_at": around.known_at,
            "rows": lines,
            "totals": output::json_rows(&around.totals),
            "next": around.next,
        })
    })
}

fn line(company: &Company, row: &WorklistRow, outcomes: &Outcomes) -> Vec<Cell> {
    let money = |money: crate::domain::money::Money| Cell::Amount(money.amount(), money.currency());
    let currency = row.overdue.currency();
    let reason = |reason: &Reason| {
        let word = format!("{}:{}", reason.code, reason.points);
        (word, why::sentence(reason, currency))
    };
    let alert = |kind: &AlertKind| {
        let key = format!("scr-alert-{}", kind.word().replace('_', "-"));
        (kind.word().to_owned(), Message::new(key))
    };
    let last = row.last_contact.as_ref();
    let promise = row.next_promise;
    vec![
        company.code.as_str().into(),
        row.reference.as_str().into(),
        row.name.as_str().into(),
        Cell::word(|word| format!("list-section-{word}"), row.section.word()),
        Cell::Int(row.points.into()),
        row.overdue.currency().code().into(),
        money(row.overdue),
        money(row.to_chase),
        Cell::Int(row.oldest_days.into()),
        promise.map_or(Cell::None, |(on, _)| Cell::Date(on)),
        promise.map_or(Cell::None, |(_, amount)| money(amount)),
        promise.map_or(Cell::None, |(_, amount)| amount.currency().code().into()),
        last.map_or(Cell::None, |last| Cell::moment(last.at, company)),
        last.and_then(|last| last.outcome.as_deref())
            .map_or(Cell::None, |code| outcome(code, outcomes)),
        Cell::maybe(
            last.and_then(|last| last.person.as_ref())
                .map(|p| p.as_str()),
        ),
        row.revisit_on.map_or(Cell::None, Cell::Date),
        Cell::Words(row.alerts.iter().map(alert).collect()),
        Cell::Words(row.reasons.iter().map(reason).collect()),
    ]
}
