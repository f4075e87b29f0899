//! Promises to pay, by where they stand.

use uuid::Uuid;

use super::forms::{self, Subject};
use super::line;
use super::tabs::{Parted, Tab, Tabbed, Tabs};
use super::{Behaviour, Kind};
use crate::app::action::{Action, Availability, Context};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::Reply;
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Table};
use crate::domain::change::Change;
use crate::domain::page::Page;
use crate::domain::promise::{Promise, PromiseState, PromiseTab};
use crate::i18n::Lang;

impl Row for Promise {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Promise {
    fn page(reply: Reply) -> Option<Page<Promise>> {
        match reply {
            Reply::Promises(page) => Some(page),
            _ => None,
        }
    }
}

impl Tab for PromiseTab {
    const PARTS: &'static [PromiseTab] = &PromiseTab::ALL;

    fn title(self) -> &'static str {
        match self {
            PromiseTab::Today => "tab-promises-today",
            PromiseTab::Awaiting => "tab-promises-awaiting",
            PromiseTab::Ahead => "tab-promises-ahead",
            PromiseTab::Broken => "tab-promises-broken",
            PromiseTab::Kept => "tab-promises-kept",
            PromiseTab::Withdrawn => "tab-promises-withdrawn",
        }
    }

    fn filter(self) -> &'static str {
        match self {
            PromiseTab::Today => "state:open,due on=today",
            PromiseTab::Awaiting => "state:open,due on<today",
            PromiseTab::Ahead => "state:open,due on>today",
            PromiseTab::Broken => "state:broken,partly_kept",
            PromiseTab::Kept => "state:kept",
            PromiseTab::Withdrawn => "state:withdrawn",
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Promises {
    list: Tabbed<PromiseTab, Promise>,
}

impl Promises {
    /// With one part shown.
    pub fn at(tab: PromiseTab) -> Promises {
        Promises {
            list: Tabbed::new(Kind::Promises, tab),
        }
    }

    /// The same, staying on its part though nothing is in it.
    #[must_use]
    pub fn asked_for(mut self) -> Promises {
        self.list = self.list.asked_for();
        self
    }

    /// Those broken since yesterday, as today's figure counts them: the filter says so and can be changed.
    pub fn broken_since_yesterday(lang: Lang) -> Promises {
        let filter = match lang {
            Lang::En => "judged>=yesterday",
            Lang::Fr => "jugee>=hier",
        };
        Promises {
            list: Tabbed::new(Kind::Promises, PromiseTab::Broken).narrowed(filter),
        }
    }

    /// Those made since yesterday for a day to come, likewise.
    pub fn made_since_yesterday(lang: Lang) -> Promises {
        let filter = match lang {
            Lang::En => "made>=yesterday",
            Lang::Fr => "faite>=hier",
        };
        Promises {
            list: Tabbed::new(Kind::Promises, PromiseTab::Ahead).narrowed(filter),
        }
    }

    /// The promises shown.
    pub fn table(&self) -> &Table<Promise> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Promise> {
        &self.list.list
    }

    /// The parts of the list.
    pub fn tabs(&self) -> &Tabs<PromiseTab> {
        &self.list.tabs
    }
}

impl Behaviour for Promises {
    fn kind(&self) -> Kind {
        Kind::Promises
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Promises, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.load_part(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act_on_part(action, count, shell) {
            return;
        }
        let (Some(company), Some(promise)) = (shell.company_id(), self.list.table().selected())
        else {
            return;
        };
        let name = promise.customer_name.as_str();
        let subject = Subject::named(company, promise.customer, name);
        match action {
            Action::MovePromise => shell.open_form(forms::promise::move_to(&subject, promise)),
            Action::WithdrawPromise => shell.open_form(forms::promise::withdraw(&subject, promise)),
            Action::Open => shell.show_customer(promise.customer, subject.name),
            _ => {
                line::act(action, (promise.customer, name), Vec::new(), shell);
            }
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        if let Some(promise) = self.table().selected() {
            let whom = (promise.customer, promise.customer_name.as_str());
            line::chosen(value, whom, Vec::new(), shell);
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        self.list.reply_to_part(part, reply, shell);
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        self.list
            .follow_entities(changes, &["promise", "receipt"], shell);
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
    }

    fn available(&self, action: Action) -> Availability {
        match (action, self.table().selected().map(|p| p.state)) {
            (Action::MovePromise | Action::WithdrawPromise, Some(state))
                if !matches!(state, PromiseState::Open | PromiseState::Due) =>
            {
                Err("prom-not-open")
            }
            (Action::MovePromise | Action::WithdrawPromise, None) => Err("ui-no-row"),
            _ => Ok(()),
        }
    }

    fn listing(&self) -> Option<&dyn Adjustable> {
        Some(&self.list.list)
    }

    fn listing_mut(&mut self) -> Option<&mut dyn Adjustable> {
        Some(&mut self.list.list)
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
