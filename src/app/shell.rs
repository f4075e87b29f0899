//! What surrounds the screens: session, link, overlays, toasts, questions and writes under way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use uuid::Uuid;

use super::bulk::Bulk;
use super::draft::Draft;
use super::effect::Effect;
use super::export::Export;
use super::form::{Calendar, Form};
use super::key::Key;
use super::keymap::Keymap;
use super::msg::{Alarm, Link};
use super::overlay::Overlay;
use super::request::{Owner, Query, Slot, Slots};
use super::screen::{Kind, Screen};
use super::session::{Session, Workplace};
use super::undo::Saved;
use super::write::{InFlight, Submission};
use crate::domain::activity::Outcome;
use crate::domain::list::SavedView;
use crate::domain::mention::Mention;
use crate::i18n::{Catalogue, Message};

/// Milliseconds after which typed text is kept: less than the two seconds that may be lost.
const DRAFT_AFTER: u64 = 1_000;

/// Milliseconds a toast stays.
const TOAST_FOR: u64 = 6_000;

/// Milliseconds before a load is shown as running: what is quicker would only flicker.
const BUSY_AFTER: u64 = 300;

/// The frame's state, and what screens ask of it.
pub struct Shell {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Sentences in the person's language.
    pub words: Arc<Catalogue>,
    /// Keys.
    pub keymap: Keymap,
    /// Who works; none until the database has answered.
    pub session: Option<Session>,
    /// Code of the company to show at the start, and where the configuration has it.
    pub home: Option<(String, String)>,
    /// Index of the company shown, in the session.
    pub company: usize,
    /// The link to the database.
    pub link: Link,
    /// What lies over the screen, the topmost last.
    pub overlays: Vec<Overlay>,
    /// The latest thing to say.
    pub toast: Option<Toast>,
    /// Writes whose outcome is awaited.
    pub writes: Vec<InFlight>,
    /// What was done by the palette, the latest first.
    pub(super) recent: Vec<super::action::Action>,
    /// What is being done to many rows.
    pub(super) bulks: Vec<Bulk>,
    /// Typed text of earlier runs and of forms left, one per form and subject.
    pub drafts: Vec<Draft>,
    /// The results a call can have.
    pub outcomes: Vec<Outcome>,
    /// Filters typed in this session, the latest last.
    pub filters: Vec<String>,
    /// Views of lists that the person keeps.
    pub views: Vec<SavedView>,
    /// Loads have run long enough to be shown.
    pub busy: bool,
    /// Notes that name the person, at customers not opened since; of every company, the latest first.
    pub(super) mentioned: Vec<Mention>,
    /// Those among them whose customer was opened in this sitting.
    pub(super) opened: BTreeSet<Uuid>,
    /// What somebody new is told.
    pub tips: super::tips::Tips,
    /// Nothing may be written.
    pub read_only: bool,
    /// No shell has started the program, as when it is all that a session over SSH consists of: stopped, it
    /// could not be continued.
    pub no_shell: bool,
    /// Names of the themes there are.
    pub themes: Vec<String>,
    /// The list that is being written to a file.
    pub(super) export: Option<Export>,
    pub(super) slots: Slots,
    /// Why the latest question of a slot has no answer.
    pub(super) failures: BTreeMap<Slot, Message>,
    pub(super) effects: Vec<Effect>,
    pub(super) go: Option<Go>,
    /// What was saved in this sitting and not taken back, the latest last.
    pub(super) saved: Vec<Saved>,
    /// Why a key that writes is not obeyed at the moment.
    pub(super) guard: Option<Guard>,
    /// What the keys that follow without a pause were typed ahead of.
    pub(super) ahead_of: Option<Message>,
    /// Keys typed ahead, until the answer in this slot has opened what they are meant for.
    pub(super) held: Option<(Slot, Vec<Key>)>,
    /// An arrangement whose form waits for who there is.
    pub(super) arranged: Option<super::team::Arrangement>,
    /// A task whose form waits for what it needs to know.
    pub(super) begun: Option<super::desk::Begun>,
    /// The message being written.
    pub(super) writing: Option<super::desk::Writing>,
    ids: Box<dyn FnMut() -> Uuid + Send>,
}

/// What stands under the cursor is not what the person pressed a key for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// The list has gone on by itself and was not painted since: keys still in the input were meant for what
    /// stood there before.
    Advanced,
    /// Another screen was asked for, and none of its rows was painted yet: nobody can mean one of them.
    Unseen,
}

/// Something said in passing.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// The sentence.
    pub message: Message,
    /// How it is meant.
    pub tone: Tone,
    /// It tells what became of somebody's words, and is read on the next screen as well; others go with the
    /// screen they were said on.
    pub lasting: bool,
}

/// How a toast is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// Under way, or merely said.
    Plain,
    /// Refused or failed.
    Bad,
}

/// Where to go.
#[derive(Debug)]
pub(super) enum Go {
    /// Onto a screen over the present one.
    Open(Box<Screen>),
    /// To a screen of the `g` menu.
    Root(Kind),
    /// To the screen before.
    Back,
}

/// What the painter tells after each frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Painted {
    /// Where the terminal's cursor stands, if it is shown: column, row.
    pub cursor: Option<(u16, u16)>,
    /// Lines that the screen's list had.
    pub list_rows: u16,
    /// The letter whose text was shown whole: its approval key counts from now on.
    pub preview: Option<Uuid>,
}

/// Columns and rows below which nothing is shown but a sentence, and no key is taken.
const MIN_SIZE: (u16, u16) = (60, 15);

/// Whether nothing can be shown on a terminal of so many columns and rows.
pub fn too_small((columns, rows): (u16, u16)) -> bool {
    columns < MIN_SIZE.0 || rows < MIN_SIZE.1
}

impl Shell {
    pub(super) fn new(
        words: Arc<Catalogue>,
        keymap: Keymap,
        ids: Box<dyn FnMut() -> Uuid + Send>,
    ) -> Shell {
        Shell {
            size: (80, 24),
            words,
            keymap,
            session: None,
            home: None,
            company: 0,
            link: Link::default(),
            overlays: Vec::new(),
            toast: None,
            writes: Vec::new(),
            bulks: Vec::new(),
            recent: Vec::new(),
            drafts: Vec::new(),
            outcomes: Vec::new(),
            filters: Vec::new(),
            views: Vec::new(),
            busy: false,
            mentioned: Vec::new(),
            opened: BTreeSet::new(),
            tips: super::tips::Tips::default(),
            read_only: false,
            no_shell: false,
            themes: Vec::new(),
            export: None,
            slots: Slots::default(),
            failures: BTreeMap::new(),
            effects: Vec::new(),
            go: None,
            saved: Vec::new(),
            guard: None,
            ahead_of: None,
            held: None,
            arranged: None,
            begun: None,
            writing: None,
            ids,
        }
    }

    /// The company shown, with its working days.
    pub fn workplace(&self) -> Option<&Workplace> {
        self.session.as_ref()?.companies.get(self.company)
    }

    /// How an outcome is called in the person's language; a code that is not known stands for itself.
    pub fn outcome<'a>(&'a self, code: &'a str) -> &'a str {
        let known = self.outcomes.iter().find(|o| o.code == code);
        known.map_or(code, |o| self.words.lang().of(&o.label).as_str())
    }

    /// Shows the configured company; says so when the person has none of that code.
    pub(super) fn enter_home(&mut self) {
        let (Some((code, place)), Some(session)) = (&self.home, &self.session) else {
            return;
        };
        let found = session
            .companies
            .iter()
            .position(|w| w.company.code.eq_ignore_ascii_case(code));
        match found {
            Some(index) => self.company = index,
            None => {
                let codes = session.companies.iter().map(|w| w.company.code.as_str());
                let message = Message::new("config-company-unknown")
                    .with("at", place.as_str())
                    .with("company", code.as_str())
                    .with("known", codes.collect::<Vec<_>>().join(", "));
                self.say(message, Tone::Bad);
            }
        }
    }

    /// Key of the company shown.
    pub fn company_id(&self) -> Option<i32> {
        self.workplace().map(|w| w.company.id)
    }

    /// Whether the database has answered that there is no company for this person.
    pub fn has_no_company(&self) -> bool {
        self.session
            .as_ref()
            .is_some_and(|s| s.companies.is_empty())
    }

    /// A moment in the company's time zone.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let zone = self
            .workplace()
            .and_then(|w| w.company.time_zone.parse::<chrono_tz::Tz>().ok());
        match zone {
            Some(zone) => at.with_timezone(&zone).naive_local(),
            None => at.naive_utc(),
        }
    }

    /// The business date of the company shown.
    pub fn today(&self) -> Option<NaiveDate> {
        self.workplace().map(Workplace::today)
    }

    /// Gives `f` what it needs to read dates.
    pub fn with_calendar<T>(&self, f: impl FnOnce(&Calendar<'_>) -> T) -> T {
        let workplace = self.workplace();
        let business_day = |day| workplace.is_none_or(|w| w.calendar.works_on(day));
        f(&Calendar {
            today: workplace.map_or(NaiveDate::MIN, Workplace::today),
            order: self.words.date_order(),
            business_day: &business_day,
        })
    }

    /// Asks the database; the answer comes to the slot's owner. Asking again in the same slot replaces
    /// the question.
    pub fn load(&mut self, slot: Slot, query: Query) {
        if !self.slots.any_busy() {
            self.effects.push(Effect::SetAlarm(Alarm::Busy, BUSY_AFTER));
        }
        self.failures.remove(&slot);
        self.slots.load(slot, query, &mut self.effects);
    }

    /// Why a screen shows nothing, when nothing it has asked for is on its way any more.
    pub fn failure(&self, kind: Kind) -> Option<&Message> {
        let of = |owner: Owner| {
            let mut failed = self.failures.iter();
            let failed = failed.find(|(slot, _)| slot.owner == owner);
            failed.map(|(_, why)| why)
        };
        if self.slots.owner_busy(Owner::Screen(kind)) {
            return None;
        }
        of(Owner::Screen(kind)).or_else(|| of(Owner::Shell))
    }

    /// Why what was searched for is not found, unless it is still on its way.
    pub fn search_failure(&self) -> Option<&Message> {
        let failed = self.failures.iter();
        let mut failed = failed.filter(|(slot, _)| !self.slots.busy(**slot));
        let failed = failed.find(|(slot, _)| slot.owner == Owner::Overlay);
        failed.map(|(_, why)| why)
    }

    /// Gives up what an owner has asked for; `true` when there was something.
    pub(super) fn give_up(&mut self, owner: Owner) -> bool {
        for slot in self.slots.of(owner) {
            self.failures.insert(slot, Message::new("ui-cancelled"));
        }
        self.slots.cancel(owner, &mut self.effects)
    }

    /// Keeps the keys that are typed until the answer in `slot` has come: it opens a form, and they are
    /// meant for that.
    pub fn hold_keys(&mut self, slot: Slot) {
        self.held = Some((slot, Vec::new()));
    }

    /// Keeps the keys held so far until another answer has come.
    pub(super) fn hold_again(&mut self, slot: Slot) {
        let keys = self.held.take().map_or(Vec::new(), |(_, keys)| keys);
        self.held = Some((slot, keys));
    }

    /// Goes to the screen before.
    pub fn back(&mut self) {
        self.go = Some(Go::Back);
    }

    /// Whether an answer is awaited in a slot.
    pub fn loading(&self, slot: Slot) -> bool {
        self.slots.busy(slot)
    }

    /// Whether any answer is awaited.
    pub fn loading_any(&self) -> bool {
        self.slots.any_busy()
    }

    /// An id nobody has used.
    pub(super) fn new_id(&mut self) -> Uuid {
        (self.ids)()
    }

    /// Says something in passing.
    pub fn say(&mut self, message: Message, tone: Tone) {
        self.toast = Some(Toast {
            message,
            tone,
            lasting: false,
        });
        self.effects.push(Effect::SetAlarm(Alarm::Toast, TOAST_FOR));
    }

    /// Says what must be read, wherever the person has gone meanwhile.
    pub fn say_lasting(&mut self, message: Message, tone: Tone) {
        self.say(message, tone);
        if let Some(toast) = &mut self.toast {
            toast.lasting = true;
        }
    }

    /// What was said of the screen that is left goes with it, unless it was said on leaving.
    pub(super) fn hush(&mut self) {
        let said = |effect: &Effect| matches!(effect, Effect::SetAlarm(Alarm::Toast, _));
        if !self.effects.iter().any(said) {
            self.toast.take_if(|toast| !toast.lasting);
        }
    }

    /// Says of which write nobody knows yet whether it was saved; tells whether there is one.
    pub fn say_checking(&mut self) -> bool {
        let doubtful = |w: &&InFlight| w.checking && !w.submission.unasked();
        let Some(write) = self.writes.iter().rev().find(doubtful) else {
            return false;
        };
        let subject = write.submission.subject.clone();
        self.say(
            Message::new("ui-checking").with("subject", subject),
            Tone::Plain,
        );
        true
    }

    /// The link broke: what was under way is in doubt until the database has been asked.
    pub fn check_writes(&mut self) {
        for write in &mut self.writes {
            write.checking = true;
        }
        self.say_checking();
    }

    /// Says why something did not come, unless a write is in doubt: that is what whoever typed it waits for.
    pub fn say_failure(&mut self, why: Message) {
        if !self.say_checking() {
            self.say(why, Tone::Bad);
        }
    }

    /// Opens a form, with what was typed into it before if it was left.
    pub fn open_form(&mut self, mut form: Form) {
        form.begin();
        if let Some(draft) = self.drafts.iter().find(|d| d.key == form.key) {
            form.restore(draft);
            let said = match draft.subject.as_str() {
                "" => Message::new("ui-draft-restored-here"),
                subject => Message::new("ui-draft-restored").with("subject", subject),
            };
            self.say(said, Tone::Plain);
        }
        self.overlays.push(Overlay::Form(Box::new(form)));
    }

    /// Puts an overlay over the screen.
    pub fn open(&mut self, overlay: Overlay) {
        self.overlays.push(overlay);
    }

    /// Goes onto a screen over the present one.
    pub fn show(&mut self, screen: Screen) {
        self.go = Some(Go::Open(Box::new(screen)));
    }

    /// Goes to a screen of the `g` menu.
    pub fn go_to(&mut self, kind: Kind) {
        self.go = Some(Go::Root(kind));
    }

    /// Hands text to the terminal's clipboard.
    pub fn copy(&mut self, text: String) {
        self.effects.push(Effect::ToClipboard(text));
        self.say(Message::new("ui-sent-to-terminal"), Tone::Plain);
    }

    /// Writes without a form: `app.<verb>` with these arguments. Gives the request's id.
    pub fn write(&mut self, verb: &str, body: serde_json::Value, subject: &str) -> Uuid {
        self.send(verb, body, subject.to_owned(), None).request
    }

    pub(super) fn send(
        &mut self,
        verb: &str,
        body: serde_json::Value,
        subject: String,
        form: Option<Form>,
    ) -> Submission {
        let submission = Submission {
            request: (self.ids)(),
            verb: verb.to_owned(),
            body,
            subject,
            draft: form.as_ref().map(Form::words),
            bulk: None,
        };
        self.effects.push(Effect::Write(submission.clone()));
        self.writes.push(InFlight {
            submission: submission.clone(),
            form,
            takes_back: None,
            checking: false,
        });
        submission
    }

    pub(super) fn note_typing(&mut self) {
        self.effects
            .push(Effect::SetAlarm(Alarm::Draft, DRAFT_AFTER));
    }

    /// Keeps what stands in the open forms.
    pub(super) fn keep_drafts(&mut self) {
        let today = self.today();
        for overlay in &mut self.overlays {
            // What only chooses what a screen shows is no work to lose.
            if let Overlay::Form(form) = overlay
                && !form.verb.is_empty()
                && let Some(mut draft) = form.draft()
            {
                draft.on = today;
                self.drafts.retain(|d| d.key != draft.key);
                self.drafts.push(draft.clone());
                self.effects.push(Effect::SaveDraft(draft));
            }
        }
    }

    /// Keeps the words of a form that is no longer there; `false` when others of the same form are kept, which
    /// they must not replace.
    pub(super) fn keep_draft(&mut self, mut draft: Draft) -> bool {
        if self.drafts.iter().any(|d| d.key == draft.key) {
            return false;
        }
        // What was kept of it before is dropped by the version that it was sent with.
        draft.rev += 1;
        self.drafts.push(draft.clone());
        self.effects.push(Effect::SaveDraft(draft));
        true
    }

    pub(super) fn drop_draft(&mut self, key: &str) {
        self.drafts.retain(|d| d.key != key);
        self.effects.push(Effect::DropDraft(key.to_owned()));
    }
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shell")
            .field("size", &self.size)
            .field("link", &self.link)
            .field("overlays", &self.overlays)
            .field("toast", &self.toast)
            .finish_non_exhaustive()
    }
}
