//! Keys typed ahead of a refusal. Whoever types fast, or over a slow line, has pressed the next keys before the
//! refusal could be seen: they were meant for what did not happen, and must neither act nor land in a form.

use super::App;
use super::effect::Effect;
use super::key::{Code, Key};
use super::msg::Alarm;
use super::shell::{Shell, Tone};
use crate::i18n::Message;

/// Milliseconds without a key after which the person has stopped, and seen what is there: longer than between
/// two keys of one word, shorter than it takes to read and answer.
const PAUSE: u64 = 300;

impl Shell {
    /// Says why something is not done, and drops the keys that follow without a pause.
    pub(super) fn refuse(&mut self, why: Message, tone: Tone) {
        self.say(why.clone(), tone);
        self.drop_ahead(why);
    }

    /// What is there is not what the person typed for: the keys that follow without a pause are dropped.
    pub(super) fn drop_ahead(&mut self, why: Message) {
        self.ahead_of = Some(why);
        self.effects.push(Effect::SetAlarm(Alarm::Pause, PAUSE));
    }

    /// Says that keys were dropped, and goes on doing so until there is a pause.
    pub(super) fn dropped(&mut self, why: Message) {
        let message = Message::new("ui-keys-dropped").with("why", why.clone());
        self.say(message, Tone::Bad);
        self.drop_ahead(why);
    }
}

impl App {
    /// Whether a key goes nowhere because it was typed ahead of a refusal. Escape ends that; where a form is
    /// open it closes the form as well.
    pub(super) fn typed_ahead(&mut self, key: Key) -> bool {
        let Some(why) = self.shell.ahead_of.take() else {
            return false;
        };
        if key.code == Code::Esc {
            return self.shell.overlays.is_empty();
        }
        self.shell.dropped(why);
        true
    }
}
