//! The lists of the pipeline: orders, and invoices on their way to the buyer.

use uuid::Uuid;

use super::common::{
    HOLDS, amount, cause, collector, currency, customer, days_late, due_on, hold, id, issued_on,
    name, number, on, open, part, risk, state,
};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::pipeline::{Document, Order};

const ORDERS: &[&str] = &["to_process", "pending", "blocked", "shipped"];
const DOCUMENTS: &[&str] = &["to_validate", "in_error", "refused", "waiting", "issued"];
const PARTS: &[&str] = &["to_validate", "in_error", "suspended", "waiting", "late"];

impl Listed for Order {
    const WHICH: ListName = ListName::Orders;
    const LIST: &'static List<Order> = &List {
        name: "orders",
        counted: "orders",
        columns: &[
            Column::new(id(), |o| o.id.into()),
            Column::new(customer(), |o| (&o.customer_reference).into()),
            Column::new(name().wide(18), |o| (&o.customer_name).into()),
            Column::new(number(10).whole(), |o| (&o.number).into()),
            Column::new(currency(), |o| o.amount.currency().into()),
            Column::new(amount().summed(), |o| o.amount.into()),
            Column::new(
                Field::new("requested_on", ["wanted", "souhaitee"], Kind::Date)
                    .wide(9)
                    .flag(),
                |o| o.requested_on.into(),
            ),
            Column::new(
                Field::new("shipped_on", ["shipped", "livree"], Kind::Date)
                    .wide(9)
                    .flag(),
                |o| o.shipped_on.into(),
            ),
            Column::new(
                Field::new("invoiced", ["invoiced", "facture"], Kind::Money)
                    .flag()
                    .drop(1),
                |o| o.invoiced.into(),
            ),
            Column::new(
                Field::new("delivered", ["delivered", "livre"], Kind::Money)
                    .flag()
                    .hidden(),
                |o| o.delivered.into(),
            ),
            Column::new(state("status", Kind::Word(ORDERS)).wide(16), |o| {
                Value::among(ORDERS, &o.status)
            }),
            Column::new(
                Field::new("ordered_on", ["ordered", "passee"], Kind::Date)
                    .wide(9)
                    .drop(2),
                |o| o.ordered_on.into(),
            ),
            Column::new(
                Field::new("urgent", ["urgent", "urgente"], Kind::Flag).hidden(),
                |o| o.urgent.into(),
            ),
            Column::new(hold("hold").flag().hidden(), |o| {
                Value::maybe(o.hold.as_ref(), |h| Value::among(HOLDS, &h.state))
            }),
            // What the parts of the pipeline are in the order of.
            Column::asked(on("on")),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "number",
            "status",
            "urgent",
            "hold",
            "currency",
            "amount",
            "delivered",
            "invoiced",
            "ordered_on",
            "requested_on",
            "shipped_on",
        ],
        order: &[Key::up("on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}

impl Listed for Document {
    const WHICH: ListName = ListName::Documents;
    const LIST: &'static List<Document> = &List {
        name: "documents",
        counted: "invoices",
        columns: &[
            Column::new(id(), |d| d.id.into()),
            Column::new(customer(), |d| (&d.customer_reference).into()),
            Column::new(name().wide(18), |d| (&d.customer_name).into()),
            Column::new(number(9).whole(), |d| (&d.number).into()),
            Column::new(currency(), |d| d.amount.currency().into()),
            Column::new(open(), |d| d.open.into()),
            Column::new(days_late(), |d| d.days_late.into()),
            Column::new(issued_on().wide(9), |d| d.issued_on.into()),
            Column::new(state("status", Kind::Word(DOCUMENTS)).wide(18), |d| {
                Value::among(DOCUMENTS, &d.status)
            }),
            Column::new(
                Field::new("code", ["code", "code"], Kind::Number)
                    .flag()
                    .hidden(),
                |d| d.code.map(i64::from).into(),
            ),
            Column::new(cause("error_cause").flag().hidden(), |d| {
                d.error_cause.as_ref().into()
            }),
            Column::new(due_on().wide(9).flag().drop(2), |d| d.due_on.into()),
            Column::new(amount().drop(1), |d| d.amount.into()),
            Column::new(part(PARTS), |d| Value::among(PARTS, &d.part)),
            // What the parts of the pipeline are in the order of.
            Column::asked(on("on")),
            Column::asked(risk()),
            Column::asked(collector()),
        ],
        written: &[
            "id",
            "company",
            "customer",
            "name",
            "number",
            "status",
            "code",
            "error_cause",
            "currency",
            "amount",
            "open",
            "issued_on",
            "due_on",
            "days_late",
            "part",
        ],
        order: &[Key::up("on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
