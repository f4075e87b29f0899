//! What lies over a screen and takes the keys.

use super::action::{ACTIONS, Action, ActionSpec, Context};
use super::drafts::Kept;
use super::form::{Edit, Form};
use super::key::{Code, Key};
use super::keymap::Keymap;
use super::listing::{FilterLine, SeekLine};
use super::search::Search;
use crate::i18n::{Catalogue, Message};
use uuid::Uuid;

/// An overlay. The topmost gets every key.
#[derive(Debug)]
pub enum Overlay {
    /// All keys that work here, searchable.
    Help(Finder),
    /// Every action by name.
    Palette(Finder),
    /// A form.
    Form(Box<Form>),
    /// A question answered by a word.
    Confirm(Confirm),
    /// One of several.
    Choose(Choose),
    /// A text to read: a letter, a formula, a history.
    Text(TextView),
    /// A search over the customers.
    Search(Search),
    /// What was typed and not saved.
    Kept(Kept),
    /// The line that narrows the list, at the bottom.
    Filter(FilterLine),
    /// The line that says what is looked for in the list, at the bottom.
    Seek(SeekLine),
}

/// A search line over the actions.
#[derive(Debug, Default)]
pub struct Finder {
    /// What is typed.
    pub line: Edit,
    /// The chosen line of what was found.
    pub cursor: usize,
    /// What was done by the palette before, the latest first.
    pub recent: Vec<Action>,
    /// What the views that are kept are called, in their order.
    pub views: Vec<String>,
}

/// Something that the palette offers.
#[derive(Debug, Clone, Copy)]
pub enum Offer {
    /// An action.
    Action(&'static ActionSpec),
    /// A view that is kept, by its place among all.
    View(usize),
}

/// A question about something that cannot be undone.
#[derive(Debug)]
pub struct Confirm {
    /// What will happen.
    pub question: Message,
    /// The word to type; pasting it does not count.
    pub word: String,
    /// What is typed.
    pub line: Edit,
    /// What happens then.
    pub then: Action,
}

/// A short list to choose from by letter or arrows.
#[derive(Debug)]
pub struct Choose {
    /// Its title.
    pub title: Message,
    /// The letters and labels, with what the screen gets to know the choice by.
    pub options: Vec<(char, Message, String)>,
    /// The chosen line.
    pub cursor: usize,
    /// The action that is given the choice, see
    /// [`Behaviour::chosen`](super::screen::Behaviour::chosen).
    pub then: Action,
}

/// A text to read.
#[derive(Debug)]
pub struct TextView {
    /// Its title.
    pub title: Message,
    /// The text, as it came: cleaned when it is drawn.
    pub body: String,
    /// The first line shown.
    pub top: usize,
}

/// What a key did to an overlay.
#[derive(Debug, PartialEq)]
pub enum OverlayEvent {
    /// It stays.
    Stay,
    /// It goes.
    Close,
    /// It goes, and this is done.
    Act(Action),
    /// It goes, and the screen gets this choice.
    Chosen(Action, String),
    /// It stays, and what is searched for has changed.
    Typed,
    /// The filter line has changed, or is done with.
    Filtered {
        /// It goes.
        done: bool,
    },
    /// It goes, and this customer opens.
    Customer(Uuid, String),
    /// It goes, and this view is shown.
    View(usize),
}

impl Finder {
    /// Actions whose label, name or keys match what is typed, best first; of the contexts given.
    pub fn found(
        &self,
        contexts: &[Context],
        words: &Catalogue,
        keymap: &Keymap,
    ) -> Vec<&'static ActionSpec> {
        let typed = self.line.text().trim().to_lowercase();
        let mut found: Vec<(u8, &ActionSpec)> = ACTIONS
            .iter()
            .filter(|s| s.contexts.iter().any(|c| contexts.contains(c)))
            .filter_map(|s| {
                let label = words.tr(&s.label()).to_lowercase();
                let rank = rank(&label, &typed).or_else(|| {
                    let exact = keymap.hint(s.action).is_some_and(|k| k == self.line.text());
                    let named = rank(s.id, &typed).map(|r| r + 1);
                    if exact { Some(0) } else { named }
                })?;
                Some((rank, s))
            })
            .collect();
        let recency = |spec: &ActionSpec| {
            let at = self.recent.iter().position(|action| *action == spec.action);
            at.unwrap_or(usize::MAX)
        };
        found.sort_by_key(|(rank, spec)| (*rank, recency(spec)));
        found.into_iter().map(|(_, s)| s).collect()
    }

    /// The same for the help: while nothing is typed, group by group; else, after them, those whose sentence
    /// holds what is typed.
    pub fn grouped(
        &self,
        contexts: &[Context],
        words: &Catalogue,
        keymap: &Keymap,
    ) -> Vec<&'static ActionSpec> {
        let mut found = self.found(contexts, words, keymap);
        if self.in_groups() {
            found.sort_by_key(|spec| spec.group());
            return found;
        }
        let typed = self.line.text().trim().to_lowercase();
        let known: Vec<&str> = found.iter().map(|spec| spec.id).collect();
        let told = |spec: &&ActionSpec| words.tr(&spec.help()).to_lowercase().contains(&typed);
        let more = ACTIONS
            .iter()
            .filter(|s| s.works_in(contexts) && !known.contains(&s.id));
        found.extend(more.filter(told));
        found
    }

    /// Whether the help stands in its groups: what is searched for comes the best first.
    pub fn in_groups(&self) -> bool {
        self.line.text().trim().is_empty()
    }

    /// What the palette offers: the actions that work here and the views that are kept; after them, once something
    /// is typed, the actions that work on other screens alone.
    pub fn offers(&self, contexts: &[Context], words: &Catalogue, keymap: &Keymap) -> Vec<Offer> {
        let found = self.found(contexts, words, keymap).into_iter();
        let mut offers: Vec<Offer> = found.map(Offer::Action).collect();
        let typed = self.line.text().trim().to_lowercase();
        let views = self.views.iter().enumerate();
        let views = views.filter(|(_, name)| rank(&name.to_lowercase(), &typed).is_some());
        let views = views.map(|(at, _)| Offer::View(at));
        if typed.is_empty() {
            offers.extend(views);
            return offers;
        }
        // A view that has the word begun is meant rather than an action whose letters happen to be in order.
        let exact = |offer: &Offer| match offer {
            Offer::Action(spec) => rank(&words.tr(&spec.label()).to_lowercase(), &typed),
            Offer::View(_) => None,
        };
        let good = |offer: &Offer| exact(offer).is_some_and(|rank| rank <= 2);
        let place = offers.iter().position(|offer| !good(offer));
        let place = place.unwrap_or(offers.len());
        offers.splice(place..place, views.collect::<Vec<_>>());
        let all: Vec<Context> = Context::SCREENS
            .into_iter()
            .chain([Context::List])
            .collect();
        let elsewhere = self.found(&all, words, keymap).into_iter();
        let elsewhere = elsewhere.filter(|spec| !spec.works_in(contexts));
        offers.extend(elsewhere.map(Offer::Action));
        offers
    }

    fn key(&mut self, key: Key, found: &[Offer]) -> OverlayEvent {
        let last = found.len().saturating_sub(1);
        match key.code {
            Code::Esc => return OverlayEvent::Close,
            Code::Enter => {
                return match found.get(self.cursor.min(last)) {
                    Some(Offer::Action(spec)) => OverlayEvent::Act(spec.action),
                    Some(Offer::View(at)) => OverlayEvent::View(*at),
                    None => OverlayEvent::Stay,
                };
            }
            Code::Up => self.cursor = self.cursor.min(last).saturating_sub(1),
            Code::Down => self.cursor = (self.cursor + 1).min(last),
            Code::PageUp => self.cursor = self.cursor.min(last).saturating_sub(10),
            Code::PageDown => self.cursor = (self.cursor + 10).min(last),
            _ => {
                if self.line.key(key) == Some(true) {
                    self.cursor = 0;
                }
            }
        }
        OverlayEvent::Stay
    }
}

/// How well a text matches what is typed, the less the better; `None` when it does not.
fn rank(text: &str, typed: &str) -> Option<u8> {
    if text.starts_with(typed) {
        return Some(0);
    }
    if text.split(' ').any(|word| word.starts_with(typed)) {
        return Some(2);
    }
    if text.contains(typed) {
        return Some(4);
    }
    let mut rest = text.chars();
    typed.chars().all(|c| rest.any(|t| t == c)).then_some(6)
}

impl Overlay {
    /// Takes a key. Forms are asked through [`App`](super::App), which knows the calendar.
    pub fn key(
        &mut self,
        key: Key,
        contexts: &[Context],
        words: &Catalogue,
        keymap: &Keymap,
    ) -> OverlayEvent {
        match self {
            Overlay::Help(finder) => {
                let found = finder.grouped(contexts, words, keymap).into_iter();
                let found: Vec<Offer> = found.map(Offer::Action).collect();
                finder.key(key, &found)
            }
            Overlay::Palette(finder) => {
                let found = finder.offers(contexts, words, keymap);
                finder.key(key, &found)
            }
            Overlay::Confirm(confirm) => match key.code {
                Code::Esc => OverlayEvent::Close,
                Code::Enter if confirm.line.text().trim() == confirm.word => {
                    OverlayEvent::Act(confirm.then)
                }
                _ => {
                    confirm.line.key(key);
                    OverlayEvent::Stay
                }
            },
            Overlay::Choose(choose) => choose.key(key),
            Overlay::Search(search) => search.key(key),
            Overlay::Text(text) => {
                let down = |n: usize| text.top.saturating_add(n);
                match key.code {
                    Code::Esc | Code::Enter | Code::Char('q') => return OverlayEvent::Close,
                    Code::Down | Code::Char('j') => text.top = down(1),
                    Code::Up | Code::Char('k') => text.top = text.top.saturating_sub(1),
                    Code::PageDown | Code::Char(' ') => text.top = down(10),
                    Code::PageUp => text.top = text.top.saturating_sub(10),
                    Code::Home => text.top = 0,
                    _ => {}
                }
                // No further than the text is long, however it is wrapped.
                text.top = text
                    .top
                    .min(text.body.len() / 8 + text.body.matches('\n').count());
                OverlayEvent::Stay
            }
            // They know more than the key: see `App`.
            Overlay::Form(_) | Overlay::Filter(_) | Overlay::Seek(_) | Overlay::Kept(_) => {
                OverlayEvent::Stay
            }
        }
    }

    /// Takes pasted text where text is searched for; a confirmation takes none.
    pub fn paste(&mut self, text: &str) {
        match self {
            Overlay::Help(finder) | Overlay::Palette(finder) => {
                finder.line.insert(text);
                finder.cursor = 0;
            }
            Overlay::Search(search) => search.paste(text),
            _ => {}
        }
    }
}

impl Choose {
    fn key(&mut self, key: Key) -> OverlayEvent {
        let last = self.options.len().saturating_sub(1);
        let chosen = match key.code {
            Code::Esc => return OverlayEvent::Close,
            Code::Up => {
                self.cursor = self.cursor.saturating_sub(1);
                None
            }
            Code::Down => {
                self.cursor = (self.cursor + 1).min(last);
                None
            }
            Code::Enter => self.options.get(self.cursor),
            Code::Char(c) if !key.ctrl => self.options.iter().find(|(letter, ..)| *letter == c),
            _ => None,
        };
        match chosen {
            Some((_, _, value)) => OverlayEvent::Chosen(self.then, value.clone()),
            None => OverlayEvent::Stay,
        }
    }
}
