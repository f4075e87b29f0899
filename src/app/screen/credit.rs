//! Who is over the limit or near it, what is held, and which limits wait for a second person.

use uuid::Uuid;

use super::forms::credit as forms;
use super::line;
use super::list::Paged;
use super::tabs::{Tab, Tabs, count};
use super::{Behaviour, Kind};
use crate::app::action::{Action, Availability, Context};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::domain::change::Change;
use crate::domain::credit::{Breach, CreditTab, Held, HoldLine, LimitRequest};
use crate::domain::page::{Fetch, Page};

const PAGE: Slot = Slot::screen(Kind::Credit, "page");

impl Row for Breach {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.customer
    }
}

impl Row for HoldLine {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.hold.id
    }
}

impl Row for LimitRequest {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Tab for CreditTab {
    const PARTS: &'static [CreditTab] = &CreditTab::ALL;

    fn title(self) -> &'static str {
        match self {
            CreditTab::Breaches => "tab-credit-breaches",
            CreditTab::Near => "tab-credit-near",
            CreditTab::Holds => "tab-credit-holds",
            CreditTab::Requests => "tab-credit-requests",
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Credit {
    /// The parts.
    pub tabs: Tabs<CreditTab>,
    breaches: Paged<Breach>,
    holds: Paged<HoldLine>,
    requests: Paged<LimitRequest>,
}

impl Credit {
    /// With one part shown.
    pub fn at(tab: CreditTab) -> Credit {
        Credit {
            tabs: Tabs::new(tab),
            breaches: Paged::new(PAGE),
            holds: Paged::new(PAGE),
            requests: Paged::new(PAGE),
        }
    }

    /// Customers above their limit or near it.
    pub fn breaches(&self) -> &Table<Breach> {
        &self.breaches.table
    }

    /// Holds.
    pub fn holds(&self) -> &Table<HoldLine> {
        &self.holds.table
    }

    /// Limits asked for.
    pub fn requests(&self) -> &Table<LimitRequest> {
        &self.requests.table
    }

    fn page(&self, shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        let tab = self.tabs.shown();
        move |fetch| Query::Credit {
            company,
            tab,
            fetch,
        }
    }

    /// Begins anew with the part that is shown now.
    fn turn(&mut self, shell: &mut Shell) {
        self.breaches.reset();
        self.holds.reset();
        self.requests.reset();
        self.load(shell);
    }

    /// What every list does, in the part that is shown.
    fn list(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) -> bool {
        let page = self.page(shell);
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => self.breaches.act(action, count, shell, page),
            CreditTab::Holds => self.holds.act(action, count, shell, page),
            CreditTab::Requests => self.requests.act(action, count, shell, page),
        }
    }

    /// The customer of the selected line.
    fn whom(&self) -> Option<(Uuid, String)> {
        let (customer, name) = match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => {
                let line = self.breaches().selected()?;
                (line.customer, &line.name)
            }
            CreditTab::Holds => {
                let line = self.holds().selected()?;
                (line.customer, &line.customer_name)
            }
            CreditTab::Requests => {
                let line = self.requests().selected()?;
                (line.customer, &line.customer_name)
            }
        };
        Some((customer, name.as_str().to_owned()))
    }

    /// The hold that the selected line shows.
    fn held(&self) -> Option<Held> {
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => self.breaches().selected()?.hold.clone(),
            CreditTab::Holds => {
                let hold = &self.holds().selected()?.hold;
                Some(Held {
                    id: hold.id,
                    state: hold.state.clone(),
                    rev: hold.rev,
                })
            }
            CreditTab::Requests => None,
        }
    }

    fn decide(&self, action: Action, company: i32, shell: &mut Shell) {
        let Some((customer, name)) = self.whom() else {
            return;
        };
        match action {
            Action::Hold => shell.open_form(forms::hold(company, customer, &name)),
            Action::Release => {
                if let Some(held) = self.held() {
                    shell.open_form(forms::release(company, &name, &held));
                }
            }
            Action::SetLimit => {
                if let Some(currency) = shell.workplace().map(|w| w.company.currency) {
                    shell.open_form(forms::limit(company, customer, &name, currency));
                }
            }
            Action::ApproveLimit | Action::RejectLimit => {
                if let Some(request) = self.requests().selected() {
                    shell.open_form(match action {
                        Action::ApproveLimit => forms::approve_limit(company, request),
                        _ => forms::reject_limit(company, request),
                    });
                }
            }
            _ => {}
        }
    }
}

impl Behaviour for Credit {
    fn kind(&self) -> Kind {
        Kind::Credit
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Credit, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        count(Kind::Credit, shell);
        let page = self.page(shell);
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => self.breaches.refresh(shell, page),
            CreditTab::Holds => self.holds.refresh(shell, page),
            CreditTab::Requests => self.requests.refresh(shell, page),
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.tabs.act(action) {
            return self.turn(shell);
        }
        if self.list(action, count, shell) {
            return;
        }
        let (Some(company), Some((customer, name))) = (shell.company_id(), self.whom()) else {
            return;
        };
        match action {
            Action::Open => shell.show_customer(customer, name),
            Action::Hold | Action::Release => self.decide(action, company, shell),
            _ if line::act(action, (customer, &name), Vec::new(), shell) => {}
            _ => self.decide(action, company, shell),
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        if let Some((customer, name)) = self.whom() {
            line::chosen(value, (customer, &name), Vec::new(), shell);
        }
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Breaches(page) => self.breaches.accept(page),
            Reply::Holds(rows) => self.holds.accept(Page::whole(rows)),
            Reply::LimitRequests(rows) => self.requests.accept(Page::whole(rows)),
            Reply::Counts(counts) => {
                let moved = self.tabs.count(counts);
                if moved {
                    self.turn(shell);
                }
            }
            _ => {}
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let entities = ["hold", "limit_request", "credit_limit", "alert"];
        let ours = |c: &Change| entities.contains(&c.entity.as_str()) || c.id.is_none();
        if changes.iter().any(ours) {
            // The lists keep their cursors by id, and are whole.
            self.load(shell);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        let lines = painted.list_rows.into();
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => self.breaches.table.painted(lines),
            CreditTab::Holds => self.holds.table.painted(lines),
            CreditTab::Requests => self.requests.table.painted(lines),
        }
    }

    fn available(&self, action: Action) -> Availability {
        let requests = self.tabs.shown() == CreditTab::Requests;
        let request = self.requests().selected().filter(|_| requests);
        match action {
            Action::Hold if self.held().is_some() => Err("refused-hold-already"),
            Action::Release if self.held().is_none() => Err("cred-not-held"),
            Action::Release if self.held().is_some_and(|h| !h.holds()) => {
                Err("cred-release-requested")
            }
            Action::ApproveLimit | Action::RejectLimit if request.is_none() => {
                Err("cred-no-request")
            }
            Action::ApproveLimit | Action::RejectLimit if request.is_some_and(|r| r.mine) => {
                Err("refused-second-person")
            }
            _ => Ok(()),
        }
    }

    fn on_a_row(&self) -> bool {
        self.whom().is_some()
    }
}
