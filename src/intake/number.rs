//! Amounts in the one form that a mapping declares: never guessed.

use super::refusal::Refusal;

/// How a source writes its amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    /// The mark before the decimals.
    pub decimal: char,
    /// The mark between thousands; a blank stands for the no-break ones too.
    pub grouping: Option<char>,
    /// `5-` is minus five.
    pub trailing_minus: bool,
    /// `(5)` is minus five.
    pub parentheses: bool,
    /// Whether the mapping says so; a plain number without a declaration is taken where it can mean
    /// one thing only.
    pub declared: bool,
}

impl NumberFormat {
    /// What holds without a declaration: `1234` and `-1234.56`, nothing that has a second reading.
    pub const UNDECLARED: NumberFormat = NumberFormat {
        decimal: '.',
        grouping: None,
        trailing_minus: false,
        parentheses: false,
        declared: false,
    };

    /// Appends the amount in contract form (`-1234.56`) to `out`. `digits` are the currency's.
    pub fn read(&self, text: &str, digits: u32, out: &mut String) -> Result<(), Refusal> {
        let off_format = || {
            let code = if self.declared {
                "reject-amount"
            } else {
                "reject-amount-undeclared"
            };
            Refusal::new(code)
                .with("value", text)
                .with("form", self.example())
        };
        let (negative, unsigned) = self.sign(text.trim()).ok_or_else(off_format)?;
        let (whole, decimals) = match unsigned.split_once(self.decimal) {
            Some((whole, decimals)) if !decimals.is_empty() => (whole, decimals),
            Some(_) => return Err(off_format()),
            None => (unsigned, ""),
        };
        if !all_digits(decimals) && !decimals.is_empty() {
            return Err(off_format());
        }
        // "1.000" is a thousand to one writer and one to another: with two decimals at most in the
        // currency, three of them mean that the declared form is not the file's.
        let significant = decimals.trim_end_matches('0').len() as u32;
        // A rate has any number of them.
        let thousands = decimals.len() == 3 && digits < 5 && (digits != 3 || !self.declared);
        if thousands || significant > digits {
            return Err(Refusal::new("reject-amount-decimals")
                .with("value", text)
                .with("digits", digits));
        }
        let start = out.len();
        if negative {
            out.push('-');
        }
        if !self.push_whole(whole, out) {
            out.truncate(start);
            return Err(off_format());
        }
        // One amount has one text: sources write 5, 5.0 and 05.00.
        let digits_at = start + usize::from(negative);
        let zeros = out[digits_at..].len() - out[digits_at..].trim_start_matches('0').len();
        out.replace_range(digits_at..digits_at + zeros, "");
        if out.len() - digits_at > LONGEST_WHOLE {
            out.truncate(start);
            return Err(Refusal::new("reject-amount-too-large").with("value", text));
        }
        if out.len() == digits_at {
            out.push('0');
        }
        if significant > 0 {
            out.push('.');
            out.push_str(decimals.trim_end_matches('0'));
        } else if &out[start..] == "-0" {
            out.replace_range(start..=start, "");
        }
        Ok(())
    }

    fn sign<'a>(&self, text: &'a str) -> Option<(bool, &'a str)> {
        if let Some(rest) = text.strip_prefix('-') {
            return Some((true, rest));
        }
        if let Some(rest) = text.strip_suffix('-') {
            return self.trailing_minus.then_some((true, rest));
        }
        if let Some(rest) = text.strip_prefix('(') {
            let rest = rest.strip_suffix(')')?;
            return self.parentheses.then_some((true, rest));
        }
        Some((false, text))
    }

    /// The digits before the decimal mark; groups, where there are any, have three each.
    fn push_whole(&self, whole: &str, out: &mut String) -> bool {
        if all_digits(whole) {
            out.push_str(whole);
            return true;
        }
        let Some(grouping) = self.grouping else {
            return false;
        };
        let is_mark = |mark: char| {
            mark == grouping || (grouping == ' ' && matches!(mark, '\u{a0}' | '\u{202f}'))
        };
        for (index, group) in whole.split(is_mark).enumerate() {
            let length = if index == 0 { 1..=3 } else { 3..=3 };
            if !length.contains(&group.len()) || !all_digits(group) {
                return false;
            }
            out.push_str(group);
        }
        true
    }

    /// The declared form, as the sentence of a reject shows it.
    pub fn example(&self) -> String {
        let grouping = self.grouping.map(String::from).unwrap_or_default();
        format!("1{grouping}234{}56", self.decimal)
    }
}

/// Digits before the dot, which `numeric(20,4)` holds with one to spare for sums.
const LONGEST_WHOLE: usize = 15;

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn form(decimal: char, grouping: Option<char>) -> NumberFormat {
        let signs = true;
        NumberFormat {
            decimal,
            grouping,
            trailing_minus: signs,
            parentheses: signs,
            declared: true,
        }
    }
    const PLAIN: NumberFormat = NumberFormat::UNDECLARED;
    const ENGLISH: NumberFormat = form('.', Some(','));
    const GERMAN: NumberFormat = form(',', Some('.'));
    const FRENCH: NumberFormat = form(',', Some(' '));
    const SWISS: NumberFormat = form('.', Some('\''));
    const BARE: NumberFormat = form('.', None);

    /// (text, form, digits of the currency, amount)
    const TABLE: &[(&str, NumberFormat, u32, Option<&str>)] = &[
        ("1.000", PLAIN, 2, None),
        ("1.000", PLAIN, 3, None),
        ("1.000", BARE, 2, None),
        ("1.000", BARE, 3, Some("1")),
        ("1.000", ENGLISH, 2, None),
        ("1.000", GERMAN, 2, Some("1000")),
        ("1,000", PLAIN, 2, None),
        ("1,000", BARE, 2, None),
        ("1,000", ENGLISH, 2, Some("1000")),
        ("1,000", GERMAN, 2, None),
        ("1,000", GERMAN, 3, Some("1")),
        ("1.234,56", PLAIN, 2, None),
        ("1.234,56", ENGLISH, 2, None),
        ("1.234,56", GERMAN, 2, Some("1234.56")),
        ("1,234.56", ENGLISH, 2, Some("1234.56")),
        ("1,234.56", GERMAN, 2, None),
        ("1'234.50", PLAIN, 2, None),
        ("1'234.50", SWISS, 2, Some("1234.5")),
        ("1 234,56", FRENCH, 2, Some("1234.56")),
        ("1\u{a0}234,56", FRENCH, 2, Some("1234.56")),
        ("1\u{202f}234\u{202f}567,8", FRENCH, 2, Some("1234567.8")),
        ("12 34,56", FRENCH, 2, None),
        ("1,23,456.00", ENGLISH, 2, None),
        ("1234,567.00", ENGLISH, 2, None),
        (",234.00", ENGLISH, 2, None),
        ("(5)", PLAIN, 2, None),
        ("(5)", BARE, 2, Some("-5")),
        ("(5", BARE, 2, None),
        ("(-5)", BARE, 2, None),
        ("5-", PLAIN, 2, None),
        ("5-", BARE, 2, Some("-5")),
        ("-5-", BARE, 2, None),
        ("-5", PLAIN, 2, Some("-5")),
        ("+5", PLAIN, 2, None),
        ("--5", PLAIN, 2, None),
        ("1e3", PLAIN, 2, None),
        ("€5", PLAIN, 2, None),
        ("5 EUR", PLAIN, 2, None),
        ("NaN", PLAIN, 2, None),
        ("Infinity", PLAIN, 2, None),
        ("٣", PLAIN, 2, None),
        ("", PLAIN, 2, None),
        (".", PLAIN, 2, None),
        (".5", PLAIN, 2, None),
        ("5.", PLAIN, 2, None),
        ("5.5.5", PLAIN, 2, None),
        ("1234", PLAIN, 2, Some("1234")),
        ("1234.5", PLAIN, 2, Some("1234.5")),
        (" 1234.56 ", PLAIN, 2, Some("1234.56")),
        ("1234.5600", PLAIN, 2, Some("1234.56")),
        ("-0.00", PLAIN, 2, Some("0")),
        ("007.50", PLAIN, 2, Some("7.5")),
        ("1234.567", PLAIN, 2, None),
        ("1234.5678", PLAIN, 2, None),
        ("1234.50", PLAIN, 0, None),
        ("1234.00", PLAIN, 0, Some("1234")),
        ("1234.000", PLAIN, 0, None),
        ("123456789012345.67", PLAIN, 2, Some("123456789012345.67")),
        ("12345678901234567.00", PLAIN, 2, None),
    ];

    #[test]
    fn an_amount_is_read_in_its_declared_form_or_refused() {
        for (text, format, digits, amount) in TABLE {
            let mut out = String::new();
            let read = format.read(text, *digits, &mut out);
            assert_eq!(
                read.is_ok(),
                amount.is_some(),
                "{text:?} {format:?} {digits}: {out}"
            );
            assert_eq!(out, amount.unwrap_or_default(), "{text:?} {format:?}");
        }
    }
}
