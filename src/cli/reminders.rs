//! `encours reminders`: reminders and other mail, part by part, the latest first.

use super::context::Context;
use super::disputes::part;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::listed::{self, Narrowing, Own};
use super::output::Cell;
use super::scoped::Scoped;
use crate::app::screen::tabs::Tab;
use crate::domain::list::Field;
use crate::domain::outgoing::{Outgoing, OutgoingTab};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company or customer.
    #[command(flatten)]
    pub scope: Scope,
    /// Which: proposed, to_review, outbox, sent, uncertain, failed or held_back; by default proposed.
    #[arg(long, value_name = "PART")]
    pub part: Option<String>,
    /// Which rows and columns, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let tab = part(args.part.as_deref(), &OutgoingTab::ALL, OutgoingTab::word)?;
    let within = tab.unwrap_or(OutgoingTab::Proposed).filter();
    let scoped = Scoped::new(context, &args.scope).await?;
    let reading = Reading::default();
    let why = |field: &'static Field, line: &Outgoing| match (field.key, &line.suppressed) {
        ("held_by", Some((why, _))) => Some(Cell::word(|word| format!("suppressed-{word}"), why)),
        ("state", _) if line.mail.is_none() => {
            Some(Cell::word(|word| format!("scr-rem-{word}"), &line.state))
        }
        _ => None,
    };
    let own = Own {
        writing: &why,
        more: None,
    };
    listed::print_with(context, &scoped, reading, within, &args.narrowing, &own).await
}
