//! The list of open items.

use uuid::Uuid;

use super::common::{collector, risk};
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
            Column::new(
                Field::new("customer", ["customer", "client"], Kind::Text(8))
                    .searched()
                    .hidden(),
                |i| (&i.customer_reference).into(),
            ),
            Column::new(
                Field::new("name", ["name", "nom"], Kind::Text(14))
                    .searched()
                    .drop(1),
                |i| (&i.customer_name).into(),
            ),
            Column::new(
                Field::new("kind", ["kind", "nature"], Kind::Word(KINDS)).hidden(),
                |i| Value::Word(i.kind.word()),
            ),
            Column::new(
                Field::new("number", ["number", "numero"], Kind::Text(8))
                    .searched()
                    .whole(),
                |i| (&i.number).into(),
            ),
            Column::new(
                Field::new("instalment", ["instalment", "rang"], Kind::Number)
                    .unsorted()
                    .written(),
                |i| i64::from(i.instalment.0).into(),
            ),
            Column::new(
                Field::new("issued_on", ["issued", "emission"], Kind::Date).hidden(),
                |i| i.issued_on.into(),
            ),
            Column::new(Field::new("due_on", ["due", "echeance"], Kind::Date), |i| {
                i.due_on.into()
            }),
            Column::new(
                Field::new("due_assumed", ["assumed", "presumee"], Kind::Flag).hidden(),
                |i| i.due_assumed.into(),
            ),
            Column::new(
                Field::new("days_late", ["late", "retard"], Kind::Days),
                |i| i.days_late.into(),
            ),
            Column::new(
                Field::new("currency", ["currency", "devise"], Kind::Text(3)).hidden(),
                |i| i.open.currency().code().into(),
            ),
            Column::new(
                Field::new("amount", ["amount", "montant"], Kind::Money).drop(4),
                |i| i.amount.into(),
            ),
            Column::new(
                Field::new("open", ["open", "solde"], Kind::Money).summed(),
                |i| i.open.into(),
            ),
            Column::new(
                Field::new("disputed", ["disputed", "litige"], Kind::Money)
                    .flag()
                    .summed()
                    .hidden(),
                |i| i.disputed.into(),
            ),
            Column::new(
                Field::new("promised", ["promised", "promis"], Kind::Money)
                    .flag()
                    .hidden(),
                |i| i.promised.into(),
            ),
            Column::new(
                Field::new("state", ["state", "etat"], Kind::Word(STATES)).drop(2),
                |i| Value::Word(i.state.word()),
            ),
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
            Column::asked(Field::new("overdue", ["overdue", "echu"], Kind::Money).flag()),
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

    fn customer(&self) -> (Uuid, &str) {
        (self.customer, self.customer_name.as_str())
    }
}
