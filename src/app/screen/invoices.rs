//! Every open item of the company, by when it is due.

use uuid::Uuid;

use super::forms;
use super::items::document;
use super::line;
use super::tabs::{Parted, Tab, Tabbed, Tabs};
use super::{Behaviour, Kind};
use crate::app::action::{Action, Availability, Context};
use crate::app::desk::Task;
use crate::app::listing::{Adjustable, Listing};
use crate::app::overlay::Overlay;
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::Table;
use crate::app::write::Submission;
use crate::domain::change::Change;
use crate::domain::invoice::{Item, ItemTab};
use crate::i18n::Lang;

const HISTORY: Slot = Slot::screen(Kind::Invoices, "history");

impl Tab for ItemTab {
    const PARTS: &'static [ItemTab] = &ItemTab::ALL;

    fn title(self) -> &'static str {
        match self {
            ItemTab::Overdue => "tab-invoices-overdue",
            ItemTab::NewlyOverdue => "tab-invoices-newly-overdue",
            ItemTab::NotDue => "tab-invoices-not-due",
            ItemTab::Credits => "tab-invoices-credits",
            ItemTab::All => "tab-invoices-all",
        }
    }

    fn filter(self) -> &'static str {
        match self {
            ItemTab::Overdue => "overdue",
            ItemTab::NewlyOverdue => "overdue late:1..2",
            ItemTab::NotDue => "-credit late<=0",
            ItemTab::Credits => "credit",
            ItemTab::All => "",
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Invoices {
    list: Tabbed<ItemTab, Item>,
    /// The item whose history is on its way.
    opened: Option<Item>,
}

impl Invoices {
    /// What was issued since yesterday and is open, as if the person had typed the filter.
    pub fn issued_since_yesterday(lang: Lang) -> Invoices {
        let filter = match lang {
            Lang::En => "issued>=yesterday issued<=today -credit",
            Lang::Fr => "emission>=hier emission<=auj -avoir",
        };
        Invoices {
            list: Tabbed::new(Kind::Invoices, ItemTab::All).narrowed(filter),
            opened: None,
        }
    }

    /// What is more days late than that, as if the person had typed the filter.
    pub fn later_than(days: u32, lang: Lang) -> Invoices {
        let field = match lang {
            Lang::En => "late",
            Lang::Fr => "retard",
        };
        let list = Tabbed::new(Kind::Invoices, ItemTab::All);
        Invoices {
            list: list.narrowed(&format!("{field}>{days}")),
            opened: None,
        }
    }

    /// With one part shown.
    pub fn at(tab: ItemTab) -> Invoices {
        Invoices {
            list: Tabbed::new(Kind::Invoices, tab),
            opened: None,
        }
    }

    /// The items shown.
    pub fn table(&self) -> &Table<Item> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Item> {
        &self.list.list
    }

    /// The parts of the list.
    pub fn tabs(&self) -> &Tabs<ItemTab> {
        &self.list.tabs
    }

    /// The marked items of the line's customer, else the line itself.
    fn meant(&self, customer: Uuid) -> Vec<Uuid> {
        let chosen = self.table().chosen();
        let rows = self.table().rows().iter();
        let theirs = rows.filter(|i| i.customer == customer && chosen.contains(&i.id));
        let theirs = theirs.filter(|i| !i.is_payment());
        theirs.map(|i| i.id).collect()
    }
}

impl Behaviour for Invoices {
    fn kind(&self) -> Kind {
        Kind::Invoices
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Invoices, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.load_part(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act_on_part(action, count, shell) {
            return;
        }
        let (Some(company), Some(item)) = (shell.company_id(), self.list.table().selected()) else {
            return;
        };
        match action {
            Action::Open => {
                self.opened = Some(item.clone());
                let item = item.id;
                shell.load(HISTORY, Query::Allocations { company, item });
            }
            Action::Dispute => shell.open_form(forms::dispute::open(company, item)),
            Action::Hold => {
                let name = item.customer_name.as_str();
                let task = Task::HoldItem(Box::new(item.clone()));
                shell.begin(task, item.customer, name, false);
            }
            _ => {
                let whom = (item.customer, item.customer_name.as_str());
                line::act(action, whom, self.meant(item.customer), shell);
            }
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        if let Some(item) = self.table().selected() {
            let whom = (item.customer, item.customer_name.as_str());
            line::chosen(value, whom, self.meant(item.customer), shell);
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Allocations(lines) => {
                if let Some(item) = self.opened.take() {
                    let text = document(&item, &lines, shell);
                    shell.open(Overlay::Text(text));
                }
            }
            reply => self.list.reply_to_part(part, reply, shell),
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let entities = ["document", "receipt", "dispute", "promise", "due_item"];
        self.list.follow_entities(changes, &entities, shell);
    }

    fn sent(&mut self, submission: &Submission, _advance: bool, _shell: &mut Shell) {
        if matches!(
            submission.verb.as_str(),
            "record_promise" | "record_plan" | "send_message"
        ) {
            self.list.table_mut().clear_marks();
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
    }

    fn available(&self, action: Action) -> Availability {
        let item = self.table().selected();
        let credit = item.is_some_and(Item::is_credit);
        let meant = item.map(|i| self.meant(i.customer));
        match action {
            Action::Dispute => line::contestable(item),
            Action::Promise if credit => Err("inv-is-a-credit"),
            Action::SendCopy if meant.is_some_and(|m| m.is_empty()) => Err("cust-no-item"),
            _ => Ok(()),
        }
    }

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(&self.list.list)
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(&mut self.list.list)
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
