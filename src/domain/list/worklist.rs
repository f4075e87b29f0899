//! The worklist: whom to call now.

use uuid::Uuid;

use super::common::{
    amount, by, collector, currency, customer, disputed, name, oldest_days, outcome, overdue,
    promised, revisit_on, risk,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::worklist::WorklistRow;

const SECTIONS: &[&str] = &["first", "points"];

impl Listed for WorklistRow {
    const WHICH: ListName = ListName::Worklist;
    const LIST: &'static List<WorklistRow> = &List {
        name: "worklist",
        counted: "customers",
        columns: &[
            Column::new(customer(), |w| (&w.reference).into()),
            Column::new(name().wide(20), |w| (&w.name).into()),
            Column::new(
                Field::new("section", ["section", "rubrique"], Kind::Word(SECTIONS))
                    .unsorted()
                    .hidden(),
                |w| Value::Word(w.section.word()),
            ),
            Column::new(currency(), |w| w.overdue.currency().into()),
            Column::new(overdue().summed(), |w| w.overdue.into()),
            Column::new(
                Field::new("to_chase", ["chase", "relancer"], Kind::Money)
                    .flag()
                    .summed()
                    .hidden(),
                |w| w.to_chase.into(),
            ),
            Column::new(oldest_days(), |w| i64::from(w.oldest_days).into()),
            Column::new(
                Field::new("points", ["points", "points"], Kind::Number).wide(3),
                |w| i64::from(w.points).into(),
            ),
            Column::new(
                Field::new("reasons", ["why", "pourquoi"], Kind::Text(40)).unsorted(),
                |w| {
                    let told = w.reasons.iter().map(|r| format!("{}:{}", r.code, r.points));
                    told.collect::<Vec<_>>().join(" ").as_str().into()
                },
            ),
            Column::new(
                Field::new("alerts", ["alerts", "alertes"], Kind::Text(12))
                    .unsorted()
                    .hidden(),
                |w| {
                    let kinds = w.alerts.iter().map(|kind| kind.word());
                    kinds.collect::<Vec<_>>().join(" ").as_str().into()
                },
            ),
            Column::new(
                Field::new("last_contact", ["called", "appele"], Kind::Time)
                    .flag()
                    .drop(2),
                |w| w.last_contact.as_ref().map(|c| c.at).into(),
            ),
            Column::new(outcome("last_outcome"), |w| {
                w.last_contact
                    .as_ref()
                    .and_then(|c| c.outcome.as_deref())
                    .into()
            }),
            Column::new(by("last_by").flag().hidden(), |w| {
                w.last_contact
                    .as_ref()
                    .and_then(|c| c.person.as_ref())
                    .into()
            }),
            Column::new(
                Field::new("next_on", ["next", "suite"], Kind::Date).drop(1),
                |w| w.next_promise.map(|(on, _)| on).or(w.revisit_on).into(),
            ),
            Column::new(
                Field::new("promised_on", ["promised_on", "promis_le"], Kind::Date)
                    .flag()
                    .hidden(),
                |w| w.next_promise.map(|(on, _)| on).into(),
            ),
            // In the currency of the promise, which is not always the row's.
            Column::new(promised().unsorted().hidden(), |w| {
                w.next_promise.map(|(_, amount)| amount).into()
            }),
            Column::new(
                Field::new(
                    "promised_currency",
                    ["promised_in", "promis_en"],
                    Kind::Text(3),
                )
                .unsorted()
                .written(),
                |w| w.next_promise.map(|(_, amount)| amount.currency()).into(),
            ),
            Column::new(revisit_on(), |w| w.revisit_on.into()),
            Column::asked(amount()),
            Column::asked(disputed()),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "company",
            "customer",
            "name",
            "section",
            "points",
            "currency",
            "overdue",
            "to_chase",
            "oldest_days",
            "promised_on",
            "promised",
            "promised_currency",
            "last_contact",
            "last_outcome",
            "last_by",
            "revisit_on",
            "alerts",
            "reasons",
            "next_on",
        ],
        order: &[
            Key::up("section"),
            Key::down("points"),
            Key::down("overdue"),
        ],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.name.as_str()))
    }
}
