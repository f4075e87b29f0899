//! Who owes what, since when: by customer, by currency or by collector, on any day.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::items::Items;
use super::{Behaviour, Kind, Screen};
use crate::app::action::{Action, Availability, Context};
use crate::app::form::{Field, Form};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::Reply;
use crate::app::shell::{Painted, Shell};
use crate::app::table::Row;
use crate::domain::aging::{Aged as Figures, AgedCustomer, AgedTotal, Split};
use crate::domain::change::Change;
use crate::domain::currency::Currency;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::list::BUCKETS;
use crate::domain::page::Page;
use crate::i18n::{Message, Toward};

/// The column that says nothing when currencies are summed up.
const NO_PORTFOLIO: &[&str] = &["portfolio"];

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

/// A line of the balance, whatever it is about.
pub trait Line: Entry {
    /// What it is about.
    fn about(&self) -> About;

    /// Its name, from outside.
    fn name(&self) -> String;

    /// The figures.
    fn figures(&self) -> &Figures;
}

impl Row for AgedCustomer {
    type Id = (Uuid, Currency);

    fn id(&self) -> Self::Id {
        (self.customer, self.aged.currency)
    }
}

impl Entry for AgedCustomer {
    fn page(reply: Reply) -> Option<Page<AgedCustomer>> {
        match reply {
            Reply::Aging(page) => Some(page),
            _ => None,
        }
    }
}

impl Line for AgedCustomer {
    fn about(&self) -> About {
        About::Customer(self.customer)
    }

    fn name(&self) -> String {
        self.name.as_str().to_owned()
    }

    fn figures(&self) -> &Figures {
        &self.aged
    }
}

impl Row for AgedTotal {
    type Id = (Option<i32>, Currency);

    fn id(&self) -> Self::Id {
        (self.portfolio.as_ref().map(|p| p.id), self.aged.currency)
    }
}

impl Entry for AgedTotal {
    fn page(reply: Reply) -> Option<Page<AgedTotal>> {
        match reply {
            Reply::AgingTotals(page) => Some(page),
            _ => None,
        }
    }
}

impl Line for AgedTotal {
    fn about(&self) -> About {
        match &self.portfolio {
            Some(portfolio) => About::Portfolio(portfolio.id),
            None => About::Currency,
        }
    }

    fn name(&self) -> String {
        match &self.portfolio {
            None => self.aged.currency.code().to_owned(),
            Some(portfolio) => match portfolio.people() {
                people if people.is_empty() => portfolio.name.as_str().to_owned(),
                people => format!("{} ({people})", portfolio.name.as_str()),
            },
        }
    }

    fn figures(&self) -> &Figures {
        &self.aged
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Aged {
    by: By,
    /// The portfolio or currency it is narrowed to, by name.
    pub within: Option<String>,
    /// The right half of the amounts, where not all have room.
    pub right_half: bool,
    customers: Listing<AgedCustomer>,
    totals: Listing<AgedTotal>,
}

impl Default for Aged {
    fn default() -> Self {
        Aged {
            by: By::Customer,
            within: None,
            right_half: false,
            customers: Listing::new(Kind::Aged),
            totals: Listing::new(Kind::Aged),
        }
    }
}

impl Aged {
    /// How it is split.
    pub fn by(&self) -> By {
        self.by
    }

    /// Which day and reading; none is the business date as known now.
    pub fn as_of(&self) -> Option<AsOf> {
        self.customers.as_of()
    }

    /// The lines by customer.
    pub fn customers(&self) -> &Listing<AgedCustomer> {
        &self.customers
    }

    /// The lines by currency or by portfolio.
    pub fn totals(&self) -> &Listing<AgedTotal> {
        &self.totals
    }

    fn list(&self) -> &dyn Adjustable {
        match self.by {
            By::Customer => &self.customers,
            By::Currency | By::Collector => &self.totals,
        }
    }

    fn list_mut(&mut self) -> &mut dyn Adjustable {
        match self.by {
            By::Customer => &mut self.customers,
            By::Currency | By::Collector => &mut self.totals,
        }
    }

    /// What the line under the cursor is about, its name and its currency.
    fn selected(&self) -> Option<(About, String, Currency)> {
        fn of<L: Line>(list: &Listing<L>) -> Option<(About, String, Currency)> {
            let line = list.table().selected()?;
            Some((line.about(), line.name(), line.figures().currency))
        }
        match self.by {
            By::Customer => of(&self.customers),
            By::Currency | By::Collector => of(&self.totals),
        }
    }

    /// Splits it otherwise, under the same filter and in the same order.
    fn split(&mut self, shell: &mut Shell) {
        let view = self.list().view().clone();
        self.by = match self.by {
            By::Customer => By::Currency,
            By::Currency => By::Collector,
            By::Collector => By::Customer,
        };
        match self.by {
            By::Customer => self.customers.take_over(view),
            by => {
                let (split, without): (_, &[_]) = match by {
                    By::Collector => (Split::Portfolio, &[]),
                    _ => (Split::Currency, NO_PORTFOLIO),
                };
                self.totals.split(split);
                self.totals.reset("", without);
                self.totals.take_over(view);
            }
        }
        self.load(shell);
    }

    /// Turns to these customers on that day.
    fn turn(&mut self, scope: Filter, as_of: Option<AsOf>) {
        self.customers.turn(scope.clone(), as_of);
        self.totals.turn(scope, as_of);
    }

    /// One level down: a portfolio or currency to its customers, a customer to its items.
    fn drill(&self, shell: &mut Shell) {
        let Some((about, name, currency)) = self.selected() else {
            return;
        };
        let mut filter = self.customers.scope().clone();
        filter.currency = Some(currency);
        match about {
            About::Customer(customer) => {
                let items = Items::new(customer, name, &filter, self.as_of());
                shell.show(Screen::Items(Box::new(items)));
            }
            About::Currency | About::Portfolio(_) => {
                if let About::Portfolio(portfolio) = about {
                    filter.portfolio = Some(portfolio);
                }
                let narrowed = &self.totals.view().filter;
                let mut within = Aged {
                    within: Some(name),
                    customers: Listing::new(Kind::Aged).narrowed(narrowed),
                    ..Aged::default()
                };
                within.turn(filter, self.as_of());
                shell.show(Screen::Aged(Box::new(within)));
            }
        }
    }

    /// Asks for another day, beginning with the one that is shown.
    fn date_form(&self, shell: &Shell) -> Form {
        let written = |day| shell.words.date_order().written(day);
        let known = self.as_of().and_then(|as_of| as_of.known_at);
        let known = known.map(|at| written(shell.local(at).date()));
        Form::new("as-of", "", "", "aged")
            .field(
                Field::date("as_of", Toward::Past)
                    .hint(Message::new("aged-today-hint"))
                    .offering(self.as_of().map(|as_of| written(as_of.day))),
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

impl Behaviour for Aged {
    fn kind(&self) -> Kind {
        Kind::Aged
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Aged, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        let known = shell.workplace().map_or(0, |w| w.company.buckets.len());
        let absent = BUCKETS.get(known..).unwrap_or_default();
        self.customers.lack(absent);
        self.totals.lack(absent);
        self.list_mut().load(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list_mut().act(action, count, shell) {
            return;
        }
        match action {
            Action::Open => self.drill(shell),
            Action::OpenCustomer => {
                if let Some((About::Customer(customer), name, _)) = self.selected() {
                    shell.show_customer(customer, name);
                }
            }
            Action::NextPane | Action::PreviousPane => self.right_half = !self.right_half,
            Action::SplitBy => self.split(shell),
            Action::AsOf => shell.open_form(self.date_form(shell)),
            _ => {}
        }
    }

    fn entered(&mut self, _form: &'static str, body: &Value, shell: &mut Shell) {
        let date = |name: &str| -> Option<NaiveDate> { body[name].as_str()?.parse().ok() };
        let known_at = date("known_on").and_then(|day| end_of(day, shell));
        let day = date("as_of").or(known_at.and(shell.today()));
        let scope = self.customers.scope().clone();
        self.turn(scope, day.map(|day| AsOf { day, known_at }));
        let view = self.list().view().clone();
        match self.by {
            By::Customer => self.customers.take_over(view),
            By::Currency | By::Collector => self.totals.take_over(view),
        }
        self.load(shell);
    }

    fn reply(&mut self, part: &'static str, reply: Reply, _shell: &mut Shell) {
        self.list_mut().reply(part, reply);
    }

    fn changed(&mut self, changes: &[Change], _shell: &mut Shell) {
        if self.as_of().is_some() {
            return;
        }
        let money = |c: &&Change| !matches!(c.entity.as_str(), "activity" | "presence");
        let news = changes.iter().filter(money).count();
        match self.by {
            By::Customer => self.customers.table_mut().note_stale(news),
            By::Currency | By::Collector => self.totals.table_mut().note_stale(news),
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list_mut().painted(painted);
    }

    fn available(&self, action: Action) -> Availability {
        let customer = matches!(self.selected(), Some((About::Customer(_), ..)));
        match action {
            Action::OpenCustomer if !customer => Err("aged-no-customer"),
            _ => Ok(()),
        }
    }

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(self.list())
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(self.list_mut())
    }

    fn on_a_row(&self) -> bool {
        self.selected().is_some()
    }
}
