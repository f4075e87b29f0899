//! The open items of a customer on some day, down to what settled each.

use uuid::Uuid;

use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::overlay::{Overlay, TextView};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::Row;
use crate::domain::change::Change;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::invoice::Item;
use crate::domain::page::Page;
use crate::domain::payment::Allocation;
use crate::i18n::Message;

const HISTORY: Slot = Slot::screen(Kind::Items, "history");

impl Row for Item {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Item {
    fn page(reply: Reply) -> Option<Page<Item>> {
        match reply {
            Reply::Items(page) => Some(page),
            _ => None,
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Items {
    /// The customer's name, from outside.
    pub name: String,
    /// Which day; none is the business date.
    pub as_of: Option<AsOf>,
    /// The items.
    pub list: Listing<Item>,
    customer: Uuid,
    opened: Option<Item>,
}

impl Items {
    /// The items of a customer, narrowed as the balance was from which one comes.
    pub fn new(customer: Uuid, name: String, filter: &Filter, as_of: Option<AsOf>) -> Items {
        let scope = Filter {
            customer: Some(customer),
            ..filter.clone()
        };
        Items {
            name,
            as_of,
            list: Listing::new(Kind::Items)
                .about(scope, as_of)
                .without(&["name"]),
            customer,
            opened: None,
        }
    }
}

impl Behaviour for Items {
    fn kind(&self) -> Kind {
        Kind::Items
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Items, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.load(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act(action, count, shell) {
            return;
        }
        match action {
            Action::Open => {
                self.opened = self.list.table().selected().cloned();
                if let (Some(company), Some(item)) = (shell.company_id(), &self.opened) {
                    let item = item.id;
                    shell.load(HISTORY, Query::Allocations { company, item });
                }
            }
            Action::OpenCustomer => shell.show_customer(self.customer, self.name.clone()),
            _ => {}
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
            reply => self.list.reply(part, reply),
        }
    }

    fn changed(&mut self, changes: &[Change], _shell: &mut Shell) {
        if self.as_of.is_none() {
            let ours = changes.iter().filter(|c| c.customer == Some(self.customer));
            self.list.table_mut().note_stale(ours.count());
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
    }

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(&self.list)
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(&mut self.list)
    }

    fn on_a_row(&self) -> bool {
        self.list.table().selected().is_some()
    }
}

/// A document's item and everything that settled it.
pub fn document(item: &Item, lines: &[Allocation], shell: &Shell) -> TextView {
    let words = &shell.words;
    let mut rows = vec![
        (words.tr("cust-issued"), words.date(item.issued_on)),
        (words.tr("cust-due"), words.date(item.due_on)),
    ];
    if item.due_assumed {
        rows.push((String::new(), words.tr("cust-due-assumed")));
    }
    if item.instalment.1 > 1 {
        let (nth, of) = item.instalment;
        rows.push((words.tr("cust-instalment"), format!("{nth}/{of}")));
    }
    if let Some(order) = &item.po_number {
        rows.push((words.tr("cust-po-number"), order.as_str().to_owned()));
    }
    let amount = |m: crate::domain::money::Money| words.amount(m.amount(), m.currency());
    rows.push((words.tr("cust-amount"), amount(item.amount)));
    rows.push((words.tr("cust-open"), amount(item.open)));
    if !item.disputed.is_zero() {
        rows.push((words.tr("cust-disputed"), amount(item.disputed)));
    }
    if !item.promised.is_zero() {
        rows.push((words.tr("cust-promised"), amount(item.promised)));
    }
    let mut body = String::new();
    for (label, value) in rows {
        let gap = " ".repeat(20_usize.saturating_sub(crate::text::width(&label)));
        body.push_str(&format!("{label}{gap}{value}\n"));
    }
    body.push('\n');
    if lines.is_empty() {
        body.push_str(&words.tr("cust-nothing-settled"));
    }
    for line in lines {
        let kind = words.tr(&format!(
            "cust-settled-{}",
            line.kind.word().replace('_', "-")
        ));
        let source = line.source.as_ref().map_or("", |s| s.as_str());
        body.push_str(&format!(
            "{}  {:>16}  {kind} {source}\n",
            words.date(line.applied_on),
            amount(line.amount),
        ));
    }
    TextView {
        title: Message::new("cust-document")
            .with("number", item.number.as_str())
            .with("customer", item.customer_name.as_str()),
        body,
        top: 0,
    }
}
