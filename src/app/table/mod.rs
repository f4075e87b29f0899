//! A list of up to millions of rows, of which it holds the pages around the cursor.
//!
//! Selection and marks are by id: a refresh or a live change never moves them to another row, and a
//! change from outside never reorders what is under the cursor; it is counted in [`Table::stale`] until
//! the person asks for it. Moving inside the loaded pages asks nothing.

mod window;

use std::collections::BTreeMap;
use std::fmt::Debug;

use window::Window;

use crate::domain::page::{Fetch, Page};

/// Rows asked for at once.
pub const PAGE_ROWS: u32 = 100;

/// Lines below a row that was looked for.
const AROUND: usize = 3;

/// A row of a table.
pub trait Row: Clone {
    /// What it is known by: the same row has the same id after a refresh.
    type Id: Copy + Ord + Debug;

    /// Its id.
    fn id(&self) -> Self::Id;
}

/// A movement of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By rows, downwards when positive.
    Rows(i64),
    /// By screens, downwards when positive.
    Screens(i64),
    /// To the first row of the list.
    First,
    /// To the last row of the list.
    Last,
}

/// A windowed list.
#[derive(Debug)]
pub struct Table<R: Row> {
    window: Window<R>,
    at: usize,
    top: usize,
    height: usize,
    marks: BTreeMap<R::Id, R>,
    /// The row marked last by itself: a range begins there.
    anchor: Option<R::Id>,
    stale: usize,
    loaded: bool,
    pending: Option<Step>,
    /// What comes onto the head of the list is seen while the head is, the selected row going down.
    shows_head: bool,
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Table {
            window: Window::default(),
            at: 0,
            top: 0,
            height: 20,
            marks: BTreeMap::new(),
            anchor: None,
            stale: 0,
            loaded: false,
            pending: None,
            shows_head: false,
        }
    }
}

impl<R: Row> Table<R> {
    /// The loaded rows.
    pub fn rows(&self) -> &[R] {
        &self.window.rows
    }

    /// Whether an answer has come yet: an empty list and one that is still asked for look different.
    pub fn loaded(&self) -> bool {
        self.loaded
    }

    /// Rows of the whole list, where they were counted.
    pub fn total(&self) -> Option<u64> {
        self.window.total
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&R> {
        self.rows().get(self.at)
    }

    /// Index of the selected row among [`Table::rows`].
    pub fn cursor(&self) -> usize {
        self.at
    }

    /// Number of the selected row in the whole list, from 1, where it is known.
    pub fn position(&self) -> Option<u64> {
        let start = self.window.start?;
        self.selected().map(|_| start + self.at as u64 + 1)
    }

    /// Changes from outside that the list does not show yet.
    pub fn stale(&self) -> usize {
        self.stale
    }

    /// From now on rows that come onto the head are seen while the head is.
    pub fn show_head(&mut self) {
        self.shows_head = true;
    }

    /// The rows that `height` lines show: always with the selected one.
    pub fn visible(&self, height: usize) -> std::ops::Range<usize> {
        let top = self.top_for(height);
        top..(top + height).min(self.rows().len())
    }

    /// Tells how many lines the list was painted on.
    pub fn painted(&mut self, height: usize) {
        self.height = height.max(1);
        self.top = self.top_for(self.height);
    }

    fn top_for(&self, height: usize) -> usize {
        let last_top = self.rows().len().saturating_sub(height);
        let lowest = (self.at + 1).saturating_sub(height);
        self.top.clamp(lowest, self.at.max(lowest)).min(last_top)
    }

    /// Moves the cursor; gives what to fetch when the window's edge comes near.
    pub fn step(&mut self, step: Step) -> Option<Fetch> {
        let last = self.rows().len().saturating_sub(1);
        let screen = self.height.saturating_sub(1).max(1) as i64;
        match step {
            Step::Rows(n) => self.at = self.at.saturating_add_signed(clamp(n)).min(last),
            Step::Screens(n) => {
                let n = clamp(n.saturating_mul(screen));
                self.at = self.at.saturating_add_signed(n).min(last);
                self.top = self.top.saturating_add_signed(n);
            }
            Step::First => {
                if self.window.before().is_some() {
                    self.pending = Some(step);
                    return Some(Fetch::First);
                }
                self.at = 0;
            }
            Step::Last => {
                if self.window.after().is_some() {
                    self.pending = Some(step);
                    return Some(Fetch::Last);
                }
                self.at = last;
            }
        }
        self.top = self.top_for(self.height);
        self.near_edge(step)
    }

    /// Two screens before the edge, so that the page is there when the cursor is.
    fn near_edge(&self, step: Step) -> Option<Fetch> {
        let reach = self.height * 2;
        let down = !matches!(step, Step::Rows(n) | Step::Screens(n) if n < 0);
        if down && self.at + reach >= self.rows().len() {
            return self.window.after().cloned().map(Fetch::After);
        }
        if !down && self.at < reach {
            return self.window.before().cloned().map(Fetch::Before);
        }
        None
    }

    /// What to ask for to show the same place anew.
    pub fn refresh(&self) -> Fetch {
        match (self.window.before(), self.window.first()) {
            (Some(_), Some(first)) => Fetch::From(first.clone()),
            _ => Fetch::First,
        }
    }

    /// Takes in what was fetched. The selected row stays selected if it is still there.
    pub fn accept(&mut self, fetch: &Fetch, page: Page<R>) {
        let selected = self.selected().map(Row::id);
        let offset = self.at - self.top.min(self.at);
        let before = self.at;
        self.loaded = true;
        match fetch {
            Fetch::After(_) => self.at -= self.window.append(page).min(self.at),
            Fetch::Before(_) => self.at += self.window.prepend(page),
            Fetch::First | Fetch::Last | Fetch::From(_) => {
                self.window.replace(fetch, page);
                self.stale = 0;
            }
        }
        let last = self.rows().len().saturating_sub(1);
        match (self.pending.take(), fetch) {
            (Some(Step::First), Fetch::First) => self.at = 0,
            (Some(Step::Last), Fetch::Last) => self.at = last,
            _ => {
                let found = selected.and_then(|id| self.rows().iter().position(|r| r.id() == id));
                self.at = found.unwrap_or(match fetch {
                    Fetch::After(_) | Fetch::Before(_) => self.at,
                    _ => before,
                });
            }
        }
        self.at = self.at.min(last);
        let stays_at_head = self.shows_head && self.top == 0;
        self.top = match stays_at_head {
            true => 0,
            false => self.at.saturating_sub(offset),
        };
        self.top = self.top_for(self.height);
    }

    /// Goes to the first row of a page that was looked for, wherever in the list it is.
    pub fn land(&mut self, page: Page<R>) {
        self.window.replace(&Fetch::First, page);
        if self.window.before().is_some() {
            self.window.start = None;
        }
        (self.at, self.top) = (0, 0);
        self.pending = None;
        self.loaded = true;
        self.stale = 0;
    }

    /// Whether all rows of the list are loaded.
    pub fn whole(&self) -> bool {
        self.loaded && self.window.before().is_none() && self.window.after().is_none()
    }

    /// The place to look on from: behind the loaded rows, or before them.
    pub fn beyond(&self, back: bool) -> Fetch {
        let (place, end) = match back {
            false => (self.window.after().cloned().map(Fetch::After), Fetch::First),
            true => (
                self.window.before().cloned().map(Fetch::Before),
                Fetch::Last,
            ),
        };
        place.unwrap_or(end)
    }

    /// Forgets everything: another filter, another order.
    pub fn reset(&mut self) {
        *self = Table {
            height: self.height,
            shows_head: self.shows_head,
            ..Table::default()
        };
    }

    /// Rows of the whole list, counted apart.
    pub fn count(&mut self, total: u64) {
        self.window.total = Some(total);
    }

    /// Puts a row that has changed in its old place; `false` when it is not loaded.
    pub fn patch(&mut self, row: R) -> bool {
        match self.window.rows.iter_mut().find(|r| r.id() == row.id()) {
            Some(old) => {
                *old = row;
                true
            }
            None => false,
        }
    }

    /// Puts the cursor on the first row when the next page comes, whatever row is selected then.
    pub fn follow(&mut self) {
        self.pending = Some(Step::First);
    }

    /// Counts changes that the list does not show.
    pub fn note_stale(&mut self, changes: usize) {
        self.stale += changes;
    }

    /// Whether a row is loaded.
    pub fn holds(&self, id: R::Id) -> bool {
        self.rows().iter().any(|r| r.id() == id)
    }

    /// Selects a row if it is loaded.
    pub fn select(&mut self, id: R::Id) -> bool {
        let found = self.rows().iter().position(|r| r.id() == id);
        if let Some(at) = found {
            self.at = at;
            self.top = self.top_for(self.height);
        }
        found.is_some()
    }

    /// Selects a row, and has some lines around it seen: a line over the bottom of the list does not cover it.
    pub fn reveal(&mut self, id: R::Id) {
        let seen = self.top..(self.top + self.height).saturating_sub(AROUND);
        if self.select(id) && !seen.contains(&self.at) {
            self.top = self.at.saturating_sub(self.height / 2);
            self.top = self.top_for(self.height);
        }
    }

    /// Marks the selected row or takes the mark away.
    pub fn toggle_mark(&mut self) {
        if let Some(row) = self.selected().cloned()
            && self.marks.remove(&row.id()).is_none()
        {
            self.anchor = Some(row.id());
            self.marks.insert(row.id(), row);
        }
    }

    /// Marks the rows from the one marked last to the selected one; where that is not loaded, the selected
    /// one alone.
    pub fn mark_range(&mut self) {
        let anchor = self.anchor.filter(|id| self.marked(*id));
        let from = anchor.and_then(|id| self.rows().iter().position(|r| r.id() == id));
        let from = from.unwrap_or(self.at);
        let (first, last) = (from.min(self.at), from.max(self.at));
        let rows = self.window.rows.iter().skip(first).take(last + 1 - first);
        self.marks.extend(rows.map(|row| (row.id(), row.clone())));
        self.anchor = self.selected().map(Row::id);
    }

    /// Marks all these rows, loaded or not.
    pub fn mark_every(&mut self, rows: Vec<R>) {
        self.marks = rows.into_iter().map(|row| (row.id(), row)).collect();
    }

    /// Marks every loaded row, or none when all of them are.
    pub fn toggle_all(&mut self) {
        if self.rows().iter().all(|row| self.marked(row.id())) {
            self.marks.clear();
        } else {
            let rows = self.window.rows.iter().cloned();
            self.marks.extend(rows.map(|row| (row.id(), row)));
        }
    }

    /// Takes a row's mark away.
    pub fn unmark(&mut self, id: R::Id) {
        self.marks.remove(&id);
    }

    /// Takes every mark away.
    pub fn clear_marks(&mut self) {
        self.marks.clear();
    }

    /// Whether a row is marked.
    pub fn marked(&self, id: R::Id) -> bool {
        self.marks.contains_key(&id)
    }

    /// The marked ids; they may lie outside the loaded pages.
    pub fn marks(&self) -> impl ExactSizeIterator<Item = R::Id> {
        self.marks.keys().copied()
    }

    /// The marked rows, each as it was last seen.
    pub fn marked_rows(&self) -> impl ExactSizeIterator<Item = &R> {
        self.marks.values()
    }

    /// The rows an action works on: the marked ones as they were last seen, those that are loaded in their order
    /// first; else the selected one.
    pub fn meant(&self) -> Vec<R> {
        if self.marks.is_empty() {
            return self.selected().cloned().into_iter().collect();
        }
        let mut rest = self.marks.clone();
        let loaded = self.rows().iter().filter_map(|row| rest.remove(&row.id()));
        let mut meant: Vec<R> = loaded.collect();
        meant.extend(rest.into_values());
        meant
    }

    /// What an action works on: the marked rows, else the selected one.
    pub fn chosen(&self) -> Vec<R::Id> {
        if self.marks.is_empty() {
            self.selected().map(Row::id).into_iter().collect()
        } else {
            self.marks().collect()
        }
    }
}

/// A count as an index step; a person's `99999999999j` is as far as the list goes.
fn clamp(n: i64) -> isize {
    isize::try_from(n).unwrap_or(if n < 0 { isize::MIN } else { isize::MAX })
}

#[cfg(test)]
mod tests;
