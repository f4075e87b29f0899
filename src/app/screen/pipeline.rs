//! From order to cash: where orders and invoices are stuck.

use serde_json::json;
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
use crate::domain::page::Fetch;
use crate::domain::pipeline::{Document, Order, PipelineTab};

const PAGE: Slot = Slot::screen(Kind::Pipeline, "page");

impl Row for Order {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Row for Document {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Tab for PipelineTab {
    const PARTS: &'static [PipelineTab] = &PipelineTab::ALL;

    fn title(self) -> &'static str {
        match self {
            PipelineTab::ToProcess => "tab-pipeline-to-process",
            PipelineTab::Pending => "tab-pipeline-pending",
            PipelineTab::Urgent => "tab-pipeline-urgent",
            PipelineTab::Blocked => "tab-pipeline-blocked",
            PipelineTab::Shipped => "tab-pipeline-shipped",
            PipelineTab::ToValidate => "tab-pipeline-to-validate",
            PipelineTab::InError => "tab-pipeline-in-error",
            PipelineTab::Suspended => "tab-pipeline-suspended",
            PipelineTab::Waiting => "tab-pipeline-waiting",
            PipelineTab::Late => "tab-pipeline-late",
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Pipeline {
    /// The parts.
    pub tabs: Tabs<PipelineTab>,
    orders: Paged<Order>,
    documents: Paged<Document>,
}

impl Pipeline {
    /// With one part shown.
    pub fn at(tab: PipelineTab) -> Pipeline {
        Pipeline {
            tabs: Tabs::new(tab),
            orders: Paged::new(PAGE),
            documents: Paged::new(PAGE),
        }
    }

    /// The orders, while orders are shown.
    pub fn orders(&self) -> &Table<Order> {
        &self.orders.table
    }

    /// The invoices, while invoices are shown.
    pub fn documents(&self) -> &Table<Document> {
        &self.documents.table
    }

    fn page(&self, shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        let tab = self.tabs.shown();
        move |fetch| Query::Pipeline {
            company,
            tab,
            fetch,
        }
    }

    /// Begins anew with the part that is shown now.
    fn turn(&mut self, shell: &mut Shell) {
        self.orders.reset();
        self.documents.reset();
        self.load(shell);
    }

    /// The selected order, while orders are shown.
    fn order(&self) -> Option<&Order> {
        let orders = self.tabs.shown().of_orders();
        self.orders().selected().filter(|_| orders)
    }

    /// The customer of the selected line.
    fn whom(&self) -> Option<(Uuid, String)> {
        let (customer, name) = if self.tabs.shown().of_orders() {
            let line = self.orders().selected()?;
            (line.customer, &line.customer_name)
        } else {
            let line = self.documents().selected()?;
            (line.customer, &line.customer_name)
        };
        Some((customer, name.as_str().to_owned()))
    }

    fn decide(&self, action: Action, company: i32, shell: &mut Shell) {
        let Some(order) = self.order() else {
            return;
        };
        match action {
            Action::Hold => shell.open_form(forms::hold_order(company, order)),
            Action::Release => shell.open_form(forms::release_order(company, order)),
            Action::MarkUrgent => {
                let body = json!({
                    "company": company,
                    "order": order.id.to_string(),
                    "rev": order.rev,
                    "urgent": !order.marked,
                });
                let about = super::forms::dispute::about(&order.number, &order.customer_name);
                shell.write("mark_urgent", body, &about);
            }
            _ => {}
        }
    }
}

impl Behaviour for Pipeline {
    fn kind(&self) -> Kind {
        Kind::Pipeline
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Pipeline, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        count(Kind::Pipeline, shell);
        let page = self.page(shell);
        if self.tabs.shown().of_orders() {
            self.orders.refresh(shell, page);
        } else {
            self.documents.refresh(shell, page);
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.tabs.act(action) {
            return self.turn(shell);
        }
        let page = self.page(shell);
        let moved = if self.tabs.shown().of_orders() {
            self.orders.act(action, count, shell, page)
        } else {
            self.documents.act(action, count, shell, page)
        };
        if moved {
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
            Reply::Orders(page) => self.orders.accept(page),
            Reply::Documents(page) => self.documents.accept(page),
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
        let entities = ["sales_order", "hold", "document"];
        let ours = |c: &&Change| entities.contains(&c.entity.as_str()) || c.id.is_none();
        let news = changes.iter().filter(ours).count();
        let first = match self.tabs.shown().of_orders() {
            true => self.orders().refresh() == Fetch::First,
            false => self.documents().refresh() == Fetch::First,
        };
        if news > 0 && first {
            self.load(shell);
        } else {
            self.orders.table.note_stale(news);
            self.documents.table.note_stale(news);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        let lines = painted.list_rows.into();
        if self.tabs.shown().of_orders() {
            self.orders.table.painted(lines);
        } else {
            self.documents.table.painted(lines);
        }
    }

    fn available(&self, action: Action) -> Availability {
        let order = self.order();
        let held = order.and_then(|o| o.hold.as_ref());
        match action {
            Action::Hold | Action::Release | Action::MarkUrgent if order.is_none() => {
                Err("pipe-no-order")
            }
            Action::Hold if held.is_some() => Err("refused-hold-already"),
            Action::Release if held.is_some_and(|h| !h.holds()) => Err("cred-release-requested"),
            Action::Release if held.is_none() && order.is_some_and(|o| o.status != "blocked") => {
                Err("pipe-not-blocked")
            }
            _ => Ok(()),
        }
    }

    fn on_a_row(&self) -> bool {
        self.whom().is_some()
    }
}
