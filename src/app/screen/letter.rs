//! A reminder as it would go out, for the person who approves it.

use uuid::Uuid;

use super::{Behaviour, Kind};
use crate::app::action::{Action, Availability, Context};
use crate::app::request::{Letter, Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::domain::change::Change;

const LETTER: Slot = Slot::screen(Kind::Letter, "letter");

/// State of the screen.
#[derive(Debug)]
pub struct Review {
    customer: Uuid,
    name: String,
    letter: Option<Box<Letter>>,
    loaded: bool,
    top: u16,
    /// The letter that was seen to its end.
    seen: Option<Uuid>,
}

impl Review {
    /// The reminder proposed for a customer.
    pub fn new(customer: Uuid, name: String) -> Review {
        Review {
            customer,
            name,
            letter: None,
            loaded: false,
            top: 0,
            seen: None,
        }
    }

    /// The customer's name, from outside.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The letter; none while it loads or when nothing is proposed.
    pub fn letter(&self) -> Option<&Letter> {
        self.letter.as_deref()
    }

    /// Whether the answer has come.
    pub fn loaded(&self) -> bool {
        self.loaded
    }

    /// The first line of the text that is shown.
    pub fn top(&self) -> u16 {
        self.top
    }

    /// Whether it was painted to its end: only then does the approval key count.
    pub fn seen(&self) -> bool {
        self.letter
            .as_ref()
            .is_some_and(|l| self.seen == Some(l.reminder))
    }

    fn ask(&self, shell: &mut Shell) {
        if let Some(company) = shell.company_id() {
            let customer = self.customer;
            shell.load(LETTER, Query::Letter { company, customer });
        }
    }
}

impl Behaviour for Review {
    fn kind(&self) -> Kind {
        Kind::Letter
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Letter, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.ask(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        let n = u16::try_from(count.unwrap_or(1)).unwrap_or(u16::MAX);
        match action {
            Action::Down => self.top = self.top.saturating_add(n),
            Action::Up => self.top = self.top.saturating_sub(n),
            // Space goes on reading, as in a pager.
            Action::PageDown | Action::Mark => self.top = self.top.saturating_add(10),
            Action::PageUp => self.top = self.top.saturating_sub(10),
            Action::First => self.top = 0,
            Action::Approve => {
                if let Some(letter) = self.letter.take() {
                    let mut body = letter.approval;
                    if let (Some(body), Some(company)) = (body.as_object_mut(), shell.company_id())
                    {
                        body.insert("company".to_owned(), company.into());
                    }
                    shell.write("approve_reminder", body, &self.name);
                    shell.back();
                }
            }
            Action::Propose => {
                if let Some(company) = shell.company_id() {
                    let body = serde_json::json!({
                        "company": company,
                        "customer": self.customer.to_string(),
                    });
                    shell.write("propose_reminders", body, &self.name);
                }
            }
            _ => {}
        }
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, _shell: &mut Shell) {
        if let Reply::Letter(letter) = reply {
            // Another revision is another letter: it must be seen again.
            if self.letter.as_ref().map(|l| &l.approval) != letter.as_ref().map(|l| &l.approval) {
                self.seen = None;
                self.top = 0;
            }
            self.letter = letter;
            self.loaded = true;
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let ours =
            |c: &Change| c.customer == Some(self.customer) && c.entity.starts_with("reminder");
        if changes.iter().any(ours) {
            self.ask(shell);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        if painted.preview.is_some() {
            self.seen = painted.preview;
        }
        self.top = self.top.min(painted.list_rows);
    }

    fn available(&self, action: Action) -> Availability {
        match action {
            Action::Approve if self.letter.is_none() => Err("scr-letter-none"),
            Action::Approve if self.letter.as_ref().is_some_and(|l| l.held.is_some()) => {
                Err("scr-letter-is-held-back")
            }
            Action::Approve if !self.seen() => Err("scr-letter-not-seen"),
            Action::Propose if self.letter.is_some() => Err("scr-letter-there"),
            _ => Ok(()),
        }
    }

    fn on_a_row(&self) -> bool {
        true
    }
}
