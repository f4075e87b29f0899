//! Key figures with their trends; each figure opens what it is made of.

use super::activity::Feed;
use super::disputes::Disputes;
use super::invoices::Invoices;
use super::pipeline::Pipeline;
use super::promises::Promises;
use super::{Behaviour, Kind, Screen};
use crate::app::action::{Action, Availability, Context};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::domain::change::Change;
use crate::domain::dispute::DisputeTab;
use crate::domain::invoice::ItemTab;
use crate::domain::kpi::{Board, Figure, Kpi};
use crate::domain::page::{Fetch, Page};
use crate::domain::pipeline::PipelineTab;
use crate::domain::promise::PromiseTab;

const BOARD: Slot = Slot::screen(Kind::Kpis, "board");
const TREND: Slot = Slot::screen(Kind::Kpis, "trend");

impl Row for Figure {
    type Id = Kpi;

    fn id(&self) -> Kpi {
        self.kpi
    }
}

/// State of the screen.
#[derive(Debug, Default)]
pub struct Kpis {
    /// The figures of the day.
    pub board: Option<Box<Board>>,
    /// Those of the weeks up to it, the earliest first; empty until they have come.
    pub trend: Vec<Board>,
    /// The figures as lines.
    pub lines: Table<Figure>,
}

impl Kpis {
    /// The trend of a figure: each week's end, and the value on it.
    pub fn trend_of(&self, kpi: Kpi) -> impl Iterator<Item = (&Board, &Figure)> {
        self.trend.iter().filter_map(move |board| {
            let found = board.figures.iter().find(|figure| figure.kpi == kpi);
            found.map(|figure| (board, figure))
        })
    }

    /// The list that a figure is made of; `None` where there is none.
    fn behind(&self, kpi: Kpi, shell: &Shell) -> Option<Screen> {
        let lang = shell.words.lang();
        let invoices = |tab| Screen::Invoices(Box::new(Invoices::at(tab)));
        Some(match kpi {
            Kpi::Dso | Kpi::DsoNet | Kpi::DsoCountback | Kpi::Cei => Screen::new(Kind::Aged)?,
            Kpi::Bpdso => invoices(ItemTab::NotDue),
            Kpi::Add | Kpi::OverduePct => invoices(ItemTab::Overdue),
            Kpi::Over90Pct => Screen::Invoices(Box::new(Invoices::later_than(90, lang))),
            Kpi::UnpaidRate => Screen::Invoices(Box::new(Invoices::later_than(30, lang))),
            Kpi::PromiseKeptCount | Kpi::PromiseKeptAmount => {
                Screen::Promises(Box::new(Promises::at(PromiseTab::Kept)))
            }
            Kpi::Rpc => Screen::Activity(Box::new(Feed::calls(lang))),
            Kpi::DisputeRate | Kpi::DisputeDays => {
                Screen::Disputes(Box::new(Disputes::at(DisputeTab::Unresolved)))
            }
            Kpi::ErrorRate => Screen::Pipeline(Box::new(Pipeline::at(PipelineTab::InError))),
            Kpi::Wadl | Kpi::Wadp | Kpi::LeadOrderCash => return None,
        })
    }
}

impl Behaviour for Kpis {
    fn kind(&self) -> Kind {
        Kind::Kpis
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Kpis, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        if let (Some(company), Some(day)) = (shell.company_id(), shell.today()) {
            shell.load(BOARD, Query::Kpis { company, day });
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        let n = i64::from(count.unwrap_or(1));
        let step = match action {
            Action::Open => {
                let kpi = self.lines.selected().map(|figure| figure.kpi);
                if let Some(screen) = kpi.and_then(|kpi| self.behind(kpi, shell)) {
                    shell.show(screen);
                }
                return;
            }
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

    fn reply(&mut self, _part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Kpis(board) => {
                let page = Page::whole(board.figures.clone());
                self.lines.accept(&Fetch::First, page);
                self.board = Some(board);
                // The weeks before cost as many times the work: after the figures are seen.
                if let (Some(company), Some(day)) = (shell.company_id(), shell.today()) {
                    shell.load(TREND, Query::KpiTrend { company, day });
                }
            }
            Reply::KpiTrend(trend) => self.trend = trend,
            _ => {}
        }
    }

    /// Figures of weeks do not follow every change: they are asked for again by hand and with a new day.
    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        if changes.iter().any(|change| change.entity == "day") {
            self.load(shell);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.lines.painted(painted.list_rows.into());
    }

    fn available(&self, action: Action) -> Availability {
        let kpi = self.lines.selected().map(|figure| figure.kpi);
        match (action, kpi) {
            (Action::Open, Some(Kpi::Wadl | Kpi::Wadp | Kpi::LeadOrderCash)) => Err("kpi-no-list"),
            _ => Ok(()),
        }
    }

    fn on_a_row(&self) -> bool {
        self.lines.selected().is_some()
    }
}
