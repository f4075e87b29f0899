//! A list that a person narrows, sorts and sums: what every list does alike.
//!
//! # How a screen gets it
//! 1. Its row has a list (`domain::list`) and a statement (`store::list`); `impl Entry` for the row below
//!    says which reply carries its pages. `ListName` gets a variant, `runtime::query` an arm.
//! 2. The screen holds a [`Listing`] made by `Listing::new(Kind::X)`; what it is about is set with
//!    [`Listing::about`]. `load`, `act`, `reply`, `painted` hand on to it; `Behaviour::listing` and
//!    `listing_mut` give it, and with that filter, sort, columns, views and export work.
//! 3. It is drawn by `ui::widget::listing`, which dresses every column by its kind; a closure may dress some
//!    otherwise. Heads of columns are the keys `col-<key>` of the catalogue.
//! 4. On the command line: `cli::listed::print::<Row>`.

mod filter;
mod kept;
mod seek;
mod view;

pub use filter::FilterLine;
pub use seek::{Found, SeekLine, Seeking, Way};
pub use view::View;

use std::fmt::Debug;

use super::action::Action;
use super::request::{Query, Reply, Slot};
use super::screen::Kind;
use super::screen::list::Paged;
use super::shell::{Painted, Shell, Tone};
use super::table::{PAGE_ROWS, Row, Step, Table};
use crate::domain::aging::Split;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::list::{Ask, Field, Key, ListName, Listed, Place, Total, totals};
use crate::domain::page::{Fetch, Page};
use crate::i18n::Message;

/// Rows that are marked at once at most: what is done to each of them is a write of its own.
const MOST_MARKED: u32 = 2_000;

/// A row of such a list.
pub trait Entry: Listed + Row + Debug {
    /// The page that an answer carries.
    fn page(reply: Reply) -> Option<Page<Self>>;
}

/// The list and what is asked of it.
#[derive(Debug)]
pub struct Listing<R: Entry> {
    /// What the person has made of it.
    view: View,
    /// Sums of the whole list; none until they were answered.
    totals: Option<Vec<Total>>,
    scope: Filter,
    as_of: Option<AsOf>,
    /// The rows the screen is about, as a filter that the person does not see.
    within: &'static str,
    /// Columns that say nothing here, such as the customer in a list of one customer.
    plain: &'static [&'static str],
    /// Fields that the company has not, such as a bucket beyond its last bound.
    absent: &'static [&'static str],
    split: Split,
    /// Pages are asked for in the general way: something was found in it.
    general: bool,
    /// What is looked for in it.
    seeking: Option<Seeking>,
    list: Paged<R>,
    sums: Slot,
    seek: Slot,
    every: Slot,
}

/// The same without the type of its rows, for what is done to any list.
pub trait Adjustable {
    /// The list's name.
    fn name(&self) -> &'static str;

    /// Which list it is.
    fn which(&self) -> ListName;

    /// Its fields.
    fn fields(&self) -> Vec<&'static Field>;

    /// What the person has made of it.
    fn view(&self) -> &View;

    /// The order it is in: the person's, else the first key of its own that can be turned round.
    fn order(&self) -> Option<Key>;

    /// What is asked, of the company shown. A filter that no longer reads (a date of a day gone by) asks for
    /// everything.
    fn ask(&self, shell: &Shell) -> Ask;

    /// Whether a column is shown.
    fn shows(&self, field: &Field) -> bool;

    /// Shows it otherwise.
    fn adjust(&mut self, view: View, shell: &mut Shell);

    /// Other rows without other columns: what was shown goes, the person's filter and order stay.
    fn reset(&mut self, filter: &'static str, without: &'static [&'static str]);

    /// Rows of the whole list, where they were counted.
    fn counted(&self) -> Option<i64>;

    /// How many rows are marked, where that is not the selected one alone: what an action would be done to is
    /// then not what is under the cursor.
    fn marked_otherwise(&self) -> usize;

    /// What is looked for in it.
    fn seeking(&self) -> Option<&Seeking>;

    /// Looks for a row by its text; the cursor goes to it.
    fn look_for(&mut self, text: &str, way: Way, shell: &mut Shell);

    /// Asks for rows and sums anew, staying where the cursor is.
    fn load(&mut self, shell: &mut Shell) {
        self.load_rows(shell);
        self.load_sums(shell);
    }

    /// Asks for the rows anew, staying where the cursor is.
    fn load_rows(&mut self, shell: &mut Shell);

    /// Asks for the sums anew.
    fn load_sums(&mut self, shell: &mut Shell);

    /// Does what every list does with an action; `true` when it was one of those.
    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) -> bool;

    /// Moves, and asks for the page that comes near.
    fn step(&mut self, step: Step, shell: &mut Shell);

    /// Takes in an answer that is the list's.
    fn reply(&mut self, part: &'static str, reply: Reply);

    /// Follows changes: as long as the first page is shown it is read again, the cursor staying on its row;
    /// further down they are counted.
    fn follow(&mut self, changes: usize, shell: &mut Shell);

    /// It was painted.
    fn painted(&mut self, painted: &Painted);
}

impl<R: Entry> Listing<R> {
    /// A list of a screen, empty.
    pub fn new(kind: Kind) -> Listing<R> {
        Listing {
            view: View::default(),
            totals: None,
            scope: Filter::default(),
            as_of: None,
            within: "",
            plain: &[],
            absent: &[],
            split: Split::default(),
            general: false,
            seeking: None,
            list: Paged::new(Slot::screen(kind, "page")),
            sums: Slot::screen(kind, "sums"),
            seek: Slot::screen(kind, "seek"),
            every: Slot::screen(kind, "every"),
        }
    }

    /// The same, where what comes onto its head is what people wait for.
    #[must_use]
    pub fn with_head(mut self) -> Listing<R> {
        self.list.table.show_head();
        self
    }

    /// The same about these rows of that day.
    #[must_use]
    pub fn about(mut self, scope: Filter, as_of: Option<AsOf>) -> Listing<R> {
        self.turn(scope, as_of);
        self
    }

    /// Turns to these rows of that day; they are still to be asked for.
    pub fn turn(&mut self, scope: Filter, as_of: Option<AsOf>) {
        self.scope = scope;
        self.as_of = as_of;
    }

    /// What it is about.
    pub fn scope(&self) -> &Filter {
        &self.scope
    }

    /// The day it is of; none is the business date.
    pub fn as_of(&self) -> Option<AsOf> {
        self.as_of
    }

    /// Sums up by this, in a list of sums.
    pub fn split(&mut self, split: Split) {
        self.split = split;
    }

    /// Takes over what the person has made of another list; the rows are still to be asked for.
    pub fn take_over(&mut self, view: View) {
        self.view = view;
        self.totals = None;
        self.list.reset();
    }

    /// The company has no such fields.
    pub fn lack(&mut self, absent: &'static [&'static str]) {
        self.absent = absent;
    }

    /// The same about the rows that meet this filter.
    #[must_use]
    pub fn within(mut self, filter: &'static str) -> Listing<R> {
        self.within = filter;
        self
    }

    /// The same without some columns, as long as the person does not choose them.
    #[must_use]
    pub fn without(mut self, columns: &'static [&'static str]) -> Listing<R> {
        self.plain = columns;
        self
    }

    /// The same, narrowed as if the person had typed this filter.
    #[must_use]
    pub fn narrowed(mut self, filter: &str) -> Listing<R> {
        self.view.filter = filter.to_owned();
        self
    }

    /// The rows.
    pub fn table(&self) -> &Table<R> {
        &self.list.table
    }

    /// The rows, to patch them and to count what has changed.
    pub fn table_mut(&mut self) -> &mut Table<R> {
        &mut self.list.table
    }

    /// Sums of the whole list, one line per currency.
    pub fn totals(&self) -> &[Total] {
        self.totals.as_deref().unwrap_or_default()
    }

    /// Sums of the marked rows.
    pub fn marked(&self) -> Vec<Total> {
        totals(self.table().marked_rows())
    }
}

impl<R: Entry> Listing<R> {
    /// Marks all rows that the list counts under its filter, or none when all of them are marked.
    fn mark_all(&mut self, shell: &mut Shell) {
        let table = &mut self.list.table;
        let marked = table.marks().len() as u64;
        match table.total() {
            Some(total) if marked >= total => table.clear_marks(),
            Some(total) if total <= u64::from(MOST_MARKED) => {
                let ask = self.ask(shell);
                let query = Query::Every {
                    which: R::WHICH,
                    ask,
                    most: MOST_MARKED,
                };
                shell.load(self.every, query);
            }
            _ => {
                let said = Message::new("ui-too-many-to-mark").with("most", i64::from(MOST_MARKED));
                shell.say(said, Tone::Bad);
            }
        }
    }
}

impl<R: Entry> Listing<R> {
    /// Another filter shows other rows: nothing is done to one that is not there any more.
    fn drop_marks(&mut self, shell: &mut Shell) {
        let marked = self.table().marks().len();
        if marked > 0 {
            self.list.table.clear_marks();
            let said = Message::new("ui-marks-dropped").with("n", marked);
            shell.say(said, Tone::Plain);
        }
    }
}

fn page(ask: &Ask, which: ListName) -> impl Fn(Fetch) -> Query + use<> {
    let ask = ask.clone();
    move |fetch| Query::List {
        which,
        ask: ask.clone(),
        fetch,
    }
}

impl<R: Entry> Adjustable for Listing<R> {
    fn name(&self) -> &'static str {
        R::LIST.name
    }

    fn which(&self) -> ListName {
        R::WHICH
    }

    fn fields(&self) -> Vec<&'static Field> {
        let fields = R::LIST.fields();
        fields.filter(|f| !self.absent.contains(&f.key)).collect()
    }

    fn view(&self) -> &View {
        &self.view
    }

    fn order(&self) -> Option<Key> {
        let sorts = |key: &&Key| R::LIST.column(key.field).is_some_and(|c| c.field.sorts);
        self.view
            .order
            .or_else(|| R::LIST.order.iter().find(sorts).copied())
    }

    fn ask(&self, shell: &Shell) -> Ask {
        let fields = self.fields();
        let mut conditions = shell.conditions(self.within, &fields).unwrap_or_default();
        conditions.extend(
            shell
                .conditions(&self.view.filter, &fields)
                .unwrap_or_default(),
        );
        Ask {
            company: shell.company_id().unwrap_or_default(),
            scope: self.scope.clone(),
            as_of: self.as_of,
            conditions,
            order: self.view.order,
            split: self.split,
            general: self.general,
        }
    }

    fn shows(&self, field: &Field) -> bool {
        if self.absent.contains(&field.key) {
            return false;
        }
        match &self.view.columns {
            Some(columns) => columns.contains(&field.key),
            None => matches!(field.place, Place::Shown(_)) && !self.plain.contains(&field.key),
        }
    }

    fn adjust(&mut self, view: View, shell: &mut Shell) {
        let asks_otherwise = view.filter != self.view.filter || view.order != self.view.order;
        let filtered = view.filter != self.view.filter;
        self.view = view;
        if asks_otherwise {
            self.list.restart();
            if filtered {
                self.totals = None;
                self.drop_marks(shell);
            }
            self.load(shell);
        }
    }

    fn reset(&mut self, filter: &'static str, without: &'static [&'static str]) {
        self.within = filter;
        self.plain = without;
        self.totals = None;
        self.list.reset();
    }

    fn counted(&self) -> Option<i64> {
        let total = self.totals.as_ref().and_then(|_| self.table().total());
        total.and_then(|total| i64::try_from(total).ok())
    }

    fn marked_otherwise(&self) -> usize {
        let table = self.table();
        let selected = table.selected().map(|row| row.id());
        match table.marks().len() {
            1 if selected.is_some_and(|id| table.marked(id)) => 0,
            marked => marked,
        }
    }

    fn seeking(&self) -> Option<&Seeking> {
        self.seeking.as_ref()
    }

    fn look_for(&mut self, text: &str, way: Way, shell: &mut Shell) {
        self.look(text, way, shell);
    }

    fn load_rows(&mut self, shell: &mut Shell) {
        if self.list.begins() {
            self.general = false;
        }
        let ask = self.ask(shell);
        self.list.refresh(shell, page(&ask, R::WHICH));
    }

    fn load_sums(&mut self, shell: &mut Shell) {
        let ask = self.ask(shell);
        let which = R::WHICH;
        shell.load(self.sums, Query::Totals { which, ask });
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) -> bool {
        if action == Action::MarkAll && !self.table().whole() {
            self.mark_all(shell);
            return true;
        }
        let ask = self.ask(shell);
        self.list.act(action, count, shell, page(&ask, R::WHICH))
    }

    fn step(&mut self, step: Step, shell: &mut Shell) {
        let ask = self.ask(shell);
        self.list.step(step, shell, page(&ask, R::WHICH));
    }

    fn reply(&mut self, part: &'static str, reply: Reply) {
        match reply {
            Reply::Totals(totals) if part == self.sums.part => {
                // A list too long to be summed has no sums.
                if !totals.is_empty() || self.list.table.rows().is_empty() {
                    let rows = totals.iter().map(|t| t.rows).sum::<i64>();
                    self.list.table.count(rows.unsigned_abs());
                }
                self.totals = Some(totals);
            }
            Reply::Sought(found) if part == self.seek.part => self.sought(found),
            Reply::Every(rows) if part == self.every.part => {
                if let Some(page) = rows.and_then(|reply| R::page(*reply)) {
                    self.list.table.mark_every(page.rows);
                }
            }
            reply => {
                if let Some(page) = R::page(reply) {
                    self.list.accept(page);
                }
            }
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.table.painted(painted.list_rows.into());
    }

    fn follow(&mut self, changes: usize, shell: &mut Shell) {
        let table = &mut self.list.table;
        if table.cursor() < PAGE_ROWS as usize && table.refresh() == Fetch::First {
            self.load(shell);
        } else {
            table.note_stale(changes);
        }
    }
}
