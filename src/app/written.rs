//! Writes: sent, acknowledged, refused, in doubt, sent again.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::App;
use super::draft::Draft;
use super::effect::Effect;
use super::form::Form;
use super::msg::Outcome;
use super::overlay::Overlay;
use super::shell::{Guard, Tone};
use super::undo::{self, Saved};
use super::write::{InFlight, Submission};
use crate::i18n::{Arg, Message};

/// What a write of many rows did, where its answer counts them.
fn told(submission: &Submission, answer: &Value) -> Option<Message> {
    let count = |key: &str| answer[key].as_i64().unwrap_or(0);
    match submission.verb.as_str() {
        "approve_reminders" => {
            let refused = answer["refused"].as_array().map_or(0, Vec::len);
            Some(
                Message::new("remind-approved-many")
                    .with("approved", count("approved"))
                    .with("refused", refused),
            )
        }
        // Not in force: it was above what one person may set.
        "set_limit" if answer["entity"] == "limit_request" => {
            Some(Message::new("limit-asked").with("subject", submission.subject.as_str()))
        }
        "propose_reminders" if submission.body["all"] == true => Some(
            Message::new("remind-proposed")
                .with("proposed", count("proposed"))
                .with("review", count("to_review"))
                .with("unchanged", count("unchanged"))
                .with("suppressed", count("suppressed")),
        ),
        _ => None,
    }
}

impl App {
    /// Sends what a form holds. The form is kept until the database has answered.
    pub(super) fn submit(&mut self, form: Form, body: Value) {
        if !form.targets.is_empty() {
            self.shell.drop_draft(&form.key);
            let shared = match body {
                Value::Object(shared) => shared,
                _ => Map::new(),
            };
            return self.shell.start_bulk(form, shared, Some(self.kind()));
        }
        let advance = form.advance;
        let subject = form.subject.clone();
        let key = form.key.clone();
        let submission = self
            .shell
            .send(form.verb, body, subject.clone(), Some(form));
        self.shell.drop_draft(&key);
        self.shell.say(
            Message::new("ui-saving").with("subject", subject),
            Tone::Plain,
        );
        let (screen, shell) = self.split();
        screen.behaviour_mut().sent(&submission, advance, shell);
        // Whatever stands under the cursor now is not what the next key was meant for.
        if advance {
            self.shell.guard = Some(Guard::Advanced);
        }
        self.shell.follow_up(&submission);
    }

    pub(super) fn written(&mut self, request: Uuid, outcome: Outcome) {
        let writes = &mut self.shell.writes;
        let Some(at) = writes.iter().position(|w| w.submission.request == request) else {
            return;
        };
        if outcome == Outcome::Unknown {
            writes[at].checking = true;
            self.shell.say_checking();
            return;
        }
        let write = writes.remove(at);
        if outcome.saved() {
            self.shell.effects.push(Effect::Settle(request));
        }
        if let Some(bulk) = write.submission.bulk {
            return self.row_written(bulk, write, outcome);
        }
        if self.leaving && self.shell.writes.is_empty() && outcome.saved() {
            self.shell.effects.push(Effect::Quit);
        }
        match outcome {
            Outcome::Saved { .. } if write.submission.unasked() => {}
            // What it would have said is said again at the next opening.
            Outcome::Refused(_) if write.submission.unasked() => {
                self.shell.effects.push(Effect::Settle(request));
            }
            Outcome::Saved { answer } if undo::takes_back(&write.submission.verb) => {
                self.undone(&write, &answer);
            }
            Outcome::Saved { answer } => self.saved(&write.submission, &answer),
            Outcome::Refused(why) => {
                if !undo::takes_back(&write.submission.verb) {
                    self.shell.nothing_done();
                }
                if let Some(saved) = write.takes_back {
                    self.not_undone(saved, &why);
                }
                self.refused(why, write.submission, write.form);
            }
            Outcome::Unknown => {}
        }
    }

    fn saved(&mut self, submission: &Submission, answer: &Value) {
        // While the link was broken the database could not be told that the draft is over.
        if let Some(typed) = &submission.draft
            && self.shell.drafts.iter().all(|d| d.key != typed.key)
        {
            self.shell
                .effects
                .push(Effect::DropDraft(typed.key.clone()));
        }
        let saved = Saved::of(submission, answer);
        let can_go = saved.can_go();
        self.shell.remember(saved);
        let key = self.shell.keymap.hint(super::action::Action::Undo);
        if let Some(told) = told(submission, answer) {
            let told = match key {
                Some(key) if can_go => Message::new("ui-told-undo")
                    .with("told", told)
                    .with("key", key),
                _ => told,
            };
            self.shell.say(told, Tone::Good);
            return;
        }
        let message = match key {
            Some(key) if can_go => Message::new("ui-saved-on-undo").with("key", key),
            _ => Message::new("ui-saved-on"),
        };
        let message = message.with("subject", submission.subject.as_str());
        self.shell.say(message, Tone::Good);
    }

    /// The form comes back with every word in it; over another one, which must not be covered while
    /// somebody types, it waits as a draft. So do the words of a write that an earlier session has sent.
    fn refused(&mut self, why: Message, submission: Submission, form: Option<Form>) {
        self.leaving = false;
        let request = submission.request;
        let (mut key, mut settled) = ("ui-refused-on", true);
        if let Some(mut form) = form {
            if form.advance {
                let (screen, _) = self.split();
                screen.behaviour_mut().turned_back(&submission);
            }
            if let Some((theirs, rev)) = conflict(&why) {
                form.conflict(&theirs, rev);
            }
            form.error = Some(why.clone());
            self.give_back(form);
        } else if let Some(typed) = submission.draft {
            key = "ui-refused-kept-on";
            settled = self.shell.keep_draft(typed);
        }
        // Only now: until its words are kept elsewhere, the journal has them.
        if settled {
            self.shell.effects.push(Effect::Settle(request));
        }
        self.shell.say_lasting(
            Message::new(key)
                .with("subject", submission.subject)
                .with("why", why),
            Tone::Bad,
        );
    }

    /// Brings back a form that was sent; over another one, which must not be covered while somebody types, it
    /// waits as a draft.
    pub(super) fn give_back(&mut self, mut form: Form) {
        let back = Message::new("ui-form-is-back").with("subject", form.subject.as_str());
        form.mark_dirty();
        self.shell.overlays.insert(0, Overlay::Form(Box::new(form)));
        self.shell.keep_drafts();
        if self.shell.overlays.len() > 1 {
            self.shell.overlays.remove(0);
        } else {
            // Nobody has asked for it now: what is being typed is meant for what it lies on.
            self.shell.drop_ahead(back);
        }
    }

    /// The link is back: everything un-acknowledged goes out again under its own id. The database knows
    /// what it has and answers for that what it answered then.
    pub(super) fn send_again(&mut self) {
        for write in &self.shell.writes {
            self.shell
                .effects
                .push(Effect::Write(write.submission.clone()));
        }
    }

    pub(super) fn recovered(&mut self, submissions: Vec<Submission>, drafts: Vec<Draft>) {
        let connected = self.shell.link == super::msg::Link::Live;
        let from_database = submissions.is_empty();
        for submission in submissions {
            if connected {
                self.shell.effects.push(Effect::Write(submission.clone()));
            }
            self.shell.resume_bulk(&submission);
            self.shell.writes.push(InFlight {
                submission,
                form: None,
                takes_back: None,
                checking: true,
            });
        }
        for draft in drafts {
            // What the database still has of a write under way is what that write was typed in.
            let under_way = |w: &InFlight| {
                let typed = w.submission.draft.as_ref();
                typed.is_some_and(|d| d.key == draft.key)
            };
            if from_database && self.shell.writes.iter().any(under_way) {
                continue;
            }
            match self.shell.drafts.iter_mut().find(|d| d.key == draft.key) {
                Some(known) if known.rev >= draft.rev => {}
                Some(known) => *known = draft,
                None => self.shell.drafts.push(draft),
            }
        }
        if let Some(last) = self.shell.drafts.last() {
            let message = Message::new("ui-drafts-found")
                .with("n", self.shell.drafts.len())
                .with("subject", last.subject.as_str());
            self.shell.say_lasting(message, Tone::Plain);
        }
    }
}

/// The row as somebody else has left it, and its version, where that is why a write was refused.
fn conflict(why: &Message) -> Option<(Map<String, Value>, i64)> {
    if why.key != "refused-conflict" {
        return None;
    }
    let told = |name: &str| {
        why.args.iter().find_map(|(n, arg)| match arg {
            Arg::Text(text) if n == name => Some(text.as_str()),
            _ => None,
        })
    };
    let theirs = serde_json::from_str(told("theirs")?).ok()?;
    Some((theirs, told("current")?.parse().ok()?))
}
