//! The list of alerts.

use uuid::Uuid;

use super::common::{
    self, amount, collector, currency, customer, id, kind, name, reason, risk, since, state, until,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::alert::Alert;

const KINDS: &[&str] = &[
    "returned_payment",
    "breach",
    "near",
    "broken_promise",
    "blocked_order",
    "large_overdue",
    "limit_expiring",
    "exposure_unknown",
    "deadline",
];
const STATES: &[&str] = &["open", "acknowledged", "snoozed", "resolved", "closed"];

impl Listed for Alert {
    const WHICH: ListName = ListName::Alerts;
    const LIST: &'static List<Alert> = &List {
        name: "alerts",
        counted: "alerts",
        columns: &[
            Column::new(id(), |a| a.id.into()),
            Column::new(kind(Kind::Word(KINDS)).wide(32), |a| {
                Value::Word(a.kind.word())
            }),
            Column::new(customer(), |a| (&a.customer_reference).into()),
            Column::new(name(), |a| (&a.customer_name).into()),
            Column::new(currency(), |a| Value::maybe(a.amount, |m| m.currency())),
            Column::new(amount(), |a| a.amount.into()),
            Column::new(common::number(12).hidden(), |a| a.number.as_ref().into()),
            Column::new(common::on("falls_on").hidden(), |a| a.falls_on.into()),
            Column::new(
                Field::new("deadline", ["deadline", "delai"], Kind::Text(14)).written(),
                |a| a.deadline.as_ref().into(),
            ),
            Column::new(since("raised_on").drop(1), |a| a.raised_on.into()),
            Column::new(
                Field::new("raised_at", ["raised", "levee"], Kind::Time).hidden(),
                |a| a.raised_at.into(),
            ),
            Column::new(state("state", Kind::Word(STATES)).wide(12), |a| {
                Value::Word(a.state.word())
            }),
            Column::new(until("snoozed_until").hidden(), |a| a.snoozed_until.into()),
            Column::new(
                Field::new("assigned", ["assigned", "confiee"], Kind::Person)
                    .flag()
                    .hidden(),
                |a| a.assigned.as_ref().into(),
            ),
            Column::new(
                Field::new("handled_by", ["handled", "traitee_par"], Kind::Person).hidden(),
                |a| a.handled_by.as_ref().into(),
            ),
            Column::new(reason(Kind::Text(10)).hidden(), |a| {
                a.reason.as_ref().into()
            }),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "kind",
            "state",
            "currency",
            "amount",
            "raised_on",
            "snoozed_until",
            "assigned",
            "reason",
            "raised_at",
            "handled_by",
            "number",
            "falls_on",
            "deadline",
        ],
        order: &[Key::down("raised_at")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
