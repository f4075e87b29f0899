//! The loaded pages of a list: consecutive rows, bounded in number.

use std::collections::VecDeque;

use super::Row;
use crate::domain::page::{Cursor, Fetch, Page};

/// Pages kept; those farthest from the last fetch are dropped.
const PAGES_KEPT: usize = 6;

#[derive(Debug)]
pub(super) struct Window<R> {
    pub rows: Vec<R>,
    /// Number of the first loaded row in the whole list, from 0, where it is known.
    pub start: Option<u64>,
    pub total: Option<u64>,
    pages: VecDeque<Edges>,
}

/// What is left of a page once its rows are in the window.
#[derive(Debug)]
struct Edges {
    rows: usize,
    before: Option<Cursor>,
    after: Option<Cursor>,
    first: Option<Cursor>,
}

impl<R> Default for Window<R> {
    fn default() -> Self {
        Window {
            rows: Vec::new(),
            start: Some(0),
            total: None,
            pages: VecDeque::new(),
        }
    }
}

impl<R: Row> Window<R> {
    pub fn before(&self) -> Option<&Cursor> {
        self.pages.front()?.before.as_ref()
    }

    pub fn after(&self) -> Option<&Cursor> {
        self.pages.back()?.after.as_ref()
    }

    pub fn first(&self) -> Option<&Cursor> {
        self.pages.front()?.first.as_ref()
    }

    /// Starts anew with one page.
    pub fn replace(&mut self, fetch: &Fetch, page: Page<R>) {
        let total = page.total.or(self.total);
        let length = page.rows.len() as u64;
        self.start = match fetch {
            _ if page.before.is_none() => Some(0),
            Fetch::Last => total.map(|t| t.saturating_sub(length)),
            Fetch::From(_) => self.start,
            _ => Some(0),
        };
        self.total = total;
        self.rows.clear();
        self.pages.clear();
        self.append(page);
    }

    /// Adds a page behind; gives the number of rows dropped in front.
    pub fn append(&mut self, page: Page<R>) -> usize {
        let (edges, rows) = edges(page);
        // A row that moved while the next page was asked for shows once, where it is now.
        self.forget(&rows);
        self.rows.extend(rows);
        self.pages.push_back(edges);
        let mut dropped = 0;
        while self.pages.len() > PAGES_KEPT {
            if let Some(page) = self.pages.pop_front() {
                dropped += page.rows;
            }
        }
        self.rows.drain(..dropped.min(self.rows.len()));
        self.start = self.start.map(|s| s + dropped as u64);
        dropped
    }

    /// Adds a page in front; gives the number of rows added.
    pub fn prepend(&mut self, page: Page<R>) -> usize {
        let (edges, rows) = edges(page);
        self.forget(&rows);
        let added = rows.len();
        let reached_start = edges.before.is_none();
        self.rows.splice(..0, rows);
        self.pages.push_front(edges);
        while self.pages.len() > PAGES_KEPT {
            if let Some(page) = self.pages.pop_back() {
                self.rows
                    .truncate(self.rows.len().saturating_sub(page.rows));
            }
        }
        self.start = if reached_start {
            Some(0)
        } else {
            self.start.map(|s| s.saturating_sub(added as u64))
        };
        added
    }

    fn forget(&mut self, incoming: &[R]) {
        let ids: std::collections::BTreeSet<_> = incoming.iter().map(Row::id).collect();
        let mut index = 0;
        let mut kept = Vec::with_capacity(self.rows.len());
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        for page in &mut self.pages {
            let before = kept.len();
            kept.extend(
                rows.by_ref()
                    .take(page.rows)
                    .filter(|r| !ids.contains(&r.id())),
            );
            index += page.rows;
            page.rows = kept.len() - before;
        }
        debug_assert!(index >= kept.len());
        self.rows = kept;
    }
}

fn edges<R>(page: Page<R>) -> (Edges, Vec<R>) {
    let edges = Edges {
        rows: page.rows.len(),
        before: page.before,
        after: page.after,
        first: page.first,
    };
    (edges, page.rows)
}
