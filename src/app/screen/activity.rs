//! Colleagues' work as it happens.

use uuid::Uuid;

use super::list::Paged;
use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::domain::activity::Activity;
use crate::domain::change::Change;
use crate::domain::page::Fetch;

const PAGE: Slot = Slot::screen(Kind::Activity, "page");

impl Row for Activity {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Feed {
    list: Paged<Activity>,
}

impl Default for Feed {
    fn default() -> Self {
        Feed {
            list: Paged::new(PAGE),
        }
    }
}

impl Feed {
    /// What was done, the latest first.
    pub fn table(&self) -> &Table<Activity> {
        &self.list.table
    }

    fn page(shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        move |fetch| Query::Activity { company, fetch }
    }
}

impl Behaviour for Feed {
    fn kind(&self) -> Kind {
        Kind::Activity
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Activity, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.refresh(shell, Self::page(shell));
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act(action, count, shell, Self::page(shell)) {
            return;
        }
        if let (Action::Open, Some(row)) = (action, self.table().selected()) {
            shell.show_customer(row.customer, row.customer_name.as_str().to_owned());
        }
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, _shell: &mut Shell) {
        if let Reply::Activity(page) = reply {
            self.list.accept(page);
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let news = changes.iter().filter(|c| c.entity != "presence").count();
        if news == 0 {
            return;
        }
        // At the top the feed runs by itself; further down the reader's place is kept.
        let table = self.table();
        if table.rows().is_empty() || (table.cursor() == 0 && table.position() == Some(1)) {
            self.load(shell);
            self.list.table.follow();
        } else {
            self.list.table.note_stale(news);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.table.painted(painted.list_rows.into());
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
