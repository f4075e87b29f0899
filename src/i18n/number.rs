//! Numbers and amounts, written and read.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Catalogue, Lang};
use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// Between groups and before the unit in French. U+00A0 rather than U+202F: one cell on every terminal.
const NO_BREAK: char = '\u{a0}';

impl Catalogue {
    /// A whole number with its groups: `12,345`, `12 345`.
    pub fn whole(&self, n: i64) -> String {
        whole(n, self.lang())
    }

    /// A decimal with `digits` decimals, rounded half away from zero: `1,234.50`, `1 234,50`.
    pub fn decimal(&self, value: Decimal, digits: u32) -> String {
        decimal(value, digits, self.lang())
    }

    /// An amount with its currency: `€1,234.56`, `1 234,56 €`. The decimals
    /// shown are those of the currency.
    pub fn amount(&self, value: Decimal, currency: Currency) -> String {
        let figures = decimal(value.abs(), currency.digits(), self.lang());
        let sign =
            if figures.bytes().any(|b| (b'1'..=b'9').contains(&b)) && value.is_sign_negative() {
                "-"
            } else {
                ""
            };
        let code = currency.code();
        let symbol = self.sign(symbol(code));
        match self.lang() {
            Lang::Fr => format!("{sign}{figures}{NO_BREAK}{}", symbol.unwrap_or(code)),
            Lang::En => match symbol {
                Some(symbol) => format!("{sign}{symbol}{figures}"),
                None => format!("{sign}{code}{NO_BREAK}{figures}"),
            },
        }
    }

    /// An amount without its currency, for columns whose head names it.
    pub fn figures(&self, value: Decimal, currency: Currency) -> String {
        decimal(value, currency.digits(), self.lang())
    }

    /// A short amount for narrow columns: whole below 1 000, then thousands and millions (`12k`, `1.3M`).
    /// Rounded half away from zero.
    pub fn short(&self, value: Decimal) -> String {
        let whole_value = round(value, 0);
        let size = whole_value.abs();
        let (unit, suffix) = if size < Decimal::from(1_000) {
            return decimal(value, 0, self.lang());
        } else if round(size / Decimal::from(1_000), 0) < Decimal::from(1_000) {
            (Decimal::from(1_000), "k")
        } else {
            (Decimal::from(1_000_000), "M")
        };
        let scaled = value / unit;
        let digits = u32::from(suffix == "M" && scaled.abs() < Decimal::from(100));
        format!("{}{suffix}", decimal(scaled, digits, self.lang()))
    }

    /// An amount in few cells, with its currency: in full below 10, then as [`Catalogue::short`].
    pub fn brief(&self, money: Money) -> String {
        let value = money.amount();
        if value.abs() < Decimal::from(10) {
            return self.amount(value, money.currency());
        }
        let currency = money.currency();
        let symbol = self.sign(symbol(currency.code()));
        let symbol = symbol.unwrap_or(currency.code());
        match self.lang() {
            Lang::Fr => format!("{}{NO_BREAK}{symbol}", self.short(value)),
            Lang::En => format!("{symbol}{}", self.short(value)),
        }
    }

    /// A percentage with one decimal; `value` is 0–100.
    pub fn percent(&self, value: Decimal) -> String {
        let figures = decimal(value, 1, self.lang());
        match self.lang() {
            Lang::En => format!("{figures}%"),
            Lang::Fr => format!("{figures}{NO_BREAK}%"),
        }
    }
}

fn symbol(currency: &str) -> Option<&'static str> {
    match currency {
        "EUR" => Some("€"),
        "USD" => Some("$"),
        "GBP" => Some("£"),
        _ => None,
    }
}

pub(super) fn whole(n: i64, lang: Lang) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}", group(&n.unsigned_abs().to_string(), lang))
}

fn round(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

fn decimal(value: Decimal, digits: u32, lang: Lang) -> String {
    let rounded = round(value, digits);
    let text = format!("{:.*}", digits as usize, rounded.abs());
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() {
        "-"
    } else {
        ""
    };
    match text.split_once('.') {
        Some((units, fraction)) => {
            let point = match lang {
                Lang::En => '.',
                Lang::Fr => ',',
            };
            format!("{sign}{}{point}{fraction}", group(units, lang))
        }
        None => format!("{sign}{}", group(&text, lang)),
    }
}

fn group(digits: &str, lang: Lang) -> String {
    let mark = match lang {
        Lang::En => ',',
        Lang::Fr => NO_BREAK,
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

/// Why a typed amount was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountRefused {
    /// No figures.
    Empty,
    /// Something that is no amount.
    NotANumber,
    /// `1.234` or `1,234`: thousands or decimals, which nobody should guess.
    Ambiguous,
}

/// Reads an amount as typed: `1234.56`, `1 234,56`, `1,234.56`, `1.234,56`, `12k`, `1.5M`.
///
/// A single mark followed by exactly three digits is ambiguous and refused, save where the language
/// decides: never. An amount is never guessed.
pub fn parse_amount(typed: &str) -> Result<Decimal, AmountRefused> {
    let mut text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '€' | '$' | '£'))
        .collect();
    if text.is_empty() {
        return Err(AmountRefused::Empty);
    }
    let mut unit = Decimal::ONE;
    match text.chars().last() {
        Some('k' | 'K') => unit = Decimal::from(1_000),
        Some('m' | 'M') => unit = Decimal::from(1_000_000),
        _ => {}
    }
    let short = unit != Decimal::ONE;
    if short {
        text.pop();
    }
    let (last_dot, last_comma) = (text.rfind('.'), text.rfind(','));
    let plain = match (last_dot, last_comma) {
        (Some(dot), Some(comma)) => {
            let (point, mark) = if dot > comma { ('.', ',') } else { (',', '.') };
            let (units, fraction) = text.rsplit_once(point).ok_or(AmountRefused::NotANumber)?;
            format!("{}.{fraction}", ungroup(units, mark)?)
        }
        (Some(_), None) | (None, Some(_)) => {
            let mark = if last_dot.is_some() { '.' } else { ',' };
            if text.matches(mark).count() > 1 {
                ungroup(&text, mark)?
            } else {
                let (_, fraction) = text.split_once(mark).ok_or(AmountRefused::NotANumber)?;
                if fraction.len() == 3 && !short {
                    return Err(AmountRefused::Ambiguous);
                }
                text.replace(mark, ".")
            }
        }
        (None, None) => text,
    };
    if !plain
        .bytes()
        .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
        || !plain.bytes().any(|b| b.is_ascii_digit())
    {
        return Err(AmountRefused::NotANumber);
    }
    let value: Decimal = plain.parse().map_err(|_| AmountRefused::NotANumber)?;
    value.checked_mul(unit).ok_or(AmountRefused::NotANumber)
}

/// Takes the marks out of grouped digits, if every group but the first has three of them.
fn ungroup(text: &str, mark: char) -> Result<String, AmountRefused> {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or_default();
    if first.trim_start_matches('-').len() > 3 || groups.any(|g| g.len() != 3) {
        return Err(AmountRefused::NotANumber);
    }
    Ok(text.replace(mark, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cur(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn dec(s: &str) -> Decimal {
        s.parse().expect("a decimal")
    }

    #[test]
    fn amounts_are_written_as_each_language_does() {
        let (en, fr) = (Catalogue::new(Lang::En), Catalogue::new(Lang::Fr));
        assert_eq!(en.amount(dec("1234.56"), cur("EUR")), "€1,234.56");
        assert_eq!(
            fr.amount(dec("1234.56"), cur("EUR")),
            "1\u{a0}234,56\u{a0}€"
        );
        assert_eq!(en.amount(dec("-1234567.8"), cur("USD")), "-$1,234,567.80");
        assert_eq!(en.amount(dec("1500"), cur("JPY")), "JPY\u{a0}1,500");
        assert_eq!(fr.amount(dec("1.5"), cur("KWD")), "1,500\u{a0}KWD");
        assert_eq!(en.amount(dec("-0.001"), cur("EUR")), "€0.00");
        assert_eq!(en.figures(dec("0.005"), cur("EUR")), "0.01");
    }

    #[test]
    fn brief_amounts_keep_their_currency_and_small_ones_their_cents() {
        let (en, fr) = (Catalogue::new(Lang::En), Catalogue::new(Lang::Fr));
        for (value, code, english, french) in [
            ("1.5", "USD", "$1.50", "1,50\u{a0}$"),
            ("26923.25", "EUR", "€27k", "27k\u{a0}€"),
            ("314.47", "CHF", "CHF314", "314\u{a0}CHF"),
        ] {
            let money = Money::new(dec(value), cur(code)).expect("few digits");
            assert_eq!(en.brief(money), english);
            assert_eq!(fr.brief(money), french);
        }
    }

    #[test]
    fn short_amounts_fit_narrow_columns() {
        let (en, fr) = (Catalogue::new(Lang::En), Catalogue::new(Lang::Fr));
        for (value, shown) in [
            ("0", "0"),
            ("999.4", "999"),
            ("999.5", "1k"),
            ("12345", "12k"),
            ("999499", "999k"),
            ("999500", "1.0M"),
            ("1250000", "1.3M"),
            ("123456789", "123M"),
            ("-12345", "-12k"),
        ] {
            assert_eq!(en.short(dec(value)), shown);
        }
        assert_eq!(fr.short(dec("1250000")), "1,3M");
    }

    #[test]
    fn typed_amounts_are_never_guessed() {
        for (typed, read) in [
            ("1234.56", "1234.56"),
            ("1 234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1'234.50", "1234.50"),
            ("1,234,567", "1234567"),
            ("12k", "12000"),
            ("1.5M", "1500000"),
            ("0,5", "0.5"),
            ("-5", "-5"),
            ("250 €", "250"),
        ] {
            assert_eq!(parse_amount(typed), Ok(dec(read)), "{typed}");
        }
        for (typed, why) in [
            ("", AmountRefused::Empty),
            ("1.000", AmountRefused::Ambiguous),
            ("1,000", AmountRefused::Ambiguous),
            ("abc", AmountRefused::NotANumber),
            ("1.2.3", AmountRefused::NotANumber),
            ("--5", AmountRefused::NotANumber),
            ("1e5", AmountRefused::NotANumber),
            ("٣", AmountRefused::NotANumber),
            ("99999999999999999999999999999M", AmountRefused::NotANumber),
        ] {
            assert_eq!(parse_amount(typed), Err(why), "{typed}");
        }
    }
}
