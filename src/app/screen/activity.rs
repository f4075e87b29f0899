//! Colleagues' work as it happens.

use uuid::Uuid;

use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::Reply;
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::domain::activity::Activity;
use crate::domain::change::Change;
use crate::domain::page::Page;
use crate::i18n::Lang;

impl Row for Activity {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Activity {
    fn page(reply: Reply) -> Option<Page<Activity>> {
        match reply {
            Reply::Activity(page) => Some(page),
            _ => None,
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Feed {
    list: Listing<Activity>,
    /// The latest line the reader has had on the screen.
    seen: Option<Uuid>,
}

impl Default for Feed {
    fn default() -> Self {
        Feed {
            list: Listing::new(Kind::Activity),
            seen: None,
        }
    }
}

impl Feed {
    /// What was done since yesterday and stands: the filter says so and can be changed.
    pub fn since_yesterday(lang: Lang) -> Feed {
        let filter = match lang {
            Lang::En => "at>=yesterday -corrected -kind:correction",
            Lang::Fr => "heure>=hier -corrige -nature:correction",
        };
        Feed {
            list: Listing::new(Kind::Activity).narrowed(filter),
            seen: None,
        }
    }

    /// Calls that stand.
    pub fn calls(lang: Lang) -> Feed {
        let filter = match lang {
            Lang::En => "kind:call -corrected",
            Lang::Fr => "nature:call -corrige",
        };
        Feed {
            list: Listing::new(Kind::Activity).narrowed(filter),
            seen: None,
        }
    }

    /// Today's calls that stand.
    pub fn called_today(lang: Lang) -> Feed {
        let filter = match lang {
            Lang::En => "kind:call on:today -corrected",
            Lang::Fr => "nature:call le:auj -corrige",
        };
        Feed {
            list: Listing::new(Kind::Activity).narrowed(filter),
            seen: None,
        }
    }

    /// What was done, the latest first.
    pub fn table(&self) -> &Table<Activity> {
        self.list.table()
    }

    /// Lines above that came since the reader was at the top, loaded or not.
    pub fn newer(&self) -> usize {
        let table = self.table();
        let seen = table
            .rows()
            .iter()
            .position(|row| Some(row.id) == self.seen);
        seen.unwrap_or(0) + table.stale()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Activity> {
        &self.list
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
        self.list.load(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if action == Action::First && self.table().stale() > 0 {
            // What has come since is the first.
            self.load(shell);
            return self.list.table_mut().follow();
        }
        if self.list.act(action, count, shell) {
            return;
        }
        if let (Action::Open, Some(row)) = (action, self.table().selected()) {
            shell.show_customer(row.customer, row.customer_name.as_str().to_owned());
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, _shell: &mut Shell) {
        self.list.reply(part, reply);
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
            self.list.table_mut().follow();
        } else {
            self.list.table_mut().note_stale(news);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
        let table = self.list.table();
        if table.position() == Some(table.cursor() as u64 + 1)
            && table.visible(painted.list_rows.into()).start == 0
            && let Some(first) = table.rows().first()
        {
            self.seen = Some(first.id);
        }
    }

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(&self.list)
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(&mut self.list)
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
