//! Key figures in words.

use super::{Catalogue, Message};
use crate::domain::kpi::{DIGITS, Figure, Kpi, Unit};
use rust_decimal::Decimal;

impl Catalogue {
    /// What a key figure is called.
    pub fn kpi(&self, kpi: Kpi) -> String {
        self.tr(&format!("kpi-name-{}", kpi.code().replace('_', "-")))
    }

    /// How it is computed.
    pub fn kpi_formula(&self, kpi: Kpi) -> String {
        self.tr(&format!("kpi-formula-{}", kpi.code().replace('_', "-")))
    }

    /// Its value with its unit; `n/a` without one.
    pub fn kpi_value(&self, figure: &Figure) -> String {
        self.in_unit(figure.value, figure.kpi.unit(), figure.more)
    }

    /// A value in a unit, `n/a` for none; `more` says that it is a lower bound.
    pub fn in_unit(&self, value: Option<Decimal>, unit: Unit, more: bool) -> String {
        let Some(value) = value else {
            return self.tr("kpi-none");
        };
        let unit = match (unit, more) {
            (Unit::Days, false) => "kpi-days",
            (Unit::Days, true) => "kpi-more-days",
            (Unit::Percent, _) => "kpi-percent",
        };
        self.say(&Message::new(unit).with("value", self.decimal(value, DIGITS)))
    }
}
