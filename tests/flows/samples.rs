//! Rows as the database would give them.

use chrono::{NaiveDate, NaiveTime};
use encours::app::request::Letter;
use encours::app::session::{Session, Workplace};
use encours::domain::activity::{Activity, Outcome as CallOutcome};
use encours::domain::aging::{Aged, AgedPortfolio, AgedTotal, Buckets};
use encours::domain::alert::{Alert, AlertKind, AlertState};
use encours::domain::calendar::Calendar;
use encours::domain::company::Company;
use encours::domain::credit::{Breach, Exposure, Held, HoldLine, LimitRequest, Standing};
use encours::domain::currency::Currency;
use encours::domain::customer::{
    CallingHours, Contact, Customer, CustomerFile, Hold, PaidMonth, Reach,
};
use encours::domain::dispute::{Dispute, DisputeStatus};
use encours::domain::invoice::{Item, ItemKind, ItemState};
use encours::domain::money::Money;
use encours::domain::outgoing::Outgoing;
use encours::domain::pipeline::{Document, Order};
use encours::domain::promise::{Promise, PromiseState};
use encours::domain::settings::{Assignment, Rate, Settings, Step, Template};
use encours::domain::worklist::{Section, WorklistRow};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

pub fn euro(cents: i64) -> Money {
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
        present: Vec::new(),
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
        held_until: None,
        empty: false,
        to: "Someone <someone@example.com>".into(),
        subject: "Reminder".into(),
        text: "Please pay.".into(),
        approval: json!({ "reminder": Uuid::from_u128(300), "rev": 1, "hash": "cafe" }),
    }
}

pub fn figures() -> Aged {
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

pub fn outcome(code: &str, key: &str, wants: Option<&str>) -> CallOutcome {
    CallOutcome {
        code: code.into(),
        key: key.into(),
        right_party: wants.is_some(),
        revisit_days: Some(1),
        wants: wants.map(Into::into),
        label: (code.into(), code.into()),
    }
}

pub fn session() -> Session {
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
        limit_ceiling: 50_000.into(),
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
pub fn file() -> CustomerFile {
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
pub fn dispute() -> Dispute {
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

pub fn outgoing() -> Outgoing {
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

const NAME: &str = "Société Générale de Clôture";

pub fn breach() -> Breach {
    Breach {
        customer: Uuid::from_u128(1),
        reference: "C1".into(),
        name: NAME.into(),
        exposure: Exposure {
            limit: Some(Decimal::new(8_000_000, 2)),
            standing: Standing::Breach,
            ..file().exposure
        },
        hold: Some(Held {
            id: Uuid::from_u128(700),
            state: "requested".into(),
            rev: 1,
        }),
    }
}

pub fn hold() -> HoldLine {
    HoldLine {
        hold: Hold {
            id: Uuid::from_u128(700),
            scope: "customer".into(),
            scope_id: None,
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
        customer_name: NAME.into(),
        number: None,
    }
}

pub fn limit_request() -> LimitRequest {
    LimitRequest {
        id: Uuid::from_u128(800),
        customer: Uuid::from_u128(1),
        customer_reference: "C1".into(),
        customer_name: NAME.into(),
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
    }
}

/// An order that is blocked, marked and near its day.
pub fn order() -> Order {
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

pub fn document() -> Document {
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
        days_late: Some(-14),
        part: "in_error".into(),
        on: "2026-11-02".parse().expect("a date"),
    }
}

/// One alert untouched, one seen, one put off.
pub fn alerts() -> Vec<Alert> {
    let alert = |n: u128, kind, state, until: Option<&str>| Alert {
        number: None,
        falls_on: None,
        deadline: None,
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
        Alert {
            number: Some("SO-1017".into()),
            assigned: Some("Inès".into()),
            ..alert(4, AlertKind::BlockedOrder, AlertState::Open, None)
        },
        Alert {
            falls_on: Some("2026-12-05".parse().expect("a date")),
            deadline: Some("declare_claim".into()),
            ..alert(5, AlertKind::Deadline, AlertState::Open, None)
        },
    ]
}

/// A call that was the nth thing done.
pub fn deed(n: u128) -> Activity {
    Activity {
        id: Uuid::from_u128(1_000 + n),
        customer: Uuid::from_u128(n),
        customer_reference: format!("C{n}").as_str().into(),
        customer_name: format!("Customer {n}").as_str().into(),
        kind: "call".into(),
        outcome: Some("voicemail".into()),
        right_party: Some(false),
        contact: None,
        entity: None,
        amount: None,
        effective_on: "2026-11-18".parse().expect("a date"),
        revisit_on: None,
        person: Some("Camille".into()),
        corrected: false,
        corrects: None,
        recorded_at: "2026-11-18T09:30:00Z".parse().expect("a moment"),
        text: None,
    }
}

pub fn settings() -> Settings {
    let day = |text: &str| text.parse().expect("a date");
    let step = |n: i16, tone: &str, channel: &str| Step {
        policy: "Standard".into(),
        is_default: true,
        step: n,
        offset_days: i32::from(n) * 15 - 12,
        channel: channel.into(),
        tone: tone.into(),
        template: tone.into(),
        fee: n == 3,
        interest: n == 3,
        min_gap_days: 5,
    };
    let result = |code: &str, key: &str, labels: [&str; 2], wants: Option<&str>| CallOutcome {
        label: (labels[0].into(), labels[1].into()),
        ..outcome(code, key, wants)
    };
    let template = |code: &str, language: &str, subject: &str| Template {
        code: code.into(),
        language: language.into(),
        subject: subject.into(),
        text: subject.into(),
        updated_on: day("2026-11-02"),
    };
    let rate = |kind: &str, of: &str, value: i64| Rate {
        kind: kind.into(),
        of: of.into(),
        from_on: day("2026-07-01"),
        value: Decimal::new(value, 4),
        source: "ECB".into(),
    };
    let assignment = |person: Option<&str>, substitute| Assignment {
        code: "NORD".into(),
        portfolio: "Nord et Île-de-France".into(),
        customers: 1_234,
        person: person.map(Into::into),
        substitute,
        from_on: Some(day("2026-01-01")),
        to_on: substitute.then(|| day("2026-12-24")),
    };
    Settings {
        steps: vec![
            step(1, "friendly", "email"),
            step(2, "firm", "letter"),
            step(3, "formal_notice", "registered_letter"),
        ],
        outcomes: vec![
            result(
                "voicemail",
                "v",
                ["Left a voicemail", "Message laissé sur répondeur"],
                None,
            ),
            result(
                "not_received",
                "i",
                ["Invoice not received", "Facture non reçue"],
                Some("copy"),
            ),
        ],
        templates: vec![
            template("ask_logistics", "en", "{{ customer.name }}: a question"),
            template("formal_notice", "fr", "Mise en demeure"),
        ],
        rates: vec![
            rate("fx", "EUR USD", 10_660),
            rate("legal_professional", "FR", 26_200),
        ],
        assignments: vec![
            assignment(Some("Camille Dorevin"), false),
            assignment(Some("Hugo Morderic"), true),
            assignment(None, false),
        ],
    }
}
