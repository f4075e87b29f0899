//! `encours reminders`: reminders and other mail, part by part, the latest first.

use super::context::Context;
use super::disputes::part;
use super::failure::Outcome;
use super::list::{Around, Reading, Scope};
use super::output::{Cell, Column, Rows};
use super::scoped::{Paging, Scoped};
use crate::domain::outgoing::OutgoingTab;
use crate::store::outgoing;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Which: proposed, to_review, outbox, sent, uncertain, failed or held_back; by default proposed.
    #[arg(long, value_name = "PART")]
    pub part: Option<String>,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let tab = part(args.part.as_deref(), &OutgoingTab::ALL, OutgoingTab::word)?;
    let tab = tab.unwrap_or(OutgoingTab::Proposed);
    let scoped = Scoped::new(context, &args.scope).await?;
    let (pool, filter) = (&scoped.session.pool, &scoped.filter);
    let (found, next) = scoped
        .rows(&args.paging, |company, fetch, limit| async move {
            outgoing::page(pool, company.id, filter, tab, &fetch, limit).await
        })
        .await?;
    let mut rows = Rows::new([
        Column::text("id"),
        Column::text("company"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("kind"),
        Column::text("state"),
        Column::text("channel"),
        Column::text("tone"),
        Column::figures("step"),
        Column::figures("items"),
        Column::figures("amounts"),
        Column::figures("days_late"),
        Column::text("held_by"),
        Column::text("held_until"),
        Column::text("on"),
        Column::text("mail"),
        Column::text("to"),
        Column::text("error"),
        Column::text("person"),
    ]);
    for (company, line) in found {
        let sums = line.amounts.iter();
        let sums: Vec<String> = sums
            .map(|m| format!("{} {}", m.currency().code(), m.amount()))
            .collect();
        let (by, until) = match &line.suppressed {
            Some((by, until)) => (Some(by.as_str()), *until),
            None => (None, None),
        };
        let mail = line.mail.as_ref();
        rows.push([
            line.id.to_string().into(),
            company.code.as_str().into(),
            line.customer_reference.as_str().into(),
            line.customer_name.as_str().into(),
            line.kind.as_str().into(),
            line.state.as_str().into(),
            line.channel.as_str().into(),
            Cell::maybe(line.tone.as_deref()),
            Cell::Int(line.step.into()),
            Cell::Int(line.items),
            sums.join(", ").into(),
            Cell::Int(line.oldest_days.into()),
            Cell::maybe(by),
            until.map_or(Cell::None, Cell::Date),
            Cell::Date(line.on),
            Cell::maybe(mail.map(|m| m.id.to_string())),
            Cell::maybe(mail.map(|m| m.to.as_str())),
            Cell::maybe(mail.and_then(|m| m.error.as_ref()).map(|e| e.as_str())),
            Cell::maybe(line.person.as_ref().map(|who| who.as_str())),
        ]);
    }
    let around = Around {
        as_of: scoped.day(Reading::default()),
        next,
        ..Around::default()
    };
    context.list(&rows, &around)
}
