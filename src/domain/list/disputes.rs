//! The list of disputes.

use uuid::Uuid;

use super::common::{
    amount, cause, collector, currency, customer, due_on, id, name, number, reason, risk,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::dispute::{Dispute, REASONS};

const STATUSES: &[&str] = &[
    "open",
    "with_owner",
    "credit_note",
    "payable",
    "written_off",
];

impl Listed for Dispute {
    const WHICH: ListName = ListName::Disputes;
    const LIST: &'static List<Dispute> = &List {
        name: "disputes",
        counted: "disputes",
        columns: &[
            Column::new(id(), |d| d.id.into()),
            Column::new(customer(), |d| (&d.customer_reference).into()),
            Column::new(name(), |d| (&d.customer_name).into()),
            Column::new(number(8).whole(), |d| (&d.number).into()),
            Column::new(currency(), |d| d.amount.currency().code().into()),
            Column::new(amount().summed(), |d| d.amount.into()),
            Column::new(reason(Kind::Word(&REASONS)).wide(9), |d| {
                Value::among(&REASONS, &d.reason)
            }),
            Column::new(due_on().wide(8).flag(), |d| d.due_on.into()),
            Column::new(
                Field::new("status", ["status", "statut"], Kind::Word(STATUSES)).wide(10),
                |d| Value::Word(d.status.word()),
            ),
            Column::new(
                Field::new("owner", ["owner", "responsable"], Kind::Person)
                    .flag()
                    .drop(1),
                |d| d.owner.as_ref().into(),
            ),
            Column::new(
                Field::new("opened_on", ["opened", "ouvert"], Kind::Date)
                    .wide(8)
                    .drop(2),
                |d| d.opened_on.into(),
            ),
            Column::new(
                Field::new("resolved_on", ["resolved", "resolu"], Kind::Date)
                    .flag()
                    .hidden(),
                |d| d.resolved_on.into(),
            ),
            Column::new(cause("root_cause").drop(3), |d| {
                d.root_cause.as_ref().into()
            }),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "number",
            "reason",
            "status",
            "currency",
            "amount",
            "owner",
            "due_on",
            "opened_on",
            "resolved_on",
            "root_cause",
        ],
        order: &[Key::down("opened_on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
