//! A person's desk: the core, and a database that answers what it is told to.

use encours::app::key::Key;
use encours::app::keymap::Keymap;
use encours::app::msg::{Alarm, Link, Outcome};
use encours::app::request::{Letter, Query, Reply, Slot};
use encours::app::shell::Painted;
use encours::app::write::Submission;
use encours::app::{App, Effect, Msg};
use encours::domain::change::Change;
use encours::domain::invoice::Item;
use encours::domain::page::Page;
use encours::domain::worklist::WorklistRow;
use encours::i18n::Lang;
use serde_json::Value;
use uuid::Uuid;

use super::answers::answer;
use super::samples::{item, letter, row};
use crate::support::app::catalogue;

/// The core, what it asked for, and what it gets.
pub struct Desk {
    pub app: App,
    /// Everything asked for, in order.
    pub effects: Vec<Effect>,
    /// The worklist.
    pub rows: Vec<WorklistRow>,
    /// The reminder proposed.
    pub letter: Letter,
    /// The items of every list of items.
    pub items: Vec<Item>,
    /// More pages come after the first.
    pub more: bool,
    /// Answers wait for [`Desk::answer_held`].
    pub hold_answers: bool,
    held: Vec<(Slot, u64, Query)>,
}

impl Desk {
    /// Connected, the worklist painted.
    pub fn new() -> Desk {
        let mut next = 1_000;
        let ids = move || {
            next += 1;
            Uuid::from_u128(next)
        };
        let words = catalogue(Lang::Fr);
        let mut desk = Desk {
            app: App::new(words, Keymap::default(), Box::new(ids)),
            effects: Vec::new(),
            rows: vec![row(1), row(2), row(3)],
            letter: letter(),
            items: vec![item(1), item(2), item(3)],
            more: false,
            hold_answers: false,
            held: Vec::new(),
        };
        desk.update(Msg::Link(Link::Live));
        desk.paint();
        desk
    }

    pub fn update(&mut self, msg: Msg) {
        let mut todo = self.app.update(msg);
        while !todo.is_empty() {
            let effects = std::mem::take(&mut todo);
            for effect in &effects {
                if let Effect::Load {
                    slot,
                    generation,
                    query,
                } = effect
                {
                    if self.hold_answers {
                        self.held.push((*slot, *generation, query.clone()));
                        continue;
                    }
                    todo.extend(self.reply(*slot, *generation, query));
                }
            }
            self.effects.extend(effects);
        }
    }

    fn reply(&mut self, slot: Slot, generation: u64, query: &Query) -> Vec<Effect> {
        let answer = Ok(self.answer(query));
        self.app.update(Msg::Reply {
            slot,
            generation,
            answer,
        })
    }

    /// Gives the latest question that was held back this answer.
    pub fn answer_with(&mut self, reply: Reply) {
        self.hold_answers = false;
        let (slot, generation, _) = self.held.pop().expect("a question");
        self.update(Msg::Reply {
            slot,
            generation,
            answer: Ok(reply),
        });
    }

    /// The same, holding back those to the questions that follow from it.
    pub fn answer_with_held(&mut self, reply: Reply) {
        let (slot, generation, _) = self.held.pop().expect("a question");
        self.update(Msg::Reply {
            slot,
            generation,
            answer: Ok(reply),
        });
    }

    /// Gives the answers that were held back.
    pub fn answer_held(&mut self) {
        self.hold_answers = false;
        for (slot, generation, query) in std::mem::take(&mut self.held) {
            let effects = self.reply(slot, generation, &query);
            self.effects.extend(effects);
        }
    }

    fn answer(&self, query: &Query) -> Reply {
        match answer(&self.rows, &self.letter, self.more, query) {
            Reply::Items(_) => Reply::Items(Page::whole(self.items.clone())),
            reply => reply,
        }
    }

    /// Presses keys, each painted before the next; `text:` types words.
    pub fn press(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            self.press_unpainted(word);
            self.paint();
        }
    }

    /// Presses keys that the terminal had in its input before anything was painted; none came before for a
    /// while.
    pub fn press_unpainted(&mut self, keys: &str) {
        self.update(Msg::Alarm(Alarm::Pause));
        for word in keys.split_whitespace() {
            let typed: Vec<Key> = match word.strip_prefix("text:") {
                Some(text) => text.chars().map(Key::char).collect(),
                None => vec![word.parse().expect("a key")],
            };
            for key in typed {
                self.update(Msg::Key(key));
            }
        }
    }

    pub fn paint(&mut self) {
        self.app.painted(&Painted {
            list_rows: 20,
            ..Painted::default()
        });
    }

    /// The letter was painted to its end.
    pub fn paint_letter(&mut self) {
        self.app.painted(&Painted {
            preview: Some(self.letter.reminder),
            ..Painted::default()
        });
    }

    pub fn changed(&mut self, customer: Option<Uuid>, entity: &str) {
        self.update(Msg::Changed(vec![Change {
            seq: 1,
            company: 1,
            entity: entity.into(),
            id: Some(Uuid::from_u128(9)),
            customer,
            by: None,
        }]));
    }

    pub fn saved(&mut self, request: Uuid, answer: Value) {
        self.update(Msg::Written {
            request,
            outcome: Outcome::Saved { answer },
        });
    }

    /// The pause after the typing is over.
    pub fn ring_search(&mut self) {
        assert!(
            self.effects
                .iter()
                .any(|e| matches!(e, Effect::SetAlarm(Alarm::Search, _))),
            "the search waits for a pause"
        );
        self.update(Msg::Alarm(Alarm::Search));
    }

    /// What was sent to be written.
    pub fn sent(&self) -> Vec<Submission> {
        let writes = self.effects.iter().filter_map(|e| match e {
            Effect::Write(submission) => Some(submission.clone()),
            _ => None,
        });
        writes.collect()
    }

    /// Key of the sentence said last.
    pub fn said(&self) -> String {
        let toast = self.app.shell.toast.as_ref();
        toast.map_or(String::new(), |t| t.message.key.clone())
    }

    /// What was asked for.
    pub fn queries(&self) -> Vec<Query> {
        let asked = self.effects.iter().filter_map(|e| match e {
            Effect::Load { query, .. } => Some(query.clone()),
            _ => None,
        });
        asked.collect()
    }

    pub fn clear(&mut self) {
        self.effects.clear();
    }
}
