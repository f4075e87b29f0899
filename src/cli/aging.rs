//! `encours aging`: the aged balance of any day, as known today or as known then.

use clap::ValueEnum;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Reading, Scope};
use super::listed::{Asked, Narrowing, Own};
use super::output::{self, Format, Rows};
use super::scoped::{Paging, Scoped};
use crate::domain::aging::{AgedCustomer, AgedTotal, Split};
use crate::domain::list::BUCKETS;
use crate::store::list::Stored;

/// What a total by currency does not have.
const NO_PORTFOLIO: &[&str] = &["portfolio", "collectors"];

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
    /// Which customers count; which columns of the lines, in which order.
    #[command(flatten)]
    pub narrowing: Narrowing,
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

/// One balance, and how its lines are asked for.
struct Balance<'a> {
    context: &'a Context,
    scoped: &'a Scoped,
    reading: Reading,
    /// The days of the overdue buckets.
    labels: Vec<String>,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let mut buckets = scoped.companies.iter().map(|company| &company.buckets);
    let labels = match buckets.next() {
        None => Vec::new(),
        Some(first) if buckets.all(|other| other == first) => first.labels(),
        Some(_) => return Err(Failure::refused("aging-buckets-differ")),
    };
    let balance = Balance {
        context,
        scoped: &scoped,
        reading: args.reading,
        labels,
    };
    // The filter chooses customers whatever a line is; the rest is about the lines.
    let whole = args.narrowing.filter_alone();
    let of = |by| {
        if args.by == by {
            &args.narrowing
        } else {
            &whole
        }
    };

    let (totals, _) = balance
        .lines::<AgedTotal>(of(By::Currency), Split::Currency, NO_PORTFOLIO)
        .await?;
    let portfolios = match args.by {
        By::Portfolio => {
            let (lines, _) = balance
                .lines::<AgedTotal>(of(By::Portfolio), Split::Portfolio, &[])
                .await?;
            lines
        }
        _ => Rows::default(),
    };
    let (customers, next) = match (args.by, context.format) {
        (By::Customer, _) | (_, Format::Json) => {
            balance
                .lines::<AgedCustomer>(of(By::Customer), Split::default(), &[])
                .await?
        }
        _ => Default::default(),
    };

    let projection = scoped.projects(context, args.reading);
    match (context.format, args.by) {
        (Format::Json, by) => {
            let mut names = vec![Value::from("not_due")];
            names.extend(balance.labels.into_iter().map(Value::from));
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
            document.insert("next".into(), json!(next));
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

impl Balance<'_> {
    /// The lines of a balance, with the days of its buckets in the place of their keys.
    async fn lines<R: Stored>(
        &self,
        narrowing: &Narrowing,
        split: Split,
        without: &[&str],
    ) -> Result<(Rows, Option<String>), Failure> {
        let narrowing = self.keyed(narrowing);
        let beyond = BUCKETS.get(self.labels.len()..).unwrap_or_default();
        let asked = Asked::new::<R>(
            self.context,
            self.scoped,
            self.reading,
            "",
            &narrowing,
            None,
        )
        .await?
        .without(without)
        .without(beyond)
        .split(split);
        let (mut rows, next) = asked
            .rows::<R>(self.scoped, &narrowing.paging, &Own::default())
            .await?;
        for column in &mut rows.columns {
            let bucket = BUCKETS.iter().position(|key| *key == column.key);
            if let Some(label) = bucket.and_then(|index| self.labels.get(index)) {
                column.key.clone_from(label);
            }
        }
        Ok((rows, next))
    }

    /// The same with the keys of buckets in the place of their days.
    fn keyed(&self, narrowing: &Narrowing) -> Narrowing {
        let key = |name: &str| {
            let (name, way) = match name.rsplit_once(':') {
                Some((name, way)) => (name, Some(way)),
                None => (name, None),
            };
            let index = self.labels.iter().position(|label| label == name.trim());
            let key = index.and_then(|index| BUCKETS.get(index).copied());
            let key = key.unwrap_or(name);
            way.map_or_else(|| key.to_owned(), |way| format!("{key}:{way}"))
        };
        Narrowing {
            view: narrowing.view.clone(),
            filter: narrowing.filter.clone(),
            sort: narrowing.sort.as_deref().map(key),
            columns: narrowing.columns.iter().map(|name| key(name)).collect(),
            paging: Paging {
                limit: narrowing.paging.limit,
                after: narrowing.paging.after.clone(),
            },
        }
    }
}
