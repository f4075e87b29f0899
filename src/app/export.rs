//! A list as it is shown, written to a file: all its rows, some thousands at a time.

use uuid::Uuid;

use super::App;
use super::effect::Effect;
use super::listing::Adjustable;
use super::request::{Owner, Query, Reply, Slot};
use super::shell::{Shell, Tone};
use crate::domain::list::{Ask, Field, Kind, ListName};
use crate::domain::page::Cursor;
use crate::i18n::Message;

const SLOT: Slot = Slot {
    owner: Owner::Export,
    part: "rows",
};

/// Rows to be written, and how far the file is.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// Distinguishes the file that is being written from those of others.
    pub id: Uuid,
    /// What the file is called, without its ending.
    pub name: String,
    /// Which list.
    pub which: ListName,
    /// What is asked of it.
    pub ask: Ask,
    /// Its columns, by their keys.
    pub columns: Vec<&'static str>,
    /// What they are called in the file: their keys, and the days of buckets.
    pub heads: Vec<String>,
    /// Rows written.
    pub rows: u64,
    /// The place of the row written last; none begins the file.
    pub after: Option<Cursor>,
}

/// How far a file has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// Rows written so far.
    pub rows: u64,
    /// Where to go on.
    pub next: Going,
}

/// Whether a file is whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Going {
    /// More rows come after this place.
    On(Cursor),
    /// It is, under this path.
    Done(String),
}

/// The columns that are shown, and the currency of amounts wherever some are among them.
fn columns(listing: &dyn Adjustable) -> Vec<&'static str> {
    let fields = listing.fields();
    let shown = |f: &&&'static Field| f.is_column() && listing.shows(f);
    let mut columns: Vec<&'static str> = fields.iter().filter(shown).map(|f| f.key).collect();
    let money = fields
        .iter()
        .filter(shown)
        .find(|f| f.kind == Kind::Money)
        .and_then(|f| columns.iter().position(|key| *key == f.key));
    let known = fields.iter().any(|f| f.key == "currency");
    if let Some(at) = money.filter(|_| known && !columns.contains(&"currency")) {
        columns.insert(at, "currency");
    }
    columns
}

impl Shell {
    fn go_on(&mut self, export: Export) {
        self.load(SLOT, Query::Export(Box::new(export.clone())));
        self.export = Some(export);
    }
}

impl App {
    /// Begins to write the list that is shown to a file.
    pub(super) fn export(&mut self) {
        let id = self.shell.new_id();
        let (Some(listing), Some(today)) =
            (self.screen().behaviour().listing(), self.shell.today())
        else {
            return;
        };
        let columns = columns(listing);
        let heads = columns.iter().map(|key| match self.shell.bucket(key) {
            Some(days) => days,
            None => (*key).to_owned(),
        });
        let export = Export {
            id,
            name: format!("{}-{today}", listing.name()),
            which: listing.which(),
            ask: listing.ask(&self.shell),
            heads: heads.collect(),
            columns,
            rows: 0,
            after: None,
        };
        self.shell.say(Message::new("ui-export-begun"), Tone::Plain);
        self.shell.go_on(export);
    }

    /// Takes in how far the file has come.
    pub(super) fn exported(&mut self, reply: Reply) {
        let Some(export) = self.shell.export.take() else {
            return;
        };
        match reply {
            Reply::Exported(Exported { rows, next }) => {
                let count = i64::try_from(rows).unwrap_or(i64::MAX);
                match next {
                    Going::On(place) => {
                        let said = Message::new("ui-exporting").with("n", count);
                        self.shell.say(said, Tone::Plain);
                        self.shell.go_on(Export {
                            rows,
                            after: Some(place),
                            ..export
                        });
                    }
                    Going::Done(path) => {
                        let said = Message::new("ui-exported").with("n", count);
                        self.shell.say(said.with("path", path), Tone::Good);
                    }
                }
            }
            Reply::NotExported(why) => self.shell.say_lasting(why, Tone::Bad),
            _ => {}
        }
    }

    /// Gives the file up; `true` when one was being written.
    pub(super) fn stop_export(&mut self) -> bool {
        let Some(export) = self.shell.export.take() else {
            return false;
        };
        self.shell.give_up(Owner::Export);
        self.shell.effects.push(Effect::DropExport(export.id));
        true
    }
}
