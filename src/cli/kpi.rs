//! `encours kpi`: the key figures of a day and a period, each with its formula.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Reading, Scope};
use super::output::{self, Cell, Column, Format, Rows};
use super::scoped::{Range, Scoped};
use crate::domain::company::Company;
use crate::domain::currency::Currency;
use crate::domain::filter::AsOf;
use crate::domain::kpi::{self, DIGITS, Figure, Kpi, Period};
use crate::i18n::{Catalogue, Lang, Message};
use crate::store;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which company, customer or currency.
    #[command(flatten)]
    pub scope: Scope,
    /// Which day, as known when.
    #[command(flatten)]
    pub reading: Reading,
    /// Over which days; by default the thirteen weeks up to the day.
    #[command(flatten)]
    pub range: Range,
}

/// The figures of one company.
struct Of<'a> {
    company: &'a Company,
    currency: Currency,
    figures: Vec<Figure>,
    unconverted: Vec<String>,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let scoped = Scoped::new(context, &args.scope).await?;
    let mut all = Vec::new();
    let mut shown = None;
    for company in &scoped.companies {
        let (as_of, period) = asked(&args, company)?;
        shown.get_or_insert((as_of, period));
        let pool = &scoped.session.pool;
        let read = store::kpi::of(
            pool,
            company.id,
            &scoped.filter,
            as_of,
            period,
            Default::default(),
        );
        let read = read.await?;
        let currency = scoped.filter.currency.unwrap_or(company.currency);
        all.push(Of {
            company,
            currency,
            figures: kpi::figures(&read.facts),
            unconverted: read.unconverted,
        });
    }
    scoped.projects(context, args.reading);
    for of in all.iter().filter(|of| !of.unconverted.is_empty()) {
        let said = Message::new("kpi-unconverted")
            .with("company", of.company.code.as_str())
            .with("currencies", of.unconverted.join(", "));
        output::complain(&context.catalogue.say(&said));
    }
    match context.format {
        Format::Json => {
            let mut document = Map::new();
            document.insert("as_of".into(), json!(shown.map(|(as_of, _)| as_of.day)));
            document.insert("known_at".into(), json!(args.reading.known_at));
            document.insert(
                "period".into(),
                json!(shown.map(|(_, period)| period_json(period))),
            );
            let kpis = all
                .iter()
                .flat_map(|of| of.figures.iter().map(|f| figure_json(of, f)));
            document.insert("kpis".into(), kpis.collect());
            context.json(&Value::Object(document))
        }
        Format::Csv => output::write_out(&output::csv(&rows(&all, &Catalogue::new(Lang::En)))),
        Format::Table => {
            let words = &context.catalogue;
            let heading = shown.map(|(as_of, period)| {
                let message = Message::new("kpi-heading")
                    .with("day", words.date(as_of.day))
                    .with("from", words.date(period.from))
                    .with("to", words.date(period.to))
                    .with("days", period.days().to_string());
                format!("{}\n\n", words.say(&message))
            });
            let table = output::table(&people(&all, words), words);
            output::write_out(&format!("{}{table}", heading.unwrap_or_default()))
        }
    }
}

/// The day and the period: as asked for, else the business date and the thirteen weeks up to the day. A period
/// that ends on a given day is, without another word, seen from that day.
fn asked(args: &Args, company: &Company) -> Result<(AsOf, Period), Failure> {
    let day = args
        .reading
        .as_of
        .or(args.range.to)
        .unwrap_or(company.today);
    let to = args.range.to.unwrap_or(day);
    let from = args.range.from.unwrap_or(Period::until(to).from);
    let period = Period::new(from, to).ok_or_else(|| {
        let text = |date: NaiveDate| date.format("%Y-%m-%d").to_string();
        Failure::usage("kpi-period")
            .with("from", text(from))
            .with("to", text(to))
    })?;
    let known_at = args.reading.known_at;
    Ok((AsOf { day, known_at }, period))
}

fn period_json(period: Period) -> Value {
    json!({ "from": period.from, "to": period.to, "days": period.days() })
}

/// How a figure comes about; what a negative effectiveness says is not plain to see.
fn formula(words: &Catalogue, figure: &Figure) -> String {
    let told = words.kpi_formula(figure.kpi);
    let negative = figure.value.is_some_and(|value| value.is_sign_negative());
    match figure.kpi == Kpi::Cei && negative {
        true => format!("{told}; {}", words.tr("kpi-cei-negative")),
        false => told,
    }
}

fn figure_json(of: &Of<'_>, figure: &Figure) -> Value {
    let english = Catalogue::new(Lang::En);
    let value = |value: Option<rust_decimal::Decimal>| {
        value.map_or(Value::Null, |value| {
            Value::from(output::plain(value, DIGITS))
        })
    };
    let mut row = json!({
        "code": figure.kpi.code(),
        "value": value(figure.value),
        "unit": figure.kpi.unit().word(),
        "formula": formula(&english, figure),
        "company": of.company.code,
        "currency": of.currency.code(),
    });
    if figure.more {
        row["more"] = Value::Bool(true);
    }
    for part in &figure.parts {
        row[part.code] = value(part.value);
    }
    if !of.unconverted.is_empty() {
        row["unconverted"] = json!(of.unconverted);
    }
    row
}

fn rows(all: &[Of<'_>], english: &Catalogue) -> Rows {
    let text = ["company", "currency", "code"].map(Column::text);
    let mut rows = Rows::new(text.into_iter().chain([
        Column::figures("value"),
        Column::text("unit"),
        Column::text("formula"),
    ]));
    for of in all {
        for figure in &of.figures {
            rows.push([
                of.company.code.as_str().into(),
                of.currency.code().into(),
                figure.kpi.code().into(),
                figure
                    .value
                    .map_or(Cell::None, |value| Cell::Decimal(value, DIGITS)),
                figure.kpi.unit().word().into(),
                formula(english, figure).into(),
            ]);
        }
    }
    rows
}

fn people(all: &[Of<'_>], words: &Catalogue) -> Rows {
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("kpi"),
        Column::figures("value"),
        Column::text("formula"),
    ]);
    for of in all {
        for figure in &of.figures {
            rows.push([
                of.company.code.as_str().into(),
                words.kpi(figure.kpi).into(),
                words.kpi_value(figure).into(),
                formula(words, figure).into(),
            ]);
        }
    }
    rows
}
