//! `encours aging`: the aged balance of any day, as known today or as known then.

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Reading, Scope};
use super::output::{self, Cell, Column, Format, Rows};
use super::scoped::{Paging, Scoped};
use crate::domain::aging::Aged;
use crate::store::aging::{self, Split};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Which day, as known when.
    #[command(flatten)]
    pub reading: Reading,
    /// What a line of the table or of the CSV is.
    #[arg(long, value_enum, default_value_t = By::Customer)]
    pub by: By,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A customer in a currency.
    Customer,
    /// A portfolio in a currency, with who has it.
    Portfolio,
    /// A currency.
    Currency,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let pool = &scoped.session.pool;
    let mut buckets = scoped.companies.iter().map(|company| &company.buckets);
    let labels = match buckets.next() {
        None => Vec::new(),
        Some(first) if buckets.all(|other| other == first) => first.labels(),
        Some(_) => return Err(Failure::refused("aging-buckets-differ")),
    };

    let mut totals = Rows::new(columns(
        &["company", "currency"],
        &["items", "customers"],
        &labels,
    ));
    let mut portfolios = Rows::new(columns(
        &["company", "portfolio", "collectors", "currency"],
        &["items", "customers"],
        &labels,
    ));
    for company in &scoped.companies {
        let as_of = args.reading.of(company);
        let code = || Cell::from(company.code.as_str());
        for total in aging::totals(pool, company.id, &scoped.filter, as_of, Split::Currency).await?
        {
            let counts = [Cell::Int(total.aged.items), Cell::Int(total.aged.customers)];
            let head = [code(), currency(&total.aged)];
            totals.push(head.into_iter().chain(counts).chain(amounts(&total.aged)));
        }
        if args.by != By::Portfolio {
            continue;
        }
        for total in
            aging::totals(pool, company.id, &scoped.filter, as_of, Split::Portfolio).await?
        {
            let counts = [Cell::Int(total.aged.items), Cell::Int(total.aged.customers)];
            let (name, collectors) = total.portfolio.map_or_else(Default::default, |portfolio| {
                let people: Vec<&str> = portfolio.collectors.iter().map(|p| p.as_str()).collect();
                (portfolio.name.as_str().to_owned(), people.join(", "))
            });
            let head = [
                code(),
                name.into(),
                collectors.into(),
                currency(&total.aged),
            ];
            portfolios.push(head.into_iter().chain(counts).chain(amounts(&total.aged)));
        }
    }

    let mut customers = Rows::new(columns(
        &["company", "customer", "name", "currency"],
        &["items"],
        &labels,
    ));
    if args.by == By::Customer || context.format == Format::Json {
        let (rows, _) = scoped
            .rows(&Paging::default(), |company, fetch, limit| {
                let as_of = args.reading.of(company);
                let filter = &scoped.filter;
                async move {
                    match as_of {
                        // A past day is computed as a whole: once, not page by page.
                        Some(as_of) => aging::customers_as_of(pool, company.id, filter, as_of)
                            .await
                            .map(crate::domain::page::Page::whole),
                        None => {
                            aging::customers(pool, company.id, filter, None, &fetch, limit).await
                        }
                    }
                }
            })
            .await?;
        for (company, row) in rows {
            let head = [
                company.code.as_str().into(),
                row.reference.as_str().into(),
                row.name.as_str().into(),
                currency(&row.aged),
                Cell::Int(row.aged.items),
            ];
            customers.push(head.into_iter().chain(amounts(&row.aged)));
        }
    }

    let projection = scoped.projects(context, args.reading);
    match (context.format, args.by) {
        (Format::Json, by) => {
            let mut names = vec![Value::from("not_due")];
            names.extend(labels.into_iter().map(Value::from));
            let mut document = Map::new();
            document.insert("as_of".into(), json!(scoped.day(args.reading)));
            document.insert("known_at".into(), json!(args.reading.known_at));
            if projection {
                document.insert("projection".into(), json!(true));
            }
            document.insert("buckets".into(), Value::Array(names));
            document.insert("totals".into(), output::json_rows(&totals));
            document.insert("customers".into(), output::json_rows(&customers));
            if by == By::Portfolio {
                document.insert("portfolios".into(), output::json_rows(&portfolios));
            }
            context.json(&Value::Object(document))
        }
        (Format::Csv, By::Customer) => output::write_out(&output::csv(&customers)),
        (Format::Csv, By::Portfolio) => output::write_out(&output::csv(&portfolios)),
        (Format::Csv, By::Currency) => output::write_out(&output::csv(&totals)),
        (Format::Table, by) => {
            let table = |rows| output::table(rows, &context.catalogue);
            let above = match by {
                By::Customer => format!("{}\n", table(&customers)),
                By::Portfolio => format!("{}\n", table(&portfolios)),
                By::Currency => String::new(),
            };
            output::write_out(&format!("{above}{}", table(&totals)))
        }
    }
}

fn columns(head: &[&str], counts: &[&str], labels: &[String]) -> Vec<Column> {
    let before = ["not_due"];
    let after = ["gross", "unapplied", "net", "overdue", "disputed"];
    let text = head.iter().map(|key| Column::text(*key));
    let figures = counts
        .iter()
        .chain(&before)
        .map(|key| Column::figures(*key));
    let labels = labels.iter().map(Column::figures);
    text.chain(figures)
        .chain(labels)
        .chain(after.map(Column::figures))
        .collect()
}

fn currency(aged: &Aged) -> Cell {
    aged.currency.code().into()
}

fn amounts(aged: &Aged) -> Vec<Cell> {
    let after = [
        aged.gross,
        aged.unapplied,
        aged.net,
        aged.overdue,
        aged.disputed,
    ];
    [aged.not_due]
        .into_iter()
        .chain(aged.buckets.iter().copied())
        .chain(after)
        .map(|amount| Cell::Amount(amount, aged.currency))
        .collect()
}
