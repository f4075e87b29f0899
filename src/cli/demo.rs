//! `encours demo`: the fictitious company in a private database, then the cockpit.
//!
//! A demo that is there is taken as it is, with people's work in it, and the days since roll on as in any
//! company. It is made anew when another seed or size is asked for, with `--fresh`, and when its making was
//! cut short. A note on the database says what it holds; it is written last.

use std::io::IsTerminal as _;
use std::time::Duration;

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressStyle};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::demo::{self, Plan, Sheet};
use crate::domain::currency::Currency;
use crate::private_pg::{Attached, SUPERUSER, place};
use crate::runtime::open::{self, Database};
use crate::store::demo::{self as store, Load, Summary};
use crate::store::prepare::{self, DatabaseKind};
use crate::store::{ErrorKind, Location};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::{self, Cell, Column, Rows};
use super::{cockpit, wait_for};

/// The arguments.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// About how many invoices; customers are a tenth of it [default: those that are there, else 20000].
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub invoices: Option<u32>,
    /// The same seed gives the same company [default: the one that is there, else 1].
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Work as one of its people instead of as yourself.
    #[arg(long = "as", value_enum, value_name = "WHO")]
    pub person: Option<Who>,
    /// Make it anew relative to today, and forget what was done in it.
    #[arg(long)]
    pub fresh: bool,
}

/// As whom to work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Who {
    /// A collector, with her portfolio.
    Collector,
    /// The credit manager.
    Manager,
    /// The head of the team.
    Supervisor,
    /// The auditor, who only reads.
    Auditor,
}

impl Who {
    /// The login role.
    pub fn role(self) -> &'static str {
        match self {
            Self::Collector => "demo_claire",
            Self::Manager => "demo_sophie",
            Self::Supervisor => "demo_marc",
            Self::Auditor => "demo_alma",
        }
    }
}

/// What the note on the database says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    seed: u64,
    invoices: u32,
    day: NaiveDate,
}

/// Runs the command. The cockpit owns its threads, so this is called outside any asynchronous runtime.
pub fn run(context: &Context, args: Args) -> Outcome {
    let person = args.person;
    let at_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    wait_for(prepare(context, args, !at_terminal))?;
    if at_terminal {
        let database = person.map_or(Database::Demo, |who| Database::DemoAs(who.role()));
        return cockpit::run(context, database);
    }
    Ok(())
}

/// Makes the demo if the command line asks for it and it is not there yet. Its server runs as long as what
/// is returned.
///
/// # Errors
/// The private server's, the database's.
pub async fn ensure(context: &Context) -> Result<Option<Attached>, Failure> {
    if context.database == Database::Configured {
        return Ok(None);
    }
    let server = open::attach(&context.config).await?;
    let administrator = Location::socket(&server.socket(), place::PORT, SUPERUSER, store::DATABASE);
    if look(&administrator).await?.is_none() {
        prepare(context, Args::default(), false).await?;
    }
    Ok(Some(server))
}

async fn prepare(context: &Context, args: Args, print: bool) -> Outcome {
    let server = open::attach(&context.config).await?;
    let administrator = Location::socket(&server.socket(), place::PORT, SUPERUSER, store::DATABASE);
    // One at a time; whoever waited finds it done.
    let mut wait = ProgressBar::hidden();
    let alone = server
        .alone(|| wait = waiting(context))
        .map_err(open::OpenError::from)?;
    wait.finish_and_clear();
    let found = look(&administrator).await?;
    let plan = Plan {
        seed: args
            .seed
            .or(found.map(|note| note.seed))
            .unwrap_or(Plan::DEFAULT.seed),
        invoices: args
            .invoices
            .or(found.map(|note| note.invoices))
            .unwrap_or(Plan::DEFAULT.invoices),
    };
    let kept = found
        .filter(|note| !args.fresh && (note.seed, note.invoices) == (plan.seed, plan.invoices));
    if kept.is_none() {
        make(context, &administrator, plan).await?;
    } else {
        prepare::schema(&administrator, DatabaseKind::Demo).await?;
    }
    drop(alone);
    if print {
        let note = look(&administrator).await?;
        summarise(
            context,
            &store::summary(&administrator).await?,
            note,
            kept.is_some(),
        )?;
    }
    Ok(())
}

/// The note of a finished demo; nothing when there is none, or its making was cut short.
async fn look(administrator: &Location) -> Result<Option<Note>, Failure> {
    match store::note(administrator).await {
        Ok(note) => Ok(note.and_then(|text| serde_json::from_str(&text).ok())),
        Err(error) if error.kind() == ErrorKind::NoDatabase => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn make(context: &Context, administrator: &Location, plan: Plan) -> Outcome {
    let bar = progress(context, plan);
    let server = administrator.clone().with_database("postgres");
    prepare::drop_database(&server, store::DATABASE).await?;
    prepare::create_database(&server, store::DATABASE).await?;
    prepare::schema(administrator, DatabaseKind::Demo).await?;
    fill(administrator, plan, None, |lines| bar.inc(lines)).await?;
    bar.finish_and_clear();
    Ok(())
}

/// Fills an empty, prepared database as its administrator; `clock` stops its time on that day. `progress` is told the invoices loaded.
///
/// # Errors
/// The database's.
pub async fn fill(
    administrator: &Location,
    plan: Plan,
    clock: Option<NaiveDate>,
    mut progress: impl FnMut(u64),
) -> crate::store::Result<()> {
    let mut load = Load::begin(administrator, clock).await?;
    let mut days = Vec::new();
    for company in demo::companies() {
        load.set_clock(company.time_zone()).await?;
        let today = load.today(company.time_zone()).await?;
        days.push((company, today));
        copy(&mut load, company.foundation(today), &mut progress).await?;
    }
    let Some(day) = days.first().map(|(_, day)| *day) else {
        return Ok(());
    };
    copy(&mut load, demo::shared(day), &mut progress).await?;
    load.logins(demo::logins()).await?;
    for (company, today) in days {
        load.set_clock(company.time_zone()).await?;
        // The planner knows nothing of a table that was empty a moment ago and would check each foreign key
        // by reading it through: it is told after the first few customers, and again as the tables grow.
        let mut measured = 1_u32;
        for (batch, sheets) in (1..).zip(company.history(plan, today)) {
            copy(&mut load, sheets, &mut progress).await?;
            if batch == measured {
                load.measure().await?;
                measured *= 4;
            }
        }
        load.measure().await?;
        load.derive(company.id()).await?;
    }
    load.analyze().await?;
    let note = Note {
        seed: plan.seed,
        invoices: plan.invoices,
        day,
    };
    load.end(&json!(note).to_string()).await
}

async fn copy(
    load: &mut Load,
    sheets: Vec<Sheet>,
    progress: &mut impl FnMut(u64),
) -> crate::store::Result<()> {
    for sheet in sheets {
        let (table, columns) = (sheet.table, sheet.columns);
        let lines = load.copy(table, &columns, sheet.lines).await?;
        if table == "document" {
            progress(lines);
        }
    }
    Ok(())
}

fn progress(context: &Context, plan: Plan) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::from(plan.invoices));
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {percent:>3} %") {
        bar.set_style(style);
    }
    bar.set_message(context.catalogue.tr("demo-making"));
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// Somebody else has the database in hand: whoever waits is told so, and that it goes on.
fn waiting(context: &Context) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        output::complain(&context.catalogue.tr("demo-waiting"));
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.set_message(context.catalogue.tr("demo-waiting"));
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

fn summarise(context: &Context, companies: &[Summary], note: Option<Note>, kept: bool) -> Outcome {
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("currency"),
        Column::figures("customers"),
        Column::figures("invoices"),
        Column::figures("open"),
        Column::figures("overdue"),
        Column::figures("breaches"),
        Column::figures("promises_open"),
        Column::figures("promises_due"),
        Column::figures("promises_kept"),
        Column::figures("promises_partly_kept"),
        Column::figures("promises_broken"),
        Column::figures("promises_withdrawn"),
    ]);
    for one in companies {
        let amount = |value: Decimal| match one.currency.parse::<Currency>() {
            Ok(currency) => Cell::Amount(value, currency),
            Err(_) => Cell::Decimal(value, 2),
        };
        rows.push([
            one.code.as_str().into(),
            one.currency.as_str().into(),
            Cell::Int(one.customers),
            Cell::Int(one.invoices),
            amount(one.open),
            amount(one.overdue),
            Cell::Int(one.breaches),
            Cell::Int(one.promises_open),
            Cell::Int(one.promises_due),
            Cell::Int(one.promises_kept),
            Cell::Int(one.promises_partly_kept),
            Cell::Int(one.promises_broken),
            Cell::Int(one.promises_withdrawn),
        ]);
    }
    if let Some(note) = note {
        let key = if kept { "demo-kept" } else { "demo-made" };
        let message = crate::i18n::Message::new(key).with("day", note.day);
        context.say(&context.catalogue.say(&message))?;
    }
    context.rows(&rows, |rows| {
        json!({
            "made": !kept,
            "seed": note.map(|note| note.seed),
            "invoices": note.map(|note| note.invoices),
            "day": note.map(|note| note.day),
            "companies": rows,
        })
    })
}
