//! A person's desk: the core, and a database that answers what it is told to.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use encours::app::key::Key;
use encours::app::keymap::Keymap;
use encours::app::msg::{Alarm, Link, Outcome};
use encours::app::request::{Facts, Letter, Query, Reply, Sheet, Slot, Written};
use encours::app::session::{Session, Workplace};
use encours::app::shell::Painted;
use encours::app::write::Submission;
use encours::app::{App, Effect, Msg};
use encours::domain::activity::Outcome as CallOutcome;
use encours::domain::aging::{Aged, AgedCustomer, AgedPortfolio, AgedTotal, Buckets};
use encours::domain::alert::{Alert, AlertKind, AlertState};
use encours::domain::calendar::Calendar;
use encours::domain::change::Change;
use encours::domain::company::{Company, Person};
use encours::domain::credit::{
    Breach, CreditTab, Exposure, Held, HoldLine, LimitRequest, Standing,
};
use encours::domain::currency::Currency;
use encours::domain::customer::{
    CallingHours, Contact, Customer, CustomerFile, Found, Hold, PaidMonth, Reach,
};
use encours::domain::dispute::{Dispute, DisputeStatus};
use encours::domain::invoice::{Item, ItemKind, ItemState};
use encours::domain::list::{ListName, totals};
use encours::domain::money::Money;
use encours::domain::outgoing::Outgoing;
use encours::domain::page::{Cursor, Page};
use encours::domain::pipeline::{Document, Order};
use encours::domain::promise::{Promise, PromiseState};
use encours::domain::today::{Measures, Owed, Today};
use encours::domain::worklist::{Section, WorklistRow};
use encours::i18n::{Catalogue, Lang};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

/// The core, what it asked for, and what it gets.
pub struct Desk {
    pub app: App,
    /// Everything asked for, in order.
    pub effects: Vec<Effect>,
    /// The worklist.
    pub rows: Vec<WorklistRow>,
    /// The reminder proposed.
    pub letter: Letter,
    /// More pages come after the first.
    pub more: bool,
    /// Answers wait for [`Desk::answer_held`].
    pub hold_answers: bool,
    held: Vec<(Slot, u64, Query)>,
}

fn euro(cents: i64) -> Money {
    Money::new(Decimal::new(cents, 2), Currency::EUR).expect("an amount")
}

pub fn row(n: u128) -> WorklistRow {
    WorklistRow {
        customer: Uuid::from_u128(n),
        reference: format!("C{n}").as_str().into(),
        name: format!("Customer {n}").as_str().into(),
        portfolio: 1,
        section: Section::Points,
        points: 10,
        reasons: Vec::new(),
        overdue: euro(123_456),
        to_chase: euro(123_456),
        by_currency: Vec::new(),
        oldest_days: 40,
        next_promise: None,
        last_contact: None,
        revisit_on: None,
        alerts: Vec::new(),
    }
}

pub fn item(n: u128) -> Item {
    Item {
        id: Uuid::from_u128(100 + n),
        document: Uuid::from_u128(200 + n),
        customer: Uuid::from_u128(1),
        customer_reference: "C1".into(),
        customer_name: "Customer 1".into(),
        kind: ItemKind::Invoice,
        number: format!("F{n}").as_str().into(),
        instalment: (1, 1),
        po_number: None,
        issued_on: "2026-09-01".parse().expect("a date"),
        due_on: "2026-10-01".parse().expect("a date"),
        due_assumed: false,
        days_late: 48,
        amount: euro(50_000),
        open: euro(50_000),
        disputed: euro(0),
        promised: euro(0),
        state: ItemState::Normal,
        reminded: 0,
    }
}

pub fn letter() -> Letter {
    Letter {
        reminder: Uuid::from_u128(300),
        channel: "email".into(),
        tone: "firm".into(),
        held: None,
        to: "Someone <someone@example.com>".into(),
        subject: "Reminder".into(),
        text: "Please pay.".into(),
        approval: json!({ "reminder": Uuid::from_u128(300), "rev": 1, "hash": "cafe" }),
    }
}

fn figures() -> Aged {
    let amount = Decimal::new(100_000, 2);
    Aged {
        currency: Currency::EUR,
        items: 2,
        customers: 1,
        not_due: Decimal::ZERO,
        buckets: vec![
            amount,
            Decimal::ZERO,
            Decimal::ZERO,
            Decimal::ZERO,
            Decimal::ZERO,
        ],
        gross: amount,
        unapplied: Decimal::ZERO,
        net: amount,
        overdue: amount,
        disputed: Decimal::ZERO,
    }
}

pub fn total(portfolio: Option<&str>) -> AgedTotal {
    AgedTotal {
        portfolio: portfolio.map(|name| AgedPortfolio {
            id: 1,
            name: name.into(),
            collectors: vec!["Camille".into()],
        }),
        aged: figures(),
    }
}

fn outcome(code: &str, key: &str, wants: Option<&str>) -> CallOutcome {
    CallOutcome {
        code: code.into(),
        key: key.into(),
        right_party: wants.is_some(),
        revisit_days: Some(1),
        wants: wants.map(Into::into),
        label: (code.into(), code.into()),
    }
}

fn session() -> Session {
    let company = Company {
        id: 1,
        code: "FR".into(),
        name: "Exemple SA".into(),
        country: "FR".into(),
        currency: Currency::EUR,
        time_zone: "Europe/Paris".into(),
        today: "2026-11-18".parse().expect("a date"),
        buckets: Buckets::default(),
        grace_business_days: 3,
        min_chase_amount: Decimal::ZERO,
        rolled_on: None,
        receipts_cover_until: None,
    };
    Session {
        agent: "camille".into(),
        companies: vec![Workplace {
            company,
            calendar: Calendar::default(),
        }],
        ..Session::default()
    }
}

/// A customer near its limit, with a promise that was broken and a mark on the address.
fn file() -> CustomerFile {
    let number = |n: i64| Decimal::new(n, 2);
    CustomerFile {
        customer: Customer {
            id: Uuid::from_u128(1),
            company: 1,
            reference: "C1".into(),
            name: "Société Générale de Clôture".into(),
            parent: None,
            kind: "company".into(),
            siren: Some("552120222".into()),
            siret: None,
            vat_number: None,
            country: "FR".into(),
            language: "fr".into(),
            time_zone: "Europe/Paris".into(),
            address: None,
            payment_method: "transfer".into(),
            terms: Some("30 days".into()),
            risk_class: Some("D".into()),
            insolvent_on: None,
            portfolio: (1, "North".into()),
            collectors: vec!["Camille".into()],
            rev: 1,
        },
        contacts: vec![Contact {
            id: Uuid::from_u128(400),
            name: "Jeanne Martin".into(),
            role: "payables".into(),
            phone: Some("+33 1 23 45 67 89".into()),
            mobile: None,
            email: Some("jeanne@example.com".into()),
            email_changed_at: None,
            language: None,
            is_primary: true,
            bounced: true,
            do_not_call: false,
            rev: 1,
        }],
        exposure: Exposure {
            currency: Currency::EUR,
            exposure: number(9_500_000),
            gross: number(9_500_000),
            overdue: number(4_000_000),
            disputed: number(120_000),
            promised: Decimal::ZERO,
            limit: Some(number(10_000_000)),
            limit_until: None,
            standing: Standing::Near,
            unknown_rate: false,
        },
        positions: vec![Aged {
            not_due: number(5_500_000),
            buckets: [2_500_000, 1_000_000, 500_000, 0, 0].map(number).to_vec(),
            gross: number(9_500_000),
            net: number(9_500_000),
            overdue: number(4_000_000),
            ..figures()
        }],
        orders: Vec::new(),
        reach: Reach {
            broken_promises: 2,
            ..Reach::default()
        },
        reasons: Vec::new(),
        promises: vec![Promise {
            id: Uuid::from_u128(500),
            customer: Uuid::from_u128(1),
            customer_reference: "C1".into(),
            customer_name: "Société Générale de Clôture".into(),
            plan: None,
            seq: 1,
            amount: euro(1_500_000),
            received: euro(0),
            made_on: "2026-10-20".parse().expect("a date"),
            promised_on: "2026-11-06".parse().expect("a date"),
            judge_on: "2026-11-11".parse().expect("a date"),
            on_account: false,
            items: 2,
            state: PromiseState::Broken,
            judged_on: None,
            person: Some("Camille".into()),
            rev: 1,
        }],
        reminders: Vec::new(),
        disputes: Vec::new(),
        alerts: Vec::new(),
        holds: Vec::new(),
        present: vec!["Inès".into()],
        calling: CallingHours {
            from: NaiveTime::from_hms_opt(9, 0, 0).expect("a time"),
            to: NaiveTime::from_hms_opt(18, 0, 0).expect("a time"),
            own: false,
            // A Wednesday, 20:30 in Paris.
            read_at: "2026-11-18T19:30:00Z".parse().expect("a moment"),
        },
        rhythm: [
            Some(0),
            Some(4),
            None,
            Some(12),
            Some(8),
            Some(-3),
            Some(20),
            Some(31),
            Some(25),
            Some(18),
            Some(40),
            None,
        ]
        .into_iter()
        .enumerate()
        .map(|(n, days)| PaidMonth {
            month: NaiveDate::from_ymd_opt(2025, 12, 1).expect("a date")
                + chrono::Months::new(n as u32),
            days,
        })
        .collect(),
    }
}

/// A dispute of a part of an invoice, given to nobody and late.
fn dispute() -> Dispute {
    Dispute {
        id: Uuid::from_u128(600),
        customer: Uuid::from_u128(1),
        customer_reference: "C1".into(),
        customer_name: "Société Générale de Clôture".into(),
        item: Uuid::from_u128(101),
        number: "F1".into(),
        reason: "price".into(),
        amount: euro(12_000),
        owner: None,
        due_on: "2026-11-10".parse().ok(),
        status: DisputeStatus::Open,
        opened_on: "2026-10-20".parse().expect("a date"),
        resolved_on: None,
        root_cause: None,
        rev: 1,
    }
}

fn outgoing() -> Outgoing {
    Outgoing {
        id: Uuid::from_u128(300),
        customer: Uuid::from_u128(1),
        customer_reference: "C1".into(),
        customer_name: "Société Générale de Clôture".into(),
        kind: "reminder".into(),
        state: "proposed".into(),
        channel: "email".into(),
        tone: Some("firm".into()),
        step: 2,
        items: 2,
        amounts: vec![euro(1_500_000)],
        oldest_days: 48,
        suppressed: None,
        on: "2026-11-18".parse().expect("a date"),
        person: None,
        mail: None,
        rev: 1,
    }
}

fn credit(tab: CreditTab) -> Reply {
    let name = "Société Générale de Clôture";
    let held = |state: &str| Held {
        id: Uuid::from_u128(700),
        state: state.into(),
        rev: 1,
    };
    match tab {
        CreditTab::Breaches | CreditTab::Near => Reply::Breaches(Page::whole(vec![Breach {
            customer: Uuid::from_u128(1),
            reference: "C1".into(),
            name: name.into(),
            exposure: Exposure {
                limit: Some(Decimal::new(8_000_000, 2)),
                standing: Standing::Breach,
                ..file().exposure
            },
            hold: Some(held("requested")),
        }])),
        CreditTab::Holds => Reply::Holds(vec![HoldLine {
            hold: Hold {
                id: Uuid::from_u128(700),
                scope: "customer".into(),
                what: "credit".into(),
                state: "requested".into(),
                reason: "over the limit".into(),
                from_on: "2026-11-18".parse().expect("a date"),
                until_on: None,
                requested_by: Some("Camille".into()),
                rev: 1,
            },
            customer: Uuid::from_u128(1),
            customer_reference: "C1".into(),
            customer_name: name.into(),
            number: None,
        }]),
        CreditTab::Requests => Reply::LimitRequests(vec![LimitRequest {
            id: Uuid::from_u128(800),
            customer: Uuid::from_u128(1),
            customer_reference: "C1".into(),
            customer_name: name.into(),
            currency: Currency::EUR,
            amount: Some(Decimal::new(15_000_000, 2)),
            limit: Some(Decimal::new(10_000_000, 2)),
            exposure: Decimal::new(9_500_000, 2),
            kind: "internal".into(),
            effective_on: "2026-11-18".parse().expect("a date"),
            until_on: None,
            reason: "yearly order".into(),
            requested_by: "Inès".into(),
            mine: false,
            requested_on: "2026-11-17".parse().expect("a date"),
            rev: 1,
        }]),
    }
}

/// An order that is blocked, marked and near its day.
fn order() -> Order {
    Order {
        id: Uuid::from_u128(900),
        customer: Uuid::from_u128(1),
        customer_reference: "C1".into(),
        customer_name: "Société Générale de Clôture".into(),
        number: "OC1-900".into(),
        ordered_on: "2026-11-10".parse().expect("a date"),
        requested_on: "2026-11-28".parse().ok(),
        shipped_on: None,
        amount: euro(2_500_000),
        delivered: euro(0),
        invoiced: euro(0),
        status: "blocked".into(),
        marked: true,
        urgent: true,
        hold: None,
        on: "2026-11-28".parse().expect("a date"),
        rev: 1,
    }
}

fn document() -> Document {
    Document {
        id: Uuid::from_u128(950),
        customer: Uuid::from_u128(1),
        customer_reference: "C1".into(),
        customer_name: "Société Générale de Clôture".into(),
        number: "F7".into(),
        issued_on: "2026-11-02".parse().expect("a date"),
        due_on: "2026-12-02".parse().ok(),
        amount: euro(120_000),
        open: euro(120_000),
        status: "in_error".into(),
        code: Some(213),
        error_cause: Some("missing_po".into()),
        on: "2026-11-02".parse().expect("a date"),
    }
}

/// One alert untouched, one seen, one put off.
fn alerts() -> Vec<Alert> {
    let alert = |n: u128, kind, state, until: Option<&str>| Alert {
        id: Uuid::from_u128(800 + n),
        customer: Uuid::from_u128(n),
        customer_reference: format!("C{n}").as_str().into(),
        customer_name: format!("Customer {n}").as_str().into(),
        kind,
        subject: Uuid::from_u128(900 + n),
        state,
        amount: Some(euro(1_500_000)),
        raised_on: "2026-11-17".parse().expect("a date"),
        raised_at: "2026-11-17T09:30:00Z".parse().expect("a moment"),
        snoozed_until: until.map(|day| day.parse().expect("a date")),
        assigned: None,
        handled_by: (state != AlertState::Open).then(|| "Camille".into()),
        reason: None,
        rev: 1,
    };
    vec![
        alert(1, AlertKind::ReturnedPayment, AlertState::Open, None),
        alert(2, AlertKind::Breach, AlertState::Acknowledged, None),
        alert(
            3,
            AlertKind::ExposureUnknown,
            AlertState::Snoozed,
            Some("2026-12-01"),
        ),
    ]
}

/// What the database says.
pub fn answer(rows: &[WorklistRow], letter: &Letter, more: bool, query: &Query) -> Reply {
    match query {
        Query::Session => Reply::Session(session()),
        Query::Outcomes => Reply::Outcomes(vec![
            outcome("voicemail", "v", None),
            outcome("promise", "p", Some("promise")),
            outcome("payment_sent", "s", Some("date")),
        ]),
        Query::Today { .. } => Reply::Today(Box::new(Today {
            first: 3,
            by_points: 12,
            promises_due: 1,
            breaches: 2,
            owed: vec![Owed {
                gross: euro(9_500_000),
                overdue: euro(4_000_000),
                customers: 3,
            }],
            ..Today::default()
        })),
        Query::Worklist { .. } => {
            let mut page = Page::whole(rows.to_vec());
            page.after = more.then(|| Cursor("after".into()));
            Reply::Worklist(page)
        }
        Query::WorklistRows { customers, .. } => {
            let row = |id: Uuid| rows.iter().find(|r| r.customer == id).cloned();
            Reply::WorklistRows(customers.iter().map(|id| (*id, row(*id))).collect())
        }
        Query::List { which, .. } => listed(*which),
        Query::Items { .. } => Reply::Items(Page::whole(vec![item(1), item(2), item(3)])),
        Query::Totals { which, .. } => Reply::Totals(match listed(*which) {
            Reply::Items(page) => totals(page.rows.iter()),
            Reply::Promises(page) => totals(page.rows.iter()),
            Reply::Disputes(page) => totals(page.rows.iter()),
            Reply::Outgoing(page) => totals(page.rows.iter()),
            Reply::Alerts(page) => totals(page.rows.iter()),
            Reply::Activity(page) => totals(page.rows.iter()),
            reply => panic!("no list: {reply:?}"),
        }),
        Query::Allocations { .. } => Reply::Allocations(Vec::new()),
        Query::Timeline { .. } => Reply::Timeline(Page::default()),
        Query::Aged { .. } => Reply::Aged(Page::whole(vec![AgedCustomer {
            customer: Uuid::from_u128(1),
            reference: "C1".into(),
            name: "Customer 1".into(),
            portfolio: 1,
            aged: figures(),
        }])),
        Query::AgedTotals { by_portfolio, .. } => {
            Reply::AgedTotals(vec![total(by_portfolio.then_some("North"))])
        }
        Query::Counts { .. } => Reply::Counts(vec![3, 0, 1]),
        Query::Letters { reminders, .. } => {
            Reply::Letters(reminders.iter().map(|_| letter.clone()).collect())
        }
        Query::MailText { .. } => Reply::MailText(None),
        Query::Credit { tab, .. } => credit(*tab),
        Query::Pipeline { tab, .. } if tab.of_orders() => Reply::Orders(Page::whole(vec![order()])),
        Query::Pipeline { .. } => Reply::Documents(Page::whole(vec![document()])),
        Query::Measures { .. } => Reply::Measures(Measures {
            exposure: euro(9_500_000),
            gross: euro(9_500_000),
            sales: euro(12_000_000),
        }),
        Query::Settings { .. } => Reply::Settings(Box::default()),
        Query::Colleagues => Reply::Colleagues(vec![Person {
            id: 7,
            name: "Inès".into(),
        }]),
        Query::Search { text, .. } => Reply::Search {
            text: text.clone(),
            found: vec![Found {
                company: 1,
                customer: Uuid::from_u128(1),
                reference: "C1".into(),
                name: "Customer 1".into(),
                matched: "name".into(),
                text: "Customer 1".into(),
                overdue: euro(100),
                last_attempt_at: None,
            }],
        },
        Query::Letter { .. } => Reply::Letter(Some(Box::new(letter.clone()))),
        Query::Customer { .. } => Reply::Customer(Box::new(file())),
        Query::Facts { customer, .. } => {
            let mut file = file();
            file.customer.id = *customer;
            let named = rows.iter().find(|r| r.customer == *customer);
            if let Some(row) = named {
                file.customer.name = row.name.clone();
            }
            Reply::Facts(Box::new(Facts {
                file: Box::new(file),
                items: vec![item(1), item(2), item(3)],
            }))
        }
        Query::Message { contact, items, .. } => Reply::Message(Box::new(Written {
            contact: *contact,
            subject: "Copy of your invoices".into(),
            text: "Dear Jeanne Martin,".into(),
            message_id: "<00000000-0000-7000-8000-000000000001@example.com>".into(),
            copies: items.clone(),
            missing: Vec::new(),
            statement: Sheet {
                name: "statement_C1.html".into(),
                media_type: "text/html",
                body: "<p></p>".into(),
            },
        })),
    }
}

impl Desk {
    /// Connected, the worklist painted.
    pub fn new() -> Desk {
        let mut next = 1_000;
        let ids = move || {
            next += 1;
            Uuid::from_u128(next)
        };
        let words = Arc::new(Catalogue::new(Lang::Fr));
        let mut desk = Desk {
            app: App::new(words, Keymap::default(), Box::new(ids)),
            effects: Vec::new(),
            rows: vec![row(1), row(2), row(3)],
            letter: letter(),
            more: false,
            hold_answers: false,
            held: Vec::new(),
        };
        desk.update(Msg::Link(Link::Live));
        desk.paint();
        desk
    }

    pub fn update(&mut self, msg: Msg) {
        let mut todo = self.app.update(msg);
        while !todo.is_empty() {
            let effects = std::mem::take(&mut todo);
            for effect in &effects {
                if let Effect::Load {
                    slot,
                    generation,
                    query,
                } = effect
                {
                    if self.hold_answers {
                        self.held.push((*slot, *generation, query.clone()));
                        continue;
                    }
                    todo.extend(self.reply(*slot, *generation, query));
                }
            }
            self.effects.extend(effects);
        }
    }

    fn reply(&mut self, slot: Slot, generation: u64, query: &Query) -> Vec<Effect> {
        let answer = Ok(self.answer(query));
        self.app.update(Msg::Reply {
            slot,
            generation,
            answer,
        })
    }

    /// Gives the answers that were held back.
    pub fn answer_held(&mut self) {
        self.hold_answers = false;
        for (slot, generation, query) in std::mem::take(&mut self.held) {
            let effects = self.reply(slot, generation, &query);
            self.effects.extend(effects);
        }
    }

    fn answer(&self, query: &Query) -> Reply {
        answer(&self.rows, &self.letter, self.more, query)
    }

    /// Presses keys, each painted before the next; `text:` types words.
    pub fn press(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            self.press_unpainted(word);
            self.paint();
        }
    }

    /// Presses keys that the terminal had in its input before anything was painted.
    pub fn press_unpainted(&mut self, keys: &str) {
        for word in keys.split_whitespace() {
            let typed: Vec<Key> = match word.strip_prefix("text:") {
                Some(text) => text.chars().map(Key::char).collect(),
                None => vec![word.parse().expect("a key")],
            };
            for key in typed {
                self.update(Msg::Key(key));
            }
        }
    }

    pub fn paint(&mut self) {
        self.app.painted(&Painted {
            list_rows: 20,
            ..Painted::default()
        });
    }

    /// The letter was painted to its end.
    pub fn paint_letter(&mut self) {
        self.app.painted(&Painted {
            preview: Some(self.letter.reminder),
            ..Painted::default()
        });
    }

    pub fn changed(&mut self, customer: Option<Uuid>, entity: &str) {
        self.update(Msg::Changed(vec![Change {
            seq: 1,
            company: 1,
            entity: entity.into(),
            id: Some(Uuid::from_u128(9)),
            customer,
            by: None,
        }]));
    }

    pub fn saved(&mut self, request: Uuid, answer: Value) {
        self.update(Msg::Written {
            request,
            outcome: Outcome::Saved { answer },
        });
    }

    /// The pause after the typing is over.
    pub fn ring_search(&mut self) {
        assert!(
            self.effects
                .iter()
                .any(|e| matches!(e, Effect::SetAlarm(Alarm::Search, _))),
            "the search waits for a pause"
        );
        self.update(Msg::Alarm(Alarm::Search));
    }

    /// What was sent to be written.
    pub fn sent(&self) -> Vec<Submission> {
        let writes = self.effects.iter().filter_map(|e| match e {
            Effect::Write(submission) => Some(submission.clone()),
            _ => None,
        });
        writes.collect()
    }

    /// Key of the sentence said last.
    pub fn said(&self) -> String {
        let toast = self.app.shell.toast.as_ref();
        toast.map_or(String::new(), |t| t.message.key.clone())
    }

    /// What was asked for.
    pub fn queries(&self) -> Vec<Query> {
        let asked = self.effects.iter().filter_map(|e| match e {
            Effect::Load { query, .. } => Some(query.clone()),
            _ => None,
        });
        asked.collect()
    }

    pub fn clear(&mut self) {
        self.effects.clear();
    }
}

/// A page of any list.
fn listed(which: ListName) -> Reply {
    match which {
        ListName::Items => Reply::Items(Page::whole(vec![item(1), item(2), item(3)])),
        ListName::Promises => Reply::Promises(Page::whole(file().promises)),
        ListName::Disputes => Reply::Disputes(Page::whole(vec![dispute()])),
        ListName::Outgoing => Reply::Outgoing(Page::whole(vec![outgoing()])),
        ListName::Alerts => Reply::Alerts(Page::whole(alerts())),
        ListName::Activity => Reply::Activity(Page::default()),
    }
}
