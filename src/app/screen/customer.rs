//! One customer's whole story.

use uuid::Uuid;

use super::forms::{self, Subject};
use super::items::document;
use super::letter::Review;
use super::list::Paged;
use super::{Behaviour, Kind, Screen, claims, line, why};
use crate::app::action::{Action, Availability, Context};
use crate::app::desk::{Task, Template};
use crate::app::overlay::{Overlay, TextView};
use crate::app::presence;
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::app::team::Arrangement;
use crate::domain::activity::Activity;
use crate::domain::change::Change;
use crate::domain::customer::{Contact, CustomerFile};
use crate::domain::dispute::Dispute;
use crate::domain::filter::Filter;
use crate::domain::invoice::Item;
use crate::domain::money::Money;
use crate::domain::page::{Fetch, Page};
use crate::domain::promise::{Promise, PromiseState};
use crate::domain::reminder::Reminder;
use crate::i18n::Message;

const FILE: Slot = Slot::screen(Kind::Customer, "file");
const ITEMS: Slot = Slot::screen(Kind::Customer, "items");
const TIMELINE: Slot = Slot::screen(Kind::Customer, "timeline");
const HISTORY: Slot = Slot::screen(Kind::Customer, "history");
const CLAIMS: Slot = Slot::screen(Kind::Customer, "claims");

macro_rules! row {
    ($kind:ty) => {
        impl Row for $kind {
            type Id = Uuid;

            fn id(&self) -> Uuid {
                self.id
            }
        }
    };
}
row!(Reminder);
row!(Contact);

/// A part of the screen with a list of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// Open items.
    #[default]
    Items,
    /// What was done, said and written.
    Timeline,
    /// Promises.
    Promises,
    /// Reminders.
    Reminders,
    /// Disputes.
    Disputes,
    /// People there.
    Contacts,
}

impl Pane {
    /// In the order of Tab.
    pub const ALL: [Pane; 6] = [
        Pane::Items,
        Pane::Timeline,
        Pane::Promises,
        Pane::Reminders,
        Pane::Disputes,
        Pane::Contacts,
    ];

    /// Catalogue key of its title.
    pub fn title(self) -> &'static str {
        match self {
            Pane::Items => "cust-pane-items",
            Pane::Timeline => "cust-pane-timeline",
            Pane::Promises => "cust-pane-promises",
            Pane::Reminders => "cust-pane-reminders",
            Pane::Disputes => "cust-pane-disputes",
            Pane::Contacts => "cust-pane-contacts",
        }
    }

    fn beside(self, by: usize) -> Pane {
        let at = Pane::ALL.iter().position(|p| *p == self).unwrap_or(0);
        Pane::ALL[(at + by) % Pane::ALL.len()]
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Customer {
    /// The customer.
    pub id: Uuid,
    /// Its name, from outside; known before the rest is.
    pub name: String,
    /// Everything that is no long list.
    pub file: Option<Box<CustomerFile>>,
    /// The part that has the keys.
    pub pane: Pane,
    items: Paged<Item>,
    timeline: Paged<Activity>,
    /// Promises.
    pub promises: Table<Promise>,
    /// Reminders.
    pub reminders: Table<Reminder>,
    /// Disputes.
    pub disputes: Table<Dispute>,
    /// Contacts.
    pub contacts: Table<Contact>,
    opened: Option<Item>,
}

impl Customer {
    /// A customer to be opened.
    pub fn new(id: Uuid, name: String) -> Customer {
        Customer {
            id,
            name,
            file: None,
            pane: Pane::default(),
            items: Paged::new(ITEMS),
            timeline: Paged::new(TIMELINE),
            promises: Table::default(),
            reminders: Table::default(),
            disputes: Table::default(),
            contacts: Table::default(),
            opened: None,
        }
    }

    /// Open items.
    pub fn items(&self) -> &Table<Item> {
        &self.items.table
    }

    /// What was done.
    pub fn timeline(&self) -> &Table<Activity> {
        &self.timeline.table
    }

    /// The contact to try first, and the number to dial.
    pub fn phone(&self) -> Option<(&Contact, &str)> {
        let file = self.file.as_ref()?;
        file.contacts
            .iter()
            .filter(|c| !c.do_not_call)
            .find_map(|c| {
                let number = c.phone.as_ref().or(c.mobile.as_ref())?;
                Some((c, number.as_str()))
            })
    }

    /// What is open on the marked items, one amount per currency.
    pub fn marked(&self) -> Vec<Money> {
        let mut sums: Vec<Money> = Vec::new();
        let table = self.items();
        for item in table.rows().iter().filter(|i| table.marked(i.id)) {
            let known = sums
                .iter_mut()
                .find(|s| s.currency() == item.open.currency());
            match known {
                Some(sum) => *sum = sum.checked_add(item.open).unwrap_or(*sum),
                None => sums.push(item.open),
            }
        }
        sums
    }

    fn subject(&self, shell: &Shell) -> Option<Subject> {
        Some(Subject::named(shell.company_id()?, self.id, &self.name))
    }

    /// The marked items, else the one under the cursor where the items have the keys.
    fn meant(&self) -> Vec<Uuid> {
        let table = self.items();
        if table.marks().next().is_none() && self.pane == Pane::Items {
            let selected = table.selected().filter(|i| !i.is_payment());
            return selected.map(|i| i.id).into_iter().collect();
        }
        self.marked_items()
    }

    /// The marked items; of a payment nothing can be promised, contested or sent.
    fn marked_items(&self) -> Vec<Uuid> {
        let table = self.items();
        let payment = |id: &Uuid| table.rows().iter().any(|i| i.id == *id && i.is_payment());
        table.marks().filter(|id| !payment(id)).collect()
    }

    /// The task of an action, on what is marked or selected.
    fn task(&self, action: Action) -> Option<Task> {
        let pane = |pane| self.pane == pane;
        Some(match action {
            // A promise is for all that is overdue unless items are marked.
            Action::Promise => Task::Promise(self.marked_items()),
            Action::Plan => Task::Plan(self.marked_items()),
            Action::MovePromise => Task::MovePromise(
                self.promises
                    .selected()
                    .filter(|_| pane(Pane::Promises))
                    .map(|p| p.id),
            ),
            Action::WithdrawPromise => Task::WithdrawPromise(
                self.promises
                    .selected()
                    .filter(|_| pane(Pane::Promises))
                    .map(|p| p.id),
            ),
            Action::EditContact => {
                let selected = self.contacts.selected().filter(|_| pane(Pane::Contacts));
                let dialled = self.phone().map(|(contact, _)| contact);
                Task::EditContact(selected.or(dialled).map(|c| c.id))
            }
            action => Task::of(action, self.meant())?,
        })
    }

    fn items_query(&self, shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        let filter = Filter {
            customer: Some(self.id),
            ..Filter::default()
        };
        move |fetch| Query::Items {
            company,
            filter: filter.clone(),
            as_of: None,
            fetch,
        }
    }

    fn timeline_query(&self, shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        let customer = self.id;
        move |fetch| Query::Timeline {
            company,
            customer,
            fetch,
        }
    }

    /// What every list does, in the part that has the keys.
    fn list(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) -> bool {
        let items = self.items_query(shell);
        let timeline = self.timeline_query(shell);
        match self.pane {
            Pane::Items => self.items.act(action, count, shell, items),
            Pane::Timeline => self.timeline.act(action, count, shell, timeline),
            Pane::Promises => short(&mut self.promises, action, count),
            Pane::Reminders => short(&mut self.reminders, action, count),
            Pane::Disputes => short(&mut self.disputes, action, count),
            Pane::Contacts => short(&mut self.contacts, action, count),
        }
    }

    fn open(&mut self, shell: &mut Shell) {
        match self.pane {
            Pane::Items => {
                self.opened = self.items().selected().cloned();
                if let (Some(company), Some(item)) = (shell.company_id(), &self.opened) {
                    let item = item.id;
                    shell.load(HISTORY, Query::Allocations { company, item });
                }
            }
            Pane::Timeline => {
                let Some(text) = self.timeline().selected().and_then(|a| a.text.as_ref()) else {
                    return;
                };
                let body = text.as_str().to_owned();
                shell.open(Overlay::Text(TextView {
                    title: Message::new("feed-text").with("customer", self.name.as_str()),
                    body,
                    top: 0,
                }));
            }
            Pane::Reminders => {
                shell.show(Screen::Letter(Review::new(self.id, self.name.clone())));
            }
            Pane::Promises | Pane::Disputes | Pane::Contacts => {}
        }
    }

    fn why(&self, shell: &mut Shell) {
        let Some(file) = &self.file else {
            return;
        };
        let body = if file.reasons.is_empty() {
            shell.words.tr("work-not-listed")
        } else {
            why::lines(&file.reasons, file.exposure.currency, &shell.words)
        };
        shell.open(Overlay::Text(TextView {
            title: Message::new("rule-title").with("customer", self.name.as_str()),
            body,
            top: 0,
        }));
    }
}

/// A list that is whole in memory.
fn short<R: Row>(table: &mut Table<R>, action: Action, count: Option<u32>) -> bool {
    use crate::app::table::Step;
    let n = i64::from(count.unwrap_or(1));
    let step = match action {
        Action::Down => Step::Rows(n),
        Action::Up => Step::Rows(-n),
        Action::PageDown => Step::Screens(n),
        Action::PageUp => Step::Screens(-n),
        Action::First => Step::First,
        Action::Last => Step::Last,
        _ => return false,
    };
    table.step(step);
    true
}

impl Behaviour for Customer {
    fn kind(&self) -> Kind {
        Kind::Customer
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Customer, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        let Some(company) = shell.company_id() else {
            return;
        };
        let customer = self.id;
        shell.load(FILE, Query::Customer { company, customer });
        let query = self.items_query(shell);
        self.items.refresh(shell, query);
        let query = self.timeline_query(shell);
        self.timeline.refresh(shell, query);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list(action, count, shell) {
            return;
        }
        let Some(subject) = self.subject(shell) else {
            return;
        };
        match action {
            Action::NextPane => self.pane = self.pane.beside(1),
            Action::PreviousPane => self.pane = self.pane.beside(Pane::ALL.len() - 1),
            Action::Open => self.open(shell),
            Action::Note => shell.open_form(forms::note(&[subject], &shell.words)),
            Action::Revisit => shell.open_form(forms::revisit(&[subject], &shell.words)),
            Action::Remind => {
                shell.show(Screen::Letter(Review::new(self.id, self.name.clone())));
            }
            Action::Why => self.why(shell),
            Action::Claims => {
                if let Some(workplace) = shell.workplace() {
                    let (company, day) = (workplace.company.id, workplace.company.today);
                    let customer = self.id;
                    let query = Query::Claims {
                        company,
                        customer,
                        day,
                    };
                    shell.load(CLAIMS, query);
                }
            }
            Action::CopyPhone => {
                if let Some((_, number)) = self.phone() {
                    let number = number.to_owned();
                    shell.copy(number);
                }
            }
            Action::Reassign => {
                shell.arrange(Arrangement::Move(vec![self.id], self.name.clone()));
            }
            Action::Write => shell.choose_template(),
            Action::Resolve => {
                if let Some(dispute) = self.disputes.selected() {
                    shell.open_form(forms::dispute::resolve(subject.company, dispute));
                }
            }
            _ => {
                if let Some(task) = self.task(action) {
                    shell.begin(task, self.id, &self.name, false);
                }
            }
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        if let Some(template) = Template::by_code(value) {
            let task = Task::Write(template, self.marked_items());
            shell.begin(task, self.id, &self.name, false);
        }
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, shell: &mut Shell) {
        let whole = Fetch::First;
        match reply {
            Reply::Customer(file) => {
                self.name = file.customer.name.as_str().to_owned();
                self.promises
                    .accept(&whole, Page::whole(file.promises.clone()));
                self.reminders
                    .accept(&whole, Page::whole(file.reminders.clone()));
                self.disputes
                    .accept(&whole, Page::whole(file.disputes.clone()));
                self.contacts
                    .accept(&whole, Page::whole(file.contacts.clone()));
                self.file = Some(file);
            }
            Reply::Items(page) => self.items.accept(page),
            Reply::Claims(found) => shell.open(Overlay::Text(claims::told(
                &self.name,
                &found,
                &shell.words,
            ))),
            Reply::Timeline(page) => self.timeline.accept(page),
            Reply::Allocations(lines) => {
                if let Some(item) = self.opened.take() {
                    let text = document(&item, &lines, shell);
                    shell.open(Overlay::Text(text));
                }
            }
            _ => {}
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let ours = |c: &Change| c.customer == Some(self.id) || c.id.is_none();
        let mut ours = changes.iter().filter(|c| ours(c)).peekable();
        if ours.peek().is_none() {
            return;
        }
        if ours.any(|c| c.entity != presence::ENTITY) {
            // The lists keep their cursors by id, so that this one screen can follow at once.
            self.load(shell);
        } else if let Some(company) = shell.company_id() {
            let customer = self.id;
            shell.load(FILE, Query::Customer { company, customer });
        }
    }

    fn sent(
        &mut self,
        submission: &crate::app::write::Submission,
        _advance: bool,
        _shell: &mut Shell,
    ) {
        if matches!(
            submission.verb.as_str(),
            "record_promise" | "record_plan" | "send_message"
        ) {
            self.items.table.clear_marks();
        }
    }

    fn painted(&mut self, painted: &Painted) {
        let lines = painted.list_rows.into();
        match self.pane {
            Pane::Items => self.items.table.painted(lines),
            Pane::Timeline => self.timeline.table.painted(lines),
            Pane::Promises => self.promises.painted(lines),
            Pane::Reminders => self.reminders.painted(lines),
            Pane::Disputes => self.disputes.painted(lines),
            Pane::Contacts => self.contacts.painted(lines),
        }
    }

    fn available(&self, action: Action) -> Availability {
        let holds = self.file.as_ref().map(|f| f.holds.as_slice());
        let held = |what| holds.is_some_and(|h| h.iter().any(|h| h.stands_on(what, None)));
        let none_held = holds.is_some_and(<[_]>::is_empty);
        match action {
            Action::CopyPhone if self.phone().is_none() => Err("cust-no-phone"),
            Action::Resolve => {
                let selected = self.disputes.selected();
                let open = selected.is_some_and(|d| d.resolved_on.is_none());
                match self.pane == Pane::Disputes && open {
                    true => Ok(()),
                    false => Err("disp-none-selected"),
                }
            }
            Action::Hold if held("credit") && held("reminders") => Err("refused-hold-already"),
            Action::Release if none_held => Err("cred-not-held"),
            Action::SendCopy | Action::Dispute if self.meant().is_empty() => Err("cust-no-item"),
            Action::Dispute if self.pane == Pane::Items => {
                line::contestable(self.items().selected())
            }
            Action::MovePromise | Action::WithdrawPromise => {
                let promises = self.promises.rows().iter();
                let live = |p: &Promise| matches!(p.state, PromiseState::Open | PromiseState::Due);
                let one = match self.pane {
                    Pane::Promises => self.promises.selected().is_some_and(live),
                    _ => promises.filter(|p| live(p)).count() == 1,
                };
                if one {
                    Ok(())
                } else {
                    Err("prom-none-selected")
                }
            }
            _ => Ok(()),
        }
    }

    /// The customer itself is what one works on.
    fn on_a_row(&self) -> bool {
        true
    }
}
