//! Whom to call now, ranked, each line saying why.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::forms::{self, Subject};
use super::letter::Review;
use super::{Behaviour, Kind, Screen, why};
use crate::app::action::{Action, Context};
use crate::app::desk::{Task, Template};
use crate::app::listing::{Adjustable, Entry, Listing};
use crate::app::overlay::Overlay;
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::app::team::Arrangement;
use crate::app::write::Submission;
use crate::domain::change::Change;
use crate::domain::page::Page;
use crate::domain::worklist::{Section, WorklistRow};
use crate::i18n::Lang;

const ROWS: Slot = Slot::screen(Kind::Worklist, "rows");

impl Row for WorklistRow {
    type Id = Uuid;

    fn id(&self) -> Uuid {
        self.customer
    }
}

impl Entry for WorklistRow {
    fn page(reply: Reply) -> Option<Page<WorklistRow>> {
        match reply {
            Reply::Worklist(page) => Some(page),
            _ => None,
        }
    }
}

/// State of the screen.
#[derive(Debug)]
pub struct Worklist {
    list: Listing<WorklistRow>,
    /// Customers whose lines have changed and are being read again.
    changed: BTreeSet<Uuid>,
}

impl Default for Worklist {
    fn default() -> Self {
        Worklist {
            list: Listing::new(Kind::Worklist),
            changed: BTreeSet::new(),
        }
    }
}

impl Worklist {
    /// Narrowed to a section, as if the person had typed the filter.
    pub fn of(section: Section, lang: Lang) -> Worklist {
        let word = section.word();
        Worklist::narrowed(&match lang {
            Lang::En => format!("section:{word}"),
            Lang::Fr => format!("rubrique:{word}"),
        })
    }

    /// Those whose revisit date has come, likewise.
    pub fn to_revisit(lang: Lang) -> Worklist {
        Worklist::narrowed(match lang {
            Lang::En => "revisit<=today",
            Lang::Fr => "rappel<=auj",
        })
    }

    fn narrowed(filter: &str) -> Worklist {
        let mut worklist = Worklist::default();
        worklist.list = worklist.list.narrowed(filter);
        worklist
    }

    /// The customers.
    pub fn table(&self) -> &Table<WorklistRow> {
        self.list.table()
    }

    /// The list.
    pub fn list(&self) -> &Listing<WorklistRow> {
        &self.list
    }

    fn subject(&self, shell: &Shell) -> Option<Subject> {
        let row = self.table().selected()?;
        Some(Subject::named(
            shell.company_id()?,
            row.customer,
            row.name.as_str(),
        ))
    }

    /// The marked customers, else the selected one.
    fn meant(&self, company: i32) -> Vec<Subject> {
        let rows = self.table().meant().into_iter();
        rows.map(|row| Subject::named(company, row.customer, row.name.as_str()))
            .collect()
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
        self.list.load(shell);
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        if self.list.act(action, count, shell) {
            return;
        }
        let Some(subject) = self.subject(shell) else {
            return;
        };
        match action {
            Action::Open => shell.show_customer(subject.customer, subject.name),
            Action::Note => {
                let form = forms::note(&self.meant(subject.company), &shell.words);
                shell.open_form(form.advancing());
            }
            Action::Revisit => {
                let form = forms::revisit(&self.meant(subject.company), &shell.words);
                shell.open_form(form.advancing());
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
            Action::Reassign => {
                let marked: Vec<Uuid> = self.table().marks().collect();
                let what = match marked.is_empty() {
                    true => Arrangement::Move(vec![subject.customer], subject.name),
                    false => Arrangement::Move(marked, String::new()),
                };
                shell.arrange(what);
            }
            Action::Write => shell.choose_template(),
            _ => {
                if let Some(task) = Task::of(action, Vec::new()) {
                    let advance = matches!(task, Task::Call | Task::Promise(_) | Task::Plan(_));
                    shell.begin(task, subject.customer, &subject.name, advance);
                }
            }
        }
    }

    fn chosen(&mut self, _action: Action, value: &str, shell: &mut Shell) {
        if let (Some(template), Some(subject)) = (Template::by_code(value), self.subject(shell)) {
            let task = Task::Write(template, Vec::new());
            shell.begin(task, subject.customer, &subject.name, false);
        }
    }

    fn reply(&mut self, part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
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
                            self.list.table_mut().patch(row);
                        }
                        None => self.list.table_mut().note_stale(1),
                    }
                }
                self.read_changed(shell);
            }
            reply => self.list.reply(part, reply),
        }
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        for change in changes {
            match change.customer {
                Some(customer) if self.table().holds(customer) => {
                    self.changed.insert(customer);
                }
                // An import or a new breach: whoever comes onto the list now is counted, not moved in.
                None => self.list.table_mut().note_stale(1),
                Some(_) if change.entity == "alert" => self.list.table_mut().note_stale(1),
                Some(_) => {}
            }
        }
        self.read_changed(shell);
    }

    fn sent(&mut self, submission: &Submission, advance: bool, shell: &mut Shell) {
        let customer = submission.body["customer"].as_str();
        let meant = matches!(submission.verb.as_str(), "add_note" | "set_revisit");
        if let Some(customer) = customer.filter(|_| meant).and_then(|id| id.parse().ok()) {
            self.unmark(customer);
        }
        if submission.verb == "move_customers" {
            self.list.table_mut().clear_marks();
        }
        if advance {
            self.list.step(Step::Rows(1), shell);
        }
    }

    /// The cursor stands on the customer of the form again: the next key is meant for it.
    fn turned_back(&mut self, submission: &Submission) {
        let customer = submission.body["customer"].as_str();
        if let Some(id) = customer.and_then(|id| id.parse().ok()) {
            self.list.table_mut().select(id);
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
