//! The list of everybody's work.

use uuid::Uuid;

use super::common::{
    amount, by, collector, currency, customer, id, kind, name, on, outcome, revisit_on, risk,
};
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
            Column::new(on("effective_on").hidden(), |a| a.effective_on.into()),
            Column::new(by("person").wide(14).flag(), |a| a.person.as_ref().into()),
            Column::new(customer(), |a| (&a.customer_reference).into()),
            Column::new(name(), |a| (&a.customer_name).into()),
            Column::new(kind(Kind::Text(26)), |a| a.kind.as_str().into()),
            Column::new(outcome("outcome"), |a| a.outcome.as_deref().into()),
            Column::new(currency(), |a| Value::maybe(a.amount, |m| m.currency())),
            Column::new(amount().hidden(), |a| a.amount.into()),
            Column::new(revisit_on(), |a| a.revisit_on.into()),
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

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
