//! Fields that several lists have: one name, one kind and one meaning wherever they stand.

use super::{Field, Kind};

/// How far a hold has come with the ERP, while it is not released.
pub(super) const HOLDS: &[&str] = &["requested", "in_force", "release_requested"];

const RISKS: &[&str] = &["A", "B", "C", "D", "E"];

pub(super) const fn id() -> Field {
    Field::new("id", ["id", "id"], Kind::Text(36))
        .unsorted()
        .written()
}

/// The customer's reference.
pub(super) const fn customer() -> Field {
    Field::new("customer", ["customer", "client"], Kind::Text(8))
        .searched()
        .hidden()
}

/// The customer's name.
pub(super) const fn name() -> Field {
    Field::new("name", ["name", "nom"], Kind::Text(16)).searched()
}

/// The customer's risk class.
pub(super) const fn risk() -> Field {
    Field::new("risk", ["risk", "risque"], Kind::Word(RISKS))
}

/// Who has the customer's portfolio today.
pub(super) const fn collector() -> Field {
    Field::new("collector", ["collector", "charge"], Kind::Person)
}

/// The number of a document, so many cells wide.
pub(super) const fn number(cells: u16) -> Field {
    Field::new("number", ["number", "numero"], Kind::Text(cells)).searched()
}

pub(super) const fn currency() -> Field {
    Field::new("currency", ["currency", "devise"], Kind::Text(3)).hidden()
}

/// What the row is about, in whole.
pub(super) const fn amount() -> Field {
    Field::new("amount", ["amount", "montant"], Kind::Money)
}

/// What is left to be paid.
pub(super) const fn open() -> Field {
    Field::new("open", ["open", "solde"], Kind::Money).summed()
}

pub(super) const fn overdue() -> Field {
    Field::new("overdue", ["overdue", "echu"], Kind::Money).flag()
}

pub(super) const fn disputed() -> Field {
    Field::new("disputed", ["disputed", "litige"], Kind::Money).flag()
}

pub(super) const fn promised() -> Field {
    Field::new("promised", ["promised", "promis"], Kind::Money).flag()
}

pub(super) const fn exposure() -> Field {
    Field::new("exposure", ["exposure", "encours"], Kind::Money).wide(14)
}

/// Days since the due date.
pub(super) const fn days_late() -> Field {
    Field::new("days_late", ["late", "retard"], Kind::Days)
}

/// Days since the oldest of a customer's items fell due.
pub(super) const fn oldest_days() -> Field {
    Field::new("oldest_days", ["late", "retard"], Kind::Days).wide(5)
}

pub(super) const fn issued_on() -> Field {
    Field::new("issued_on", ["issued", "emission"], Kind::Date)
}

pub(super) const fn due_on() -> Field {
    Field::new("due_on", ["due", "echeance"], Kind::Date)
}

/// The day that the row is about.
pub(super) const fn on(key: &'static str) -> Field {
    Field::new(key, ["on", "le"], Kind::Date)
}

/// The day it began.
pub(super) const fn since(key: &'static str) -> Field {
    Field::new(key, ["since", "depuis"], Kind::Date).wide(8)
}

/// The day it ends by itself.
pub(super) const fn until(key: &'static str) -> Field {
    Field::new(key, ["until", "jusque"], Kind::Date)
        .wide(9)
        .flag()
}

/// The day from which the customer is to be called again.
pub(super) const fn revisit_on() -> Field {
    Field::new("revisit_on", ["revisit", "rappel"], Kind::Date)
        .flag()
        .hidden()
}

/// Whose doing it is.
pub(super) const fn by(key: &'static str) -> Field {
    Field::new(key, ["by", "par"], Kind::Person)
}

pub(super) const fn kind(of: Kind) -> Field {
    Field::new("kind", ["kind", "nature"], of)
}

pub(super) const fn state(key: &'static str, of: Kind) -> Field {
    Field::new(key, ["state", "etat"], of)
}

/// Which part of a screen the row stands in.
pub(super) const fn part(of: &'static [&'static str]) -> Field {
    Field::new("part", ["part", "partie"], Kind::Word(of)).written()
}

pub(super) const fn reason(of: Kind) -> Field {
    Field::new("reason", ["reason", "motif"], of)
}

/// What brought a dispute or an error about.
pub(super) const fn cause(key: &'static str) -> Field {
    Field::new(key, ["cause", "origine"], Kind::Text(10))
}

/// How a call went.
pub(super) const fn outcome(key: &'static str) -> Field {
    Field::new(key, ["outcome", "resultat"], Kind::Text(12)).hidden()
}

/// The hold there is.
pub(super) const fn hold(key: &'static str) -> Field {
    Field::new(key, ["hold", "blocage"], Kind::Word(HOLDS))
}
