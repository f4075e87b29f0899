//! Fields that most lists have.

use super::{Field, Kind};

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

pub(super) const fn currency() -> Field {
    Field::new("currency", ["currency", "devise"], Kind::Text(3)).hidden()
}

/// The customer's risk class.
pub(super) const fn risk() -> Field {
    Field::new("risk", ["risk", "risque"], Kind::Word(RISKS))
}

/// Who has the customer's portfolio today.
pub(super) const fn collector() -> Field {
    Field::new("collector", ["collector", "charge"], Kind::Person)
}
