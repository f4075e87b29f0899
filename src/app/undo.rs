//! What was saved in this sitting, the latest last: each press of Undo takes one back and says which.

use serde_json::{Value, json};

use super::App;
use super::action::Availability;
use super::shell::{Shell, Tone};
use super::write::{InFlight, Submission};
use crate::i18n::Message;

/// Writes remembered: more than anybody takes back one by one.
const MOST: usize = 30;

/// What stands for something that was refused.
const NOTHING: &str = "undo-what-nothing";

/// Functions that take something back, and are not taken back themselves.
const TAKES_BACK: [&str; 4] = ["undo", "recall_mail", "recall_reminders", "undo_team"];

/// A write that was acknowledged.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// Whom it was about.
    pub subject: String,
    /// Catalogue key of what it was.
    pub what: &'static str,
    /// What takes it back, row by row where it was done to many; none when it stays.
    ways_back: Vec<WayBack>,
}

/// A database function that takes something back, and its arguments.
#[derive(Debug, Clone, PartialEq)]
pub struct WayBack {
    pub(super) verb: &'static str,
    pub(super) body: Value,
    pub(super) subject: String,
}

impl Saved {
    /// What a submission has done, as the database has answered it.
    pub(super) fn of(submission: &Submission, answer: &Value) -> Saved {
        let way = way_back(submission, answer).map(|(verb, body)| WayBack {
            verb,
            body,
            subject: submission.subject.clone(),
        });
        Saved {
            subject: submission.subject.clone(),
            what: what(&submission.verb),
            ways_back: way.into_iter().collect(),
        }
    }

    /// What was done to many rows, as one.
    pub(super) fn many(subject: String, each: Vec<Saved>) -> Saved {
        Saved {
            subject,
            what: each.first().map_or("undo-what-other", |one| one.what),
            ways_back: each.into_iter().flat_map(|one| one.ways_back).collect(),
        }
    }

    /// What is left to be taken back once this was.
    pub(super) fn without(mut self, closed: &[Value]) -> Saved {
        self.ways_back.retain(|way| !closed.contains(&way.body));
        self
    }

    /// What takes it back, row by row.
    pub(super) fn ways_back(&self) -> &[WayBack] {
        &self.ways_back
    }

    /// Nothing: what was asked for last was not done.
    fn nothing() -> Saved {
        Saved {
            subject: String::new(),
            what: NOTHING,
            ways_back: Vec::new(),
        }
    }

    /// Whether it can be taken back.
    pub fn can_go(&self) -> bool {
        !self.ways_back.is_empty()
    }

    fn named(&self, key: &str) -> Message {
        Message::new(key)
            .with("what", Message::new(self.what))
            .with("subject", self.subject.as_str())
    }
}

/// Whether a function takes something back.
pub(super) fn takes_back(verb: &str) -> bool {
    TAKES_BACK.contains(&verb)
}

fn what(verb: &str) -> &'static str {
    match verb {
        "log_call" => "undo-what-call",
        "add_note" => "undo-what-note",
        "log_mail" => "undo-what-mail-in",
        "set_revisit" => "undo-what-revisit",
        "record_promise" | "record_plan" => "undo-what-promise",
        "move_promise" => "undo-what-move",
        "correct_contact" => "undo-what-contact",
        "acknowledge_alert" | "snooze_alert" | "resolve_alert" | "assign_alert" => {
            "undo-what-alert"
        }
        "move_customers" => "undo-what-moved-customers",
        "assign_agent" => "undo-what-assignment",
        "send_message" => "undo-what-mail-out",
        "approve_reminder" => "undo-what-reminder",
        "approve_reminders" => "undo-what-reminders",
        _ => "undo-what-other",
    }
}

/// What takes a write back, with its arguments: a correction on the same day, or the mail while it waits
/// in the outbox.
fn way_back(submission: &Submission, answer: &Value) -> Option<(&'static str, Value)> {
    let company = &submission.body["company"];
    let undo = |target: Value| Some(("undo", json!({ "company": company, "target": target })));
    match submission.verb.as_str() {
        "log_call" | "add_note" | "log_mail" | "set_revisit" | "record_promise" | "record_plan" => {
            let made = answer.get("id").cloned();
            undo(made.unwrap_or_else(|| json!(submission.request)))
        }
        "acknowledge_alert" | "snooze_alert" | "resolve_alert" | "assign_alert"
        | "move_promise" | "correct_contact" => undo(json!(submission.request)),
        "move_customers" | "assign_agent" => Some((
            "undo_team",
            json!({ "company": company, "target": submission.request }),
        )),
        "send_message" => {
            let mail = answer.get("id")?;
            Some(("recall_mail", json!({ "company": company, "mail": mail })))
        }
        "approve_reminder" => recall(company, vec![submission.body["reminder"].clone()]),
        "approve_reminders" => {
            let refused = answer["refused"].as_array().map_or(&[][..], Vec::as_slice);
            let went = |id: &Value| !refused.iter().any(|one| one["reminder"] == *id);
            let asked = submission.body["reminders"].as_array()?.iter();
            let approved = asked.map(|one| one["reminder"].clone()).filter(went);
            recall(company, approved.collect())
        }
        _ => None,
    }
}

/// Reminders that were approved, while their mail waits and their letters lie there.
fn recall(company: &Value, reminders: Vec<Value>) -> Option<(&'static str, Value)> {
    let body = json!({ "company": company, "reminders": reminders });
    (!reminders.is_empty()).then_some(("recall_reminders", body))
}

impl Shell {
    /// What was saved last and not taken back.
    pub fn undo(&self) -> Option<&Saved> {
        self.saved.last()
    }

    /// Keeps in mind what was saved.
    pub(super) fn remember(&mut self, saved: Saved) {
        self.saved.retain(|s| s.what != NOTHING);
        if self.saved.len() == MOST {
            self.saved.remove(0);
        }
        self.saved.push(saved);
    }

    /// Something was asked for and not done: the next press of Undo must not take back what was saved before it,
    /// perhaps of another customer, as if it were that.
    pub(super) fn nothing_done(&mut self) {
        if self.undo().is_some_and(|last| last.what != NOTHING) {
            self.saved.push(Saved::nothing());
        }
    }
}

/// Whether there is something to take back, and it is known what was saved last.
pub(super) fn something_to_undo(app: &App) -> Availability {
    if app.screen().behaviour().takes_back() {
        return Ok(());
    }
    let under_way = |w: &InFlight| !takes_back(&w.submission.verb) && !w.submission.unasked();
    if app.shell.writes.iter().any(under_way) {
        return Err("ui-undo-wait");
    }
    app.shell.undo().map(|_| ()).ok_or("ui-nothing-to-undo")
}

impl App {
    /// Takes back what was saved last; where that stays, says so, and what the next press takes back.
    pub(super) fn undo(&mut self) {
        let Some(saved) = self.shell.saved.pop() else {
            return;
        };
        match saved.ways_back() {
            [] => {}
            [way] => {
                let subject = saved.subject.clone();
                self.shell.send(way.verb, way.body.clone(), subject, None);
                if let Some(write) = self.shell.writes.last_mut() {
                    write.takes_back = Some(saved);
                }
                return;
            }
            _ => return self.shell.take_back_each(saved),
        }
        if saved.what == NOTHING {
            let key = self.shell.keymap.hint(super::action::Action::Undo);
            let next = self.shell.undo().map(|next| next.named("ui-undo-named"));
            let message = Message::new("ui-undo-nothing-done")
                .with("key", key.unwrap_or_default())
                .with(
                    "next",
                    next.unwrap_or_else(|| Message::new("ui-nothing-to-undo")),
                );
            self.shell.refuse(message, Tone::Bad);
            return;
        }
        let message = match (
            self.shell.undo(),
            self.shell.keymap.hint(super::action::Action::Undo),
        ) {
            (Some(next), Some(key)) => Message::new("ui-undo-stays-next")
                .with("subject", saved.subject.as_str())
                .with("key", key)
                .with("next", next.named("ui-undo-named")),
            _ => Message::new("ui-undo-stays").with("subject", saved.subject.as_str()),
        };
        self.shell.refuse(message, Tone::Bad);
    }

    /// Something was not taken back. What the ledger refuses stays, and the next press says so; what could not
    /// be asked just now is asked again by it.
    pub(super) fn not_undone(&mut self, mut saved: Saved, why: &Message) {
        if why.key.starts_with("refused-") {
            saved.ways_back.clear();
        }
        self.shell.saved.push(saved);
    }

    /// Something was taken back.
    pub(super) fn undone(&mut self, write: &InFlight, answer: &Value) {
        let message = match &write.takes_back {
            Some(saved) => saved.named("ui-undone-what"),
            None => Message::new("ui-undone-on").with("subject", write.submission.subject.as_str()),
        };
        let left = answer["left"].as_array().map_or(0, Vec::len);
        if left > 0 {
            let message = Message::new("ui-undone-left").with("left", left);
            self.shell.say(message, Tone::Bad);
            return;
        }
        self.shell.say(message, Tone::Good);
    }
}
