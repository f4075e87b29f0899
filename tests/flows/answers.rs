//! What the database says to each question.

use encours::app::export::{Exported, Going};
use encours::app::request::{Facts, Letter, Query, Reply, Sheet, Team, Written};
use encours::domain::aging::{AgedCustomer, Split};
use encours::domain::company::{Person, Portfolio};
use encours::domain::customer::Found;
use encours::domain::list::{Ask, ListName, totals};
use encours::domain::page::{Cursor, Page};
use encours::domain::payment::Payments;
use encours::domain::today::{Measures, Owed, Today};
use encours::domain::worklist::WorklistRow;
use encours::i18n::Message;
use uuid::Uuid;

use super::outlook;
use super::samples::{
    alerts, breach, deed, dispute, document, euro, figures, file, hold, item, limit_request, order,
    outcome, outgoing, row, session, settings, total,
};

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
        Query::List {
            which: ListName::Worklist,
            ..
        } => {
            let mut page = Page::whole(rows.to_vec());
            page.after = more.then(|| Cursor("after".into()));
            Reply::Worklist(page)
        }
        Query::Totals {
            which: ListName::Worklist,
            ..
        } => Reply::Totals(totals(rows.iter())),
        Query::WorklistRows { customers, .. } => {
            let row = |id: Uuid| rows.iter().find(|r| r.customer == id).cloned();
            Reply::WorklistRows(customers.iter().map(|id| (*id, row(*id))).collect())
        }
        // Of a worklist that is longer than what is loaded.
        Query::Every { .. } => {
            let all = rows.iter().cloned().chain((51..=53).map(row)).collect();
            Reply::Every(Some(Box::new(Reply::Worklist(Page::whole(all)))))
        }
        Query::Seek { text, .. } => {
            let found = text.contains("52").then(|| {
                let mut page = Page::whole(vec![row(52), row(53)]);
                page.before = Some(Cursor("before".into()));
                Box::new(Reply::Worklist(page))
            });
            Reply::Sought(found)
        }
        Query::List { which, ask, .. } => listed(*which, ask),
        Query::Items { .. } => Reply::Items(Page::whole(vec![item(1), item(2), item(3)])),
        Query::Totals { which, ask } => Reply::Totals(match listed(*which, ask) {
            Reply::Aging(page) => totals(page.rows.iter()),
            Reply::AgingTotals(page) => totals(page.rows.iter()),
            Reply::Items(page) => totals(page.rows.iter()),
            Reply::Promises(page) => totals(page.rows.iter()),
            Reply::Disputes(page) => totals(page.rows.iter()),
            Reply::Outgoing(page) => totals(page.rows.iter()),
            Reply::Alerts(page) => totals(page.rows.iter()),
            Reply::Activity(page) => totals(page.rows.iter()),
            Reply::Breaches(page) => totals(page.rows.iter()),
            Reply::Holds(page) => totals(page.rows.iter()),
            Reply::LimitRequests(page) => totals(page.rows.iter()),
            Reply::Orders(page) => totals(page.rows.iter()),
            Reply::Documents(page) => totals(page.rows.iter()),
            reply => panic!("no list: {reply:?}"),
        }),
        Query::Export(export) => Reply::Exported(match &export.after {
            None => Exported {
                rows: 5_000,
                next: Going::On(Cursor("place".into())),
            },
            Some(_) => Exported {
                rows: 5_003,
                next: Going::Done(format!("/exports/{}.csv", export.name)),
            },
        }),
        Query::Allocations { .. } => Reply::Allocations(Vec::new()),
        Query::Claims { .. } => Reply::Claims(Vec::new()),
        Query::Timeline { .. } => Reply::Timeline(Page::default()),
        Query::Counts { .. } => Reply::Counts(vec![3, 0, 1]),
        Query::Letters { reminders, .. } => {
            Reply::Letters(reminders.iter().map(|_| letter.clone()).collect())
        }
        Query::MailText { .. } => Reply::MailText(None),
        Query::Print { .. } => Reply::Printed(
            Message::new("out-printed")
                .with("n", 1_usize)
                .with("path", "letter.pdf"),
        ),
        Query::Payments { .. } => Reply::Payments(Payments::default()),
        Query::Measures { .. } => Reply::Measures(Measures {
            exposure: euro(9_500_000),
            gross: euro(9_500_000),
            sales: euro(12_000_000),
        }),
        Query::Kpis { day, .. } => Reply::Kpis(Box::new(outlook::board(*day, 0))),
        Query::KpiTrend { day, .. } => Reply::KpiTrend(outlook::trend(*day)),
        Query::Forecast { day, by, .. } => Reply::Forecast(outlook::forecast(*day, *by)),
        Query::ForecastRecord { day, .. } => Reply::ForecastRecord(Box::new(outlook::record(*day))),
        Query::Settings { .. } => Reply::Settings(Box::new(settings())),
        Query::Team { company } => {
            let portfolio = |(id, code): (i32, &str)| Portfolio {
                id,
                company: *company,
                code: code.into(),
                name: code.into(),
                collectors: vec!["Inès".into()],
            };
            Reply::Team(Team {
                portfolios: [(1, "NORTH"), (2, "SOUTH")].map(portfolio).to_vec(),
                people: vec![
                    Person {
                        id: 7,
                        name: "Inès".into(),
                    },
                    Person {
                        id: 8,
                        name: "Paul".into(),
                    },
                ],
            })
        }
        Query::Mentions => Reply::Mentions(Vec::new()),
        Query::Handlers { .. } | Query::CustomerColleagues { .. } => {
            Reply::Colleagues(vec![Person {
                id: 7,
                name: "Inès".into(),
            }])
        }
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
            file.contacts[0].bounced = false;
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
            statement: Some(Sheet {
                name: "statement_C1.pdf".into(),
                media_type: "application/pdf",
                content: "JVBERi0=".into(),
            }),
        })),
    }
}

/// A page of any list.
fn listed(which: ListName, ask: &Ask) -> Reply {
    match which {
        ListName::Aging => Reply::Aging(Page::whole(vec![AgedCustomer {
            customer: Uuid::from_u128(1),
            reference: "C1".into(),
            name: "Customer 1".into(),
            portfolio: 1,
            oldest_days: Some(44),
            aged: figures(),
        }])),
        ListName::AgingTotals => {
            let portfolio = (ask.split == Split::Portfolio).then_some("North");
            Reply::AgingTotals(Page::whole(vec![total(portfolio)]))
        }
        ListName::Items => Reply::Items(Page::whole(vec![item(1), item(2), item(3)])),
        ListName::Promises => Reply::Promises(Page::whole(file().promises)),
        ListName::Disputes => Reply::Disputes(Page::whole(vec![dispute()])),
        ListName::Outgoing => Reply::Outgoing(Page::whole(vec![outgoing()])),
        ListName::Alerts => Reply::Alerts(Page::whole(alerts())),
        ListName::Activity => Reply::Activity(Page::whole(vec![deed(3), deed(2), deed(1)])),
        ListName::Worklist => Reply::Worklist(Page::default()),
        ListName::Breaches => Reply::Breaches(Page::whole(vec![breach()])),
        ListName::Holds => Reply::Holds(Page::whole(vec![hold()])),
        ListName::LimitRequests => Reply::LimitRequests(Page::whole(vec![limit_request()])),
        ListName::Orders => Reply::Orders(Page::whole(vec![order()])),
        ListName::Documents => Reply::Documents(Page::whole(vec![document()])),
    }
}
