//! Finding a row of a list by what stands in it: among the loaded rows at once, else in the whole list.

use super::{Adjustable, Entry, Listing};
use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::form::Edit;
use crate::app::key::{Code, Key};
use crate::app::msg::Alarm;
use crate::app::overlay::{Overlay, OverlayEvent};
use crate::app::request::{Query, Reply};
use crate::app::shell::{Shell, Tone};
use crate::app::table::Row;
use crate::domain::list::{Listed, Value};
use crate::i18n::Message;

/// Milliseconds without a key before the whole list is looked through.
const PAUSE: u64 = 300;

/// Which way to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the selected row on, with it, as far as rows are loaded.
    Loaded,
    /// From the selected row on, with it.
    Here,
    /// Behind the selected row.
    Next,
    /// Before it.
    Previous,
}

/// What is looked for in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeking {
    /// Its words, all of which a row must have.
    pub text: String,
    /// How far that has come.
    pub found: Found,
}

/// Whether something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It is under the cursor.
    Here,
    /// The whole list is being looked through.
    Looking,
    /// No row of the list has it.
    Nowhere,
}

/// The line that it is typed in.
#[derive(Debug, Default)]
pub struct SeekLine {
    /// What is typed.
    pub line: Edit,
}

impl SeekLine {
    pub(in crate::app) fn key(&mut self, key: Key) -> OverlayEvent {
        match key.code {
            Code::Esc | Code::Enter => OverlayEvent::Close,
            Code::Down => OverlayEvent::Act(Action::SeekNext),
            Code::Up => OverlayEvent::Act(Action::SeekPrevious),
            _ => match self.line.key(key) {
                Some(true) => OverlayEvent::Typed,
                _ => OverlayEvent::Stay,
            },
        }
    }
}

impl<R: Entry> Listing<R> {
    /// The row that has what is looked for, among those that are loaded.
    fn among_loaded(&self, way: Way, has: &dyn Fn(&str) -> bool) -> Option<R::Id> {
        let table = self.table();
        let (rows, at) = (table.rows(), table.cursor());
        let has = |row: &&R| has(&text_of(*row));
        let (before, from) = rows.split_at(at.min(rows.len()));
        let behind = from.get(1..).unwrap_or_default();
        let found = match way {
            Way::Loaded | Way::Here => from.iter().find(has),
            Way::Next => behind.iter().find(has),
            Way::Previous => before.iter().rev().find(has),
        };
        // Where all is loaded, it begins again at the other end.
        let again = || match way {
            _ if !table.whole() => None,
            Way::Previous => from.iter().rev().find(has),
            _ => before.iter().chain(from.first()).find(has),
        };
        found.or_else(again).map(Row::id)
    }

    pub(super) fn look(&mut self, text: &str, way: Way, shell: &mut Shell) {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            self.seeking = None;
            return;
        }
        let all = |row: &str| words.iter().all(|word| row.contains(word));
        let loosely = |row: &str| words.iter().all(|word| in_order(word, row));
        let whole = self.table().whole();
        let found = self
            .among_loaded(way, &all)
            .or_else(|| self.among_loaded(way, &loosely).filter(|_| whole));
        let found = match found {
            Some(id) => {
                self.list.table.reveal(id);
                // The next page may have come near.
                self.step(crate::app::table::Step::Rows(0), shell);
                Found::Here
            }
            None if whole => Found::Nowhere,
            None if way == Way::Loaded => Found::Looking,
            None => {
                let mut ask = self.ask(shell);
                // The places known so far are of the general way once something was found in it.
                let known = ask.general || !ask.is_plain();
                let back = way == Way::Previous;
                let from = match known {
                    true => self.table().beyond(back),
                    false if back => crate::domain::page::Fetch::Last,
                    false => crate::domain::page::Fetch::First,
                };
                ask.general = true;
                shell.load(
                    self.seek,
                    Query::Seek {
                        which: R::WHICH,
                        ask,
                        text: words.join(" "),
                        from,
                    },
                );
                Found::Looking
            }
        };
        self.seeking = Some(Seeking {
            text: text.to_owned(),
            found,
        });
    }

    /// Takes in where it was found.
    pub(super) fn sought(&mut self, answer: Option<Box<Reply>>) {
        let page = answer.and_then(|reply| R::page(*reply));
        let found = match page {
            Some(page) => {
                self.general = true;
                self.list.land(page);
                Found::Here
            }
            None => Found::Nowhere,
        };
        if let Some(seeking) = &mut self.seeking {
            seeking.found = found;
        }
    }
}

/// What stands in the fields of a row that words are looked for in, in small letters.
fn text_of<R: Listed>(row: &R) -> String {
    let searched = R::LIST.columns.iter().filter(|c| c.field.searched);
    let texts = searched.filter_map(|column| match (column.value)(row) {
        Value::Text(text) => Some(text.as_str().to_lowercase()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Whether the letters of a word stand in a text, in their order.
fn in_order(word: &str, text: &str) -> bool {
    text.lines().any(|line| {
        let mut rest = line.chars();
        word.chars().all(|letter| rest.any(|c| c == letter))
    })
}

impl App {
    /// Looks for what was looked for last, further on or back.
    pub(super) fn seek_on(&mut self, way: Way) {
        let seeking = self.listing().and_then(|listing| listing.seeking());
        let Some(text) = seeking.map(|seeking| seeking.text.clone()) else {
            return;
        };
        self.seek(&text, way);
        let seeking = self.listing().and_then(|listing| listing.seeking());
        if self.shell.overlays.is_empty() && seeking.is_some_and(|s| s.found == Found::Nowhere) {
            let said = Message::new("ui-seek-nowhere").with("text", text);
            self.shell.say(said, Tone::Plain);
        }
    }

    fn seek(&mut self, text: &str, way: Way) {
        let (screen, shell) = self.split();
        if let Some(listing) = screen.behaviour_mut().listing_mut() {
            listing.look_for(text, way, shell);
        }
    }

    /// What is looked for has changed: among the loaded rows at once, in the whole list when typing pauses.
    pub(in crate::app) fn seek_typed(&mut self, line: &SeekLine) {
        self.seek(line.line.text(), Way::Loaded);
        self.shell
            .effects
            .push(Effect::SetAlarm(Alarm::Filter, PAUSE));
    }

    /// The typing has paused, or is done with.
    pub(in crate::app) fn seek_whole(&mut self, text: &str) {
        let seeking = self.listing().and_then(|listing| listing.seeking());
        let looking = seeking.is_some_and(|s| s.found == Found::Looking);
        if looking {
            self.seek(text, Way::Here);
        }
    }

    /// Opens the line.
    pub(super) fn open_seek(&mut self) {
        self.shell.open(Overlay::Seek(SeekLine::default()));
    }
}
