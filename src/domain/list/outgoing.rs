//! The list of reminders and other mail.

use uuid::Uuid;

use super::common::{amount, by, collector, customer, id, kind, name, on, part, risk, state};
use super::{Column, Field, Key, Kind, List, ListName, Listed, Value};
use crate::domain::outgoing::{Outgoing, OutgoingTab};

const PARTS: &[&str] = &[
    "proposed",
    "to_review",
    "outbox",
    "sent",
    "uncertain",
    "failed",
    "held_back",
];
const KINDS: &[&str] = &["reminder", "message", "invoice_copy", "statement"];
const TONES: &[&str] = &["courtesy", "friendly", "firm", "formal_notice"];
const CHANNELS: &[&str] = &["email", "letter", "registered_letter", "call"];

impl Listed for Outgoing {
    const WHICH: ListName = ListName::Outgoing;
    const LIST: &'static List<Outgoing> = &List {
        name: "reminders",
        counted: "reminders",
        columns: &[
            Column::new(id(), |o| o.id.into()),
            Column::new(customer(), |o| (&o.customer_reference).into()),
            Column::new(name(), |o| (&o.customer_name).into()),
            Column::new(kind(Kind::Word(KINDS)).wide(16), |o| {
                Value::among(KINDS, &o.kind)
            }),
            Column::new(
                Field::new("step", ["step", "niveau"], Kind::Number).hidden(),
                |o| i64::from(o.step).into(),
            ),
            Column::new(
                Field::new("tone", ["tone", "ton"], Kind::Word(TONES)).hidden(),
                |o| Value::maybe(o.tone.as_deref(), |tone| Value::among(TONES, tone)),
            ),
            Column::new(
                amount().summed(),
                // Several currencies have no one amount.
                |o| match o.amounts.as_slice() {
                    [one] => (*one).into(),
                    _ => Value::None,
                },
            ),
            Column::new(
                Field::new("items", ["items", "postes"], Kind::Number).drop(4),
                |o| o.items.into(),
            ),
            Column::new(
                Field::new("days_late", ["late", "retard"], Kind::Number).drop(3),
                |o| i64::from(o.oldest_days).into(),
            ),
            Column::new(on("on").wide(8).drop(2), |o| o.on.into()),
            Column::new(
                Field::new("channel", ["channel", "canal"], Kind::Word(CHANNELS)).drop(5),
                |o| Value::among(CHANNELS, &o.channel),
            ),
            Column::new(state("state", Kind::Text(12)), |o| o.state.as_str().into()),
            Column::new(by("person").drop(6), |o| o.person.as_ref().into()),
            Column::new(
                Field::new("to", ["to", "a"], Kind::Text(14))
                    .searched()
                    .drop(7),
                |o| o.mail.as_ref().map(|m| &m.to).into(),
            ),
            Column::new(
                Field::new("held_by", ["held_by", "retenu_par"], Kind::Text(16)),
                |o| o.suppressed.as_ref().map(|(code, _)| code.as_str()).into(),
            ),
            Column::new(
                Field::new("held_until", ["held_until", "retenu_jusque"], Kind::Date).hidden(),
                |o| o.suppressed.as_ref().and_then(|(_, until)| *until).into(),
            ),
            Column::new(
                Field::new("amounts", ["amounts", "montants"], Kind::Text(16))
                    .unsorted()
                    .written(),
                |o| {
                    let sums = o.amounts.iter();
                    let sums = sums.map(|m| format!("{} {}", m.currency().code(), m.amount()));
                    sums.collect::<Vec<_>>().join(", ").as_str().into()
                },
            ),
            Column::new(
                Field::new("mail", ["mail", "courriel"], Kind::Text(36))
                    .unsorted()
                    .written(),
                |o| o.mail.as_ref().map(|m| m.id).into(),
            ),
            Column::new(
                Field::new("error", ["error", "erreur"], Kind::Text(16)).hidden(),
                |o| o.mail.as_ref().and_then(|m| m.error.as_ref()).into(),
            ),
            Column::new(part(PARTS), |o| {
                Value::maybe(OutgoingTab::of(o), |part| Value::Word(part.word()))
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
            "channel",
            "tone",
            "step",
            "items",
            "amounts",
            "days_late",
            "held_by",
            "held_until",
            "on",
            "mail",
            "to",
            "error",
            "person",
            "amount",
            "part",
        ],
        order: &[Key::down("on")],
    };

    fn customer(&self) -> Option<(Uuid, &str)> {
        Some((self.customer, self.customer_name.as_str()))
    }
}
