//! What is expected to come in, by week or by month, against what was expected and what the month is to bring.

use super::aged::Aged;
use super::invoices::Invoices;
use super::promises::Promises;
use super::tabs::{Tab, Tabs};
use super::{Behaviour, Kind, Screen};
use crate::app::action::{Action, Availability, Context};
use crate::app::form::{Field, Form};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::domain::change::Change;
use crate::domain::currency::Currency;
use crate::domain::forecast::{By, Column, Forecast as Figures, Record, Sum};
use crate::domain::invoice::ItemTab;
use crate::domain::page::{Fetch, Page};
use crate::domain::promise::PromiseTab;

const COLUMNS: Slot = Slot::screen(Kind::Forecast, "columns");
const RECORD: Slot = Slot::screen(Kind::Forecast, "record");

impl Tab for By {
    const PARTS: &'static [By] = &[By::Week, By::Month];

    fn title(self) -> &'static str {
        match self {
            By::Week => "tab-forecast-week",
            By::Month => "tab-forecast-month",
        }
    }
}

/// What a line adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A week or a month, by its place.
    Period(usize),
    /// After the last of them.
    Later,
    /// Should have come before the day.
    Off,
    /// In litigation, or on the way there.
    Litigation,
    /// Born before the customer's insolvency.
    Insolvency,
    /// Open credits.
    Unapplied,
}

/// A line of the forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// In this currency.
    pub currency: Currency,
    /// What it adds up.
    pub part: Part,
    /// The period, of those that are one.
    pub column: Option<Column>,
    /// The sum.
    pub sum: Sum,
    /// The largest amount of a period in this currency, for its bar.
    pub most: rust_decimal::Decimal,
}

impl Row for Line {
    type Id = (Currency, Part);

    fn id(&self) -> (Currency, Part) {
        (self.currency, self.part)
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Forecast {
    /// Weeks or months.
    pub tabs: Tabs<By>,
    /// What is expected, line by line.
    pub lines: Table<Line>,
    /// What was expected, and the target.
    pub record: Option<Box<Record>>,
}

impl Default for Forecast {
    fn default() -> Forecast {
        Forecast {
            tabs: Tabs::new(By::Week),
            lines: Table::default(),
            record: None,
        }
    }
}

/// Of each currency the periods, then what is apart and not nothing.
fn lines(forecasts: &[Figures]) -> Vec<Line> {
    let mut lines = Vec::new();
    for of in forecasts {
        let amounts = of.columns.iter().map(|column| column.expected.amount);
        let most = amounts.max().unwrap_or_default();
        let line = |part, column, sum| Line {
            currency: of.currency,
            part,
            column,
            sum,
            most,
        };
        let columns = of.columns.iter().enumerate();
        lines.extend(columns.map(|(n, c)| line(Part::Period(n), Some(*c), c.expected)));
        let apart = [
            (Part::Later, of.later),
            (Part::Off, of.off),
            (Part::Litigation, of.litigation),
            (Part::Insolvency, of.insolvency),
            (Part::Unapplied, of.unapplied),
        ];
        let apart = apart.into_iter().filter(|(_, sum)| !sum.amount.is_zero());
        lines.extend(apart.map(|(part, sum)| line(part, None, sum)));
    }
    lines
}

impl Forecast {
    fn load_columns(&self, shell: &mut Shell) {
        if let (Some(company), Some(day)) = (shell.company_id(), shell.today()) {
            let by = self.tabs.shown();
            shell.load(COLUMNS, Query::Forecast { company, day, by });
        }
    }

    fn open(&self, shell: &mut Shell) {
        let Some(line) = self.lines.selected() else {
            return;
        };
        let screen = match line.part {
            Part::Off => Screen::Invoices(Box::new(Invoices::at(ItemTab::Overdue))),
            Part::Unapplied => Screen::Invoices(Box::new(Invoices::at(ItemTab::Credits))),
            Part::Period(_) if !line.sum.promised.is_zero() => {
                Screen::Promises(Box::new(Promises::at(PromiseTab::Ahead)))
            }
            Part::Period(_) | Part::Later => Screen::Invoices(Box::new(Invoices::at(ItemTab::All))),
            Part::Litigation | Part::Insolvency => Screen::Aged(Box::<Aged>::default()),
        };
        shell.show(screen);
    }

    /// Asks what the month is to bring; the revision that was seen goes with it.
    fn set_target(&self, shell: &mut Shell) {
        let (Some(company), Some(record)) = (shell.company_id(), &self.record) else {
            return;
        };
        let target = &record.target;
        let month = By::Month.label(target.month);
        let usual = target.amount.map(|amount| amount.amount());
        let mut form = Form::new("target", "set_target", &month, &month)
            .fixed("company", company)
            .fixed("month", month.clone());
        if target.amount.is_some() {
            form = form.fixed("rev", target.rev);
        }
        let currency = target.received.currency();
        shell.open_form(form.field(Field::amount("amount", usual, currency).required()));
    }
}

impl Behaviour for Forecast {
    fn kind(&self) -> Kind {
        Kind::Forecast
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Forecast, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.load_columns(shell);
        if let (Some(company), Some(day)) = (shell.company_id(), shell.today()) {
            shell.load(RECORD, Query::ForecastRecord { company, day });
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.tabs.act(action) {
            self.lines = Table::default();
            return self.load_columns(shell);
        }
        let n = i64::from(count.unwrap_or(1));
        let step = match action {
            Action::Open => return self.open(shell),
            Action::SetTarget => return self.set_target(shell),
            Action::Down => Step::Rows(n),
            Action::Up => Step::Rows(-n),
            Action::PageDown => Step::Screens(n),
            Action::PageUp => Step::Screens(-n),
            Action::First => Step::First,
            Action::Last => Step::Last,
            _ => return,
        };
        self.lines.step(step);
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, _shell: &mut Shell) {
        match reply {
            Reply::Forecast(forecasts) => {
                self.lines
                    .accept(&Fetch::First, Page::whole(lines(&forecasts)));
            }
            Reply::ForecastRecord(record) => self.record = Some(record),
            _ => {}
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        if changes
            .iter()
            .any(|c| ["day", "month_target"].contains(&c.entity.as_str()))
        {
            self.load(shell);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.lines.painted(painted.list_rows.into());
    }

    fn available(&self, action: Action) -> Availability {
        match action {
            Action::SetTarget if self.record.is_none() => Err("ui-not-connected-yet"),
            _ => Ok(()),
        }
    }

    fn on_a_row(&self) -> bool {
        self.lines.selected().is_some()
    }
}
