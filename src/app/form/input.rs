//! Keys in a form.

use chrono::NaiveDate;
use serde_json::Value;

use super::{Form, Kind};
use crate::app::key::{Code, Key};
use crate::i18n::{DateOrder, DateRefused, Message, Reading, Toward, parse_date};

/// What a form needs to know of the world to read a date.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    /// The business date.
    pub today: NaiveDate,
    /// The order in which the person types day and month.
    pub order: DateOrder,
    /// The company's working days.
    pub business_day: &'a dyn Fn(NaiveDate) -> bool,
}

impl Calendar<'_> {
    /// Reads a typed date.
    pub fn read(&self, typed: &str, toward: Toward) -> Result<Reading, DateRefused> {
        parse_date(typed, self.today, self.order, toward, self.business_day)
    }
}

/// What a key did to a form.
#[derive(Debug, PartialEq)]
pub enum FormEvent {
    /// The form stays.
    Stay,
    /// The form stays: something in it must be mended, or seen, before it is saved.
    Refused,
    /// It corrects something, and nothing in it was changed: it goes, and nothing is written.
    Unchanged,
    /// The person leaves; what was typed stays as a draft.
    Close,
    /// Everything is filled in and right: these are the arguments.
    Submit(Value),
}

impl Form {
    /// Takes a key.
    pub fn key(&mut self, key: Key, calendar: &Calendar<'_>) -> FormEvent {
        match (key.code, key.ctrl) {
            (Code::Esc, false) => return FormEvent::Close,
            (Code::Char('d'), true) | (Code::F(2), false) => return self.submit(calendar),
            (Code::Tab, false) if self.complete_name() => {}
            (Code::Tab, false) => self.move_focus(1),
            (Code::BackTab, false) => self.move_focus(-1),
            (Code::Enter, false) => return self.enter(calendar),
            _ => self.edit_key(key),
        }
        FormEvent::Stay
    }

    /// Takes pasted text: always text, in the field that has the focus, and nothing where that takes none.
    pub fn paste(&mut self, text: &str) {
        let confirming = self
            .fields
            .get(self.focus)
            .is_some_and(|f| f.name == "word");
        if confirming {
            self.error = Some(Message::new("ui-type-the-word"));
            return;
        }
        if let Some(edit) = self.fields.get_mut(self.focus).and_then(|f| f.edit()) {
            let over = edit.insert(text);
            self.touched();
            if over > 0 {
                self.error = Some(Message::new("ui-form-cut").with("n", over));
            }
        }
    }

    fn move_focus(&mut self, by: isize) {
        let shown: Vec<usize> = self.shown_fields().map(|(i, _)| i).collect();
        let Some(count) = isize::try_from(shown.len()).ok().filter(|n| *n > 0) else {
            return;
        };
        let at = shown.iter().position(|i| *i == self.focus).unwrap_or(0) as isize;
        self.go_to(shown[(at + by).rem_euclid(count) as usize]);
    }

    fn go_to(&mut self, at: usize) {
        self.focus = at;
        if let Some(field) = self.fields.get_mut(at) {
            field.asks = false;
        }
    }

    /// To the next field, if there is one: what is typed on after a choice never lands at the beginning again.
    fn go_on(&mut self) {
        let next = self
            .shown_fields()
            .map(|(i, _)| i)
            .find(|i| *i > self.focus);
        if let Some(next) = next {
            self.go_to(next);
        }
    }

    /// The field that Enter goes to: one that lacks something, else one behind it that is to be looked at.
    fn stop(&self, calendar: &Calendar<'_>) -> Option<usize> {
        let mut shown = self.shown_fields();
        let lacking = shown.find(|(_, f)| f.problem(calendar).is_some());
        let asking = || self.shown_fields().find(|(i, f)| *i > self.focus && f.asks);
        lacking.or_else(asking).map(|(i, _)| i)
    }

    /// Whether Enter saves it as it stands.
    pub fn enter_saves(&self, calendar: &Calendar<'_>) -> bool {
        if self.word.is_some() || self.sends {
            return false;
        }
        // A choice not made yet is made by Enter.
        let focused = self.fields.get(self.focus);
        let chooses = focused.is_some_and(|f| matches!(f.kind, Kind::Choice { chosen: None, .. }));
        let mut lacking = self
            .shown_fields()
            .filter(|(_, f)| f.problem(calendar).is_some());
        let asking = self.shown_fields().any(|(i, f)| i > self.focus && f.asks);
        !asking && lacking.all(|(i, _)| chooses && i == self.focus)
    }

    /// To the next field that lacks something; when none does, save.
    fn enter(&mut self, calendar: &Calendar<'_>) -> FormEvent {
        if let Some(field) = self.fields.get_mut(self.focus)
            && let Kind::Choice { cursor, chosen, .. } = &mut field.kind
            && chosen.is_none()
        {
            *chosen = Some(*cursor);
            let name = field.name;
            self.touched();
            (self.chose)(self, name);
        }
        match self.stop(calendar) {
            Some(i) if i != self.focus => {
                self.go_to(i);
                FormEvent::Stay
            }
            None if self.word.is_some() || self.sends => {
                self.error = Some(Message::new("ui-enter-does-not-send"));
                FormEvent::Refused
            }
            _ => self.submit(calendar),
        }
    }

    fn submit(&mut self, calendar: &Calendar<'_>) -> FormEvent {
        let shown: Vec<usize> = self.shown_fields().map(|(i, _)| i).collect();
        let mut first = None;
        for i in shown {
            self.fields[i].error = self.fields[i].problem(calendar);
            if self.fields[i].error.is_some() && first.is_none() {
                first = Some(i);
            }
        }
        if let Some(i) = first {
            self.focus = i;
            return FormEvent::Refused;
        }
        if let Some(word) = &self.word
            && self.get("word").is_none_or(|f| f.raw().trim() != word)
        {
            self.error = Some(Message::new("ui-type-this-word").with("word", word.as_str()));
            return FormEvent::Refused;
        }
        if !self.asked_far
            && let Some(date) = self.far_date(calendar)
        {
            self.asked_far = true;
            self.error =
                Some(Message::new("ui-date-far").with("date", crate::i18n::Arg::Day(date)));
            return FormEvent::Refused;
        }
        if self.corrects && !self.changed() {
            return FormEvent::Unchanged;
        }
        FormEvent::Submit((self.build)(self, calendar).into())
    }

    fn far_date(&self, calendar: &Calendar<'_>) -> Option<NaiveDate> {
        self.shown_fields().find_map(|(_, f)| match &f.kind {
            Kind::Date(edit, toward) => calendar
                .read(edit.text(), *toward)
                .ok()
                .filter(|r| r.far)
                .map(|r| r.date),
            _ => None,
        })
    }

    fn edit_key(&mut self, key: Key) {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return;
        };
        let (mut changed, mut chose) = (false, None);
        let mut go = 0;
        match &mut field.kind {
            Kind::Text(edit)
            | Kind::Date(edit, _)
            | Kind::Amount(edit, _)
            | Kind::Count(edit, _) => match edit.key(key) {
                Some(edited) => changed = edited,
                None => go = updown(key),
            },
            Kind::Choice {
                options,
                cursor,
                chosen,
            } => match key.code {
                Code::Up => *cursor = cursor.saturating_sub(1),
                Code::Down => *cursor = (*cursor + 1).min(options.len().saturating_sub(1)),
                Code::Char(' ') => {
                    *chosen = Some(*cursor);
                    (changed, chose) = (true, Some((field.name, false)));
                }
                Code::Char(c) if !key.ctrl => {
                    if let Some(i) = options.iter().position(|o| o.letter == Some(c)) {
                        (*cursor, *chosen) = (i, Some(i));
                        (changed, chose) = (true, Some((field.name, true)));
                    }
                }
                _ => {}
            },
            Kind::Check(yes) => match key.code {
                Code::Char(' ') => {
                    *yes = !*yes;
                    changed = true;
                }
                _ => go = updown(key),
            },
            Kind::Items { items, cursor } => match key.code {
                Code::Up => *cursor = cursor.saturating_sub(1),
                Code::Down => *cursor = (*cursor + 1).min(items.len().saturating_sub(1)),
                Code::Char(' ') => {
                    if let Some(item) = items.get_mut(*cursor) {
                        item.marked = !item.marked;
                        *cursor = (*cursor + 1).min(items.len().saturating_sub(1));
                        changed = true;
                    }
                }
                Code::Char('a') if !key.ctrl => {
                    let all = items.iter().all(|i| i.marked);
                    items.iter_mut().for_each(|i| i.marked = !all);
                    changed = true;
                }
                _ => {}
            },
        }
        if changed {
            self.touched();
        }
        if let Some((name, by_letter)) = chose {
            (self.chose)(self, name);
            if by_letter {
                self.go_on();
            }
        }
        if go != 0 {
            self.move_focus(go);
        }
    }
}

fn updown(key: Key) -> isize {
    match key.code {
        Code::Up => -1,
        Code::Down => 1,
        _ => 0,
    }
}
