//! The list of open items.

use uuid::Uuid;

use super::common::{
    amount, collector, currency, customer, days_late, disputed, due_on, issued_on, kind, name,
    number, open, overdue, promised, risk, state,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::invoice::Item;

const KINDS: &[&str] = &["invoice", "credit_note", "on_account", "opening", "receipt"];
const STATES: &[&str] = &["normal", "pre_litigation", "litigation", "factored"];

impl Listed for Item {
    const WHICH: ListName = ListName::Items;
    const LIST: &'static List<Item> = &List {
        name: "items",
        counted: "items",
        columns: &[
            Column::new(customer(), |i| (&i.customer_reference).into()),
            Column::new(name().wide(14).drop(1), |i| (&i.customer_name).into()),
            Column::new(kind(Kind::Word(KINDS)).hidden(), |i| {
                Value::Word(i.kind.word())
            }),
            Column::new(number(8).whole(), |i| (&i.number).into()),
            Column::new(
                Field::new("instalment", ["instalment", "rang"], Kind::Number)
                    .unsorted()
                    .written(),
                |i| i64::from(i.instalment.0).into(),
            ),
            Column::new(issued_on().hidden(), |i| i.issued_on.into()),
            Column::new(due_on(), |i| i.due_on.into()),
            Column::new(
                Field::new("due_assumed", ["assumed", "presumee"], Kind::Flag).hidden(),
                |i| i.due_assumed.into(),
            ),
            Column::new(days_late(), |i| i.days_late.into()),
            Column::new(currency(), |i| i.open.currency().code().into()),
            Column::new(amount().drop(4), |i| i.amount.into()),
            Column::new(open(), |i| i.open.into()),
            Column::new(disputed().summed().hidden(), |i| i.disputed.into()),
            Column::new(promised().hidden(), |i| i.promised.into()),
            Column::new(state("state", Kind::Word(STATES)).drop(2), |i| {
                Value::Word(i.state.word())
            }),
            Column::new(
                Field::new("po_number", ["order", "commande"], Kind::Text(8))
                    .searched()
                    .drop(5),
                |i| Value::maybe(i.po_number.as_ref(), |p| p),
            ),
            Column::new(
                Field::new("reminded", ["reminded", "relances"], Kind::Number)
                    .unsorted()
                    .hidden(),
                |i| i64::from(i.reminded).into(),
            ),
            Column::asked(overdue()),
            Column::asked(Field::new("credit", ["credit", "avoir"], Kind::Flag)),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "company",
            "customer",
            "name",
            "kind",
            "number",
            "instalment",
            "issued_on",
            "due_on",
            "due_assumed",
            "days_late",
            "currency",
            "amount",
            "open",
            "disputed",
            "promised",
            "state",
            "po_number",
            "reminded",
        ],
        order: &[Key::up("due_on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
