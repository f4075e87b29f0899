//! Any list, narrowed, sorted and cut as on the screens.

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::list::{Around, Reading};
use super::output::{Cell, Column, Rows};
use super::scoped::{Outcomes, Paging, Scoped, outcome};
use crate::config::views;
use crate::domain::aging::Split;
use crate::domain::company::Company;
use crate::domain::filter::{Condition, parse};
use crate::domain::list::{Ask, Field, Key, Kind, Listed, SavedView, Total, Value};
use crate::domain::nearest::nearest;
use crate::i18n::{Toward, filter_refused, parse_date};
use crate::store::company;
use crate::store::list::{self, Stored};

/// More rows than there are.
const WHOLE: u32 = 100_000_000;

/// Which rows of a list, in which order, and how much of each.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub struct Narrowing {
    /// As in a view kept under this name in the cockpit: its filter, order and columns.
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Only rows that meet these terms, as in late>30 amount>10k -disputed "acme".
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// In the order of this column, the largest first with :desc.
    #[arg(long, value_name = "COLUMN[:desc]")]
    pub sort: Option<String>,
    /// Only these columns, in this order.
    #[arg(long, value_name = "COLUMN", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// How many.
    #[command(flatten)]
    pub paging: Paging,
}

impl Narrowing {
    /// The filter alone.
    #[must_use]
    pub fn filter_alone(&self) -> Narrowing {
        Narrowing {
            view: self.view.clone(),
            filter: self.filter.clone(),
            ..Narrowing::default()
        }
    }

    /// Whether it says nothing but how many rows.
    pub fn only_limits(&self) -> bool {
        self.view.is_none()
            && self.filter.is_none()
            && self.sort.is_none()
            && self.columns.is_empty()
            && self.paging.after.is_none()
    }
}

/// Prints a list of the companies asked for: the rows that meet the filter `within`, which is the
/// command's own, and the person's.
///
/// # Errors
/// A filter, a sort or a column that is not understood; the database's.
pub async fn print<R: Stored>(
    context: &Context,
    scoped: &Scoped,
    reading: Reading,
    within: &str,
    narrowing: &Narrowing,
) -> Outcome {
    print_with::<R>(context, scoped, reading, within, narrowing, &Own::default()).await
}

/// How a command writes some columns of its own; `None` leaves it to the kind of the column.
pub type Writing<'a, R> = &'a dyn Fn(&'static Field, &R) -> Option<Cell>;

/// What stands in a column that the list itself has not.
pub type More<'a, R> = (&'static str, &'a dyn Fn(&R) -> Cell);

/// What a command makes of its list.
pub struct Own<'a, R> {
    /// Columns written in a way of their own.
    pub writing: Writing<'a, R>,
    /// A last column.
    pub more: Option<More<'a, R>>,
}

impl<R> Default for Own<'_, R> {
    fn default() -> Self {
        Own {
            writing: &|_, _| None,
            more: None,
        }
    }
}

/// A column that is written.
#[derive(Debug, Clone, Copy)]
enum Written {
    /// The company's code.
    Company,
    /// One of the list's.
    Field(&'static Field),
    /// The command's own.
    More(&'static str),
}

impl Written {
    fn column(self) -> Column {
        match self {
            Written::Field(field) if figures(field.kind) => Column::figures(field.key),
            Written::Field(field) => Column::text(field.key),
            Written::Company => Column::text("company"),
            Written::More(key) => Column::text(key),
        }
    }
}

/// The same, with what the command makes of it.
///
/// # Errors
/// As [`print`].
pub async fn print_with<R: Stored>(
    context: &Context,
    scoped: &Scoped,
    reading: Reading,
    within: &str,
    narrowing: &Narrowing,
    own: &Own<'_, R>,
) -> Outcome {
    let more = own.more.map(|(key, _)| key);
    let asked = Asked::new::<R>(context, scoped, reading, within, narrowing, more).await?;
    let (rows, next) = asked.rows::<R>(scoped, &narrowing.paging, own).await?;
    let mut totals = sums::<R>();
    for (company, ask) in scoped.companies.iter().zip(&asked.asks) {
        for total in list::totals::<R>(&scoped.session.pool, ask).await? {
            totals.push(sum(company, total));
        }
    }
    let around = Around {
        as_of: scoped.day(reading),
        known_at: reading.known_at,
        projection: scoped.projects(context, reading),
        totals,
        next,
    };
    context.list(&rows, &around)
}

/// What is asked of a list, company by company, and which columns of it.
#[derive(Debug)]
pub struct Asked {
    asks: Vec<Ask>,
    columns: Vec<Written>,
}

impl Asked {
    /// Reads what the person typed: the rows that meet the filter `within`, which is the command's own, and the
    /// person's.
    ///
    /// # Errors
    /// A filter, a sort or a column that is not understood; the database's.
    pub async fn new<R: Listed>(
        context: &Context,
        scoped: &Scoped,
        reading: Reading,
        within: &str,
        narrowing: &Narrowing,
        more: Option<&'static str>,
    ) -> Result<Asked, Failure> {
        let fields: Vec<&'static Field> = R::LIST.fields().collect();
        let kept = narrowing.view.as_deref();
        let kept = kept.map(kept_view::<R>).transpose()?.unwrap_or_default();
        let columns = match narrowing.columns.as_slice() {
            [] => columns::<R>(&kept.columns, more)?,
            asked => columns::<R>(asked, more)?,
        };
        let order = narrowing.sort.as_deref().or(Some(kept.sort.as_str()));
        let order = order.filter(|text| !text.is_empty());
        let order = order.map(|text| sort(text, &fields)).transpose()?;
        let filter = narrowing.filter.as_deref().unwrap_or_default();
        let mut asks = Vec::new();
        for company in &scoped.companies {
            let conditions = conditions(
                context,
                scoped,
                company,
                [within, &kept.filter, filter],
                &fields,
            )
            .await?;
            asks.push(Ask {
                company: company.id,
                scope: scoped.filter.clone(),
                as_of: reading.of(company),
                conditions,
                order,
                ..Ask::default()
            });
        }
        Ok(Asked { asks, columns })
    }

    /// The same without some columns.
    #[must_use]
    pub fn without(mut self, keys: &[&str]) -> Asked {
        self.columns
            .retain(|column| !matches!(column, Written::Field(field) if keys.contains(&field.key)));
        self
    }

    /// The same, summed up by this.
    #[must_use]
    pub fn split(mut self, split: Split) -> Asked {
        for ask in &mut self.asks {
            ask.split = split;
        }
        self
    }

    /// The rows, and where the next ones begin.
    ///
    /// # Errors
    /// The database's; a cursor that no list gave.
    pub async fn rows<R: Stored>(
        &self,
        scoped: &Scoped,
        paging: &Paging,
        own: &Own<'_, R>,
    ) -> Result<(Rows, Option<String>), Failure> {
        let pool = &scoped.session.pool;
        let (found, next) = scoped
            .rows(paging, |company, fetch, limit| {
                let ask = self.asks.iter().find(|ask| ask.company == company.id);
                let ask = ask.cloned().unwrap_or_default();
                // A past day is computed as a whole: once, not page by page.
                let limit = match (ask.as_of, paging.limit) {
                    (Some(_), None) => WHOLE,
                    _ => limit,
                };
                async move { list::page::<R>(pool, &ask, &fetch, limit).await }
            })
            .await?;
        let mut rows = Rows::new(self.columns.iter().map(|column| column.column()));
        for (company, row) in found {
            rows.push(self.columns.iter().map(|column| match *column {
                Written::Field(field) => (own.writing)(field, &row).unwrap_or_else(|| {
                    let value = R::LIST.column(field.key).map(|c| (c.value)(&row));
                    cell(
                        R::LIST.name,
                        field,
                        value.unwrap_or(Value::None),
                        company,
                        &scoped.outcomes,
                    )
                }),
                Written::Company => company.code.as_str().into(),
                Written::More(_) => own.more.map_or(Cell::None, |(_, cell)| cell(&row)),
            }));
        }
        Ok((rows, next))
    }
}

/// The view of this list that the person keeps under a name.
fn kept_view<R: Listed>(name: &str) -> Result<SavedView, Failure> {
    let views = views::kept().map_err(|wrong| {
        Failure::usage("ui-views-unreadable")
            .with("path", wrong.path.display().to_string())
            .with("why", wrong.why)
    })?;
    let ours: Vec<SavedView> = views
        .into_iter()
        .filter(|v| v.list == R::LIST.name)
        .collect();
    let known: Vec<String> = ours.iter().map(|v| v.name.clone()).collect();
    ours.into_iter().find(|v| v.name == name).ok_or_else(|| {
        let failure = match known.is_empty() {
            true => Failure::usage("list-views-none"),
            false => Failure::usage("list-view-unknown"),
        };
        failure.with("view", name).with("known", known.join(" · "))
    })
}

/// The columns asked for, by default all of them.
fn columns<R: Listed>(
    names: &[String],
    more: Option<&'static str>,
) -> Result<Vec<Written>, Failure> {
    let known: Vec<&'static Field> = R::LIST.fields().filter(|f| f.is_column()).collect();
    let column = |name: &str| match name.trim() {
        "company" => Ok(Written::Company),
        name if more == Some(name) => Ok(Written::More(more.unwrap_or_default())),
        name => field(name, &known).map(Written::Field),
    };
    match names {
        [] => R::LIST
            .written
            .iter()
            .copied()
            .chain(more)
            .map(column)
            .collect(),
        names => names.iter().map(|name| column(name)).collect(),
    }
}

fn sort(text: &str, fields: &[&'static Field]) -> Result<Key, Failure> {
    let (name, descending) = match text.rsplit_once(':') {
        Some((name, "desc")) => (name, true),
        Some((name, "asc")) => (name, false),
        _ => (text, false),
    };
    let known: Vec<&'static Field> = fields.iter().copied().filter(|f| f.sorts).collect();
    let field = field(name, &known)?.key;
    Ok(Key { field, descending })
}

fn field(name: &str, known: &[&'static Field]) -> Result<&'static Field, Failure> {
    let found = known.iter().find(|f| f.answers_to(name));
    found.copied().ok_or_else(|| {
        let keys: Vec<&str> = known.iter().map(|f| f.key).collect();
        let failure = match nearest(name, keys.iter().copied()) {
            Some(meant) => Failure::usage("list-column-unknown-meant").with("meant", meant),
            None => Failure::usage("list-column-unknown"),
        };
        failure.with("column", name).with("known", keys.join(", "))
    })
}

async fn conditions(
    context: &Context,
    scoped: &Scoped,
    company: &Company,
    filters: [&str; 3],
    fields: &[&'static Field],
) -> Result<Vec<Condition>, Failure> {
    if filters.iter().all(|filter| filter.is_empty()) {
        return Ok(Vec::new());
    }
    let pool = &scoped.session.pool;
    let calendar = company::calendar(pool, &company.country, company.today).await?;
    let lang = context.catalogue.lang();
    let order = context.catalogue.date_order();
    let works = |day| calendar.works_on(day);
    let date = |typed: &str| {
        let read = parse_date(typed, company.today, order, Toward::Future, &works);
        read.ok().map(|reading| reading.date)
    };
    let mut conditions = Vec::new();
    for filter in filters {
        let read = parse(filter, fields, &date).map_err(|refusal| {
            let sentence = filter_refused(&refusal, fields, lang);
            Failure::usage("list-filter").with("why", context.catalogue.say(&sentence))
        })?;
        conditions.extend(read);
    }
    Ok(conditions)
}

fn figures(kind: Kind) -> bool {
    matches!(kind, Kind::Money | Kind::Days | Kind::Number)
}

fn cell(list: &str, field: &Field, value: Value, company: &Company, outcomes: &Outcomes) -> Cell {
    match value {
        Value::Text(code)
            if matches!(
                (list, field.key),
                ("activity", "outcome") | ("worklist", "last_outcome")
            ) =>
        {
            outcome(code.as_str(), outcomes)
        }
        Value::Text(word) if (list, field.key) == ("activity", "kind") => {
            Cell::word(|word| format!("feed-kind-{word}"), word.as_str())
        }
        Value::None => Cell::None,
        Value::Text(text) => text.as_str().into(),
        Value::Word(word) => Cell::word(|word| words_of(list, field.key, word), word),
        Value::Money(money) => Cell::Amount(money.amount(), money.currency()),
        Value::Date(date) => Cell::Date(date),
        Value::Time(at) => Cell::moment(at, company),
        Value::Number(number) => Cell::Int(number),
        Value::Flag(flag) => Cell::Bool(flag),
    }
}

/// The catalogue's key for a word of a list: the one that its screen has.
fn words_of(list: &str, field: &str, word: String) -> String {
    match (list, field) {
        ("items", "kind") => format!("cust-kind-{word}"),
        ("items", _) => format!("cust-state-{word}"),
        ("promises", _) => format!("prom-{word}"),
        ("disputes", "reason") => format!("cust-reason-{word}"),
        ("disputes", _) => format!("cust-dispute-{word}"),
        ("alerts", "kind") => format!("scr-alert-{word}"),
        ("reminders", "kind") => format!("out-kind-{word}"),
        ("reminders", "tone") => format!("scr-tone-{word}"),
        ("reminders", "channel") => format!("scr-channel-{word}"),
        (_, "hold") | ("holds", "state") => format!("cred-hold-{word}"),
        ("holds", "what") => format!("hold-what-{word}"),
        ("holds", "scope") => format!("cred-scope-{word}"),
        ("orders", "status") => format!("pipe-order-{word}"),
        ("documents", "status") => format!("pipe-invoice-{word}"),
        ("documents", "part") => format!("tab-pipeline-{word}"),
        ("reminders", "part") => format!("tab-reminders-{word}"),
        _ => format!("list-{field}-{word}"),
    }
}

fn sums<R: Listed>() -> Rows {
    let mut columns = vec![
        Column::text("company"),
        Column::text("currency"),
        Column::figures(R::LIST.counted),
    ];
    let summed = R::LIST.fields().filter(|f| f.summed);
    columns.extend(summed.map(|f| Column::figures(f.key)));
    Rows::new(columns)
}

fn sum(company: &Company, total: Total) -> Vec<Cell> {
    let mut cells = vec![
        company.code.as_str().into(),
        Cell::maybe(total.currency.map(|c| c.code().to_owned())),
        Cell::Int(total.rows),
    ];
    cells.extend(total.sums.into_iter().map(|amount| match total.currency {
        Some(currency) => Cell::Amount(amount, currency),
        None => Cell::None,
    }));
    cells
}
