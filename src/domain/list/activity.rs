//! The list of everybody's work.

use uuid::Uuid;

use super::common::{collector, currency, customer, id, name, risk};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::activity::Activity;

impl Listed for Activity {
    const WHICH: ListName = ListName::Activity;
    const LIST: &'static List<Activity> = &List {
        name: "activity",
        counted: "lines",
        columns: &[
            Column::new(id(), |a| a.id.into()),
            Column::new(
                Field::new("recorded_at", ["at", "heure"], Kind::Time),
                |a| a.recorded_at.into(),
            ),
            Column::new(
                Field::new("effective_on", ["on", "le"], Kind::Date).hidden(),
                |a| a.effective_on.into(),
            ),
            Column::new(
                Field::new("person", ["by", "par"], Kind::Person)
                    .wide(14)
                    .flag(),
                |a| a.person.as_ref().into(),
            ),
            Column::new(customer(), |a| (&a.customer_reference).into()),
            Column::new(name(), |a| (&a.customer_name).into()),
            Column::new(
                Field::new("kind", ["kind", "nature"], Kind::Text(26)),
                |a| a.kind.as_str().into(),
            ),
            Column::new(
                Field::new("outcome", ["outcome", "resultat"], Kind::Text(12)).hidden(),
                |a| a.outcome.as_deref().into(),
            ),
            Column::new(currency(), |a| Value::maybe(a.amount, |m| m.currency())),
            Column::new(
                Field::new("amount", ["amount", "montant"], Kind::Money).hidden(),
                |a| a.amount.into(),
            ),
            Column::new(
                Field::new("revisit_on", ["revisit", "rappel"], Kind::Date)
                    .flag()
                    .hidden(),
                |a| a.revisit_on.into(),
            ),
            Column::new(
                Field::new("corrected", ["corrected", "corrige"], Kind::Flag)
                    .unsorted()
                    .hidden(),
                |a| a.corrected.into(),
            ),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "recorded_at",
            "effective_on",
            "company",
            "customer",
            "name",
            "kind",
            "outcome",
            "currency",
            "amount",
            "revisit_on",
            "person",
            "corrected",
        ],
        order: &[Key::down("recorded_at")],
    };

    fn customer(&self) -> (Uuid, &str) {
        (self.customer, self.customer_name.as_str())
    }
}
