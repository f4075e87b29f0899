//! A driver of the core: keys and answers in, effects and screens out. No terminal, no database, no clock.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use encours::app::key::Key;
use encours::app::keymap::Keymap;
use encours::app::msg::{Alarm, Link, Outcome};
use encours::app::request::{Owner, Query, Reply, Slot};
use encours::app::session::{Session, Workplace};
use encours::app::write::Submission;
use encours::app::{App, Effect, Msg};
use encours::domain::aging::Buckets;
use encours::domain::calendar::Calendar;
use encours::domain::company::Company;
use encours::domain::currency::Currency;
use encours::i18n::{Catalogue, Lang};
use encours::runtime::paint::Painter;
use encours::ui::theme::Depth;
use encours::ui::{Glyphs, Look, Theme, draw};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use uuid::Uuid;

/// A cockpit at work, drawn after every message.
pub struct Driver {
    /// The core.
    pub app: App,
    /// Every effect since the last [`Driver::taken`].
    pub effects: Vec<Effect>,
    look: Look,
    painter: Painter<std::io::Sink>,
    shown: Buffer,
    /// Bytes of the last frame.
    pub bytes: usize,
}

/// Friday 27 November 2026.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 27).expect("a date")
}

/// A collector of one company in euros.
pub fn session() -> Session {
    let company = Company {
        id: 1,
        code: "FR".into(),
        name: "Exemple SA".into(),
        country: "FR".into(),
        currency: Currency::EUR,
        time_zone: "Europe/Paris".into(),
        today: today(),
        buckets: Buckets::default(),
        grace_business_days: 3,
        min_chase_amount: 0.into(),
        limit_ceiling: 50_000.into(),
        rolled_on: None,
        receipts_cover_until: None,
    };
    Session {
        agent: "Camille".into(),
        person: 1,
        companies: vec![Workplace {
            company,
            calendar: Calendar::new([]),
        }],
        ..Session::default()
    }
}

/// The sentences of a language, read once: reading them takes longer than most tests.
pub fn catalogue(lang: Lang) -> Arc<Catalogue> {
    static READ: [OnceLock<Arc<Catalogue>>; 2] = [OnceLock::new(), OnceLock::new()];
    let at = usize::from(lang == Lang::Fr);
    Arc::clone(READ[at].get_or_init(|| Arc::new(Catalogue::new(lang))))
}

impl Driver {
    /// Not connected yet.
    pub fn offline(lang: Lang, size: (u16, u16)) -> Driver {
        let mut next = 0;
        let ids = move || {
            next += 1;
            Uuid::from_u128(next)
        };
        let app = App::new(catalogue(lang), Keymap::default(), Box::new(ids));
        let mut driver = Driver {
            app,
            effects: Vec::new(),
            look: Look {
                theme: Theme::named("dark", Depth::Sixteen),
                glyphs: Glyphs::UNICODE,
            },
            painter: Painter::new(std::io::sink()),
            shown: Buffer::default(),
            bytes: 0,
        };
        driver.send(Msg::Resize(size.0, size.1));
        driver
    }

    /// Connected, as a collector of one company.
    pub fn new(lang: Lang, size: (u16, u16)) -> Driver {
        let mut driver = Driver::offline(lang, size);
        driver.send(Msg::Link(Link::Live));
        driver.answer_shell(Reply::Session(session()));
        driver
    }

    /// Sends a message and draws.
    pub fn send(&mut self, msg: Msg) -> &mut Self {
        self.effects.extend(self.app.update(msg));
        let mut painted = encours::app::shell::Painted::default();
        let (app, look, shown) = (&self.app, &self.look, &mut self.shown);
        self.bytes = self
            .painter
            .frame(app.shell.size, |buffer| {
                painted = draw(app, look, buffer);
                *shown = buffer.clone();
                painted.cursor
            })
            .expect("written");
        self.app.painted(&painted);
        self
    }

    /// Presses keys, by their names, each after a pause; `text:…` types a word.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            self.send(Msg::Alarm(Alarm::Pause));
            let typed: Vec<Key> = match word.strip_prefix("text:") {
                Some(text) => text.chars().map(Key::char).collect(),
                None => vec![word.parse().expect("a key")],
            };
            for key in typed {
                self.send(Msg::Key(key));
            }
        }
        self
    }

    /// Answers the latest question in a slot.
    pub fn answer(&mut self, slot: Slot, reply: Reply) -> &mut Self {
        let generation = self
            .effects
            .iter()
            .rev()
            .find_map(|e| match e {
                Effect::Load {
                    slot: asked,
                    generation,
                    ..
                } if *asked == slot => Some(*generation),
                _ => None,
            })
            .unwrap_or_else(|| panic!("nothing was asked in {slot:?}: {:?}", self.effects));
        self.send(Msg::Reply {
            slot,
            generation,
            answer: Ok(reply),
        })
    }

    fn answer_shell(&mut self, reply: Reply) -> &mut Self {
        let part = "session";
        self.answer(
            Slot {
                owner: Owner::Shell,
                part,
            },
            reply,
        )
    }

    /// Acknowledges the oldest write under way.
    pub fn acknowledge(&mut self) -> &mut Self {
        let request = self
            .app
            .shell
            .writes
            .first()
            .expect("a write")
            .submission
            .request;
        let answer =
            serde_json::json!({"id": request, "recorded": true, "entity": "activity", "rev": 1});
        self.send(Msg::Written {
            request,
            outcome: Outcome::Saved { answer },
        })
    }

    /// The questions asked since the last [`Driver::taken`].
    pub fn queries(&self) -> Vec<&Query> {
        self.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Load { query, .. } => Some(query),
                _ => None,
            })
            .collect()
    }

    /// The writes sent since the last [`Driver::taken`].
    pub fn writes(&self) -> Vec<&Submission> {
        self.effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Write(submission) => Some(submission),
                _ => None,
            })
            .collect()
    }

    /// Forgets the effects so far.
    pub fn taken(&mut self) -> &mut Self {
        self.effects.clear();
        self
    }

    /// The screen as text, ends of lines trimmed.
    pub fn screen(&self) -> String {
        let width = usize::from(self.shown.area.width.max(1));
        let lines: Vec<String> = self
            .shown
            .content
            .chunks(width)
            .map(|row| {
                let mut line = String::new();
                let mut skip = 0;
                for cell in row {
                    if skip > 0 {
                        skip -= 1;
                        continue;
                    }
                    line.push_str(cell.symbol());
                    skip = encours::text::width(cell.symbol()).saturating_sub(1);
                }
                line.trim_end().to_owned()
            })
            .collect();
        lines.join("\n")
    }

    /// Lines on which a column's head was too long for its place.
    pub fn cut_heads(&self) -> Vec<String> {
        let width = usize::from(self.shown.area.width.max(1));
        let cut = |row: &[ratatui::buffer::Cell]| {
            // Heads alone are underlined in this theme.
            let head = |c: &ratatui::buffer::Cell| c.modifier.contains(Modifier::UNDERLINED);
            row.iter().any(|cell| cell.symbol() == "…" && head(cell))
        };
        let text =
            |row: &[ratatui::buffer::Cell]| row.iter().map(|c| c.symbol()).collect::<String>();
        let rows = self.shown.content.chunks(width);
        rows.filter(|row| cut(row)).map(text).collect()
    }

    /// Fails unless the screen holds a text.
    #[track_caller]
    pub fn expect(&mut self, text: &str) -> &mut Self {
        assert!(
            self.screen().contains(text),
            "no {text:?} on:\n{}",
            self.screen()
        );
        self
    }
}
