//! What lateness costs a customer, with how it came about.

use std::fmt::Write as _;

use crate::app::overlay::TextView;
use crate::domain::interest::{self, Claim, Part};
use crate::domain::money::Money;
use crate::i18n::{Arg, Catalogue, Message};

/// Sums by currency, then each late item with the parts of its interest.
pub fn told(customer: &str, claims: &[Claim], words: &Catalogue) -> TextView {
    let mut body = String::new();
    if claims.is_empty() {
        body.push_str(&words.tr("claims-none"));
    }
    for sum in interest::sums(claims) {
        let amount = |value| Arg::Amount(value, sum.currency);
        let said = Message::new("claims-sum")
            .with("principal", amount(sum.principal))
            .with("interest", amount(sum.interest))
            .with("indemnity", amount(sum.indemnity));
        line(&mut body, words.say(&said));
        if sum.unknown > 0 {
            let unknown = i64::try_from(sum.unknown).unwrap_or(i64::MAX);
            line(
                &mut body,
                words.tr_args("claims-unknown", &[("n", unknown.into())]),
            );
        }
    }
    // what can still be chased first
    let (open, paid): (Vec<&Claim>, Vec<&Claim>) =
        claims.iter().partition(|claim| !claim.principal.is_zero());
    for claim in open.into_iter().chain(paid) {
        body.push('\n');
        item(&mut body, claim, words);
    }
    if !claims.is_empty() {
        line(&mut body, format!("\n{}", words.tr("claims-formula")));
    }
    TextView {
        title: Message::new("claims-title").with("customer", customer),
        body,
        top: 0,
    }
}

fn item(body: &mut String, claim: &Claim, words: &Catalogue) {
    let amount = |money: Money| Arg::Amount(money.amount(), money.currency());
    let due = words.date(claim.due_on);
    let head = Message::new("claims-item")
        .with("number", claim.number.as_str())
        .with("due", due)
        .with("days", i64::from(claim.days));
    line(body, words.say(&head));
    let interest = match claim.interest {
        Some(interest) => words.amount(interest.amount(), interest.currency()),
        None => words.tr("claims-not-known"),
    };
    let said = match claim.principal.is_zero() {
        true => Message::new("claims-amounts-paid"),
        false => Message::new("claims-amounts").with("principal", amount(claim.principal)),
    };
    let said = said.with("interest", interest).with(
        "indemnity",
        claim
            .indemnity
            .map_or_else(|| words.tr("claims-no-amount").into(), amount),
    );
    line(body, format!("  {}", words.say(&said)));
    for one in &claim.parts {
        line(body, format!("    {}", part(one, words)));
    }
    for flag in &claim.flags {
        let key = format!("claims-flag-{}", flag.word().replace('_', "-"));
        line(body, format!("  {}", words.tr(&key)));
    }
}

/// The days, the amount, the rate, the interest: in columns.
fn part(part: &Part, words: &Catalogue) -> String {
    let figures = |money: Money| words.figures(money.amount(), money.currency());
    let percent = match part.percent {
        Some(percent) => format!("{} %", words.decimal(percent, percent.scale().max(2))),
        None => words.tr("claims-not-known"),
    };
    let interest = part.interest.map_or(String::new(), figures);
    let days = words.tr_args("claims-days", &[("n", i64::from(part.days).into())]);
    let range = format!("{} – {}", words.date(part.from), words.date(part.to));
    let amount = figures(part.amount);
    format!("{range:<25} {days:>8} {amount:>12} {percent:>8} {interest:>9}")
}

fn line(body: &mut String, text: String) {
    // Writing to a string cannot fail.
    let _ = writeln!(body, "{text}");
}
