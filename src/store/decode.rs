//! From columns to the values of the domain.

use rust_decimal::{Decimal, RoundingStrategy};

use super::error::StoreError;
use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// A currency of the ledger.
pub(super) fn currency(code: &str) -> super::Result<Currency> {
    Currency::in_ledger(code).map_err(|error| StoreError::internal(error.to_string()))
}

/// An amount at its currency's digits: the server sends four decimals, or none for zero.
pub(super) fn amount(value: Decimal, currency: Currency) -> Decimal {
    let digits = currency.digits();
    let mut value = value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(digits);
    // A sum that came to nothing shows no sign.
    if value.is_zero() {
        value.set_sign_positive(true);
    }
    value
}

/// An amount with its currency.
pub(super) fn money(value: Decimal, code: &str) -> super::Result<Money> {
    Money::rounded(value, currency(code)?).map_err(|error| StoreError::internal(error.to_string()))
}

/// An amount that may be missing; it is there only with its currency.
pub(super) fn maybe_money(
    value: Option<Decimal>,
    code: Option<&str>,
) -> super::Result<Option<Money>> {
    match (value, code) {
        (Some(value), Some(code)) => money(value, code).map(Some),
        _ => Ok(None),
    }
}

/// The value of a word that the schema allows.
pub(super) fn word<T: Copy>(
    all: impl IntoIterator<Item = T>,
    of: impl Fn(T) -> &'static str,
    word: &str,
) -> super::Result<T> {
    all.into_iter()
        .find(|value| of(*value) == word)
        .ok_or_else(|| StoreError::internal(format!("unknown word {word:?}")))
}
