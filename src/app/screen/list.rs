//! What every list does alike: movement, marks, one page asked for at a time.

use crate::app::action::Action;
use crate::app::request::{Query, Slot};
use crate::app::shell::Shell;
use crate::app::table::{Row, Step, Table};
use crate::domain::page::{Fetch, Page};

/// A table and the page that is on its way to it.
#[derive(Debug)]
pub struct Paged<R: Row> {
    /// The rows.
    pub table: Table<R>,
    slot: Slot,
    asked: Option<Fetch>,
    /// The page on its way is of a place that was left: it is not wanted any more.
    stray: bool,
    /// Another question was put: what is shown stays until its first page comes.
    anew: bool,
}

impl<R: Row> Paged<R> {
    /// An empty table whose pages come to `slot`.
    pub fn new(slot: Slot) -> Paged<R> {
        Paged {
            table: Table::default(),
            slot,
            asked: None,
            stray: false,
            anew: false,
        }
    }

    /// Asks for the rows shown anew, staying where the cursor is.
    pub fn refresh(&mut self, shell: &mut Shell, query: impl Fn(Fetch) -> Query) {
        let fetch = match self.anew {
            true => Fetch::First,
            false => self.table.refresh(),
        };
        self.asked = Some(fetch.clone());
        self.stray = false;
        shell.load(self.slot, query(fetch));
    }

    /// Does what every list does with an action; `true` when it was one of those.
    pub fn act(
        &mut self,
        action: Action,
        count: Option<u32>,
        shell: &mut Shell,
        query: impl Fn(Fetch) -> Query,
    ) -> bool {
        let n = i64::from(count.unwrap_or(1));
        let step = match action {
            Action::Down => Step::Rows(n),
            Action::Up => Step::Rows(-n),
            Action::PageDown => Step::Screens(n),
            Action::PageUp => Step::Screens(-n),
            Action::First => Step::First,
            Action::Last => Step::Last,
            Action::Mark => {
                self.table.toggle_mark();
                Step::Rows(1)
            }
            Action::MarkRange => {
                self.table.mark_range();
                return true;
            }
            Action::MarkAll => {
                self.table.toggle_all();
                return true;
            }
            _ => return false,
        };
        self.step(step, shell, query);
        true
    }

    /// Moves, and asks for the page that comes near.
    pub fn step(&mut self, step: Step, shell: &mut Shell, query: impl Fn(Fetch) -> Query) {
        let Some(fetch) = self.table.step(step) else {
            return;
        };
        if self.anew {
            // Its places are of another order.
            return;
        }
        // A key held down comes near the same edge many times: one question is enough.
        if self.asked.as_ref() != Some(&fetch) || !shell.loading(self.slot) {
            self.asked = Some(fetch.clone());
            self.stray = false;
            shell.load(self.slot, query(fetch));
        }
    }

    /// Takes in the page that was asked for.
    pub fn accept(&mut self, page: Page<R>) {
        if std::mem::take(&mut self.stray) {
            return;
        }
        let fetch = self.asked.take().unwrap_or(Fetch::First);
        if std::mem::take(&mut self.anew) {
            self.table.follow();
        }
        self.table.accept(&fetch, page);
    }

    /// Goes to a page that was looked for.
    pub fn land(&mut self, page: Page<R>) {
        self.stray = self.asked.take().is_some();
        self.anew = false;
        self.table.land(page);
    }

    /// Whether what is asked for next begins at the first row.
    pub fn begins(&self) -> bool {
        self.anew || !self.table.loaded()
    }

    /// Begins at the first row when the next page comes: another filter, another order.
    pub fn restart(&mut self) {
        self.anew = true;
    }

    /// Forgets the rows: another question.
    pub fn reset(&mut self) {
        self.table.reset();
        self.asked = None;
    }
}
