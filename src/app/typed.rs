//! Keys and pasted text.

use super::App;
use super::action::Action;
use super::drafts::Kept;
use super::effect::Effect;
use super::form::FormEvent;
use super::key::{Code, Key};
use super::keymap::Resolved;
use super::overlay::{Finder, Overlay, OverlayEvent};
use super::request::Slot;
use super::screen::Kind;
use super::search::Search;
use super::shell::{Guard, Tone, too_small};
use super::team::Arrangement;
use crate::i18n::Message;
use crate::text::Untrusted;

/// Counts stay far from overflow; nobody moves further.
const MOST_COUNT: u32 = 9_999_999;

/// Keys kept while a form is on its way; more than that were typed to no purpose.
const MOST_HELD: usize = 64;

/// Actions of the palette that come first the next time.
const MOST_RECENT: usize = 8;

impl App {
    pub(super) fn key(&mut self, key: Key) {
        // What must work whatever is open.
        if key.ctrl {
            match key.code {
                Code::Char('c') => return self.quit(),
                Code::Char('z') => return self.act(Action::Suspend, None),
                Code::Char('l') => return self.shell.effects.push(Effect::Repaint),
                _ => {}
            }
        }
        // Nobody can see what a key would do.
        if too_small(self.shell.size) || self.typed_ahead(key) {
            return;
        }
        if let Some((_, held)) = &mut self.shell.held {
            if key.code == Code::Esc {
                self.shell.held = None;
                if self.shell.give_up_task() {
                    return;
                }
            } else if held.len() < MOST_HELD {
                held.push(key);
                return;
            }
        }
        if self.shell.overlays.is_empty() {
            self.screen_key(key);
        } else {
            self.overlay_key(key);
        }
    }

    /// The answer has come that keys were typed ahead of. Where it has opened nothing, they were meant for
    /// what is not there.
    pub(super) fn release_keys(&mut self, slot: Slot) {
        let Some((_, keys)) = self.shell.held.take_if(|(awaited, _)| *awaited == slot) else {
            return;
        };
        if self.shell.overlays.is_empty() {
            let why = self.shell.toast.as_ref().map(|t| t.message.clone());
            let why = why.unwrap_or_else(|| Message::new("ui-nothing-opened"));
            match keys.is_empty() {
                true => self.shell.drop_ahead(why),
                false => self.shell.dropped(why),
            }
            return;
        }
        keys.into_iter().for_each(|k| self.key(k));
    }

    fn screen_key(&mut self, key: Key) {
        if let (Code::Char(c), false, true) = (key.code, key.ctrl, self.pending.is_empty())
            && let Some(digit) = c.to_digit(10)
            && (digit > 0 || self.count.is_some())
        {
            let count = self.count.unwrap_or(0).saturating_mul(10) + digit;
            self.count = Some(count.min(MOST_COUNT));
            return;
        }
        if key.code == Code::Esc && !(self.pending.is_empty() && self.count.is_none()) {
            self.pending.clear();
            self.count = None;
            return;
        }
        self.pending.push(key);
        let resolved = self.shell.keymap.resolve(&self.contexts(), &self.pending);
        if resolved == Resolved::Prefix {
            return;
        }
        self.pending.clear();
        let count = self.count.take();
        if let Resolved::Action(action) = resolved {
            self.act(action, count);
        }
    }

    /// Does an action, or says why it cannot be done.
    pub(super) fn act(&mut self, action: Action, count: Option<u32>) {
        let spec = action.spec();
        if !spec.works_in(&self.contexts()) {
            let elsewhere = spec.elsewhere(&self.shell.words);
            self.shell.refuse(elsewhere, Tone::Bad);
            return;
        }
        if let Some(why) = self.guarded(action) {
            self.shell.refuse(Message::new(why), Tone::Plain);
            return;
        }
        if let Err(why) = self.available(action) {
            if spec.writes && action != Action::Undo {
                self.shell.nothing_done();
            }
            self.shell.refuse(Message::new(why), Tone::Bad);
            return;
        }
        let listing = self.screen().behaviour().listing();
        let marked = listing.map_or(0, |listing| listing.marked_otherwise());
        if marked > 0 && spec.writes && self.shell.bulk().is_some() {
            let message = Message::new("many-runs");
            self.shell.refuse(message, Tone::Bad);
            return;
        }
        if marked > 0 && spec.of_one_row(self.kind()) {
            let message = Message::new("ui-of-one-row").with("n", marked);
            self.shell.refuse(message, Tone::Bad);
            return;
        }
        match action {
            Action::Quit => self.quit(),
            Action::Back => self.back(),
            Action::Leave => self.leave(),
            Action::HandOver => self.shell.arrange(Arrangement::HandOver),
            Action::Substitute => self.shell.arrange(Arrangement::Substitute),
            Action::Help => self.shell.open(Overlay::Help(Finder::default())),
            Action::Palette => self.open_palette(),
            Action::Undo if self.screen().behaviour().takes_back() => {
                let (screen, shell) = self.split();
                screen.behaviour_mut().take_back(shell);
            }
            Action::Undo => self.undo(),
            Action::Refresh => {
                self.look_for_company();
                self.reload();
            }
            Action::Repaint => self.shell.effects.push(Effect::Repaint),
            Action::Theme => self.offer_themes(),
            Action::Drafts => self.shell.open(Overlay::Kept(Kept::default())),
            Action::DismissTip => self.dismiss_tip(),
            Action::Tips => self.switch_tips(),
            Action::Suspend => self.shell.effects.push(Effect::Suspend),
            Action::GoToday => self.shell.go_to(Kind::Today),
            Action::GoWorklist => self.shell.go_to(Kind::Worklist),
            Action::GoAged => self.shell.go_to(Kind::Aged),
            Action::GoActivity => self.shell.go_to(Kind::Activity),
            Action::GoAlerts => self.shell.go_to(Kind::Alerts),
            Action::GoInvoices => self.shell.go_to(Kind::Invoices),
            Action::GoPromises => self.shell.go_to(Kind::Promises),
            Action::GoDisputes => self.shell.go_to(Kind::Disputes),
            Action::GoReminders => self.shell.go_to(Kind::Reminders),
            Action::GoCredit => self.shell.go_to(Kind::Credit),
            Action::Company => self.choose_company(),
            Action::GoPipeline => self.shell.go_to(Kind::Pipeline),
            Action::GoForecast => self.shell.go_to(Kind::Forecast),
            Action::GoKpis => self.shell.go_to(Kind::Kpis),
            Action::GoSettings => self.shell.go_to(Kind::Settings),
            Action::Find => self.shell.open(Overlay::Search(Search::default())),
            _ if self.act_on_list(action) => {}
            _ => {
                let (screen, shell) = self.split();
                screen.behaviour_mut().act(action, count, shell);
            }
        }
    }

    /// Why a key is dropped though its action could be done: it was pressed before what it would be done to
    /// was on the screen.
    fn guarded(&self, action: Action) -> Option<&'static str> {
        let undo = action == Action::Undo && !self.screen().behaviour().takes_back();
        match self.shell.guard? {
            _ if !action.spec().writes => None,
            Guard::Advanced => Some("ui-key-dropped"),
            Guard::Unseen if undo => None,
            Guard::Unseen => Some("ui-not-shown-yet"),
        }
    }

    fn overlay_key(&mut self, key: Key) {
        let contexts = self.contexts();
        let shell = &mut self.shell;
        let Some(mut top) = shell.overlays.pop() else {
            return;
        };
        if let Overlay::Form(mut form) = top {
            let event = shell.with_calendar(|calendar| form.key(key, calendar));
            match event {
                FormEvent::Stay => {
                    if form.dirty() {
                        shell.note_typing();
                    }
                    shell.ask_whom_to_name(&form);
                    shell.greet_the_chosen(&form);
                    shell.overlays.push(Overlay::Form(form));
                }
                FormEvent::Refused => {
                    shell.overlays.push(Overlay::Form(form));
                    shell.drop_ahead(Message::new("ui-form-refused"));
                }
                FormEvent::Unchanged => {
                    shell.drop_draft(&form.key);
                    let message = Message::new("ui-unchanged").with("subject", form.subject);
                    shell.say(message, Tone::Plain);
                }
                FormEvent::Close => {
                    shell.overlays.push(Overlay::Form(form));
                    shell.keep_drafts();
                    shell.overlays.pop();
                }
                FormEvent::Submit(body) if form.verb.is_empty() => {
                    let Some(form) = self.view_entered(*form, &body) else {
                        return;
                    };
                    let (screen, shell) = self.split();
                    screen.behaviour_mut().entered(form.id, &body, shell);
                }
                FormEvent::Submit(body) => self.submit(*form, body),
            }
            return;
        }
        if let Overlay::Kept(list) = top {
            return self.kept_key(list, key);
        }
        if let Overlay::Filter(mut line) = top {
            match line.key(key, &shell.filters) {
                OverlayEvent::Filtered { done } => self.filtered(line, done),
                _ => shell.overlays.push(Overlay::Filter(line)),
            }
            return;
        }
        if let Overlay::Seek(mut line) = top {
            let event = line.key(key);
            if event == OverlayEvent::Close {
                return self.seek_whole(line.line.text());
            }
            let typed = event == OverlayEvent::Typed;
            if typed {
                self.seek_typed(&line);
            }
            self.shell.overlays.push(Overlay::Seek(line));
            if let OverlayEvent::Act(action) = event {
                self.act(action, None);
            }
            return;
        }
        let event = top.key(key, &contexts, &shell.words, &shell.keymap);
        match event {
            OverlayEvent::Stay => shell.overlays.push(top),
            OverlayEvent::Close => {}
            OverlayEvent::Act(action) => {
                if matches!(top, Overlay::Palette(_)) {
                    shell.recent.retain(|known| *known != action);
                    shell.recent.insert(0, action);
                    shell.recent.truncate(MOST_RECENT);
                }
                self.act(action, None);
            }
            OverlayEvent::View(at) => self.open_view(at),
            OverlayEvent::Typed => {
                shell.overlays.push(top);
                shell.note_search();
            }
            OverlayEvent::Customer(customer, name) => shell.show_customer(customer, name),
            OverlayEvent::Chosen(Action::Theme, value) => self.use_theme(value),
            OverlayEvent::Chosen(Action::Company, value) => self.enter_company(&value),
            OverlayEvent::Filtered { .. } => shell.overlays.push(top),
            OverlayEvent::Chosen(action, value) if self.chosen_of_list(action, &value) => {}
            OverlayEvent::Chosen(action, value) => {
                let (screen, shell) = self.split();
                screen.behaviour_mut().chosen(action, &value, shell);
            }
        }
    }

    /// Pasted text is data: it goes into the field or the search line that has the focus, or nowhere.
    pub(super) fn paste(&mut self, text: &Untrusted) {
        if too_small(self.shell.size) {
            return;
        }
        if let Some(why) = self.shell.ahead_of.take() {
            return self.shell.dropped(why);
        }
        match self.shell.overlays.last_mut() {
            Some(Overlay::Form(form)) => {
                form.paste(text.raw());
                self.shell.note_typing();
            }
            Some(Overlay::Filter(_)) => {
                if let Some(Overlay::Filter(mut line)) = self.shell.overlays.pop() {
                    line.line.insert(text.raw());
                    self.filtered(line, false);
                }
            }
            Some(Overlay::Seek(_)) => {
                if let Some(Overlay::Seek(mut line)) = self.shell.overlays.pop() {
                    line.line.insert(text.raw());
                    self.seek_typed(&line);
                    self.shell.overlays.push(Overlay::Seek(line));
                }
            }
            Some(overlay) => {
                overlay.paste(text.raw());
                if matches!(overlay, Overlay::Search(_)) {
                    self.shell.note_search();
                }
            }
            None => self
                .shell
                .say(Message::new("ui-paste-nowhere"), Tone::Plain),
        }
    }
}
