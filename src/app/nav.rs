//! Going from screen to screen.

use super::App;
use super::effect::Effect;
use super::msg::Link;
use super::request::Owner;
use super::screen::{Kind, Screen};
use super::shell::{Go, Guard};

impl App {
    /// Goes where the last message asked to go.
    pub(super) fn navigate(&mut self) {
        let Some(go) = self.shell.go.take() else {
            return;
        };
        let left = self.kind();
        match go {
            Go::Open(screen) => self.screens.push(*screen),
            Go::Back if self.screens.len() > 1 => {
                self.screens.pop();
            }
            Go::Back => return,
            Go::Root(kind) => self.root(kind),
        }
        self.shell
            .slots
            .cancel(Owner::Screen(left), &mut self.shell.effects);
        self.shell.hush();
        // Gone on after a write, or where the person asked to go.
        let written = |effect: &Effect| matches!(effect, Effect::Write(_));
        self.shell.guard = match self.shell.effects.iter().any(written) {
            true => Some(Guard::Advanced),
            false => Some(Guard::Unseen),
        };
        self.reload();
    }

    /// To a screen of the `g` menu, where it was left. What lay over the old one is closed.
    fn root(&mut self, kind: Kind) {
        if let Some(at) = self
            .screens
            .iter()
            .position(|s| s.behaviour().kind() == kind)
        {
            self.screens.truncate(at + 1);
            return;
        }
        let kept = self
            .parked
            .iter()
            .position(|s| s.behaviour().kind() == kind);
        let next = kept
            .map(|i| self.parked.swap_remove(i))
            .or_else(|| Screen::new(kind));
        if let Some(next) = next {
            self.screens.truncate(1);
            self.parked.append(&mut self.screens);
            self.screens.push(next);
        }
    }

    /// One step back: the load that runs, else the screen; on the first screen nothing.
    pub(super) fn back(&mut self) {
        let owner = Owner::Screen(self.kind());
        if self.stop_bulk() || self.stop_export() || self.shell.give_up(owner) {
            let cancelled = crate::i18n::Message::new("ui-cancelled");
            self.shell.say(cancelled, super::shell::Tone::Plain);
        } else {
            self.leave();
        }
    }

    /// Leaves the screen, whatever it has asked for; the first screen stays.
    pub(super) fn leave(&mut self) {
        if self.screens.len() > 1 {
            self.shell.go = Some(Go::Back);
        } else {
            let how = crate::i18n::Message::new("ui-leave-with");
            self.shell.say(how, super::shell::Tone::Plain);
        }
    }

    /// Keeps what is typed and leaves: at once, unless something is being written over a link that holds.
    /// Asked twice, it does not wait.
    pub(super) fn quit(&mut self) {
        self.shell.keep_drafts();
        let waiting = self.shell.link == Link::Live && !self.shell.writes.is_empty();
        if waiting && !self.leaving {
            self.leaving = true;
            self.shell.say(
                crate::i18n::Message::new("ui-leaving"),
                super::shell::Tone::Plain,
            );
        } else {
            self.shell.effects.push(Effect::Quit);
        }
    }
}
