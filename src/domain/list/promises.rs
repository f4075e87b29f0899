//! The list of promises.

use uuid::Uuid;

use super::common::{amount, by, collector, currency, customer, id, name, on, risk, state};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::promise::Promise;

const STATES: &[&str] = &["open", "due", "kept", "partly_kept", "broken", "withdrawn"];

impl Listed for Promise {
    const WHICH: ListName = ListName::Promises;
    const LIST: &'static List<Promise> = &List {
        name: "promises",
        counted: "promises",
        columns: &[
            Column::new(id(), |p| p.id.into()),
            Column::new(customer(), |p| (&p.customer_reference).into()),
            Column::new(name(), |p| (&p.customer_name).into()),
            Column::new(currency(), |p| p.amount.currency().code().into()),
            Column::new(on("promised_on"), |p| p.promised_on.into()),
            Column::new(amount().summed(), |p| p.amount.into()),
            Column::new(
                Field::new("received", ["received", "recu"], Kind::Money)
                    .flag()
                    .summed()
                    .hidden(),
                |p| p.received.into(),
            ),
            Column::new(state("state", Kind::Word(STATES)).wide(16), |p| {
                Value::Word(p.state.word())
            }),
            Column::new(
                Field::new("items", ["items", "postes"], Kind::Number)
                    .wide(13)
                    .drop(3),
                |p| p.items.into(),
            ),
            Column::new(
                Field::new("judge_on", ["judged_from", "jugee_des"], Kind::Date)
                    .wide(8)
                    .drop(2),
                |p| p.judge_on.into(),
            ),
            Column::new(
                Field::new("judged_on", ["judged", "jugee"], Kind::Date)
                    .flag()
                    .hidden(),
                |p| p.judged_on.into(),
            ),
            Column::new(
                Field::new("made_on", ["made", "faite"], Kind::Date)
                    .wide(8)
                    .drop(1),
                |p| p.made_on.into(),
            ),
            Column::new(
                Field::new("on_account", ["on_account", "a_valoir"], Kind::Flag).hidden(),
                |p| p.on_account.into(),
            ),
            Column::new(by("person").drop(1), |p| p.person.as_ref().into()),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "state",
            "currency",
            "amount",
            "received",
            "made_on",
            "promised_on",
            "judge_on",
            "judged_on",
            "on_account",
            "items",
            "person",
        ],
        order: &[Key::down("promised_on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
