//! What must be looked at now.

use uuid::Uuid;

use super::forms;
use super::{Behaviour, Kind};
use crate::app::action::{Action, Context};
use crate::app::desk::Task;
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::request::Reply;
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::app::write::Submission;
use crate::domain::alert::{Alert, AlertKind, AlertState};
use crate::domain::change::Change;
use crate::domain::page::Page;
use crate::i18n::Lang;

/// Alerts that somebody still has to settle.
const UNSETTLED: &str = "state:open,acknowledged";

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
}

impl Default for Alerts {
    fn default() -> Self {
        Alerts {
            list: Listing::new(Kind::Alerts).with_head().within(UNSETTLED),
        }
    }
}

impl Alerts {
    /// Those of a kind that somebody still has to settle: the filter says so and can be changed.
    pub fn of(kind: AlertKind, lang: Lang) -> Alerts {
        let filter = of_kind(kind, lang);
        Alerts {
            list: Listing::new(Kind::Alerts)
                .with_head()
                .within(UNSETTLED)
                .narrowed(&filter),
        }
    }

    /// Those of a kind raised since yesterday, settled or not.
    pub fn since_yesterday(kind: AlertKind, lang: Lang) -> Alerts {
        let since = match lang {
            Lang::En => "since>=yesterday",
            Lang::Fr => "depuis>=hier",
        };
        let filter = format!("{} {since}", of_kind(kind, lang));
        Alerts {
            list: Listing::new(Kind::Alerts).with_head().narrowed(&filter),
        }
    }

    /// The alerts.
    pub fn table(&self) -> &Table<Alert> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<Alert> {
        &self.list
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

    fn reply(&mut self, part: &'static str, reply: Reply, _shell: &mut Shell) {
        self.list.reply(part, reply);
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

    fn sent(&mut self, _submission: &Submission, advance: bool, shell: &mut Shell) {
        if advance {
            self.list.step(Step::Rows(1), shell);
        }
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
