//! From order to cash: where orders and invoices are stuck.

use serde_json::json;
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
use crate::domain::page::Page;
use crate::domain::pipeline::{Document, Order, PipelineTab};

impl Row for Order {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Order {
    fn page(reply: Reply) -> Option<Page<Order>> {
        match reply {
            Reply::Orders(page) => Some(page),
            _ => None,
        }
    }
}

impl Row for Document {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Document {
    fn page(reply: Reply) -> Option<Page<Document>> {
        match reply {
            Reply::Documents(page) => Some(page),
            _ => None,
        }
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

    fn filter(self) -> &'static str {
        match self {
            PipelineTab::ToProcess => "state:to_process",
            PipelineTab::Pending => "state:pending",
            PipelineTab::Urgent => "urgent",
            PipelineTab::Blocked => "state:blocked",
            PipelineTab::Shipped => "state:shipped",
            PipelineTab::ToValidate => "part:to_validate",
            PipelineTab::InError => "part:in_error",
            PipelineTab::Suspended => "part:suspended",
            PipelineTab::Waiting => "part:waiting",
            PipelineTab::Late => "part:late",
        }
    }

    fn without(self) -> &'static [&'static str] {
        match self {
            PipelineTab::Shipped => &["requested_on"],
            PipelineTab::Late => &["issued_on"],
            part if part.of_orders() => &["shipped_on", "invoiced"],
            _ => &["days_late"],
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Pipeline {
    /// The parts.
    pub tabs: Tabs<PipelineTab>,
    /// The orders, while orders are shown.
    pub orders: Listing<Order>,
    /// The invoices, while invoices are shown.
    pub documents: Listing<Document>,
}

impl Pipeline {
    /// With one part shown.
    pub fn at(tab: PipelineTab) -> Pipeline {
        let mut pipeline = Pipeline {
            tabs: Tabs::new(tab),
            orders: Listing::new(Kind::Pipeline),
            documents: Listing::new(Kind::Pipeline),
        };
        pipeline.turn();
        pipeline
    }

    /// The selected order, while orders are shown.
    fn order(&self) -> Option<&Order> {
        let orders = self.tabs.shown().of_orders();
        self.orders.table().selected().filter(|_| orders)
    }

    /// The customer of the selected line.
    fn whom(&self) -> Option<(Uuid, String)> {
        let (customer, name) = if self.tabs.shown().of_orders() {
            let line = self.orders.table().selected()?;
            (line.customer, &line.customer_name)
        } else {
            let line = self.documents.table().selected()?;
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

impl Parted for Pipeline {
    type Part = PipelineTab;

    fn screen(&self) -> Kind {
        Kind::Pipeline
    }

    fn parts(&mut self) -> &mut Tabs<PipelineTab> {
        &mut self.tabs
    }

    fn shown(&mut self) -> &mut dyn Adjustable {
        match self.tabs.shown().of_orders() {
            true => &mut self.orders,
            false => &mut self.documents,
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
        self.follow_entities(changes, &["sales_order", "hold", "document"], shell);
    }

    fn painted(&mut self, painted: &Painted) {
        self.shown().painted(painted);
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

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(match self.tabs.shown().of_orders() {
            true => &self.orders,
            false => &self.documents,
        })
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(self.shown())
    }

    fn on_a_row(&self) -> bool {
        self.whom().is_some()
    }
}
