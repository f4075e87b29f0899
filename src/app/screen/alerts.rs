//! What must be looked at now.

use uuid::Uuid;

use super::forms;
use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::desk::Task;
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::app::write::Submission;
use crate::domain::alert::{Alert, AlertKind, AlertState};
use crate::domain::change::Change;
use crate::domain::page::Page;
use crate::i18n::Lang;

/// Alerts that somebody still has to settle.
const UNSETTLED: &str = "state:open,acknowledged";

const COLLEAGUES: Slot = Slot::screen(Kind::Alerts, "colleagues");

impl Row for Alert {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Entry for Alert {
    fn page(reply: Reply) -> Option<Page<Alert>> {
        match reply {
            Reply::Alerts(page) => Some(page),
            _ => None,
        }
    }
}

fn of_kind(kind: AlertKind, lang: Lang) -> String {
    let field = match lang {
        Lang::En => "kind",
        Lang::Fr => "nature",
    };
    format!("{field}:{}", kind.word())
}

/// State of the screen.
#[derive(Debug)]
pub struct Alerts {
    list: Listing<Alert>,
    /// The alerts to be given to a colleague, whose names are on their way.
    assigning: Vec<Alert>,
}

impl Default for Alerts {
    fn default() -> Self {
        Alerts::with(Listing::new(Kind::Alerts).within(UNSETTLED))
    }
}

impl Alerts {
    fn with(list: Listing<Alert>) -> Alerts {
        Alerts {
            list: list.with_head(),
            assigning: Vec::new(),
        }
    }

    /// Those of a kind that somebody still has to settle: the filter says so and can be changed.
    pub fn of(kind: AlertKind, lang: Lang) -> Alerts {
        let filter = of_kind(kind, lang);
        let list = Listing::new(Kind::Alerts).within(UNSETTLED);
        Alerts::with(list.narrowed(&filter))
    }

    /// Those of a kind raised since yesterday, settled or not.
    pub fn since_yesterday(kind: AlertKind, lang: Lang) -> Alerts {
        let since = match lang {
            Lang::En => "since>=yesterday",
            Lang::Fr => "depuis>=hier",
        };
        let filter = format!("{} {since}", of_kind(kind, lang));
        Alerts::with(Listing::new(Kind::Alerts).narrowed(&filter))
    }

    /// The alerts.
    pub fn table(&self) -> &Table<Alert> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Alert> {
        &self.list
    }

    fn acknowledge(&mut self, company: i32, shell: &mut Shell) {
        let meant = self.table().meant();
        let form = forms::acknowledge(company, &meant, &shell.words);
        let [alert] = meant.as_slice() else {
            return shell.begin_bulk(form, Kind::Alerts);
        };
        let mut alert = alert.clone();
        shell.write(form.verb, form.fixed.into(), &form.subject);
        // Shown at once; the answer of the database follows as a change.
        alert.state = AlertState::Acknowledged;
        self.list.table_mut().unmark(alert.id);
        self.list.table_mut().patch(alert);
        self.list.step(Step::Rows(1), shell);
    }
}

impl Behaviour for Alerts {
    fn kind(&self) -> Kind {
        Kind::Alerts
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Alerts, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.load(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act(action, count, shell) {
            return;
        }
        let (Some(company), Some(alert)) = (shell.company_id(), self.table().selected()) else {
            return;
        };
        match action {
            Action::Open => {
                shell.show_customer(alert.customer, alert.customer_name.as_str().to_owned());
            }
            Action::Acknowledge => self.acknowledge(company, shell),
            Action::Snooze => {
                let form = forms::snooze(company, &self.table().meant(), &shell.words);
                shell.open_form(form.advancing());
            }
            Action::ResolveAlert => {
                let form = forms::resolve_alert(company, &self.table().meant(), &shell.words);
                shell.open_form(form.advancing());
            }
            Action::AssignAlert => {
                // Of several customers' the ledger refuses, one by one, whoever does not see them.
                let customer = alert.customer;
                self.assigning = self.table().meant();
                shell.load(COLLEAGUES, Query::Handlers { company, customer });
                shell.hold_keys(COLLEAGUES);
            }
            _ => {
                if let Some(task) = Task::of(action, Vec::new()) {
                    let name = alert.customer_name.as_str();
                    shell.begin(task, alert.customer, name, false);
                }
            }
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Colleagues(people) => {
                let meant = std::mem::take(&mut self.assigning);
                if let (Some(company), false) = (shell.company_id(), meant.is_empty()) {
                    let form = forms::assign_alert(company, &meant, &people, &shell.words);
                    shell.open_form(form.advancing());
                }
            }
            reply => self.list.reply(part, reply),
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let news = changes
            .iter()
            .filter(|c| c.entity == "alert" || c.id.is_none())
            .count();
        if news > 0 {
            self.list.follow(news, shell);
        }
    }

    fn sent(&mut self, submission: &Submission, advance: bool, shell: &mut Shell) {
        let alert = submission.body["alert"].as_str();
        if let Some(alert) = alert.and_then(|id| id.parse().ok()) {
            self.unmark(alert);
        }
        if advance {
            self.list.step(Step::Rows(1), shell);
        }
    }

    fn unmark(&mut self, row: Uuid) {
        self.list.table_mut().unmark(row);
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.painted(painted);
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
