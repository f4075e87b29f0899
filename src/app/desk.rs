//! What somebody does for a customer, from whatever screen: what the form needs to know is read first, and
//! the keys typed meanwhile wait for it; what a call's outcome asks for comes right after the call.

use uuid::Uuid;

use super::App;
use super::msg::Link;
use super::overlay::{Choose, Overlay};
use super::request::{Facts, Owner, Query, Reply, Slot};
use super::screen::forms::{self, Subject};
use super::shell::{Shell, Tone};
use super::write::Submission;
use crate::app::action::Action;
use crate::domain::credit::Held;
use crate::domain::customer::Contact;
use crate::domain::invoice::Item;
use crate::domain::promise::{Promise, PromiseState};
use crate::i18n::Message;

const FACTS: Slot = Slot {
    owner: Owner::Overlay,
    part: "facts",
};

const MESSAGE: Slot = Slot {
    owner: Owner::Overlay,
    part: "message",
};

/// Something to do for a customer.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// Log a call.
    Call,
    /// Record a promise on these items, or for all that is overdue.
    Promise(Vec<Uuid>),
    /// Record a plan of instalments, likewise.
    Plan(Vec<Uuid>),
    /// Another day for this promise, else for the one that is open.
    MovePromise(Option<Uuid>),
    /// Take this promise back, else the one that is open.
    WithdrawPromise(Option<Uuid>),
    /// Contest an item: this one, else one to be chosen.
    Dispute(Option<Uuid>),
    /// Correct this contact, else the one to try first.
    EditContact(Option<Uuid>),
    /// Add a contact.
    AddContact,
    /// When the customer may be called.
    CallingHours,
    /// Write to a contact by a template, about these items.
    Write(Template, Vec<Uuid>),
    /// Keep what came by mail.
    LogMail(Vec<Uuid>),
    /// Hold the customer.
    Hold,
    /// Hold an item.
    HoldItem(Box<Item>),
    /// Release what is held.
    Release,
}

impl Task {
    /// The task of an action, on these items where it is about items.
    pub fn of(action: Action, items: Vec<Uuid>) -> Option<Task> {
        Some(match action {
            Action::Call => Task::Call,
            Action::Promise => Task::Promise(items),
            Action::Plan => Task::Plan(items),
            Action::MovePromise => Task::MovePromise(None),
            Action::WithdrawPromise => Task::WithdrawPromise(None),
            Action::Dispute => Task::Dispute(items.first().copied()),
            Action::EditContact => Task::EditContact(None),
            Action::AddContact => Task::AddContact,
            Action::CallingHours => Task::CallingHours,
            Action::SendCopy => Task::Write(Template::Copy, items),
            Action::LogMail => Task::LogMail(items),
            Action::Hold => Task::Hold,
            Action::Release => Task::Release,
            _ => return None,
        })
    }
}

/// What a message starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Greeting and signature alone.
    Free,
    /// Copies of invoices.
    Copy,
    /// The statement of account.
    Statement,
    /// Which invoices a payment was for.
    Remittance,
    /// A question to the one who sells to the customer.
    Sales,
    /// A question to the one who delivers.
    Logistics,
}

impl Template {
    /// All, in the order of the list to choose from.
    pub const ALL: [Template; 6] = [
        Self::Free,
        Self::Copy,
        Self::Statement,
        Self::Remittance,
        Self::Sales,
        Self::Logistics,
    ];

    /// The one of a code.
    pub fn by_code(code: &str) -> Option<Template> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// Code of the company's template.
    pub fn code(self) -> &'static str {
        match self {
            Self::Free => "message",
            Self::Copy => "invoice_copy",
            Self::Statement => "statement",
            Self::Remittance => "remittance",
            Self::Sales => "ask_sales",
            Self::Logistics => "ask_logistics",
        }
    }

    /// Letter that chooses it: the same in both languages.
    pub fn letter(self) -> char {
        match self {
            Self::Free => 'f',
            Self::Copy => 'c',
            Self::Statement => 's',
            Self::Remittance => 'r',
            Self::Sales => 'v',
            Self::Logistics => 'l',
        }
    }

    /// Kind of the mail in the outbox.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Copy => "invoice_copy",
            Self::Statement => "statement",
            _ => "message",
        }
    }

    /// Whether a contact is one to send this to.
    pub fn suits(self, contact: &Contact) -> bool {
        let colleague = matches!(contact.role.as_str(), "sales_owner" | "logistics_owner");
        match self {
            Self::Sales => contact.role == "sales_owner",
            Self::Logistics => contact.role == "logistics_owner",
            _ => !colleague,
        }
    }
}

/// A task whose facts are on their way.
#[derive(Debug)]
pub(super) struct Begun {
    task: Task,
    subject: (i32, Uuid),
    advance: bool,
    /// Of a message: what is known of the customer.
    facts: Option<Box<Facts>>,
}

/// A message being written: what the template began it with, and for whom.
#[derive(Debug)]
pub(super) struct Writing {
    company: i32,
    customer: Uuid,
    template: Template,
    items: Vec<Uuid>,
    /// Whom the template was last asked to greet.
    greets: Uuid,
    subject: String,
    text: String,
}

impl Shell {
    /// Begins a task for a customer; `advance` goes to the next row once its form is saved.
    pub fn begin(&mut self, task: Task, customer: Uuid, name: &str, advance: bool) {
        let Some(company) = self.company_id() else {
            return;
        };
        if matches!(self.link, Link::Offline(..)) && task == Task::Call {
            // What was said is kept all the same; whom it was said to is in the database.
            let form = forms::call::call(&Subject::named(company, customer, name), self);
            return self.open_task_form(form, advance);
        }
        self.begun = Some(Begun {
            task,
            subject: (company, customer),
            advance,
            facts: None,
        });
        self.load(FACTS, Query::Facts { company, customer });
        self.hold_keys(FACTS);
    }

    /// Offers the templates, then writes by the one chosen.
    pub fn choose_template(&mut self) {
        let options = Template::ALL.map(|template| {
            let key = format!("msg-template-{}", template.code().replace('_', "-"));
            (
                template.letter(),
                Message::new(key),
                template.code().to_owned(),
            )
        });
        self.open(Overlay::Choose(Choose {
            title: Message::new("msg-choose"),
            options: options.to_vec(),
            cursor: 0,
            then: Action::Write,
        }));
    }

    /// Gives up a task whose facts are on their way.
    pub(super) fn give_up_task(&mut self) -> bool {
        let begun = self.begun.take().is_some() | self.arranged.take().is_some();
        if begun {
            self.slots.cancel(Owner::Overlay, &mut self.effects);
        }
        begun
    }

    fn open_task_form(&mut self, mut form: super::form::Form, advance: bool) {
        form.advance = advance;
        self.open_form(form);
    }

    /// What a task needs to know has come.
    fn facts_came(&mut self, facts: Box<Facts>) {
        let Some(mut begun) = self.begun.take() else {
            return;
        };
        let (company, customer) = begun.subject;
        if let Task::Write(template, items) = &begun.task {
            let contact = forms::message::recipient(*template, &facts.file.contacts);
            let Some(contact) = contact.map(|c| c.id) else {
                let key = match template {
                    Template::Sales | Template::Logistics => "msg-no-colleague",
                    _ => "msg-no-address",
                };
                return self.say(Message::new(key), Tone::Bad);
            };
            let query = Query::Message {
                company,
                customer,
                contact,
                template: template.code(),
                items: items.clone(),
            };
            begun.facts = Some(facts);
            self.begun = Some(begun);
            self.load(MESSAGE, query);
            self.hold_again(MESSAGE);
            return;
        }
        let subject = Subject::of(company, &facts.file);
        match task_form(&begun.task, &subject, &facts, self) {
            Ok(form) => {
                // Not the form one types into blindly: part of what it is for is done already.
                let other = matches!(begun.task, Task::Hold) && !form.notices.is_empty();
                self.open_task_form(form, begun.advance);
                if other {
                    self.drop_ahead(Message::new("hold-see-form"));
                }
            }
            Err(why) => self.say(Message::new(why), Tone::Bad),
        }
    }

    fn message_came(&mut self, written: &super::request::Written) {
        let Some(begun) = self.begun.take() else {
            return self.greeting_came(written);
        };
        if let (Task::Write(template, items), Some(facts)) = (&begun.task, &begun.facts) {
            let (company, customer) = begun.subject;
            let subject = Subject::of(company, &facts.file);
            let form = forms::message::message(&subject, *template, items, written);
            self.writing = Some(Writing {
                company,
                customer,
                template: *template,
                items: items.clone(),
                greets: written.contact,
                subject: written.subject.clone(),
                text: written.text.clone(),
            });
            self.open_task_form(form, begun.advance);
        }
    }

    /// Asks the template to greet whom the message goes to now.
    pub(super) fn greet_the_chosen(&mut self, form: &super::form::Form) {
        let chosen = form.get("contact").and_then(|f| f.chosen()?.parse().ok());
        let (Some(writing), Some(contact)) = (&mut self.writing, chosen) else {
            return;
        };
        if form.verb != "send_message" || writing.greets == contact {
            return;
        }
        writing.greets = contact;
        let query = Query::Message {
            company: writing.company,
            customer: writing.customer,
            contact,
            template: writing.template.code(),
            items: writing.items.clone(),
        };
        self.load(MESSAGE, query);
    }

    /// The message as the template would have begun it for somebody else.
    fn greeting_came(&mut self, written: &super::request::Written) {
        let (Some(writing), Some(Overlay::Form(form))) =
            (&mut self.writing, self.overlays.last_mut())
        else {
            return;
        };
        if form.verb == "send_message" && written.contact == writing.greets {
            let subject = std::mem::replace(&mut writing.subject, written.subject.clone());
            let text = std::mem::replace(&mut writing.text, written.text.clone());
            forms::message::greet(form, (&subject, &text), written);
        }
    }

    /// What the outcome of a call asks for next.
    pub(super) fn follow_up(&mut self, submission: &Submission) {
        if submission.verb != "log_call" {
            return;
        }
        let said = |name: &str| submission.body.get(name).and_then(|v| v.as_str());
        let wants = said("outcome")
            .and_then(|code| self.outcomes.iter().find(|o| o.code == code))
            .and_then(|outcome| outcome.wants.as_deref());
        let id = |name: &str| said(name).and_then(|id| id.parse::<Uuid>().ok());
        let task = match wants {
            Some("contact") => Task::EditContact(id("contact")),
            Some("dispute") => Task::Dispute(None),
            Some("copy") => Task::Write(Template::Copy, Vec::new()),
            _ => return,
        };
        if let Some(customer) = id("customer") {
            let name = submission.subject.clone();
            self.begin(task, customer, &name, false);
            // Whoever went on to the next customer has not seen that a form follows.
            self.drop_ahead(Message::new("ui-form-follows"));
        }
    }
}

/// The form of a task, or the key of why there is none.
fn task_form(
    task: &Task,
    subject: &Subject,
    facts: &Facts,
    shell: &Shell,
) -> Result<super::form::Form, &'static str> {
    use forms::{call, contact, credit, dispute, promise};
    let open = |id: &Option<Uuid>| -> Result<&Promise, &'static str> {
        let promises = || facts.file.promises.iter();
        let live = |p: &&Promise| matches!(p.state, PromiseState::Open | PromiseState::Due);
        match id {
            Some(id) => promises().find(|p| p.id == *id).filter(live),
            None => promises().filter(live).min_by_key(|p| p.promised_on),
        }
        .ok_or("prom-not-open")
    };
    Ok(match task {
        Task::Call => call::call(subject, shell),
        Task::Promise(items) => promise::promise(subject, &facts.items, items, shell),
        Task::Plan(items) => promise::plan(subject, &facts.items, items, shell),
        Task::MovePromise(id) => promise::move_to(subject, open(id)?),
        Task::WithdrawPromise(id) => promise::withdraw(subject, open(id)?),
        Task::Dispute(wanted) => {
            let items = facts.items.iter();
            let open: Vec<&Item> = items
                .filter(|i| wanted.is_none_or(|id| i.id == id))
                .filter(|i| i.open.amount() > i.disputed.amount())
                .collect();
            dispute::open_any(subject.company, &open).ok_or("disp-nothing-open")?
        }
        Task::EditContact(id) => {
            let contacts = &facts.file.contacts;
            let found = match id {
                Some(id) => contacts.iter().find(|c| c.id == *id),
                None => contacts.first(),
            };
            match found {
                Some(found) => contact::edit(subject, found),
                None => contact::add(subject),
            }
        }
        Task::AddContact => contact::add(subject),
        Task::CallingHours => contact::calling_hours(subject, &facts.file),
        Task::LogMail(items) => forms::message::log_mail(subject, items),
        Task::Hold => {
            let (company, customer) = (subject.company, subject.customer);
            credit::hold_rest(company, customer, &subject.name, &facts.file.holds)
                .ok_or("refused-hold-already")?
        }
        Task::HoldItem(item) => {
            let mut holds = facts.file.holds.iter();
            match holds.any(|h| h.stands_on("reminders", Some(item.id))) {
                true => return Err("refused-hold-already"),
                false => credit::hold_item(subject.company, item),
            }
        }
        Task::Release => {
            let mut held = facts.file.holds.iter().map(Held::from);
            let none = match facts.file.holds.is_empty() {
                true => "cred-not-held",
                false => "cred-release-requested",
            };
            let held = held.find(Held::holds).ok_or(none)?;
            credit::release(subject.company, &subject.name, &held)
        }
        Task::Write(..) => return Err("msg-no-address"),
    })
}

impl App {
    /// An answer to what the overlay or a task has asked.
    pub(super) fn overlay_reply(&mut self, reply: Reply) {
        match reply {
            Reply::Facts(facts) => self.shell.facts_came(facts),
            Reply::Message(written) => self.shell.message_came(&written),
            Reply::Team(team) => self.shell.team_came(&team),
            Reply::Colleagues(colleagues) => self.shell.colleagues_came(colleagues),
            reply => self.found(reply),
        }
    }
}
