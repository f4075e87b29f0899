//! Whom to call now, ranked, each line saying why.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::forms::{self, Subject};
use super::letter::Review;
use super::list::Paged;
use super::{Behaviour, Kind, Screen, why};
use crate::app::action::{Action, Context};
use crate::app::overlay::Overlay;
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::app::write::Submission;
use crate::domain::change::Change;
use crate::domain::filter::Filter;
use crate::domain::page::Fetch;
use crate::domain::worklist::WorklistRow;

const PAGE: Slot = Slot::screen(Kind::Worklist, "page");
const ROWS: Slot = Slot::screen(Kind::Worklist, "rows");
const ITEMS: Slot = Slot::screen(Kind::Worklist, "items");

impl Row for WorklistRow {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.customer
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Worklist {
    list: Paged<WorklistRow>,
    /// Customers whose lines have changed and are being read again.
    changed: BTreeSet<Uuid>,
    /// The promise form waits for this customer's items.
    promising: Option<Subject>,
}

impl Default for Worklist {
    fn default() -> Self {
        Worklist {
            list: Paged::new(PAGE),
            changed: BTreeSet::new(),
            promising: None,
        }
    }
}

impl Worklist {
    /// The customers.
    pub fn table(&self) -> &Table<WorklistRow> {
        &self.list.table
    }

    fn page(shell: &Shell) -> impl Fn(Fetch) -> Query + use<> {
        let company = shell.company_id().unwrap_or_default();
        move |fetch| Query::Worklist { company, fetch }
    }

    fn subject(&self, shell: &Shell) -> Option<Subject> {
        let row = self.table().selected()?;
        let overdue = if row.by_currency.is_empty() {
            vec![row.overdue]
        } else {
            row.by_currency.clone()
        };
        Some(Subject {
            company: shell.company_id()?,
            customer: row.customer,
            name: row.name.as_str().to_owned(),
            overdue,
        })
    }

    fn read_changed(&mut self, shell: &mut Shell) {
        if self.changed.is_empty() || shell.loading(ROWS) {
            return;
        }
        if let Some(company) = shell.company_id() {
            let customers = std::mem::take(&mut self.changed).into_iter().collect();
            shell.load(ROWS, Query::WorklistRows { company, customers });
        }
    }
}

impl Behaviour for Worklist {
    fn kind(&self) -> Kind {
        Kind::Worklist
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Worklist, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        self.list.refresh(shell, Self::page(shell));
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act(action, count, shell, Self::page(shell)) {
            return;
        }
        let Some(subject) = self.subject(shell) else {
            return;
        };
        match action {
            Action::Open => shell.show_customer(subject.customer, subject.name),
            Action::Call => {
                let form = forms::call(&subject, shell).advancing();
                shell.open_form(form);
            }
            Action::Note => shell.open_form(forms::note(&subject).advancing()),
            Action::Revisit => shell.open_form(forms::revisit(&subject).advancing()),
            Action::Promise => {
                let filter = Filter {
                    customer: Some(subject.customer),
                    ..Filter::default()
                };
                let query = Query::Items {
                    company: subject.company,
                    filter,
                    as_of: None,
                    fetch: Fetch::First,
                };
                self.promising = Some(subject);
                shell.load(ITEMS, query);
                shell.hold_keys(ITEMS);
            }
            Action::Remind => {
                let review = Review::new(subject.customer, subject.name);
                shell.show(Screen::Letter(review));
            }
            Action::Why => {
                if let Some(row) = self.table().selected() {
                    let text = why::worklist(row, shell);
                    shell.open(Overlay::Text(text));
                }
            }
            _ => {}
        }
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Worklist(page) => self.list.accept(page),
            Reply::WorklistRows(rows) => {
                for (_, row) in rows {
                    match row {
                        Some(mut row) => {
                            // It keeps its place, and so its section, until the list is read anew.
                            let old = self
                                .table()
                                .rows()
                                .iter()
                                .find(|r| r.customer == row.customer);
                            if let Some(old) = old {
                                row.section = row.section.min(old.section);
                            }
                            self.list.table.patch(row);
                        }
                        None => self.list.table.note_stale(1),
                    }
                }
                self.read_changed(shell);
            }
            Reply::Items(page) => {
                if let Some(subject) = self.promising.take() {
                    let form = forms::promise(&subject, &page.rows, &[], shell).advancing();
                    shell.open_form(form);
                }
            }
            _ => {}
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        for change in changes {
            match change.customer {
                Some(customer) if self.table().holds(customer) => {
                    self.changed.insert(customer);
                }
                // An import or a new breach: whoever comes onto the list now is counted, not moved in.
                None => self.list.table.note_stale(1),
                Some(_) if change.entity == "alert" => self.list.table.note_stale(1),
                Some(_) => {}
            }
        }
        self.read_changed(shell);
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
