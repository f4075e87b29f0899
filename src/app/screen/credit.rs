//! Who is over the limit or near it, what is held, and which limits wait for a second person.

use uuid::Uuid;

use super::forms::credit as forms;
use super::line;
use super::tabs::{Parted, Tab, Tabs};
use super::{Behaviour, Kind};
use crate::app::action::{Action, Availability, Context};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::Reply;
use crate::app::shell::{Painted, Shell};
use crate::app::table::Row;
use crate::domain::change::Change;
use crate::domain::credit::{Breach, CreditTab, Held, HoldLine, LimitRequest};
use crate::domain::page::Page;

impl Row for Breach {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.customer
    }
}

impl Entry for Breach {
    fn page(reply: Reply) -> Option<Page<Breach>> {
        match reply {
            Reply::Breaches(page) => Some(page),
            _ => None,
        }
    }
}

impl Row for HoldLine {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.hold.id
    }
}

impl Entry for HoldLine {
    fn page(reply: Reply) -> Option<Page<HoldLine>> {
        match reply {
            Reply::Holds(page) => Some(page),
            _ => None,
        }
    }
}

impl Row for LimitRequest {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for LimitRequest {
    fn page(reply: Reply) -> Option<Page<LimitRequest>> {
        match reply {
            Reply::LimitRequests(page) => Some(page),
            _ => None,
        }
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

    fn filter(self) -> &'static str {
        match self {
            CreditTab::Breaches => "standing:breach",
            CreditTab::Near => "standing:near",
            CreditTab::Holds | CreditTab::Requests => "",
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Credit {
    /// The parts.
    pub tabs: Tabs<CreditTab>,
    /// Customers above their limit or near it.
    pub breaches: Listing<Breach>,
    /// Holds.
    pub holds: Listing<HoldLine>,
    /// Limits asked for.
    pub requests: Listing<LimitRequest>,
}

impl Credit {
    /// With one part shown.
    pub fn at(tab: CreditTab) -> Credit {
        Credit {
            tabs: Tabs::new(tab),
            breaches: Listing::new(Kind::Credit).within(tab.filter()),
            holds: Listing::new(Kind::Credit),
            requests: Listing::new(Kind::Credit),
        }
    }

    /// The list of the part that is shown.
    fn list(&self) -> &dyn Adjustable {
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => &self.breaches,
            CreditTab::Holds => &self.holds,
            CreditTab::Requests => &self.requests,
        }
    }

    /// The customer of the selected line.
    fn whom(&self) -> Option<(Uuid, String)> {
        let (customer, name) = match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => {
                let line = self.breaches.table().selected()?;
                (line.customer, &line.name)
            }
            CreditTab::Holds => {
                let line = self.holds.table().selected()?;
                (line.customer, &line.customer_name)
            }
            CreditTab::Requests => {
                let line = self.requests.table().selected()?;
                (line.customer, &line.customer_name)
            }
        };
        Some((customer, name.as_str().to_owned()))
    }

    /// The hold that the selected line shows.
    fn held(&self) -> Option<Held> {
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => self.breaches.table().selected()?.hold.clone(),
            CreditTab::Holds => {
                let hold = &self.holds.table().selected()?.hold;
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
                if let Some(place) = shell.workplace() {
                    let form = forms::limit(&place.company, customer, &name);
                    shell.open_form(form);
                }
            }
            Action::ApproveLimit | Action::RejectLimit => {
                if let Some(request) = self.requests.table().selected() {
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

impl Parted for Credit {
    type Part = CreditTab;

    fn screen(&self) -> Kind {
        Kind::Credit
    }

    fn parts(&mut self) -> &mut Tabs<CreditTab> {
        &mut self.tabs
    }

    fn shown(&mut self) -> &mut dyn Adjustable {
        match self.tabs.shown() {
            CreditTab::Breaches | CreditTab::Near => &mut self.breaches,
            CreditTab::Holds => &mut self.holds,
            CreditTab::Requests => &mut self.requests,
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
        self.load_part(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.act_on_part(action, count, shell) {
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

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        self.reply_to_part(part, reply, shell);
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let entities = ["hold", "limit_request", "credit_limit", "alert"];
        self.follow_entities(changes, &entities, shell);
    }

    fn painted(&mut self, painted: &Painted) {
        self.shown().painted(painted);
    }

    fn available(&self, action: Action) -> Availability {
        let requests = self.tabs.shown() == CreditTab::Requests;
        let request = self.requests.table().selected().filter(|_| requests);
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

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(self.list())
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(self.shown())
    }

    fn on_a_row(&self) -> bool {
        self.whom().is_some()
    }
}
