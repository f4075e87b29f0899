//! Amounts of money: a decimal and its currency, never floating point.

use std::cmp::Ordering;
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use super::currency::Currency;

/// An amount in one currency, with no more decimals than the currency has.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    amount: Decimal,
    currency: Currency,
}

/// Why a text or an operation gives no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not `-1234.56`: an optional minus, digits, and a dot with decimals.
    #[error("{0:?} is no amount")]
    NotANumber(String),
    /// More decimals than the currency has.
    #[error("{text:?} has more than {digits} decimals")]
    TooPrecise {
        /// The text as given.
        text: String,
        /// Decimals of the currency.
        digits: u32,
    },
    /// Outside what the ledger holds: 16 digits before the dot.
    #[error("amount too large")]
    TooLarge,
    /// Two currencies are never added.
    #[error("{0} and {1} cannot be added")]
    Currencies(Currency, Currency),
}

/// Digits before the dot that `numeric(20,4)` holds.
const INTEGER_DIGITS: usize = 16;

impl Money {
    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Money {
        Money {
            amount: Decimal::ZERO,
            currency,
        }
    }

    /// An amount that must already fit the currency's digits and the ledger's range.
    pub fn new(amount: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        let digits = currency.digits();
        if amount.normalize().scale() > digits {
            return Err(MoneyError::TooPrecise {
                text: amount.to_string(),
                digits,
            });
        }
        if amount.trunc().abs() >= Decimal::from(10_i64.pow(INTEGER_DIGITS as u32)) {
            return Err(MoneyError::TooLarge);
        }
        let mut amount = amount;
        amount.rescale(digits);
        Ok(Money { amount, currency })
    }

    /// A computed amount, rounded half up (away from zero) to the currency's digits.
    pub fn rounded(amount: Decimal, currency: Currency) -> Result<Money, MoneyError> {
        let digits = currency.digits();
        let rounded = amount.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
        Money::new(rounded, currency)
    }

    /// Reads the contract form `-1234.56`: no grouping, no plus, no exponent, no blanks.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, MoneyError> {
        let not_a_number = || MoneyError::NotANumber(text.to_owned());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits_only = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits_only(whole) || !digits_only(decimals) {
            return Err(not_a_number());
        }
        if decimals.trim_end_matches('0').len() > currency.digits() as usize {
            return Err(MoneyError::TooPrecise {
                text: text.to_owned(),
                digits: currency.digits(),
            });
        }
        if whole.trim_start_matches('0').len() > INTEGER_DIGITS {
            return Err(MoneyError::TooLarge);
        }
        let amount = Decimal::from_str_exact(text).map_err(|_| not_a_number())?;
        Money::new(amount, currency)
    }

    /// The decimal, at the currency's scale.
    pub fn amount(&self) -> Decimal {
        self.amount
    }

    /// The currency.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.amount.is_zero()
    }

    /// Adds within one currency.
    pub fn checked_add(self, other: Money) -> Result<Money, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::Currencies(self.currency, other.currency));
        }
        let sum = self
            .amount
            .checked_add(other.amount)
            .ok_or(MoneyError::TooLarge)?;
        Money::new(sum, self.currency)
    }

    /// Subtracts within one currency.
    pub fn checked_sub(self, other: Money) -> Result<Money, MoneyError> {
        self.checked_add(-other)
    }
}

impl std::ops::Neg for Money {
    type Output = Money;

    fn neg(self) -> Money {
        // Negating zero would show "-0.00".
        let amount = if self.amount.is_zero() {
            self.amount
        } else {
            -self.amount
        };
        Money { amount, ..self }
    }
}

impl PartialOrd for Money {
    /// Amounts of two currencies have no order.
    fn partial_cmp(&self, other: &Money) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.amount.cmp(&other.amount))
    }
}

impl fmt::Display for Money {
    /// The contract form: the currency's digits, dot, no grouping, no currency: `4284.29`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*}", self.currency.digits() as usize, self.amount)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} {}", self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn the_contract_form_has_the_digits_of_the_currency() {
        for (text, code, shown) in [
            ("4284.29", "EUR", "4284.29"),
            ("4284.2", "EUR", "4284.20"),
            ("-5", "EUR", "-5.00"),
            ("-0", "EUR", "0.00"),
            ("1000", "JPY", "1000"),
            ("1000.00", "JPY", "1000"),
            ("1.234", "KWD", "1.234"),
            ("9999999999999999.99", "EUR", "9999999999999999.99"),
        ] {
            assert_eq!(
                Money::parse(text, currency(code)).unwrap().to_string(),
                shown,
                "{text}"
            );
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "", "-", ".5", "5.", "1,5", "1 000", "+5", "1e3", "--1", "NaN", "٣", "5-",
        ] {
            let read = Money::parse(text, Currency::EUR);
            assert!(
                matches!(read, Err(MoneyError::NotANumber(_))),
                "{text:?}: {read:?}"
            );
        }
        let precise = Money::parse("1.005", Currency::EUR);
        assert!(
            matches!(precise, Err(MoneyError::TooPrecise { digits: 2, .. })),
            "{precise:?}"
        );
        for text in ["10000000000000000", "99999999999999999999999999999999999"] {
            assert_eq!(Money::parse(text, Currency::EUR), Err(MoneyError::TooLarge));
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (amount, shown) in [("2.345", "2.35"), ("-2.345", "-2.35"), ("2.3449", "2.34")] {
            let rounded = Money::rounded(amount.parse().unwrap(), Currency::EUR).unwrap();
            assert_eq!(rounded.to_string(), shown);
        }
    }

    #[test]
    fn two_currencies_are_never_added() {
        let euro = Money::parse("1", Currency::EUR).unwrap();
        let yen = Money::parse("1", currency("JPY")).unwrap();
        assert!(matches!(
            euro.checked_add(yen),
            Err(MoneyError::Currencies(..))
        ));
        assert_eq!(euro.partial_cmp(&yen), None);
        assert_eq!(euro.checked_sub(euro), Ok(Money::zero(Currency::EUR)));
        assert_eq!((-Money::zero(Currency::EUR)).to_string(), "0.00");
    }
}
