//! The filter line at the bottom of a list, and its order.

use super::{Adjustable, View, Way, kept};
use crate::app::App;
use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::form::Edit;
use crate::app::key::{Code, Key};
use crate::app::msg::Alarm;
use crate::app::overlay::{Choose, Overlay, OverlayEvent};
use crate::app::shell::Shell;
use crate::domain::filter::{Condition, parse};
use crate::domain::list::{self, Field};
use crate::i18n::{Message, Toward, filter_refused};

/// Milliseconds without a key before the list is asked for.
const PAUSE: u64 = 300;

/// Filters remembered.
const REMEMBERED: usize = 50;

/// The line that a filter is typed in.
#[derive(Debug)]
pub struct FilterLine {
    /// What is typed.
    pub line: Edit,
    /// What is wrong with it.
    pub problem: Option<Message>,
    /// How far back in the filters typed before; 0 is what is being typed.
    back: usize,
    typed: String,
}

impl FilterLine {
    pub(in crate::app) fn key(&mut self, key: Key, history: &[String]) -> OverlayEvent {
        match key.code {
            Code::Esc => {
                self.line.set("");
                return OverlayEvent::Filtered { done: true };
            }
            Code::Enter => return OverlayEvent::Filtered { done: true },
            Code::Up => return self.recall(self.back + 1, history),
            Code::Down if self.back > 0 => return self.recall(self.back - 1, history),
            _ => {}
        }
        match self.line.key(key) {
            Some(true) => {
                self.back = 0;
                OverlayEvent::Filtered { done: false }
            }
            _ => OverlayEvent::Stay,
        }
    }

    fn recall(&mut self, back: usize, history: &[String]) -> OverlayEvent {
        if back > history.len() {
            return OverlayEvent::Stay;
        }
        if self.back == 0 {
            self.typed = self.line.text().to_owned();
        }
        self.back = back;
        let text = match back {
            0 => &self.typed,
            n => &history[history.len() - n],
        };
        self.line = Edit::line(text);
        OverlayEvent::Filtered { done: false }
    }
}

impl Shell {
    /// The days of an overdue bucket by its key, as the company divides them: `31-60`.
    pub fn bucket(&self, key: &str) -> Option<String> {
        let index = list::BUCKETS.iter().position(|bucket| *bucket == key)?;
        let labels = self.workplace()?.company.buckets.labels();
        labels.get(index).cloned()
    }

    /// What a column is called.
    pub fn head(&self, field: &Field) -> Message {
        match self.bucket(field.key) {
            Some(days) => Message::new("col-bucket").with("days", days.replace('-', "–")),
            None => Message::new(field.head()),
        }
    }

    /// Reads a filter over some fields, with dates as the person types them.
    ///
    /// # Errors
    /// The sentence that says which term was not understood.
    pub fn conditions(
        &self,
        text: &str,
        fields: &[&'static Field],
    ) -> Result<Vec<Condition>, Message> {
        let lang = self.words.lang();
        self.with_calendar(|calendar| {
            let date = |typed: &str| {
                let read = calendar.read(typed, Toward::Future);
                read.ok().map(|reading| reading.date)
            };
            parse(text, fields, &date).map_err(|refusal| filter_refused(&refusal, fields, lang))
        })
    }
}

impl App {
    pub(super) fn listing(&self) -> Option<&dyn Adjustable> {
        self.screen().behaviour().listing()
    }

    pub(super) fn adjust(&mut self, change: impl FnOnce(&mut View)) {
        let (screen, shell) = self.split();
        if let Some(listing) = screen.behaviour_mut().listing_mut() {
            let mut view = listing.view().clone();
            change(&mut view);
            listing.adjust(view, shell);
        }
    }

    /// Does what can be done to any list; `true` when it was one of those.
    pub(in crate::app) fn act_on_list(&mut self, action: Action) -> bool {
        let Some(listing) = self.listing() else {
            return false;
        };
        match action {
            Action::Filter => {
                let line = FilterLine {
                    line: Edit::line(&listing.view().filter),
                    problem: None,
                    back: 0,
                    typed: String::new(),
                };
                self.shell.open(Overlay::Filter(line));
            }
            Action::Seek => self.open_seek(),
            Action::SeekNext => self.seek_on(Way::Next),
            Action::SeekPrevious => self.seek_on(Way::Previous),
            Action::Sort => {
                let choose = orders(listing, &self.shell);
                self.shell.open(Overlay::Choose(choose));
            }
            Action::Columns => {
                let choose = kept::choose_columns(listing, &self.shell, 0);
                self.shell.open(Overlay::Choose(choose));
            }
            Action::Views => {
                let choose = kept::choose_view(listing, &self.shell.views);
                self.shell.open(Overlay::Choose(choose));
            }
            Action::Export => self.export(),
            Action::Reverse => {
                if let Some(order) = listing.order() {
                    let descending = !order.descending;
                    self.adjust(|view| {
                        view.order = Some(list::Key {
                            descending,
                            ..order
                        })
                    });
                }
            }
            _ => return false,
        }
        true
    }

    /// A choice that is made of any list; `true` when it was one of those.
    pub(in crate::app) fn chosen_of_list(&mut self, action: Action, value: &str) -> bool {
        let Some(listing) = self.listing() else {
            return false;
        };
        match action {
            Action::Sort => {}
            Action::Columns => {
                self.turn_column(value);
                return true;
            }
            Action::Views => {
                self.turn_view(value);
                return true;
            }
            _ => return false,
        }
        let fields = listing.fields();
        if let Some(field) = fields.into_iter().find(|f| f.key == value) {
            let now = listing.order();
            // The same again turns it round.
            let descending = now.is_some_and(|o| o.field == field.key && !o.descending);
            let order = list::Key {
                field: field.key,
                descending,
            };
            self.adjust(|view| view.order = Some(order));
        }
        true
    }

    /// The filter line has changed, or is done with.
    pub(in crate::app) fn filtered(&mut self, mut line: FilterLine, done: bool) {
        let Some(listing) = self.listing() else {
            return;
        };
        let read = self.shell.conditions(line.line.text(), &listing.fields());
        line.problem = read.err();
        if done && line.problem.is_none() {
            let text = line.line.text().trim().to_owned();
            if !text.is_empty() {
                self.shell.filters.retain(|known| *known != text);
                self.shell.filters.push(text.clone());
                if self.shell.filters.len() > REMEMBERED {
                    self.shell.filters.remove(0);
                }
            }
            self.adjust(|view| view.filter = text);
            return;
        }
        self.shell.open(Overlay::Filter(line));
        self.shell
            .effects
            .push(Effect::SetAlarm(Alarm::Filter, PAUSE));
    }

    /// The typing has paused: the list shows what is typed, if it can be understood.
    pub(in crate::app) fn filter(&mut self) {
        if let Some(Overlay::Seek(line)) = self.shell.overlays.last() {
            let text = line.line.text().to_owned();
            return self.seek_whole(&text);
        }
        if let Some(Overlay::Filter(line)) = self.shell.overlays.last()
            && line.problem.is_none()
        {
            let text = line.line.text().trim().to_owned();
            self.adjust(|view| view.filter = text);
        }
    }
}

/// What a list can be sorted by.
fn orders(listing: &dyn Adjustable, shell: &Shell) -> Choose {
    let now = listing.order();
    let letters = ('a'..='z').chain('A'..='Z');
    let sorted = listing.fields().into_iter().filter(|f| f.sorts);
    let options: Vec<_> = letters
        .zip(sorted)
        .map(|(letter, field)| {
            let head = shell.head(field);
            let label = match now {
                Some(order) if order.field == field.key => {
                    let key = match order.descending {
                        true => "ui-sorted-down",
                        false => "ui-sorted-up",
                    };
                    Message::new(key).with("column", head)
                }
                _ => head,
            };
            (letter, label, field.key.to_owned())
        })
        .collect();
    let cursor = options
        .iter()
        .position(|(_, _, key)| now.is_some_and(|o| o.field == key));
    Choose {
        title: Message::new("ui-sort"),
        options,
        cursor: cursor.unwrap_or(0),
        then: Action::Sort,
    }
}
