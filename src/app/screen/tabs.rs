//! Lists of which Tab shows one part after the other, each with how many rows it has.

use super::Kind;
use crate::app::action::Action;
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Step, Table};
use crate::domain::change::Change;

/// The parts of a list.
pub trait Tab: Copy + PartialEq + 'static {
    /// In the order of the screen.
    const PARTS: &'static [Self];

    /// Catalogue key of its name.
    fn title(self) -> &'static str;

    /// The rows in it, as a filter over the list's fields.
    fn filter(self) -> &'static str {
        ""
    }

    /// Columns that say nothing in it.
    fn without(self) -> &'static [&'static str] {
        &[]
    }
}

/// Which part is shown, and how many rows each has.
#[derive(Debug)]
pub struct Tabs<T> {
    shown: T,
    counts: Vec<i64>,
    /// The person, or what was counted first, has settled which part is shown.
    settled: bool,
}

impl<T: Tab> Tabs<T> {
    /// With one part shown.
    pub fn new(shown: T) -> Tabs<T> {
        Tabs {
            shown,
            counts: Vec::new(),
            settled: shown != T::PARTS[0],
        }
    }

    /// The same, staying on its part though nothing is in it: it was asked for.
    #[must_use]
    pub fn asked_for(mut self) -> Tabs<T> {
        self.settled = true;
        self
    }

    /// The part that is shown.
    pub fn shown(&self) -> T {
        self.shown
    }

    /// Every part with its name's key, its count once known, and whether it is shown.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, Option<i64>, bool)> {
        T::PARTS
            .iter()
            .enumerate()
            .map(|(i, tab)| (tab.title(), self.counts.get(i).copied(), *tab == self.shown))
    }

    /// Takes in how many rows each part has. What opens on its first part and has nothing there shows the
    /// first part that has something; `true` when that is another one.
    #[must_use]
    pub fn count(&mut self, counts: Vec<i64>) -> bool {
        self.counts = counts;
        if std::mem::replace(&mut self.settled, true) {
            return false;
        }
        let mut filled = T::PARTS.iter().zip(&self.counts).filter(|(_, n)| **n > 0);
        let first = filled.next().map_or(self.shown, |(part, _)| *part);
        first != std::mem::replace(&mut self.shown, first)
    }

    /// Shows another part by Tab; `false` when the action is something else.
    pub fn act(&mut self, action: Action) -> bool {
        let count = T::PARTS.len();
        let by = match action {
            Action::NextPane => 1,
            Action::PreviousPane => count - 1,
            _ => return false,
        };
        let at = T::PARTS.iter().position(|tab| *tab == self.shown);
        self.shown = T::PARTS[(at.unwrap_or(0) + by) % count];
        self.settled = true;
        true
    }
}

/// A screen in parts: one list at a time is shown, and asked for.
pub trait Parted {
    /// Its parts.
    type Part: Tab;

    /// Which screen it is.
    fn screen(&self) -> Kind;

    /// The parts and which of them is shown.
    fn parts(&mut self) -> &mut Tabs<Self::Part>;

    /// The list of the part that is shown.
    fn shown(&mut self) -> &mut dyn Adjustable;

    /// Asks for what is shown anew.
    fn load_part(&mut self, shell: &mut Shell) {
        count(self.screen(), shell);
        self.shown().load_rows(shell);
        // Sums of a part that may turn out to be empty would be asked for in vain.
        if self.parts().settled {
            self.shown().load_sums(shell);
        }
    }

    /// Does what every list with parts does with an action; `true` when it was one of those.
    fn act_on_part(&mut self, action: Action, times: Option<u32>, shell: &mut Shell) -> bool {
        if self.parts().act(action) {
            self.turn();
            self.load_part(shell);
            return true;
        }
        self.shown().act(action, times, shell)
    }

    /// Begins anew with the part that is shown now.
    fn turn(&mut self) {
        let part = self.parts().shown();
        self.shown().reset(part.filter(), part.without());
    }

    /// Takes in an answer about the rows and their parts.
    fn reply_to_part(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Counts(counts) => {
                let opens = !self.parts().settled;
                if self.parts().count(counts) {
                    self.turn();
                    self.shown().load(shell);
                } else if opens {
                    self.shown().load_sums(shell);
                }
            }
            reply => self.shown().reply(part, reply),
        }
    }

    /// Follows changes of some entities: as long as the first page is shown it is read again, the cursor
    /// staying on its row; further down they are counted.
    fn follow_entities(&mut self, changes: &[Change], entities: &[&str], shell: &mut Shell) {
        let ours = |c: &&Change| entities.contains(&c.entity.as_str()) || c.id.is_none();
        let news = changes.iter().filter(ours).count();
        if news > 0 {
            self.shown().follow(news, shell);
            count(self.screen(), shell);
        }
    }
}

/// A list in parts that are all of the same rows.
#[derive(Debug)]
pub struct Tabbed<T, R: Entry> {
    /// The parts.
    pub tabs: Tabs<T>,
    /// The rows of the part that is shown.
    pub list: Listing<R>,
    kind: Kind,
}

impl<T: Tab, R: Entry> Tabbed<T, R> {
    /// An empty list of a screen, with one part shown.
    pub fn new(kind: Kind, shown: T) -> Self {
        Tabbed {
            tabs: Tabs::new(shown),
            list: Listing::new(kind)
                .within(shown.filter())
                .without(shown.without()),
            kind,
        }
    }

    /// The same, narrowed as if the person had typed this filter.
    #[must_use]
    pub fn narrowed(mut self, filter: &str) -> Self {
        self.list = self.list.narrowed(filter);
        self
    }

    /// The same, staying on its part though nothing is in it: it was asked for.
    #[must_use]
    pub fn asked_for(mut self) -> Self {
        self.tabs = self.tabs.asked_for();
        self
    }

    /// The rows of the part that is shown.
    pub fn table(&self) -> &Table<R> {
        self.list.table()
    }

    /// The same, to patch it.
    pub fn table_mut(&mut self) -> &mut Table<R> {
        self.list.table_mut()
    }

    /// Goes to the next row after something was done to this one.
    pub fn advance(&mut self, shell: &mut Shell) {
        self.list.step(Step::Rows(1), shell);
    }

    /// Learns how many lines it has.
    pub fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
    }
}

impl<T: Tab, R: Entry> Parted for Tabbed<T, R> {
    type Part = T;

    fn screen(&self) -> Kind {
        self.kind
    }

    fn parts(&mut self) -> &mut Tabs<T> {
        &mut self.tabs
    }

    fn shown(&mut self) -> &mut dyn Adjustable {
        &mut self.list
    }
}

/// Asks how many rows each part of a screen has.
pub fn count(kind: Kind, shell: &mut Shell) {
    if let Some(company) = shell.company_id() {
        shell.load(
            Slot::screen(kind, "counts"),
            Query::Counts { company, kind },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::invoice::ItemTab;

    #[test]
    fn a_screen_opens_on_its_first_part_that_is_not_empty() {
        let mut tabs = Tabs::new(ItemTab::Overdue);
        assert!(tabs.count(vec![0, 0, 4, 0, 4]));
        assert!(tabs.shown() == ItemTab::NotDue);
        assert!(!tabs.count(vec![1, 0, 4, 0, 5]), "only when it opens");

        let mut empty = Tabs::new(ItemTab::Overdue);
        assert!(!empty.count(vec![0; 5]));
        assert!(empty.shown() == ItemTab::Overdue);

        let mut asked = Tabs::new(ItemTab::Credits);
        assert!(!asked.count(vec![1, 0, 0, 0, 1]), "it was asked for");

        let mut turned = Tabs::new(ItemTab::Overdue);
        assert!(turned.act(Action::NextPane));
        assert!(!turned.count(vec![1, 0, 0, 0, 1]), "the person chose");
    }
}
