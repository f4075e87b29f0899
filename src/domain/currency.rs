//! Currencies of ISO 4217 and how many decimal digits each one has.

use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency, such as `EUR`. Only codes in the list of current currencies exist.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// The text is no current ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no ISO 4217 currency")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// The euro, the default of a new company.
    pub const EUR: Currency = Currency(*b"EUR");
    /// The currency of a ledger that names none (ISO 4217 `XXX`), shown with two digits.
    pub const UNNAMED: Currency = Currency(*b"XXX");

    /// The currency of a code that a ledger holds: a current one, or [`Currency::UNNAMED`].
    pub fn in_ledger(code: &str) -> Result<Currency, UnknownCurrency> {
        match code {
            "XXX" => Ok(Currency::UNNAMED),
            code => code.parse(),
        }
    }

    /// The three-letter code.
    pub fn code(&self) -> &str {
        // The bytes come from the tables below, which are ASCII.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimal digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
    pub fn digits(&self) -> u32 {
        let listed = |table: &str| table.split(' ').any(|code| code.as_bytes() == self.0);
        match self {
            _ if listed(NO_DIGITS) => 0,
            _ if listed(THREE_DIGITS) => 3,
            _ if listed(FOUR_DIGITS) => 4,
            _ => 2,
        }
    }

    /// Every current currency, grouped by digits.
    pub fn all() -> impl Iterator<Item = Currency> {
        [TWO_DIGITS, NO_DIGITS, THREE_DIGITS, FOUR_DIGITS]
            .into_iter()
            .flat_map(|table| table.split(' '))
            .filter_map(|code| code.as_bytes().try_into().ok().map(Currency))
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Currency::all()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| UnknownCurrency(text.to_owned()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

// ISO 4217, table A.1 as published on 2024-06-25; codes without a minor unit (metals, XXX) left out.
const NO_DIGITS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE_DIGITS: &str = "BHD IQD JOD KWD LYD OMR TND";
const FOUR_DIGITS: &str = "CLF UYW";
const TWO_DIGITS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD \
BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD \
FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK \
LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR \
NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC \
SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW \
ZWG";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_follow_iso_4217() {
        for (code, digits) in [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("CAD", 2)] {
            assert_eq!(
                code.parse::<Currency>().map(|c| c.digits()),
                Ok(digits),
                "{code}"
            );
        }
    }

    #[test]
    fn only_listed_codes_are_currencies() {
        for text in ["", "eur", "EURO", "EU", "XXX", "ZZZ", "é", "EUR "] {
            assert!(text.parse::<Currency>().is_err(), "{text:?}");
        }
        assert_eq!(Currency::all().count(), 165);
    }
}
