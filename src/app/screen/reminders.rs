//! Reminders and other mail, from the proposal to what became of it.

use serde_json::json;
use uuid::Uuid;

use super::forms::mail as forms;
use super::letter::Review;
use super::line;
use super::tabs::{Parted, Tab, Tabbed, Tabs};
use super::{Behaviour, Kind, Screen};
use crate::app::action::{Action, Availability, Context};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::overlay::{Choose, Overlay, TextView};
use crate::app::request::{Letter, Query, Reply, Slot};
use crate::app::shell::{Painted, Shell, Tone};
use crate::app::table::{Row, Table};
use crate::app::write::Submission;
use crate::domain::change::Change;
use crate::domain::outgoing::{MailText, Outgoing, OutgoingTab};
use crate::domain::page::Page;
use crate::i18n::Message;

const LETTERS: Slot = Slot::screen(Kind::Reminders, "letters");
const PRINTED: Slot = Slot::screen(Kind::Reminders, "printed");
const TEXT: Slot = Slot::screen(Kind::Reminders, "text");

impl Row for Outgoing {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Outgoing {
    fn page(reply: Reply) -> Option<Page<Outgoing>> {
        match reply {
            Reply::Outgoing(page) => Some(page),
            _ => None,
        }
    }
}

impl Tab for OutgoingTab {
    const PARTS: &'static [OutgoingTab] = &OutgoingTab::ALL;

    fn title(self) -> &'static str {
        match self {
            OutgoingTab::Proposed => "tab-reminders-proposed",
            OutgoingTab::ToReview => "tab-reminders-to-review",
            OutgoingTab::Outbox => "tab-reminders-outbox",
            OutgoingTab::Sent => "tab-reminders-sent",
            OutgoingTab::Uncertain => "tab-reminders-uncertain",
            OutgoingTab::Failed => "tab-reminders-failed",
            OutgoingTab::HeldBack => "tab-reminders-held-back",
        }
    }

    fn filter(self) -> &'static str {
        match self {
            OutgoingTab::Proposed => "part:proposed",
            OutgoingTab::ToReview => "part:to_review",
            OutgoingTab::Outbox => "part:outbox",
            OutgoingTab::Sent => "part:sent",
            OutgoingTab::Uncertain => "part:uncertain",
            OutgoingTab::Failed => "part:failed",
            OutgoingTab::HeldBack => "part:held_back",
        }
    }

    fn without(self) -> &'static [&'static str] {
        match self {
            OutgoingTab::Proposed | OutgoingTab::ToReview => &["state", "person", "to", "held_by"],
            OutgoingTab::HeldBack => &["state", "person", "to", "items", "on"],
            _ => &["items", "days_late", "channel", "held_by"],
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Reminders {
    list: Tabbed<OutgoingTab, Outgoing>,
    /// Whose text is on its way.
    opened: String,
}

impl Reminders {
    /// With one part shown.
    pub fn at(tab: OutgoingTab) -> Reminders {
        Reminders {
            list: Tabbed::new(Kind::Reminders, tab),
            opened: String::new(),
        }
    }

    /// The lines shown.
    pub fn table(&self) -> &Table<Outgoing> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Outgoing> {
        &self.list.list
    }

    /// The parts of the list.
    pub fn tabs(&self) -> &Tabs<OutgoingTab> {
        &self.list.tabs
    }

    /// The part that is shown.
    pub fn tab(&self) -> OutgoingTab {
        self.list.tabs.shown()
    }

    /// What is only proposed is read as it would go out, the rest as it was approved.
    fn open(&mut self, company: i32, shell: &mut Shell) {
        let Some(line) = self.list.table().selected() else {
            return;
        };
        let name = line.customer_name.as_str().to_owned();
        match self.tab() {
            OutgoingTab::Proposed | OutgoingTab::ToReview | OutgoingTab::HeldBack => {
                shell.show(Screen::Letter(Review::new(line.customer, name)));
            }
            _ => {
                let mail = line.id;
                self.opened = name;
                shell.load(TEXT, Query::MailText { company, mail });
            }
        }
    }

    /// The letters have come: how many are approved is typed before they go to the outbox.
    fn approve(&self, company: i32, letters: Vec<Letter>, shell: &mut Shell) {
        let ready = letters.into_iter().filter(|l| l.held.is_none());
        let approvals: Vec<_> = ready.map(|l| l.approval).collect();
        if approvals.is_empty() {
            shell.say(Message::new("out-none-ready"), Tone::Bad);
            return;
        }
        let about = Message::new("out-many").with("n", approvals.len());
        let form = forms::approve(company, approvals, &shell.words.say(&about));
        shell.open_form(form);
    }

    /// What a person can say of a mail that did not simply arrive.
    fn settle(&self, shell: &mut Shell) {
        let Some(line) = self.table().selected() else {
            return;
        };
        let option = |letter, value: &str| {
            let label = Message::new(format!("out-settle-{value}"));
            (letter, label, value.to_owned())
        };
        let options = match self.tab() {
            OutgoingTab::Uncertain => vec![
                option('s', "sent"),
                option('n', "not-sent"),
                option('g', "give-up"),
            ],
            _ => vec![option('r', "retry"), option('g', "give-up")],
        };
        shell.open(Overlay::Choose(Choose {
            title: Message::new("out-settle").with("customer", line.customer_name.as_str()),
            options,
            cursor: 0,
            then: Action::Settle,
        }));
    }

    fn read(&mut self, text: Option<MailText>, shell: &mut Shell) {
        let name = std::mem::take(&mut self.opened);
        let (title, body) = match text {
            Some(text) => (text.subject.as_str().to_owned(), text.text),
            None => (
                shell.words.tr("out-text-gone"),
                crate::domain::raw::Raw::default(),
            ),
        };
        shell.open(Overlay::Text(TextView {
            title: Message::new("out-text")
                .with("customer", name)
                .with("subject", title),
            body: body.as_str().to_owned(),
            top: 0,
        }));
    }
}

impl Behaviour for Reminders {
    fn kind(&self) -> Kind {
        Kind::Reminders
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Reminders, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.load_part(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act_on_part(action, count, shell) {
            return;
        }
        let Some(company) = shell.company_id() else {
            return;
        };
        match action {
            Action::Open => return self.open(company, shell),
            Action::ApproveMarked => {
                let reminders = self.table().chosen();
                shell.load(LETTERS, Query::Letters { company, reminders });
                shell.hold_keys(LETTERS);
                return;
            }
            Action::Propose => {
                let subject = shell.words.tr("out-everybody");
                let body = json!({ "company": company, "all": true });
                shell.write("propose_reminders", body, &subject);
                shell.say(
                    Message::new("ui-saving").with("subject", subject),
                    Tone::Plain,
                );
                return;
            }
            Action::Settle => return self.settle(shell),
            Action::Print => {
                let reminders = self.table().chosen();
                shell.say(
                    Message::new("out-printing").with("n", reminders.len()),
                    Tone::Plain,
                );
                shell.load(PRINTED, Query::Print { company, reminders });
                return;
            }
            _ => {}
        }
        let Some(line) = self.list.table().selected() else {
            return;
        };
        match action {
            Action::Reject => shell.open_form(forms::reject(company, line)),
            Action::Posted => shell.open_form(forms::posted(company, line)),
            _ => {
                let whom = (line.customer, line.customer_name.as_str());
                line::act(action, whom, Vec::new(), shell);
            }
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        let (Some(company), Some(line)) = (shell.company_id(), self.list.table().selected()) else {
            return;
        };
        let Some(mail) = &line.mail else {
            return;
        };
        let name = line.customer_name.as_str();
        let mut body = json!({ "company": company, "mail": mail.id.to_string(), "rev": mail.rev });
        match value {
            "sent" | "not-sent" => {
                body["outcome"] = value.replace('-', "_").into();
                shell.write("resolve_uncertain", body, name);
            }
            "retry" => {
                shell.write("retry_mail", body, name);
            }
            _ => shell.open_form(forms::give_up(company, name, mail)),
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::MailText(text) => self.read(text, shell),
            Reply::Printed(told) => shell.say(told, Tone::Good),
            Reply::NotExported(why) => shell.say(why, Tone::Bad),
            Reply::Letters(letters) => {
                if let Some(company) = shell.company_id() {
                    self.approve(company, letters, shell);
                }
            }
            reply => self.list.reply_to_part(part, reply, shell),
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        self.list
            .follow_entities(changes, &["reminder", "mail"], shell);
    }

    fn sent(&mut self, submission: &Submission, _advance: bool, _shell: &mut Shell) {
        if submission.verb == "approve_reminders" {
            self.list.table_mut().clear_marks();
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
    }

    fn available(&self, action: Action) -> Availability {
        use OutgoingTab::{Failed, Outbox, Proposed, ToReview, Uncertain};
        let tab = self.tab();
        let line = self.table().selected();
        match action {
            Action::ApproveMarked if tab == ToReview => Err("out-one-by-one"),
            Action::ApproveMarked if tab != Proposed => Err("out-not-proposed"),
            Action::Reject if !matches!(tab, Proposed | ToReview) => Err("out-not-proposed"),
            Action::Settle if !matches!(tab, Uncertain | Failed) => Err("out-nothing-to-settle"),
            Action::Settle if line.is_some_and(|l| l.mail.is_none()) => Err("out-no-mail"),
            Action::Print | Action::Posted
                if tab != Outbox || line.is_some_and(|l| l.channel == "email") =>
            {
                Err("out-no-letter")
            }
            _ => Ok(()),
        }
    }

    fn takes_back(&self) -> bool {
        // a letter lies there until somebody has posted it
        let waits = |line: &Outgoing| line.mail.as_ref().is_none_or(|m| m.state == "queued");
        self.tab() == OutgoingTab::Outbox && self.table().selected().is_some_and(waits)
    }

    fn take_back(&mut self, shell: &mut Shell) {
        let (Some(company), Some(line)) = (shell.company_id(), self.table().selected()) else {
            return;
        };
        let (verb, body) = match &line.mail {
            Some(mail) => (
                "recall_mail",
                json!({ "company": company, "mail": mail.id.to_string(), "rev": mail.rev }),
            ),
            None => (
                "recall_reminders",
                json!({ "company": company, "reminders": [line.id.to_string()] }),
            ),
        };
        shell.write(verb, body, line.customer_name.as_str());
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
