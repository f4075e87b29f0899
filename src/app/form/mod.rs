//! Forms: fields, validation, drafts.
//!
//! Enter goes to the next field that still lacks something or is to be looked at, and saves once there is none; in a
//! form marked [`Form::danger`] or [`Form::sends`] it never saves. The foot says which it does. Ctrl-D and F2 save from any field. Ctrl-J starts a new line in a
//! note; after an `@` in a note, Tab completes a colleague's name. A choice or a list of items is worked with its
//! letters, arrows and Space.

mod edit;
mod field;
mod input;
mod naming;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use uuid::Uuid;

pub use edit::Edit;
pub use field::{Choice, Field, Item, Kind};
pub use input::{Calendar, FormEvent};

use super::bulk::Target;
use super::draft::Draft;
use crate::domain::currency::Currency;
use crate::i18n::Message;

/// A form being filled in.
#[derive(Debug, Clone)]
pub struct Form {
    /// Name of the form, such as `note`; its title is the key `form-<id>-title`.
    pub id: &'static str,
    /// Whom it is about; shown in the title and in the toast.
    pub subject: String,
    /// Identity of the draft, as in `note:0192…`.
    pub key: String,
    /// Database function it calls; empty for a form that the screen itself takes in, see
    /// [`Behaviour::entered`](super::screen::Behaviour::entered).
    pub verb: &'static str,
    /// The customer it is about, where no argument names it.
    pub customer: Option<Uuid>,
    /// Arguments that are not typed: ids, `rev`.
    pub fixed: Map<String, Value>,
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// The field that is typed in.
    pub focus: usize,
    /// What the database or the form objects to.
    pub error: Option<Message>,
    /// Something is sent, deleted, released or overwritten: Enter does not do it, and this word must be
    /// typed in a field of its own (see [`Form::danger`]).
    pub word: Option<String>,
    /// It sends or releases: Enter moves on and never saves.
    pub sends: bool,
    /// What one should know before filling it in.
    pub notices: Vec<Message>,
    /// Who may be named in its texts, once that is known.
    pub colleagues: Option<Vec<String>>,
    /// After saving, go to the next row.
    pub advance: bool,
    /// The rows that the same is done to, where these are several.
    pub targets: Vec<Target>,
    /// Turns the fields into the arguments; by default an object of fields by name.
    pub build: fn(&Form, &Calendar<'_>) -> Map<String, Value>,
    /// It corrects what there is: saved unchanged, it writes nothing.
    pub corrects: bool,
    /// What it would record, part by part, as it stands.
    pub parts: fn(&Form, &Calendar<'_>) -> Vec<Part>,
    /// What follows in it from another choice, given the field's name.
    pub chose: fn(&mut Form, &'static str),
    /// What stood in each field when it was opened.
    begun: BTreeMap<&'static str, String>,
    rev: i64,
    dirty: bool,
    asked_far: bool,
}

/// One of the parts that something is recorded in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its day.
    pub on: NaiveDate,
    /// How much.
    pub amount: Decimal,
    /// In which currency.
    pub currency: Currency,
}

impl Form {
    /// A form without fields yet. `about` makes its draft distinct: the id of the customer or the item.
    pub fn new(
        id: &'static str,
        verb: &'static str,
        subject: &str,
        about: impl std::fmt::Display,
    ) -> Form {
        Form {
            id,
            subject: subject.to_owned(),
            key: format!("{id}:{about}"),
            verb,
            customer: None,
            fixed: Map::new(),
            fields: Vec::new(),
            focus: 0,
            error: None,
            word: None,
            sends: false,
            notices: Vec::new(),
            colleagues: None,
            advance: false,
            targets: Vec::new(),
            build: Form::values,
            corrects: false,
            parts: |_, _| Vec::new(),
            chose: |_, _| {},
            begun: BTreeMap::new(),
            rev: 0,
            dirty: false,
            asked_far: false,
        }
    }

    /// The same with a field more, before the word that confirms.
    #[must_use]
    pub fn field(mut self, field: Field) -> Form {
        let word = usize::from(self.word.is_some());
        self.fields.insert(self.fields.len() - word, field);
        self
    }

    /// The same with an argument that is not typed.
    #[must_use]
    pub fn fixed(mut self, name: &str, value: impl Into<Value>) -> Form {
        self.fixed.insert(name.to_owned(), value.into());
        self
    }

    /// The same, going to the next row after saving.
    #[must_use]
    pub fn advancing(mut self) -> Form {
        self.advance = true;
        self
    }

    /// The same, saved only after `word` was typed: for what sends, deletes, releases or overwrites.
    #[must_use]
    pub fn danger(mut self, word: &str) -> Form {
        self.word = Some(word.to_owned());
        let asked = Message::new("ui-type-this-word").with("word", word);
        self.fields.push(Field::text("word").required().hint(asked));
        self
    }

    /// Whether a field takes part, given what stands in the others.
    pub fn shown(&self, index: usize) -> bool {
        let Some((name, values)) = self.fields.get(index).and_then(|f| f.only_when.as_ref()) else {
            return true;
        };
        self.get(name)
            .is_some_and(|f| f.chosen().is_some_and(|v| values.iter().any(|w| w == v)))
    }

    /// A field by name.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }

    /// A field by name, to fill it in advance.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|f| f.name == name)
    }

    /// The fields that take part, with their places.
    pub fn shown_fields(&self) -> impl Iterator<Item = (usize, &Field)> {
        self.fields
            .iter()
            .enumerate()
            .filter(|(i, _)| self.shown(*i))
    }

    /// Arguments of the database function: the fixed ones and every shown field that is filled in, by name.
    pub fn values(&self, calendar: &Calendar<'_>) -> Map<String, Value> {
        let mut map = self.fixed.clone();
        for (_, field) in self.shown_fields() {
            if field.name != "word"
                && let Some(value) = field.value(calendar)
            {
                map.insert(field.name.to_owned(), value);
            }
        }
        map
    }

    /// Whether something was typed since the last [`Form::draft`].
    pub fn dirty(&self) -> bool {
        self.dirty
    }

    /// What to keep of it. A pristine form gives none.
    pub fn draft(&mut self) -> Option<Draft> {
        std::mem::take(&mut self.dirty).then(|| self.words())
    }

    /// What stands in it, changed or not.
    pub fn words(&self) -> Draft {
        let body: Map<String, Value> = self
            .fields
            .iter()
            .map(|f| (f.name.to_owned(), f.raw().into()))
            .collect();
        Draft {
            key: self.key.clone(),
            rev: self.rev,
            subject: self.subject.clone(),
            body: body.into(),
            company: self.told("company"),
            customer: self.customer.or_else(|| self.told("customer")),
            items: self.told("items").unwrap_or_default(),
            on: None,
        }
    }

    /// An argument that is not typed.
    fn told<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_value(self.fixed.get(name)?.clone()).ok()
    }

    /// Puts back what was kept. A confirmation word is never put back.
    pub fn restore(&mut self, draft: &Draft) {
        self.rev = draft.rev;
        let texts: BTreeMap<&str, &str> = draft
            .body
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect();
        for field in self.fields.iter_mut().filter(|f| f.name != "word") {
            if let Some(text) = texts.get(field.name) {
                field.set_raw(text);
            }
        }
    }

    /// Makes the next [`Form::draft`] give what stands here, though no key was pressed.
    pub fn mark_dirty(&mut self) {
        self.dirty = true;
        self.rev += 1;
    }

    /// Keeps in mind what stands in it before anybody types.
    pub fn begin(&mut self) {
        self.begun = self.fields.iter().map(|f| (f.name, f.raw())).collect();
    }

    /// Whether anything in it is not what it was when it was opened.
    pub fn changed(&self) -> bool {
        let same = |f: &Field| self.begun.get(f.name).is_some_and(|was| *was == f.raw());
        !self.fields.iter().all(same)
    }

    /// Somebody has changed the row meanwhile. What they alone have changed is taken over, and said; where both
    /// have, what was typed stays with theirs under it, and saving again, having seen both, puts it in place of
    /// theirs.
    pub fn conflict(&mut self, theirs: &Map<String, Value>, rev: i64) {
        self.fixed.insert("rev".to_owned(), rev.into());
        for field in &mut self.fields {
            let value = theirs
                .get(field.name)
                .or_else(|| theirs.get(&format!("is_{}", field.name)));
            let Some(value) = value.and_then(|value| field.raw_of(value)) else {
                continue;
            };
            let (mine, was) = (field.raw(), self.begun.get(field.name));
            if mine == value || was == Some(&value) {
                continue;
            }
            let key = match was {
                Some(was) if *was == mine => "ui-conflict-taken",
                _ => "ui-conflict-theirs",
            };
            if key == "ui-conflict-taken" {
                field.set_raw(&value);
            }
            field.error = Some(Message::new(key).with("value", field.in_words(&value)));
            self.begun.insert(field.name, value);
        }
    }

    fn touched(&mut self) {
        self.dirty = true;
        self.rev += 1;
        self.error = None;
        self.asked_far = false;
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.error = None;
        }
    }
}
