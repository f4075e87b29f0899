//! What the day starts with; each figure opens its list.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use uuid::Uuid;

use super::activity::Feed;
use super::alerts::Alerts;
use super::credit::Credit;
use super::disputes::Disputes;
use super::invoices::Invoices;
use super::pipeline::Pipeline;
use super::promises::Promises;
use super::reminders::Reminders;
use super::worklist::Worklist;
use super::{Behaviour, Kind, Screen};
use crate::app::action::{Action, Context};
use crate::app::overlay::{Overlay, TextView};
use crate::app::request::{Query, Reply, Slot};
use crate::app::shell::{Painted, Shell};
use crate::app::table::{Row, Step, Table};
use crate::domain::alert::AlertKind;
use crate::domain::change::Change;
use crate::domain::credit::CreditTab;
use crate::domain::dispute::DisputeTab;
use crate::domain::invoice::ItemTab;
use crate::domain::outgoing::OutgoingTab;
use crate::domain::page::{Fetch, Page};
use crate::domain::payment::Payments;
use crate::domain::pipeline::PipelineTab;
use crate::domain::promise::PromiseTab;
use crate::domain::today::{Measures, Today as Figures};
use crate::domain::worklist::Section;
use crate::i18n::{Catalogue, Message};

const FIGURES: Slot = Slot::screen(Kind::Today, "figures");
const PAYMENTS: Slot = Slot::screen(Kind::Today, "payments");
const MEASURES: Slot = Slot::screen(Kind::Today, "measures");

/// What a line counts. Its name is the key `today-<word>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Count {
    /// Not a count: a note that names the person, by its id.
    Mention(Uuid),
    First,
    ByPoints,
    Revisits,
    Called,
    PromisesDue,
    PromisesAwaiting,
    PromisesBroken,
    Reminders,
    RemindersToReview,
    Uncertain,
    Failed,
    Disputes,
    Breaches,
    BlockedOrders,
    Alert(AlertKind),
    NewAlert(AlertKind),
    Exposure,
    Dso,
    NewlyOverdue,
    Payments,
    Invoices,
    Promises,
    Activities,
}

/// Groups of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who waits for the person.
    Mentions,
    /// What is at stake.
    Stake,
    /// What needs deciding: alerts, breaches, blocked orders.
    Decide,
    /// Whom to call.
    Call,
    /// Promises.
    Promises,
    /// Letters and disputes.
    Write,
    /// What has changed since yesterday.
    Since,
}

impl Group {
    /// Catalogue key of its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Mentions => "today-group-mentions",
            Group::Stake => "today-group-stake",
            Group::Decide => "today-group-decide",
            Group::Call => "today-group-call",
            Group::Promises => "today-group-promises",
            Group::Write => "today-group-write",
            Group::Since => "today-group-since",
        }
    }
}

/// A figure of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its group.
    pub group: Group,
    /// What it counts.
    pub count: Count,
    /// How many.
    pub n: i64,
}

impl Row for Line {
    type Id = Count;

    fn id(&self) -> Count {
        self.count
    }
}

/// State of the screen.
#[derive(Debug, Default)]
pub struct Today {
    /// Everything the screen says.
    pub figures: Option<Box<Figures>>,
    measures: Option<Measures>,
    /// The figures as lines.
    pub lines: Table<Line>,
}

impl Today {
    /// Makes the lines anew from what is known.
    pub(in crate::app) fn relist(&mut self, shell: &Shell) {
        let Some(figures) = &self.figures else {
            return;
        };
        let named = shell.mentions().map(|m| Line {
            group: Group::Mentions,
            count: Count::Mention(m.id),
            n: 1,
        });
        let manager = shell.session.as_ref().is_some_and(|s| s.manager);
        let counted = lines(figures, self.measures.as_ref(), manager);
        let page = Page::whole(named.chain(counted).collect());
        self.lines.accept(&Fetch::First, page);
    }

    fn open(&self, shell: &mut Shell) {
        let Some(line) = self.lines.selected() else {
            return;
        };
        match line.count {
            Count::Mention(id) => {
                let mention = shell.mentions().find(|m| m.id == id);
                let opened = mention.map(|m| (m.customer, m.name.as_str().to_owned()));
                if let Some((customer, name)) = opened {
                    shell.show_customer(customer, name);
                }
            }
            Count::Exposure => {
                let screen = Credit::at(CreditTab::Breaches);
                shell.show(Screen::Credit(Box::new(screen)));
            }
            Count::PromisesBroken => {
                let list = Promises::broken_since_yesterday(shell.words.lang());
                shell.show(Screen::Promises(Box::new(list)));
            }
            Count::Dso => shell.go_to(Kind::Aged),
            Count::Alert(kind) => {
                let list = Alerts::of(kind, shell.words.lang());
                shell.show(Screen::Alerts(Box::new(list)));
            }
            Count::NewAlert(kind) => {
                let list = Alerts::since_yesterday(kind, shell.words.lang());
                shell.show(Screen::Alerts(Box::new(list)));
            }
            Count::PromisesDue => promises(PromiseTab::Today, shell),
            Count::PromisesAwaiting => promises(PromiseTab::Awaiting, shell),
            Count::Reminders => reminders(OutgoingTab::Proposed, shell),
            Count::RemindersToReview => reminders(OutgoingTab::ToReview, shell),
            Count::Uncertain => reminders(OutgoingTab::Uncertain, shell),
            Count::Failed => reminders(OutgoingTab::Failed, shell),
            Count::Breaches => {
                let screen = Credit::at(CreditTab::Breaches);
                shell.show(Screen::Credit(Box::new(screen)));
            }
            Count::BlockedOrders => {
                let screen = Pipeline::at(PipelineTab::Blocked);
                shell.show(Screen::Pipeline(Box::new(screen)));
            }
            Count::Disputes => {
                let list = Disputes::at(DisputeTab::Unresolved);
                shell.show(Screen::Disputes(Box::new(list)));
            }
            Count::NewlyOverdue => {
                let list = Invoices::at(ItemTab::NewlyOverdue);
                shell.show(Screen::Invoices(Box::new(list)));
            }
            Count::Invoices => {
                let list = Invoices::issued_since_yesterday(shell.words.lang());
                shell.show(Screen::Invoices(Box::new(list)));
            }
            Count::Payments => {
                if let Some(company) = shell.company_id() {
                    shell.load(PAYMENTS, Query::Payments { company });
                }
            }
            Count::Promises => {
                let list = Promises::made_since_yesterday(shell.words.lang());
                shell.show(Screen::Promises(Box::new(list)));
            }
            Count::Called => {
                let list = Feed::called_today(shell.words.lang());
                shell.show(Screen::Activity(Box::new(list)));
            }
            Count::Activities => {
                let list = Feed::since_yesterday(shell.words.lang());
                shell.show(Screen::Activity(Box::new(list)));
            }
            Count::First | Count::ByPoints => {
                let section = match line.count {
                    Count::First => Section::First,
                    _ => Section::Points,
                };
                let list = Worklist::of(section, shell.words.lang());
                shell.show(Screen::Worklist(Box::new(list)));
            }
            Count::Revisits => {
                let list = Worklist::to_revisit(shell.words.lang());
                shell.show(Screen::Worklist(Box::new(list)));
            }
        }
    }
}

/// The payments of the day as a text to read, one a line.
fn paid(payments: &Payments, words: &Catalogue) -> TextView {
    let mut body = String::new();
    for payment in &payments.first {
        let amount = words.amount(payment.amount.amount(), payment.amount.currency());
        let parts = [
            words.date(payment.effective_on),
            amount,
            payment.customer_name.as_str().to_owned(),
        ];
        let parts = parts
            .into_iter()
            .chain(payment.reference.as_ref().map(|r| r.as_str().to_owned()));
        body.push_str(&parts.collect::<Vec<_>>().join(" · "));
        body.push('\n');
    }
    let left = payments.total - payments.first.len() as i64;
    if left > 0 {
        let more = [("n", left.into())];
        body.push_str(&words.tr_args("today-more-payments", &more));
    }
    TextView {
        title: Message::new("today-payments-title").with("n", payments.total),
        body,
        top: 0,
    }
}

fn promises(tab: PromiseTab, shell: &mut Shell) {
    let list = Promises::at(tab).asked_for();
    shell.show(Screen::Promises(Box::new(list)));
}

fn reminders(tab: OutgoingTab, shell: &mut Shell) {
    shell.show(Screen::Reminders(Box::new(Reminders::at(tab))));
}

/// What is at stake, in whole units of company currency, and for how many days of sales.
fn measured(measures: Option<&Measures>) -> Vec<Line> {
    let whole = |value: Decimal| value.round().to_i64().unwrap_or(i64::MAX);
    let line = |count, n| Line {
        group: Group::Stake,
        count,
        n,
    };
    let Some(measures) = measures else {
        return Vec::new();
    };
    let mut lines = vec![line(Count::Exposure, whole(measures.exposure.amount()))];
    lines.extend(measures.dso().map(|days| line(Count::Dso, whole(days))));
    lines
}

/// The lines for a collector begin with whom to call, those for a manager with what to decide.
fn lines(figures: &Figures, measures: Option<&Measures>, manager: bool) -> Vec<Line> {
    let line = |group, count, n| Line { group, count, n };
    let since = &figures.since_yesterday;
    let mut decide: Vec<Line> = figures
        .alerts
        .iter()
        .map(|(kind, n)| line(Group::Decide, Count::Alert(*kind), *n))
        .collect();
    decide.push(line(Group::Decide, Count::Breaches, figures.breaches));
    decide.push(line(
        Group::Decide,
        Count::BlockedOrders,
        figures.orders_blocked,
    ));
    let work = [
        line(Group::Call, Count::First, figures.first),
        line(Group::Call, Count::ByPoints, figures.by_points),
        line(Group::Call, Count::Revisits, figures.revisits),
        line(Group::Call, Count::Called, figures.called),
        line(Group::Promises, Count::PromisesDue, figures.promises_due),
        line(
            Group::Promises,
            Count::PromisesAwaiting,
            figures.promises_awaiting,
        ),
        line(
            Group::Promises,
            Count::PromisesBroken,
            figures.promises_broken,
        ),
        line(Group::Write, Count::Reminders, figures.reminders_proposed),
        line(
            Group::Write,
            Count::RemindersToReview,
            figures.reminders_to_review,
        ),
        line(Group::Write, Count::Uncertain, figures.mail_uncertain),
        line(Group::Write, Count::Failed, figures.mail_failed),
        line(Group::Write, Count::Disputes, figures.disputes_open),
    ];
    let raised = since.alerts.iter();
    let raised = raised.map(|(kind, n)| line(Group::Since, Count::NewAlert(*kind), *n));
    let changes = [
        line(Group::Since, Count::NewlyOverdue, since.newly_overdue),
        line(Group::Since, Count::Payments, since.payments),
        line(Group::Since, Count::Invoices, since.invoices),
        line(Group::Since, Count::Promises, since.promises),
        line(Group::Since, Count::Activities, since.activities),
    ];
    let all: Vec<Line> = if manager {
        measured(measures)
            .into_iter()
            .chain(raised)
            .chain(changes)
            .chain(decide)
            .chain(work)
            .collect()
    } else {
        work.into_iter()
            .chain(decide)
            .chain(raised)
            .chain(changes)
            .collect()
    };
    // What there is none of would only be in the way; of calls and promises none is news.
    let told = |l: &Line| l.n != 0 || matches!(l.count, Count::First | Count::PromisesDue);
    all.into_iter().filter(told).collect()
}

impl Behaviour for Today {
    fn kind(&self) -> Kind {
        Kind::Today
    }

    fn contexts(&self) -> &'static [Context] {
        &[Context::Today, Context::List]
    }

    fn load(&mut self, shell: &mut Shell) {
        if let Some(company) = shell.company_id() {
            shell.load(FIGURES, Query::Today { company });
            if shell.session.as_ref().is_some_and(|s| s.manager) && self.measures.is_none() {
                shell.load(MEASURES, Query::Measures { company });
            }
        }
    }

    fn act(&mut self, action: Action, count: Option<u32>, shell: &mut Shell) {
        let n = i64::from(count.unwrap_or(1));
        let step = match action {
            Action::Open => return self.open(shell),
            Action::Down => Step::Rows(n),
            Action::Up => Step::Rows(-n),
            Action::PageDown => Step::Screens(n),
            Action::PageUp => Step::Screens(-n),
            Action::First => Step::First,
            Action::Last => Step::Last,
            _ => return,
        };
        self.lines.step(step);
    }

    fn reply(&mut self, _part: &'static str, reply: Reply, shell: &mut Shell) {
        match reply {
            Reply::Today(figures) => self.figures = Some(figures),
            Reply::Measures(measures) => self.measures = Some(measures),
            Reply::Payments(payments) => {
                let text = paid(&payments, &shell.words);
                return shell.open(Overlay::Text(text));
            }
            _ => return,
        }
        self.relist(shell);
    }

    fn changed(&mut self, changes: &[Change], shell: &mut Shell) {
        // Counting costs more than a row: what many changes ask for is asked once the last answer is in.
        if !changes.is_empty() && !shell.loading(FIGURES) {
            self.load(shell);
        }
    }

    fn painted(&mut self, painted: &Painted) {
        self.lines.painted(painted.list_rows.into());
    }

    fn on_a_row(&self) -> bool {
        self.lines.selected().is_some()
    }
}
