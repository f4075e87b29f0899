//! `encours forecast`: what is expected to come in, week by week or month by month.

use clap::ValueEnum;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::failure::Outcome;
use super::list::{Reading, Scope};
use super::output::{self, Cell, Column, Format, Rows};
use super::scoped::Scoped;
use super::write::{Write, Writing};
use crate::domain::company::Company;
use crate::domain::filter::AsOf;
use crate::domain::forecast::{By, Forecast, KEPT, Kept, Sum, Target};
use crate::store::forecast;

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Set the target instead of showing the forecast.
    #[command(subcommand)]
    pub what: Option<What>,
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Which day, as known when.
    #[command(flatten)]
    pub reading: Reading,
    /// What a column is.
    #[arg(long, value_enum, default_value_t = Division::Week)]
    pub by: Division,
    /// How many weeks or months.
    #[arg(long, value_name = "N", allow_negative_numbers = true, default_value_t = 13, value_parser = clap::value_parser!(u32).range(1..=104))]
    pub periods: u32,
}

/// What is done beside showing.
#[derive(Debug, clap::Subcommand)]
pub enum What {
    /// Set what a month is to bring, in company currency.
    Target {
        /// The month, as YYYY-MM.
        month: String,
        /// The amount.
        amount: String,
        /// What every write takes.
        #[command(flatten)]
        write: Write,
    },
}

/// How time is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Division {
    /// Weeks, from Monday.
    Week,
    /// Calendar months.
    Month,
}

impl From<Division> for By {
    fn from(division: Division) -> By {
        match division {
            Division::Week => By::Week,
            Division::Month => By::Month,
        }
    }
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    if let Some(What::Target {
        month,
        amount,
        write,
    }) = args.what
    {
        let mut writing = Writing::begin(context, &write).await?;
        writing.company().await?;
        writing.put("month", month);
        writing.put("amount", amount);
        return writing.send("set_target").await;
    }
    let by = By::from(args.by);
    let scoped = Scoped::new(context, &args.scope).await?;
    let pool = &scoped.session.pool;
    let (mut rows, mut totals, mut weeks) = (columns(), sums(), history());
    for company in &scoped.companies {
        let as_of = args.reading.of(company).unwrap_or(AsOf::day(company.today));
        let found = forecast::of(pool, company.id, &scoped.filter, as_of, by, args.periods).await?;
        let target = forecast::target(pool, company.id, as_of.day).await?;
        for of in &found {
            for row in lines(company, of, by) {
                rows.push(row);
            }
            totals.push(total(company, of, &target));
        }
        // What was kept is of whole portfolios, and of its own day.
        if scoped.filter.customer.is_none() && as_of.known_at.is_none() {
            for kept in forecast::kept(pool, company.id, &scoped.filter, as_of.day, KEPT).await? {
                weeks.push(week(company, &kept));
            }
        }
    }
    scoped.projects(context, args.reading);
    match context.format {
        Format::Json => {
            let mut document = Map::new();
            document.insert("as_of".into(), json!(scoped.day(args.reading)));
            document.insert("known_at".into(), json!(args.reading.known_at));
            document.insert("rows".into(), output::json_rows(&rows));
            document.insert("totals".into(), output::json_rows(&totals));
            document.insert("next".into(), Value::Null);
            document.insert("history".into(), output::json_rows(&weeks));
            context.json(&Value::Object(document))
        }
        Format::Csv => output::write_out(&output::csv(&rows)),
        Format::Table => {
            let tables = [&rows, &totals, &weeks];
            let tables = tables.iter().filter(|table| !table.rows.is_empty());
            let tables: Vec<String> = tables
                .map(|t| output::table(t, &context.catalogue))
                .collect();
            output::write_out(&tables.join("\n"))
        }
    }
}

fn columns() -> Rows {
    let text = ["company", "currency", "period", "from", "to"].map(Column::text);
    let figures = [
        "amount",
        "items",
        "customers",
        "promised",
        "disputed",
        "received",
    ];
    Rows::new(text.into_iter().chain(figures.map(Column::figures)))
}

fn lines<'a>(
    company: &'a Company,
    of: &'a Forecast,
    by: By,
) -> impl Iterator<Item = Vec<Cell>> + 'a {
    let amount = |value| Cell::Amount(value, of.currency);
    of.columns.iter().map(move |column| {
        let Sum {
            items,
            customers,
            promised,
            disputed,
            ..
        } = column.expected;
        vec![
            company.code.as_str().into(),
            of.currency.code().into(),
            by.label(column.from).into(),
            Cell::Date(column.from),
            Cell::Date(column.to),
            amount(column.expected.amount),
            Cell::Int(items),
            Cell::Int(customers),
            amount(promised),
            amount(disputed),
            amount(column.received),
        ]
    })
}

fn sums() -> Rows {
    let text = ["company", "currency"].map(Column::text);
    let figures = [
        "expected",
        "later",
        "off_forecast",
        "litigation",
        "insolvency",
        "gross",
        "unapplied",
        "net",
        "target",
        "month_received",
        "progress",
    ];
    Rows::new(text.into_iter().chain(figures.map(Column::figures)))
}

/// The target and what the month has brought stand with the company's currency, in which they are.
fn total(company: &Company, of: &Forecast, target: &Target) -> Vec<Cell> {
    let amount = |value: Decimal| Cell::Amount(value, of.currency);
    let own = of.currency == company.currency;
    let (aim, progress) = match own {
        true => (target.amount, target.progress()),
        false => (None, None),
    };
    vec![
        company.code.as_str().into(),
        of.currency.code().into(),
        amount(of.expected()),
        amount(of.later.amount),
        amount(of.off.amount),
        amount(of.litigation.amount),
        amount(of.insolvency.amount),
        amount(of.gross()),
        amount(of.unapplied.amount),
        amount(of.gross() + of.unapplied.amount),
        aim.map_or(Cell::None, |aim| amount(aim.amount())),
        if own {
            amount(target.received.amount())
        } else {
            Cell::None
        },
        progress.map_or(Cell::None, |percent| Cell::Decimal(percent, 2)),
    ]
}

fn history() -> Rows {
    let text = ["company", "currency", "week", "from", "taken_on"].map(Column::text);
    Rows::new(
        text.into_iter()
            .chain(["forecast", "received"].map(Column::figures)),
    )
}

fn week(company: &Company, kept: &Kept) -> Vec<Cell> {
    vec![
        company.code.as_str().into(),
        kept.currency.code().into(),
        By::Week.label(kept.week).into(),
        Cell::Date(kept.week),
        Cell::Date(kept.taken_on),
        Cell::Amount(kept.forecast, kept.currency),
        Cell::Amount(kept.received, kept.currency),
    ]
}
