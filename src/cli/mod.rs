//! Arguments, and one file per command.
//!
//! To add a command: a file `src/cli/<command>.rs` with `pub struct Args` (clap's derive) and
//! `pub async fn run(context: &Context, args: Args) -> Outcome`; a line in [`args::Command`] and one in
//! [`dispatch`]. The command's documentation comment is its help, its page in the manual and its
//! completion; its French stands in `config/locales/help-fr.ftl`, which a test holds complete.
//!
//! A command gets a [`Context`]: configuration, language, output format, and `connect()`. It prints by
//! [`Context::list`], [`Context::written`], [`Context::rows`] or [`Context::json`], never by `println!`; it fails with a [`Failure`], which
//! [`StoreError`](crate::store::StoreError) and the other errors become by `?`.
//!
//! Exit status: 0 done; 1 a rule or a reject refused; 2 usage, configuration, no database, wrong
//! schema. Each failure is one sentence on standard error, and with `--format json` also an object on
//! standard output.

pub mod args;
pub mod context;
pub mod failure;
pub mod list;
mod listed;
pub mod output;

mod acknowledge;
mod activity;
mod agent;
mod aging;
mod alert;
mod alerts;
mod audit;
mod backup;
mod breaches;
mod call;
mod claims;
mod cockpit;
mod company;
mod completions;
mod config;
mod customer;
mod db;
pub mod demo;
mod dispatch;
mod dispute;
mod disputes;
mod doctor;
mod forecast;
mod hold;
mod holds;
mod import;
mod invoices;
mod kpi;
mod mail;
mod note;
mod pipeline;
mod print;
mod promise;
mod promises;
mod rate;
mod remind;
mod reminders;
mod scoped;
mod status;
mod supervisor;
mod team;
mod undo;
mod usage;
mod wording;
mod worklist;
mod write;

use std::process::ExitCode;

pub use args::{Cli, Command};
pub use context::Context;
pub use failure::{Failure, Outcome};
pub use output::{Cell, Column, Format, Rows};

use crate::private_pg::{Place, supervise};

/// Runs the command line; returns the process's exit status.
pub fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    if let [_, command, root] = words.as_slice()
        && command == supervise::COMMAND
    {
        return match Place::resolve(Some(root.as_ref())) {
            Ok(place) => supervise::run(&place),
            Err(_) => ExitCode::from(2),
        };
    }
    let cli = match usage::parse(words) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let context = match Context::new(&cli.global) {
        Ok(context) => context,
        Err(code) => return code,
    };
    let outcome = match cli.command {
        None => wait_for(async { demo::ensure(&context).await.map(drop) })
            .and_then(|()| cockpit::run(&context, context.database)),
        Some(Command::Demo(args)) => demo::run(&context, args),
        Some(command) => wait_for(dispatch(&context, command)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(&context.catalogue, context.format),
    }
}

/// Runs a command to its end. The cockpit, which has threads of its own, runs outside.
fn wait_for(command: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(command)
}

async fn dispatch(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Activity(args) => activity::run(context, args).await,
        Command::Aging(args) => aging::run(context, args).await,
        Command::Alerts(args) => alerts::run(context, args).await,
        Command::Breaches(args) => breaches::run(context, args).await,
        Command::Claims(args) => claims::run(context, args).await,
        Command::Customer(args) => customer::run(context, args).await,
        Command::Disputes(args) => disputes::run(context, args).await,
        Command::Invoices(args) => invoices::run(context, args).await,
        Command::Forecast(args) => forecast::run(context, args).await,
        Command::Kpi(args) => kpi::run(context, args).await,
        Command::Pipeline(args) => pipeline::run(context, args).await,
        Command::Promises(args) => promises::run(context, args).await,
        Command::Worklist(args) => worklist::run(context, args).await,
        Command::Agent(args) => agent::run(context, args).await,
        Command::Alert(args) => alert::run(context, args).await,
        Command::Assign(args) => team::assign(context, args).await,
        Command::Audit(args) => audit::run(context, args).await,
        Command::Call(args) => call::run(context, args).await,
        Command::Company(args) => company::run(context, args).await,
        Command::Completions(args) => completions::run(context, args),
        Command::Config(args) => config::run(context, args),
        Command::Db(args) => db::run(context, args).await,
        Command::Dispatch(args) => dispatch::run(context, args).await,
        Command::Dispute(args) => dispute::run(context, args).await,
        // Opens the cockpit, and so runs outside.
        Command::Demo(_) => Ok(()),
        Command::Doctor => doctor::run(context).await,
        Command::Hold(args) => hold::run(context, args).await,
        Command::Holds(args) => holds::holds(context, args).await,
        Command::Import(args) => import::run(context, args).await,
        Command::Limits(args) => holds::limits(context, args).await,
        Command::InterestRate(args) => rate::interest(context, args).await,
        Command::Mail(args) => mail::run(context, args).await,
        Command::Man(args) => completions::manual(context, args),
        Command::Move(args) => team::move_customer(context, args).await,
        Command::Note(args) => note::run(context, args).await,
        Command::PenaltyRate(args) => rate::penalty(context, args).await,
        Command::Promise(args) => promise::run(context, args).await,
        Command::Release(args) => hold::release(context, args).await,
        Command::Print(args) => print::run(context, args).await,
        Command::Remind(args) => remind::run(context, args).await,
        Command::Reminders(args) => reminders::run(context, args).await,
        Command::Status => status::run(context).await,
        Command::Undo(args) => undo::run(context, args).await,
    }
}
