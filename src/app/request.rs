//! Questions to the database: slots, generations, one running and one waiting.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::effect::Effect;
use super::export::{Export, Exported};
use super::screen::Kind;
use crate::domain::activity::{Activity, Outcome};
use crate::domain::aging::{AgedCustomer, AgedTotal};
use crate::domain::alert::Alert;
use crate::domain::company::{Person, Portfolio};
use crate::domain::credit::{Breach, HoldLine, LimitRequest};
use crate::domain::customer::{CustomerFile, Found};
use crate::domain::dispute::Dispute;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::forecast::{By, Forecast, Record};
use crate::domain::interest::Claim;
use crate::domain::invoice::Item;
use crate::domain::kpi::Board;
use crate::domain::list::{Ask, ListName, Total};
use crate::domain::mention::Mention;
use crate::domain::outgoing::{MailText, Outgoing};
use crate::domain::page::{Fetch, Page};
use crate::domain::payment::Allocation;
use crate::domain::payment::Payments;
use crate::domain::pipeline::{Document, Order};
use crate::domain::promise::Promise;
use crate::domain::settings::Settings;
use crate::domain::today::{Measures, Today};
use crate::domain::worklist::WorklistRow;
use crate::i18n::Message;

/// A question to the database. A screen adds a variant here, its answer to [`Reply`], and the call to the
/// store in `runtime::query`.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Who is asking, for which companies, and their business dates.
    Session,
    /// The results a call can have.
    Outcomes,
    /// The day at a glance.
    Today {
        /// Key of the company.
        company: i32,
    },
    /// What is at stake, and for how many days of sales.
    Measures {
        /// Key of the company.
        company: i32,
    },
    /// The payments that came since yesterday.
    Payments {
        /// Key of the company.
        company: i32,
    },
    /// Some customers' lines of the worklist, as they are now.
    WorklistRows {
        /// Key of the company.
        company: i32,
        /// The customers.
        customers: Vec<Uuid>,
    },
    /// One customer's file.
    Customer {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
    },
    /// A page of open items.
    Items {
        /// Key of the company.
        company: i32,
        /// Which rows.
        filter: Filter,
        /// On which day; none is the business date.
        as_of: Option<AsOf>,
        /// Which page.
        fetch: Fetch,
    },
    /// A page of a list.
    List {
        /// Which list.
        which: ListName,
        /// What is asked of it.
        ask: Ask,
        /// Which page.
        fetch: Fetch,
    },
    /// Sums of a list.
    Totals {
        /// Which list.
        which: ListName,
        /// What is asked of it.
        ask: Ask,
    },
    /// All rows of a list, at most so many.
    Every {
        /// ListName list.
        which: ListName,
        /// What is asked of it.
        ask: Ask,
        /// More are none.
        most: u32,
    },
    /// The page of a list that begins with the next row in which a text stands.
    Seek {
        /// ListName list.
        which: ListName,
        /// What is asked of it, in the general way.
        ask: Ask,
        /// The text, words separated by blanks.
        text: String,
        /// From where on, or back.
        from: Fetch,
    },
    /// Rows of a list to be written to a file.
    Export(Box<Export>),
    /// What settled an item.
    Allocations {
        /// Key of the company.
        company: i32,
        /// The item.
        item: Uuid,
    },
    /// What lateness costs a customer.
    Claims {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
        /// On which day.
        day: NaiveDate,
    },
    /// A page of a customer's story, with what was written.
    Timeline {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
        /// Which page.
        fetch: Fetch,
    },
    /// How many rows each part of a screen has.
    Counts {
        /// Key of the company.
        company: i32,
        /// The screen.
        kind: Kind,
    },
    /// Reminders as they would go out.
    Letters {
        /// Key of the company.
        company: i32,
        /// Which reminders.
        reminders: Vec<Uuid>,
    },
    /// Approved letters as files to print.
    Print {
        /// Key of the company.
        company: i32,
        /// Which reminders.
        reminders: Vec<Uuid>,
    },
    /// A mail, or a reminder by its id, as it was approved.
    MailText {
        /// Key of the company.
        company: i32,
        /// Which mail.
        mail: Uuid,
    },
    /// Key figures of a day.
    Kpis {
        /// Key of the company.
        company: i32,
        /// The day.
        day: chrono::NaiveDate,
    },
    /// The same week by week up to the day.
    KpiTrend {
        /// Key of the company.
        company: i32,
        /// The day.
        day: chrono::NaiveDate,
    },
    /// What is expected to come in from a day on.
    Forecast {
        /// Key of the company.
        company: i32,
        /// The day.
        day: chrono::NaiveDate,
        /// In weeks or months.
        by: By,
    },
    /// What was expected of the last weeks, and what the month is to bring.
    ForecastRecord {
        /// Key of the company.
        company: i32,
        /// The day.
        day: chrono::NaiveDate,
    },
    /// What the company works by.
    Settings {
        /// Key of the company.
        company: i32,
    },
    /// Those to whom something of a customer can be given, whoever asks first.
    Handlers {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
    },
    /// The portfolios with who works on them, and everybody who works on customers.
    Team {
        /// Key of the company.
        company: i32,
    },
    /// Those who see a customer, and may be named in a note on it.
    CustomerColleagues {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
    },
    /// The notes that name the person, at customers not opened since; of every company.
    Mentions,
    /// Customers found by name, telephone, document, amount or registration number.
    Search {
        /// Key of the company.
        company: i32,
        /// What was typed.
        text: String,
    },
    /// What a task for a customer needs to know.
    Facts {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
    },
    /// A message as a template begins it.
    Message {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
        /// To whom.
        contact: Uuid,
        /// Code of the company's template.
        template: &'static str,
        /// The items it is about; none for all that is overdue.
        items: Vec<Uuid>,
    },
    /// The reminder proposed for a customer, as it would go out.
    Letter {
        /// Key of the company.
        company: i32,
        /// The customer.
        customer: Uuid,
    },
}

/// An answer, to the question of the same name.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Reply {
    Session(super::session::Session),
    Outcomes(Vec<Outcome>),
    Today(Box<Today>),
    Measures(Measures),
    Payments(Payments),
    Worklist(Page<WorklistRow>),
    /// The lines asked for; `None` has left the list.
    WorklistRows(Vec<(Uuid, Option<WorklistRow>)>),
    Customer(Box<CustomerFile>),
    Items(Page<Item>),
    Totals(Vec<Total>),
    /// A page with all rows; none when they are too many.
    Every(Option<Box<Reply>>),
    /// A page; none when nothing was found.
    Sought(Option<Box<Reply>>),
    Exported(Exported),
    /// The folder has refused, and why.
    NotExported(Message),
    /// Which files are where.
    Printed(Message),
    Allocations(Vec<Allocation>),
    Claims(Vec<Claim>),
    Timeline(Page<Activity>),
    Aging(Page<AgedCustomer>),
    AgingTotals(Page<AgedTotal>),
    Activity(Page<Activity>),
    Alerts(Page<Alert>),
    /// In the order of the screen's parts.
    Counts(Vec<i64>),
    Promises(Page<Promise>),
    Disputes(Page<Dispute>),
    /// Of everybody, or of those who see a customer.
    Colleagues(Vec<Person>),
    Mentions(Vec<Mention>),
    Team(Team),
    Outgoing(Page<Outgoing>),
    Letters(Vec<Letter>),
    MailText(Option<MailText>),
    Breaches(Page<Breach>),
    Holds(Page<HoldLine>),
    LimitRequests(Page<LimitRequest>),
    Orders(Page<Order>),
    Documents(Page<Document>),
    Kpis(Box<Board>),
    KpiTrend(Vec<Board>),
    Forecast(Vec<Forecast>),
    ForecastRecord(Box<Record>),
    Settings(Box<Settings>),
    /// With the text that was searched for.
    Search {
        text: String,
        found: Vec<Found>,
    },
    Facts(Box<Facts>),
    Message(Box<Written>),
    /// `None` when nothing is proposed.
    Letter(Option<Box<Letter>>),
}

/// Who can work on what.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Team {
    /// The portfolios, with who has them today.
    pub portfolios: Vec<Portfolio>,
    /// Everybody at work, by name.
    pub people: Vec<Person>,
}

/// A customer, as the forms of a task need to know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Its file.
    pub file: Box<CustomerFile>,
    /// Its open items, the earliest due first, as many as fit one page.
    pub items: Vec<Item>,
}

/// A message that a template has begun, and what can be attached to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// To whom.
    pub contact: Uuid,
    /// Subject line.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Made once, `<uuid@domain>`.
    pub message_id: String,
    /// Items of which a copy of the document is there.
    pub copies: Vec<Uuid>,
    /// What cannot be attached, and why.
    pub missing: Vec<Message>,
    /// The statement of account; none when it could not be made.
    pub statement: Option<Sheet>,
}

/// A file to attach.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Sheet {
    /// Its file name: letters, digits and `._-` only.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes in base64.
    pub content: String,
}

/// A reminder as it would go out, rendered for the person who approves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// The reminder.
    pub reminder: Uuid,
    /// `email`, `letter`, `registered_letter` or `call`.
    pub channel: String,
    /// `courtesy`, `friendly`, `firm` or `formal_notice`.
    pub tone: String,
    /// Why it cannot be approved, when it is held back.
    pub held: Option<Message>,
    /// Until when, where that is known.
    pub held_until: Option<chrono::NaiveDate>,
    /// It lists nothing: what would be claimed is all held back.
    pub empty: bool,
    /// To whom: name and address, from outside.
    pub to: String,
    /// Subject line.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The arguments of `approve_reminder`: what was rendered with its fingerprint, and the revision.
    pub approval: serde_json::Value,
}

/// Where an answer belongs: what is asked again in the same slot replaces what was asked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// Who gets the answer.
    pub owner: Owner,
    /// Which of the owner's questions, such as `"page"` or `"totals"`.
    pub part: &'static str,
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// The frame around the screens.
    Shell,
    /// A screen.
    Screen(Kind),
    /// The list that is being written to a file.
    Export,
    /// The overlay on top.
    Overlay,
}

impl Slot {
    /// A slot of a screen.
    pub const fn screen(kind: Kind, part: &'static str) -> Slot {
        Slot {
            owner: Owner::Screen(kind),
            part,
        }
    }
}

/// Which loads run and wait. Two loads never run in one slot; a reply to a question that is no longer
/// asked is dropped.
#[derive(Debug, Default)]
pub struct Slots {
    last: u64,
    slots: BTreeMap<Slot, State>,
}

#[derive(Debug)]
struct State {
    running: u64,
    wanted: bool,
    waiting: Option<(u64, Query)>,
}

impl Slots {
    /// Asks. When a load runs already in this slot its answer is no longer wanted, it is cancelled, and
    /// this question waits for its end, in place of any that waited before.
    pub fn load(&mut self, slot: Slot, query: Query, effects: &mut Vec<Effect>) {
        self.last += 1;
        let generation = self.last;
        match self.slots.get_mut(&slot) {
            Some(state) => {
                if state.wanted {
                    effects.push(Effect::Cancel(slot));
                }
                state.wanted = false;
                state.waiting = Some((generation, query));
            }
            None => self.start(slot, generation, query, effects),
        }
    }

    fn start(&mut self, slot: Slot, generation: u64, query: Query, effects: &mut Vec<Effect>) {
        let state = State {
            running: generation,
            wanted: true,
            waiting: None,
        };
        self.slots.insert(slot, state);
        effects.push(Effect::Load {
            slot,
            generation,
            query,
        });
    }

    /// Notes the end of a load; `true` when its answer is still wanted.
    pub fn ended(&mut self, slot: Slot, generation: u64, effects: &mut Vec<Effect>) -> bool {
        match self.slots.get(&slot) {
            Some(state) if state.running == generation => {}
            _ => return false,
        }
        let Some(state) = self.slots.remove(&slot) else {
            return false;
        };
        if let Some((generation, query)) = state.waiting {
            self.start(slot, generation, query, effects);
        }
        state.wanted
    }

    /// Whether an answer is awaited in a slot.
    pub fn busy(&self, slot: Slot) -> bool {
        self.slots
            .get(&slot)
            .is_some_and(|s| s.wanted || s.waiting.is_some())
    }

    /// Whether any answer is awaited.
    pub fn any_busy(&self) -> bool {
        self.slots.values().any(|s| s.wanted || s.waiting.is_some())
    }

    /// The slots in which an owner awaits an answer.
    pub fn of(&self, owner: Owner) -> Vec<Slot> {
        let awaited = |(slot, s): (&Slot, &State)| {
            (slot.owner == owner && (s.wanted || s.waiting.is_some())).then_some(*slot)
        };
        self.slots.iter().filter_map(awaited).collect()
    }

    /// Whether an owner awaits any answer.
    pub fn owner_busy(&self, owner: Owner) -> bool {
        !self.of(owner).is_empty()
    }

    /// Gives up every question of an owner, on the server too; `true` when there was one.
    pub fn cancel(&mut self, owner: Owner, effects: &mut Vec<Effect>) -> bool {
        let mut any = false;
        for (slot, state) in self.slots.iter_mut().filter(|(s, _)| s.owner == owner) {
            any |= state.wanted || state.waiting.is_some();
            if state.wanted {
                effects.push(Effect::Cancel(*slot));
            }
            state.wanted = false;
            state.waiting = None;
        }
        any
    }

    /// Forgets what runs: the connection it ran on is gone and no answer will come.
    pub fn forget(&mut self) {
        self.slots.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Slot = Slot::screen(Kind::Worklist, "page");

    fn generations(effects: &[Effect]) -> Vec<u64> {
        effects
            .iter()
            .filter_map(|e| match e {
                Effect::Load { generation, .. } => Some(*generation),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn one_runs_one_waits_and_late_answers_are_dropped() {
        let mut slots = Slots::default();
        let mut effects = Vec::new();
        for _ in 0..5 {
            slots.load(PAGE, Query::Session, &mut effects);
        }
        assert_eq!(generations(&effects), [1]);
        assert_eq!(
            effects
                .iter()
                .filter(|e| matches!(e, Effect::Cancel(_)))
                .count(),
            1
        );
        assert!(!slots.ended(PAGE, 1, &mut effects));
        assert_eq!(generations(&effects), [1, 5]);
        assert!(!slots.ended(PAGE, 1, &mut effects));
        assert!(slots.busy(PAGE));
        assert!(slots.ended(PAGE, 5, &mut effects));
        assert!(!slots.any_busy());
    }

    #[test]
    fn a_cancelled_question_brings_nothing() {
        let mut slots = Slots::default();
        let mut effects = Vec::new();
        slots.load(PAGE, Query::Session, &mut effects);
        assert!(slots.cancel(PAGE.owner, &mut effects));
        assert_eq!(effects.last(), Some(&Effect::Cancel(PAGE)));
        assert!(!slots.cancel(PAGE.owner, &mut effects));
        assert!(!slots.ended(PAGE, 1, &mut effects));
        slots.load(PAGE, Query::Session, &mut effects);
        assert!(slots.ended(PAGE, 2, &mut effects));
    }
}
