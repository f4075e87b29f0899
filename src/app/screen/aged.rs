//! Who owes what, since when: by customer, by currency or by collector, on any day.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::items::Items;
use super::list::Paged;
use super::{Behaviour, Kind, Screen};
use crate::app::action::{Action, Availability, Context};
use crate::app::form::{Field, Form};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::domain::aging::{Aged as Figures, AgedCustomer, AgedTotal};
use crate::domain::change::Change;
use crate::domain::currency::Currency;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::page::{Fetch, Page};
use crate::i18n::{Message, Toward};

const PAGE: Slot = Slot::screen(Kind::Aged, "page");
const LINES: Slot = Slot::screen(Kind::Aged, "lines");
const TOTALS: Slot = Slot::screen(Kind::Aged, "totals");

/// How the balance is split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// A line per customer and currency.
    #[default]
    Customer,
    /// A line per currency.
    Currency,
    /// A line per portfolio and currency, with who has it today.
    Collector,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A customer.
    Customer(Uuid),
    /// All of a currency.
    Currency,
    /// A portfolio.
    Portfolio(i32),
}

/// A line of the balance.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is about.
    pub about: About,
    /// Its name, from outside.
    pub name: String,
    /// The customer's reference, or who has the portfolio.
    pub detail: String,
    /// The figures.
    pub aged: Figures,
}

impl Row for Line {
    type Id = (About, Currency);

    fn id(&self) -> Self::Id {
        (self.about, self.aged.currency)
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Aged {
    /// How it is split.
    pub by: By,
    /// Which day and reading; none is the business date as known now.
    pub as_of: Option<AsOf>,
    /// What it was narrowed to on the way here: the name of a portfolio or a currency.
    pub within: Option<String>,
    /// The right half of the columns is shown, where there is no room for all.
    pub right_half: bool,
    /// Totals by currency of all lines.
    pub totals: Vec<AgedTotal>,
    filter: Filter,
    list: Paged<Line>,
}

impl Default for Aged {
    fn default() -> Self {
        Aged {
            by: By::Customer,
            as_of: None,
            within: None,
            right_half: false,
            totals: Vec::new(),
            filter: Filter::default(),
            list: Paged::new(PAGE),
        }
    }
}

impl Aged {
    /// The lines.
    pub fn table(&self) -> &Table<Line> {
        &self.list.table
    }

    fn page(&self, shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        let (filter, as_of) = (self.filter.clone(), self.as_of);
        move |fetch| Query::Aged {
            company,
            filter: filter.clone(),
            as_of,
            fetch,
        }
    }

    fn totals_query(&self, shell: &Shell, by_portfolio: bool) -> Query {
        Query::AgedTotals {
            company: shell.company_id().unwrap_or_default(),
            filter: self.filter.clone(),
            as_of: self.as_of,
            by_portfolio,
        }
    }

    fn restart(&mut self, shell: &mut Shell) {
        self.list.reset();
        self.load(shell);
    }

    /// One level down: a portfolio or currency to its customers, a customer to its items.
    fn drill(&self, shell: &mut Shell) {
        let Some(line) = self.table().selected() else {
            return;
        };
        let mut filter = self.filter.clone();
        filter.currency = Some(line.aged.currency);
        match line.about {
            About::Customer(customer) => {
                let items = Items::new(customer, line.name.clone(), &filter, self.as_of);
                shell.show(Screen::Items(Box::new(items)));
            }
            About::Currency | About::Portfolio(_) => {
                if let About::Portfolio(portfolio) = line.about {
                    filter.portfolio = Some(portfolio);
                }
                shell.show(Screen::Aged(Aged {
                    as_of: self.as_of,
                    within: Some(line.name.clone()),
                    filter,
                    ..Aged::default()
                }));
            }
        }
    }

    /// Asks for another day, beginning with the one that is shown.
    fn date_form(&self, shell: &Shell) -> Form {
        let written = |day| shell.words.date_order().written(day);
        let known = self.as_of.and_then(|as_of| as_of.known_at);
        let known = known.map(|at| written(shell.local(at).date()));
        Form::new("as-of", "", "", "aged")
            .field(
                Field::date("as_of", Toward::Past)
                    .hint(Message::new("aged-today-hint"))
                    .offering(self.as_of.map(|as_of| written(as_of.day))),
            )
            .field(
                Field::date("known_on", Toward::Past)
                    .hint(Message::new("aged-known-hint"))
                    .offering(known),
            )
    }
}

/// The last moment of a day in the company's time zone.
fn end_of(day: NaiveDate, shell: &Shell) -> Option<DateTime<Utc>> {
    let zone = shell
        .workplace()
        .and_then(|w| w.company.time_zone.parse::<chrono_tz::Tz>().ok())
        .unwrap_or(chrono_tz::UTC);
    let next = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
    let midnight = next.and_local_timezone(zone).earliest()?;
    Some(midnight.with_timezone(&Utc) - chrono::TimeDelta::microseconds(1))
}

fn whole(lines: Vec<AgedTotal>, by: By) -> Page<Line> {
    let lines = lines.into_iter().map(|total| match (by, total.portfolio) {
        (By::Collector, Some(portfolio)) => {
            let people: Vec<&str> = portfolio.collectors.iter().map(|c| c.as_str()).collect();
            Line {
                about: About::Portfolio(portfolio.id),
                name: portfolio.name.as_str().to_owned(),
                detail: people.join(", "),
                aged: total.aged,
            }
        }
        _ => Line {
            about: About::Currency,
            name: total.aged.currency.code().to_owned(),
            detail: String::new(),
            aged: total.aged,
        },
    });
    Page::whole(lines.collect())
}

fn line(row: AgedCustomer) -> Line {
    Line {
        about: About::Customer(row.customer),
        name: row.name.as_str().to_owned(),
        detail: row.reference.as_str().to_owned(),
        aged: row.aged,
    }
}

impl Behaviour for Aged {
    fn kind(&self) -> Kind {
        Kind::Aged
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Aged, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        shell.load(TOTALS, self.totals_query(shell, false));
        match self.by {
            By::Customer => {
                let page = self.page(shell);
                self.list.refresh(shell, page);
            }
            By::Currency => {}
            By::Collector => shell.load(LINES, self.totals_query(shell, true)),
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        let page = self.page(shell);
        if self.list.act(action, count, shell, page) {
            return;
        }
        match action {
            Action::Open => self.drill(shell),
            Action::OpenCustomer => {
                if let Some(line) = self.table().selected()
                    && let About::Customer(customer) = line.about
                {
                    shell.show_customer(customer, line.name.clone());
                }
            }
            Action::NextPane | Action::PreviousPane => self.right_half = !self.right_half,
            Action::SplitBy => {
                self.by = match self.by {
                    By::Customer => By::Currency,
                    By::Currency => By::Collector,
                    By::Collector => By::Customer,
                };
                self.restart(shell);
            }
            Action::AsOf => shell.open_form(self.date_form(shell)),
            _ => {}
        }
    }

    fn entered(&mut self, _form: &'static str, body: &Value, shell: &mut Shell) {
        let date = |name: &str| -> Option<NaiveDate> { body[name].as_str()?.parse().ok() };
        let known_at = date("known_on").and_then(|day| end_of(day, shell));
        let day = date("as_of").or(known_at.and(shell.today()));
        self.as_of = day.map(|day| AsOf { day, known_at });
        self.restart(shell);
    }

    fn reply(&mut self, part: &'static str, reply: Reply, _shell: &mut Shell) {
        match reply {
            Reply::Aged(page) => {
                let page = Page {
                    rows: page.rows.into_iter().map(line).collect(),
                    before: page.before,
                    after: page.after,
                    first: page.first,
                    total: page.total,
                };
                self.list.accept(page);
            }
            Reply::AgedTotals(lines) if part == LINES.part => {
                self.list.accept(whole(lines, By::Collector));
            }
            Reply::AgedTotals(lines) => {
                if self.by == By::Currency {
                    self.list.accept(whole(lines.clone(), By::Currency));
                }
                self.totals = lines;
            }
            _ => {}
        }
    }

    fn changed(&mut self, changes: &[Change], _shell: &mut Shell) {
        if self.as_of.is_none() {
            let money = |c: &&Change| !matches!(c.entity.as_str(), "activity" | "presence");
            self.list
                .table
                .note_stale(changes.iter().filter(money).count());
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.table.painted(painted.list_rows.into());
    }

    fn available(&self, action: Action) -> Availability {
        let customer = self
            .table()
            .selected()
            .is_some_and(|l| matches!(l.about, About::Customer(_)));
        match action {
            Action::OpenCustomer if !customer => Err("aged-no-customer"),
            _ => Ok(()),
        }
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
