//! Numbers under which a customer is registered: SIREN and SIRET in France, VAT numbers.
//!
//! They are kept without blanks, dots and dashes. What is checked is what the number itself can tell: its form and its
//! check digits, not whether anybody bears it.

/// Why a number cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// Not so many digits, or not the form of its country.
    Form,
    /// Its check digits are those of another number: it was mistyped.
    Check,
    /// A VAT number that does not begin with the two letters of a country.
    Country,
}

/// A SIREN: nine digits, the last a check digit by Luhn's formula.
///
/// # Errors
/// What is wrong with it.
pub fn siren(text: &str) -> Result<String, Wrong> {
    let number = compact(text);
    if !digits(&number, 9) {
        return Err(Wrong::Form);
    }
    match luhn(&number) {
        true => Ok(number),
        false => Err(Wrong::Check),
    }
}

/// A SIRET: a SIREN and five digits of the establishment, the whole checked by Luhn's formula. Post offices outgrew it:
/// those of La Poste add up to a multiple of five instead.
///
/// # Errors
/// What is wrong with it.
pub fn siret(text: &str) -> Result<String, Wrong> {
    let number = compact(text);
    if !digits(&number, 14) {
        return Err(Wrong::Form);
    }
    let sum = |number: &str| {
        number
            .bytes()
            .map(|byte| u32::from(byte - b'0'))
            .sum::<u32>()
    };
    let of_a_post_office = number.starts_with(LA_POSTE) && sum(&number) % 5 == 0;
    match luhn(&number) || of_a_post_office {
        true => Ok(number),
        false => Err(Wrong::Check),
    }
}

/// A VAT number with its country's two letters (`EL` for Greece, `XI` for Northern Ireland): the form is checked where
/// the directive fixes it, and the key of a French one. Of other countries only the letters are.
///
/// # Errors
/// What is wrong with it.
pub fn vat(text: &str) -> Result<String, Wrong> {
    let number = compact(text).to_uppercase();
    // Greece writes EL, whatever its code is elsewhere
    let number = match number.strip_prefix("GR") {
        Some(own) => format!("EL{own}"),
        None => number,
    };
    let (Some(country), Some(own)) = (number.get(..2), number.get(2..)) else {
        return Err(Wrong::Form);
    };
    let forms = forms(country);
    if forms.is_empty() && !super::country::is_country(country) {
        return Err(Wrong::Country);
    }
    let right = match forms {
        [] => {
            (2..=20).contains(&own.len())
                && own
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'/')
        }
        forms => forms.iter().any(|form| has_form(own, form)),
    };
    if !right {
        return Err(Wrong::Form);
    }
    if country == "FR" && french_key(own) == Some(false) {
        return Err(Wrong::Check);
    }
    Ok(number)
}

/// The SIREN that a French VAT number contains.
pub fn siren_of_vat(vat: &str) -> Option<&str> {
    vat.strip_prefix("FR")?
        .get(2..)
        .filter(|siren| digits(siren, 9))
}

/// How a VAT number of a country is written, for whoever wrote another: `9` a digit, `a` a letter, `x` either.
pub fn vat_forms(text: &str) -> Option<String> {
    let number = compact(text).to_uppercase();
    let country = number.get(..2)?;
    let forms = forms(country);
    let whole: Vec<String> = forms
        .iter()
        .map(|form| format!("{country}{form}"))
        .collect();
    (!whole.is_empty()).then(|| whole.join(", "))
}

/// La Poste's SIREN.
const LA_POSTE: &str = "356000000";

/// Forms of VAT numbers behind the country's letters, as the Commission's VIES lists them: `9` a digit, `a` a letter,
/// `x` either, anything else itself.
const FORMS: [(&str, &[&str]); 29] = [
    ("AT", &["U99999999"]),
    ("BE", &["0999999999", "1999999999"]),
    ("BG", &["999999999", "9999999999"]),
    ("CY", &["99999999a"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["a9999999x", "99999999a"]),
    ("FI", &["99999999"]),
    ("FR", &["xx999999999"]),
    ("GB", &["999999999", "999999999999", "GD999", "HA999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9x99999a", "9999999aa", "9+99999a", "9*99999a"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    (
        "RO",
        &[
            "99",
            "999",
            "9999",
            "99999",
            "999999",
            "9999999",
            "99999999",
            "999999999",
            "9999999999",
        ],
    ),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    ("XI", &["999999999", "999999999999", "GD999", "HA999"]),
];

fn forms(country: &str) -> &'static [&'static str] {
    let found = FORMS.iter().find(|(known, _)| *known == country);
    found.map_or(&[], |(_, forms)| forms)
}

fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(byte, kind)| match kind {
                b'9' => byte.is_ascii_digit(),
                b'a' => byte.is_ascii_uppercase(),
                b'x' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
                other => byte == other,
            })
}

/// Whether the two digits before a SIREN are its key; `None` where they are letters, which no published formula gives.
fn french_key(own: &str) -> Option<bool> {
    let key: u64 = own.get(..2)?.parse().ok()?;
    let siren: u64 = own.get(2..)?.parse().ok()?;
    Some(key == (12 + 3 * (siren % 97)) % 97)
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Luhn's formula: every second digit from the right doubled, the digits of all of it add up to a multiple of ten.
fn luhn(digits: &str) -> bool {
    let doubled = |(place, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        match place % 2 {
            0 => digit,
            _ if digit > 4 => 2 * digit - 9,
            _ => 2 * digit,
        }
    };
    digits.bytes().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

/// Without what people put between the digits.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !(c.is_whitespace() || matches!(c, '.' | '-')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sirens_and_sirets_of_known_bearers() {
        for (text, read) in [
            ("732829320", Ok("732829320")),
            ("732 829 320", Ok("732829320")),
            ("732\u{a0}829\u{202f}320", Ok("732829320")),
            ("356000000", Ok("356000000")),
            ("732829321", Err(Wrong::Check)),
            ("73282932", Err(Wrong::Form)),
            ("7328293200", Err(Wrong::Form)),
            ("73282932O", Err(Wrong::Form)),
            ("٧٣٢٨٢٩٣٢٠", Err(Wrong::Form)),
            ("", Err(Wrong::Form)),
        ] {
            assert_eq!(siren(text).as_deref(), read.as_ref().copied(), "{text}");
        }
        for (text, read) in [
            ("73282932000074", Ok("73282932000074")),
            ("732 829 320 00074", Ok("73282932000074")),
            ("73282932000075", Err(Wrong::Check)),
            // the head office by Luhn's formula, a post office by the sum
            ("35600000000048", Ok("35600000000048")),
            ("35600000049837", Ok("35600000049837")),
            ("35600000049838", Err(Wrong::Check)),
            ("732829320", Err(Wrong::Form)),
        ] {
            assert_eq!(siret(text).as_deref(), read.as_ref().copied(), "{text}");
        }
    }

    #[test]
    fn vat_numbers_by_country() {
        for (text, read) in [
            ("FR 40 303 265 045", Ok("FR40303265045")),
            ("fr40303265045", Ok("FR40303265045")),
            ("FR41303265045", Err(Wrong::Check)),
            ("FR4030326504", Err(Wrong::Form)),
            ("FRK7399859412", Ok("FRK7399859412")),
            ("ATU12345678", Ok("ATU12345678")),
            ("AT12345678", Err(Wrong::Form)),
            ("BE 0123.456.789", Ok("BE0123456789")),
            ("BE2123456789", Err(Wrong::Form)),
            ("DE123456789", Ok("DE123456789")),
            ("DE12345678", Err(Wrong::Form)),
            ("ESB12345678", Ok("ESB12345678")),
            ("ES12345678Z", Ok("ES12345678Z")),
            ("ES123456789", Err(Wrong::Form)),
            ("IE1234567FA", Ok("IE1234567FA")),
            ("IE1X23456A", Ok("IE1X23456A")),
            ("NL123456789B01", Ok("NL123456789B01")),
            ("EL123456789", Ok("EL123456789")),
            ("GR 123456789", Ok("EL123456789")),
            ("GR12345678", Err(Wrong::Form)),
            ("XIHA599", Ok("XIHA599")),
            ("XIHB599", Err(Wrong::Form)),
            ("GB999999973", Ok("GB999999973")),
            ("XI999999973", Ok("XI999999973")),
            ("RO12", Ok("RO12")),
            ("RO1", Err(Wrong::Form)),
            ("CHE-123.456.789 MWST", Ok("CHE123456789MWST")),
            ("US12/345", Ok("US12/345")),
            ("12345678901", Err(Wrong::Country)),
            ("ZZ123", Err(Wrong::Country)),
            ("FR", Err(Wrong::Form)),
            ("F", Err(Wrong::Form)),
            ("é1", Err(Wrong::Country)),
            ("", Err(Wrong::Form)),
        ] {
            assert_eq!(vat(text).as_deref(), read.as_ref().copied(), "{text}");
        }
    }

    #[test]
    fn a_french_vat_number_ends_in_the_siren() {
        assert_eq!(siren_of_vat("FR40303265045"), Some("303265045"));
        assert_eq!(siren_of_vat("DE303265045"), None);
        assert_eq!(
            vat_forms("be 1").as_deref(),
            Some("BE0999999999, BE1999999999")
        );
        assert_eq!(vat_forms("US1"), None);
    }
}
