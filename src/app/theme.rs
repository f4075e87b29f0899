//! Choosing how the cockpit looks.

use super::App;
use super::action::Action;
use super::effect::Effect;
use super::overlay::{Choose, Overlay};
use super::shell::Tone;
use crate::i18n::Message;

impl App {
    /// Offers the themes there are, each by a letter of its name.
    pub(super) fn offer_themes(&mut self) {
        let mut options: Vec<(char, Message, String)> = Vec::new();
        for name in &self.shell.themes {
            let free = |letter: &char| options.iter().all(|(taken, ..)| taken != letter);
            let letter = name.chars().chain('a'..='z').find(free).unwrap_or(' ');
            let known = format!("ui-theme-{name}");
            let label = match self.shell.words.has(&known) {
                true => Message::new(&known),
                false => Message::new("ui-theme-own").with("theme", name.as_str()),
            };
            options.push((letter, label, name.clone()));
        }
        self.shell.open(Overlay::Choose(Choose {
            title: Message::new("ui-theme-title"),
            options,
            cursor: 0,
            then: Action::Theme,
        }));
    }

    /// Looks so from now on, and the next time.
    pub(super) fn use_theme(&mut self, name: String) {
        let shell = &mut self.shell;
        shell.effects.push(Effect::UseTheme(name.clone()));
        shell.effects.push(Effect::Remember("screen.theme", name));
        shell.say(Message::new("ui-theme-chosen"), Tone::Good);
    }
}
