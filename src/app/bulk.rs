//! The same done to many rows. Each row is a write of its own under its own request, so that what was done to
//! some stands whatever becomes of the others, and what a broken link or a crash leaves is done once. All are in
//! the journal before the first is sent; a few are under way at a time, and Esc gives up those that wait.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};
use uuid::Uuid;

use super::App;
use super::action::Action;
use super::draft::Draft;
use super::effect::Effect;
use super::form::{Field, Form};
use super::msg::Outcome;
use super::overlay::{Overlay, TextView};
use super::screen::Kind;
use super::shell::{Shell, Tone};
use super::undo::Saved;
use super::write::{InFlight, Submission};
use crate::i18n::{Catalogue, Message};

/// Writes under way at once: enough that the database never waits for the loop.
const UNDER_WAY: usize = 4;

/// As many rows as the smallest screen shows; for more, their number is typed.
const SEEN_AT_ONCE: usize = 20;

/// Names that a form tells of those it is about.
const NAMED: usize = 4;

/// One of the rows that something is done to.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// What its list knows it by: its mark goes once it is done.
    pub row: Option<Uuid>,
    /// What it is called when something is said of it.
    pub name: String,
    /// The arguments that are its own.
    pub own: Map<String, Value>,
}

impl Target {
    /// A row of a list, with the arguments that are its own.
    pub fn new(row: Uuid, name: &str, own: Value) -> Target {
        Target {
            row: Some(row),
            name: name.to_owned(),
            own: match own {
                Value::Object(own) => own,
                _ => Map::new(),
            },
        }
    }
}

/// Something being done to many rows.
#[derive(Debug)]
pub struct Bulk {
    id: Uuid,
    /// `3 alerts`.
    subject: String,
    /// The screen whose rows they are.
    kind: Option<Kind>,
    total: usize,
    waiting: VecDeque<Submission>,
    /// Rows by the request that writes them.
    rows: BTreeMap<Uuid, Uuid>,
    saved: Vec<Saved>,
    refused: Vec<Refused>,
    /// What it was typed in.
    form: Option<Form>,
    /// What it takes back, where it is an undoing.
    takes_back: Option<Saved>,
    /// Of an undoing: the arguments of what is taken back, or stays for good.
    closed: Vec<Value>,
    /// Rows that were given up.
    given_up: usize,
}

#[derive(Debug)]
struct Refused {
    name: String,
    why: Message,
}

impl Bulk {
    fn new(id: Uuid, subject: String) -> Bulk {
        Bulk {
            id,
            subject,
            kind: None,
            total: 0,
            waiting: VecDeque::new(),
            rows: BTreeMap::new(),
            saved: Vec::new(),
            refused: Vec::new(),
            form: None,
            takes_back: None,
            closed: Vec::new(),
            given_up: 0,
        }
    }

    /// Rows of which it is known what became of them, and all.
    pub fn progress(&self) -> (usize, usize) {
        (self.saved.len() + self.refused.len(), self.total)
    }

    /// How far it has come.
    pub fn told(&self) -> Message {
        let (done, n) = self.progress();
        let key = match self.takes_back {
            Some(_) => "many-undoing",
            None => "many-progress",
        };
        Message::new(key)
            .with("subject", self.subject.as_str())
            .with("done", done)
            .with("n", n)
    }

    fn over(&self) -> bool {
        self.progress().0 == self.total
    }

    /// Whether all was done that was asked for.
    fn whole(&self) -> bool {
        self.refused.is_empty() && self.given_up == 0
    }
}

impl Form {
    /// The same for each of these rows: those it is about are named, and beyond what one screen shows their number
    /// must be typed.
    #[must_use]
    pub fn for_each(mut self, targets: Vec<Target>) -> Form {
        let mut names: Vec<&str> = Vec::new();
        for target in &targets {
            if !names.contains(&target.name.as_str()) {
                names.push(&target.name);
            }
        }
        let more = names.len().saturating_sub(NAMED);
        let named = names.into_iter().take(NAMED).collect::<Vec<_>>().join(", ");
        let key = match more {
            0 => "many-names",
            _ => "many-names-more",
        };
        let told = Message::new(key).with("names", named).with("more", more);
        self.notices.push(told);
        let number = targets.len();
        self.targets = targets;
        self.counted(number)
    }

    /// The same, saved only after their number was typed where these are more than one screen shows.
    #[must_use]
    pub fn counted(self, number: usize) -> Form {
        match number > SEEN_AT_ONCE {
            true => self.danger(&number.to_string()),
            false => self,
        }
    }

    /// Nothing is asked for but, where there are many, their number.
    fn asks_nothing(&self) -> bool {
        let asked = |field: &&Field| field.name != "word";
        self.word.is_none() && self.fields.iter().find(asked).is_none()
    }
}

impl Shell {
    /// What is being done to many rows.
    pub fn bulk(&self) -> Option<&Bulk> {
        self.bulks.first()
    }

    /// Opens the form of something done to many rows; where nothing is to be typed it is done at once.
    pub fn begin_bulk(&mut self, form: Form, kind: Kind) {
        if !form.asks_nothing() {
            return self.open_form(form);
        }
        let shared = form.fixed.clone();
        self.start_bulk(form, shared, Some(kind));
    }

    /// Does what a form says to each of its rows.
    pub(super) fn start_bulk(
        &mut self,
        mut form: Form,
        shared: Map<String, Value>,
        kind: Option<Kind>,
    ) {
        let targets = std::mem::take(&mut form.targets);
        let draft = (!form.asks_nothing()).then(|| form.words());
        let (verb, subject) = (form.verb.to_owned(), form.subject.clone());
        let calls = targets.iter().map(|target| {
            let mut body = shared.clone();
            body.extend(target.own.clone());
            (verb.clone(), Value::from(body), target)
        });
        let calls: Vec<_> = calls.collect();
        let mut bulk = Bulk::new(self.new_id(), subject);
        bulk.kind = kind;
        for (verb, body, target) in calls {
            let submission = self.row(bulk.id, verb, body, target.name.clone(), draft.clone());
            if let Some(row) = target.row {
                bulk.rows.insert(submission.request, row);
            }
            bulk.waiting.push_back(submission);
        }
        form.targets = targets;
        bulk.form = draft.map(|_| form);
        self.run(bulk);
    }

    /// Takes back, row by row, what was done to many.
    pub(super) fn take_back_each(&mut self, saved: Saved) {
        let mut bulk = Bulk::new(self.new_id(), saved.subject.clone());
        for way in saved.ways_back() {
            let (verb, body) = (way.verb.to_owned(), way.body.clone());
            let row = self.row(bulk.id, verb, body, way.subject.clone(), None);
            bulk.waiting.push_back(row);
        }
        bulk.takes_back = Some(saved);
        self.run(bulk);
    }

    fn row(
        &mut self,
        bulk: Uuid,
        verb: String,
        body: Value,
        subject: String,
        draft: Option<Draft>,
    ) -> Submission {
        Submission {
            request: self.new_id(),
            verb,
            body,
            subject,
            draft,
            bulk: Some(bulk),
        }
    }

    fn run(&mut self, mut bulk: Bulk) {
        bulk.total = bulk.waiting.len();
        let all = bulk.waiting.iter().cloned().collect();
        self.effects.push(Effect::Plan(all));
        let id = bulk.id;
        self.bulks.push(bulk);
        self.feed(id);
    }

    /// Sends as many of those that wait as may be under way.
    fn feed(&mut self, id: Uuid) {
        let Some(bulk) = self.bulks.iter_mut().find(|b| b.id == id) else {
            return;
        };
        let ours = |w: &&InFlight| w.submission.bulk == Some(id);
        let mut under_way = self.writes.iter().filter(ours).count();
        while under_way < UNDER_WAY
            && let Some(submission) = bulk.waiting.pop_front()
        {
            self.effects.push(Effect::Write(submission.clone()));
            self.writes.push(InFlight {
                submission,
                form: None,
                takes_back: None,
                checking: false,
            });
            under_way += 1;
        }
    }

    /// Rows of an earlier session that are sent again belong together again.
    pub(super) fn resume_bulk(&mut self, submission: &Submission) {
        let Some(id) = submission.bulk else {
            return;
        };
        let at = self.bulks.iter().position(|b| b.id == id);
        let at = at.unwrap_or_else(|| {
            self.bulks.push(Bulk::new(id, String::new()));
            self.bulks.len() - 1
        });
        if let Some(bulk) = self.bulks.get_mut(at) {
            bulk.total += 1;
            let told = Message::new("many-rows").with("n", bulk.total);
            bulk.subject = self.words.say(&told);
        }
    }
}

impl App {
    /// What became of one row.
    pub(super) fn row_written(&mut self, id: Uuid, write: InFlight, outcome: Outcome) {
        let submission = write.submission;
        let request = submission.request;
        let Some(at) = self.shell.bulks.iter().position(|b| b.id == id) else {
            return;
        };
        let bulk = &mut self.shell.bulks[at];
        let row = bulk.rows.remove(&request);
        match outcome {
            Outcome::Saved { answer } => {
                bulk.saved.push(Saved::of(&submission, &answer));
                bulk.closed.push(submission.body);
                let kind = bulk.kind;
                if let Some(row) = row {
                    let screens = self.screens.iter_mut().chain(&mut self.parked);
                    for screen in screens.filter(|s| Some(s.behaviour().kind()) == kind) {
                        screen.behaviour_mut().unmark(row);
                    }
                }
            }
            Outcome::Refused(why) => {
                // After a restart no form is left: its words are kept before the journal lets them go.
                let lost = bulk.form.is_none() && bulk.refused.is_empty();
                // What could not be asked just now can be asked again.
                if why.key.starts_with("refused-") {
                    bulk.closed.push(submission.body);
                }
                let name = submission.subject;
                bulk.refused.push(Refused { name, why });
                if let Some(draft) = submission.draft.filter(|_| lost) {
                    self.shell.keep_draft(draft);
                }
                self.shell.effects.push(Effect::Settle(request));
            }
            Outcome::Unknown => {}
        }
        self.shell.feed(id);
        if self.shell.bulks.get(at).is_some_and(Bulk::over) {
            let bulk = self.shell.bulks.remove(at);
            // Whoever is leaving stays to read what was refused.
            self.leaving &= bulk.refused.is_empty();
            self.told_of_each(bulk);
        }
        if self.leaving && self.shell.writes.is_empty() {
            self.shell.effects.push(Effect::Quit);
        }
    }

    /// Gives up the rows that wait; `true` when there were some.
    pub(super) fn stop_bulk(&mut self) -> bool {
        let Some(bulk) = self.shell.bulks.iter_mut().find(|b| !b.waiting.is_empty()) else {
            return false;
        };
        let given_up: Vec<Uuid> = bulk.waiting.drain(..).map(|s| s.request).collect();
        bulk.total -= given_up.len();
        bulk.given_up = given_up.len();
        self.shell.effects.push(Effect::Forget(given_up));
        true
    }

    /// All rows have their answer: says what was done, and lists what was not, with its reason.
    fn told_of_each(&mut self, mut bulk: Bulk) {
        let (done, asked) = (bulk.saved.len(), bulk.total + bulk.given_up);
        if let Some(saved) = bulk.takes_back.take() {
            return self.taken_back_each(saved, &bulk);
        }
        let saved = std::mem::take(&mut bulk.saved);
        if done > 0 {
            let all = Saved::many(bulk.subject.clone(), saved);
            self.shell.remember(all);
        }
        if done == 0 && self.form_came_back(&mut bulk) {
            return;
        }
        // Its words are offered again for those that are left.
        if !bulk.refused.is_empty()
            && let Some(form) = &bulk.form
        {
            self.shell.keep_draft(form.words());
        }
        let whole = bulk.whole();
        let key = self.shell.keymap.hint(Action::Undo);
        let can_go = done > 0 && self.shell.undo().is_some_and(Saved::can_go);
        let message = match key.filter(|_| can_go) {
            Some(key) if whole => Message::new("ui-saved-on-undo").with("key", key),
            Some(key) => Message::new("many-part-undo").with("key", key),
            None if whole => Message::new("ui-saved-on"),
            None => Message::new("many-part"),
        };
        let message = message
            .with("subject", bulk.subject.as_str())
            .with("done", done)
            .with("n", asked);
        let tone = match whole {
            true => Tone::Good,
            false => Tone::Bad,
        };
        self.shell.say_lasting(message, tone);
        self.list_refused("many-refused", &bulk);
    }

    /// Where nothing was done, and for one reason that can be mended in the form, it comes back with every word.
    fn form_came_back(&mut self, bulk: &mut Bulk) -> bool {
        let Some(first) = bulk.refused.first().map(|r| r.why.clone()) else {
            return false;
        };
        let one = bulk.refused.iter().all(|r| r.why == first);
        let mended = one && first.key != "refused-conflict" && bulk.given_up == 0;
        let Some(mut form) = bulk.form.take_if(|_| mended) else {
            return false;
        };
        form.error = Some(first.clone());
        self.give_back(form);
        let message = Message::new("ui-refused-on")
            .with("subject", bulk.subject.as_str())
            .with("why", first);
        self.shell.say_lasting(message, Tone::Bad);
        true
    }

    fn taken_back_each(&mut self, saved: Saved, bulk: &Bulk) {
        if bulk.whole() {
            let message = Message::new("ui-undone-on").with("subject", saved.subject.as_str());
            return self.shell.say(message, Tone::Good);
        }
        let (done, n) = (bulk.saved.len(), bulk.total + bulk.given_up);
        let subject = saved.subject.clone();
        let left = saved.without(&bulk.closed);
        if left.can_go() {
            self.shell.remember(left);
        }
        let message = Message::new("many-undone-part")
            .with("subject", subject)
            .with("done", done)
            .with("n", n);
        self.shell.say_lasting(message, Tone::Bad);
        self.list_refused("many-not-undone", bulk);
    }

    /// The rows that were refused, each with its reason; under what is being typed.
    fn list_refused(&mut self, title: &str, bulk: &Bulk) {
        if bulk.refused.is_empty() {
            return;
        }
        let view = TextView {
            title: Message::new(title).with("n", bulk.refused.len()),
            body: reasons(&bulk.refused, &self.shell.words),
            top: 0,
        };
        let first = self.shell.overlays.is_empty();
        self.shell.overlays.insert(0, Overlay::Text(view));
        if first {
            self.shell.drop_ahead(Message::new("many-see-list"));
        }
    }
}

fn reasons(refused: &[Refused], words: &Catalogue) -> String {
    let lines = refused.iter().map(|one| {
        let told = Message::new("many-one-refused")
            .with("name", one.name.as_str())
            .with("why", one.why.clone());
        words.say(&told)
    });
    lines.collect::<Vec<_>>().join("\n")
}
