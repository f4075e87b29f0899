//! What must be looked at now.

use uuid::Uuid;

use super::forms;
use super::list::Paged;
use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::desk::Task;
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{PAGE_ROWS, Row, Step, Table};
use crate::app::write::Submission;
use crate::domain::alert::{Alert, AlertState};
use crate::domain::change::Change;
use crate::domain::page::Fetch;

const PAGE: Slot = Slot::screen(Kind::Alerts, "page");

impl Row for Alert {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.id
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Alerts {
    list: Paged<Alert>,
}

impl Default for Alerts {
    fn default() -> Self {
        Alerts {
            list: Paged::new(PAGE),
        }
    }
}

impl Alerts {
    /// The alerts.
    pub fn table(&self) -> &Table<Alert> {
        &self.list.table
    }

    fn page(shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        move |fetch| Query::Alerts { company, fetch }
    }

    fn acknowledge(&mut self, shell: &mut Shell) {
        let (Some(company), Some(alert)) = (shell.company_id(), self.table().selected()) else {
            return;
        };
        let mut alert = alert.clone();
        let body = forms::acknowledge(company, &alert);
        shell.write("acknowledge_alert", body, alert.customer_name.as_str());
        // Shown at once; the answer of the database follows as a change.
        alert.state = AlertState::Acknowledged;
        self.list.table.patch(alert);
        self.list.step(Step::Rows(1), shell, Self::page(shell));
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
        self.list.refresh(shell, Self::page(shell));
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act(action, count, shell, Self::page(shell)) {
            return;
        }
        let (Some(company), Some(alert)) = (shell.company_id(), self.table().selected()) else {
            return;
        };
        match action {
            Action::Open => {
                shell.show_customer(alert.customer, alert.customer_name.as_str().to_owned());
            }
            Action::Acknowledge => self.acknowledge(shell),
            Action::Snooze => shell.open_form(forms::snooze(company, alert).advancing()),
            Action::ResolveAlert => {
                shell.open_form(forms::resolve_alert(company, alert).advancing());
            }
            _ => {
                if let Some(task) = Task::of(action, Vec::new()) {
                    let name = alert.customer_name.as_str();
                    shell.begin(task, alert.customer, name, false);
                }
            }
        }
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, _shell: &mut Shell) {
        if let Reply::Alerts(page) = reply {
            self.list.accept(page);
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        let news = changes
            .iter()
            .filter(|c| c.entity == "alert" || c.id.is_none())
            .count();
        if news == 0 {
            return;
        }
        // As long as the first page is shown it follows; the cursor stays on its alert.
        let first_page = self.table().cursor() < PAGE_ROWS as usize;
        if first_page && self.table().refresh() == Fetch::First {
            self.load(shell);
        } else {
            self.list.table.note_stale(news);
        }
    }

    fn sent(&mut self, _submission: &Submission, advance: bool, shell: &mut Shell) {
        if advance {
            self.list.step(Step::Rows(1), shell, Self::page(shell));
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.list.table.painted(painted.list_rows.into());
    }

    fn on_a_row(&self) -> bool {
        self.table().selected().is_some()
    }
}
