//! The command line as declared: parser, help, manual and completions come from here.

use clap::{Args, Parser, Subcommand};

use super::output::Format;
use super::{
    activity, agent, aging, alert, alerts, audit, breaches, call, claims, company, completions,
    config, customer, db, demo, dispatch, dispute, disputes, forecast, hold, holds, import,
    invoices, kpi, mail, note, pipeline, print, promise, promises, rate, remind, reminders, team,
    undo, worklist,
};

/// The collections cockpit: who owes what, since when, and what to do about it.
///
/// Without a command it opens the cockpit on the configured database, else on a private one.
#[derive(Debug, Parser)]
#[command(name = "encours", version)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the cockpit.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Default, Args)]
pub struct Global {
    /// The database's address, as postgres://host/database.
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// Work on the fictitious company, as one of its people if one is named.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHO",
        num_args = 0..=1,
        require_equals = true,
        conflicts_with = "database"
    )]
    pub demo: Option<Option<demo::Who>>,
    /// The language of messages: en or fr.
    #[arg(long, global = true, value_name = "CODE")]
    pub language: Option<String>,
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub format: Format,
}

/// The commands, in the order of the manual.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A fictitious company in a private database, then the cockpit; without a terminal, a summary.
    Demo(demo::Args),
    /// The database at a glance: where it is, its kind and its schema.
    Status,
    /// Prepare, update and check the database.
    Db(db::Args),
    /// Who may enter.
    Agent(agent::Args),
    /// Bring files into the ledger: customers, invoices, payments and more, all or nothing.
    Import(import::Args),
    /// Whom to call today, ranked, with the reasons.
    Worklist(worklist::Args),
    /// The aged balance of any day, as known today or as known then.
    Aging(aging::Args),
    /// What lateness costs customers: principal, interest and indemnity apart.
    Claims(claims::Args),
    /// Find a customer by whatever is known of it, or show its file.
    Customer(customer::Args),
    /// Open invoices and credits of any day.
    Invoices(invoices::Args),
    /// Promises to pay.
    Promises(promises::Args),
    /// What customers contest.
    Disputes(disputes::Args),
    /// Reminders and other mail, from the proposal to what became of it.
    Reminders(reminders::Args),
    /// Orders and invoices on their way to cash, and where they are stuck.
    Pipeline(pipeline::Args),
    /// What is expected to come in, week by week or month by month.
    Forecast(forecast::Args),
    /// Key figures of a day and a period, each with its formula.
    Kpi(kpi::Args),
    /// Customers above their credit limit.
    Breaches(breaches::Args),
    /// Holds that are not released, requested ones too.
    Holds(holds::Holds),
    /// Limits that wait for a second person.
    Limits(holds::Args),
    /// What must be looked at now.
    Alerts(alerts::Args),
    /// What was done, by whom and when.
    Activity(activity::Args),
    /// Log a call, with its promise.
    Call(call::Args),
    /// Note something on a customer.
    Note(note::Args),
    /// Record, move or withdraw a promise to pay.
    Promise(promise::Args),
    /// Open or resolve a dispute.
    Dispute(dispute::Args),
    /// Hold a customer, an order or an invoice.
    Hold(hold::Args),
    /// Release a hold.
    Release(hold::Release),
    /// Move a customer, with its whole history, to another portfolio.
    Move(team::Move),
    /// Let a colleague work on a portfolio, from a day until a day.
    Assign(team::Assign),
    /// Set what letters and mail say of the company: its addresses, where to pay.
    Company(company::Args),
    /// Record what a contract says of interest for late payment.
    PenaltyRate(rate::Penalty),
    /// Record the rate of a half-year that interest rests on.
    InterestRate(rate::Interest),
    /// Handle an alert.
    Alert(alert::Args),
    /// Propose, show, approve and list reminders.
    Remind(remind::Args),
    /// Letters to be posted and statements of account, as PDF files.
    Print(print::Args),
    /// Send the mail that waits in the outbox: the worker.
    Dispatch(dispatch::Args),
    /// Take mail back, send it again, say what became of it, stop it.
    Mail(mail::Args),
    /// Take back what you have recorded today.
    Undo(undo::Args),
    /// Who did what and when, and whether anybody has changed that.
    Audit(audit::Args),
    /// The settings in force.
    Config(config::Args),
    /// What is wrong here, and how to mend it.
    Doctor,
    /// Completions for a shell.
    Completions(completions::Args),
    /// The manual page.
    Man(completions::ManArgs),
}
