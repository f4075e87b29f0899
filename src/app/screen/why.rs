//! Why a customer stands where it stands on the worklist.

use crate::app::overlay::TextView;
use crate::app::shell::Shell;
use crate::domain::currency::Currency;
use crate::domain::worklist::{Reason, Section, WorklistRow};
use crate::i18n::{Arg, Catalogue, Message};

/// The rules that put a customer where it is, with their points.
pub fn worklist(row: &WorklistRow, shell: &Shell) -> TextView {
    let words = &shell.words;
    let section = match row.section {
        Section::First => words.tr("work-section-first"),
        Section::Points => words.tr("work-section-points"),
    };
    let mut body = format!("{section}\n\n");
    body.push_str(&lines(&row.reasons, row.overdue.currency(), words));
    body.push_str(&words.tr_args("rule-total", &[("points", i64::from(row.points).into())]));
    body.push_str("\n\n");
    for (key, amount) in [
        ("work-overdue", row.overdue),
        ("work-to-chase", row.to_chase),
    ] {
        let shown = words.amount(amount.amount(), amount.currency());
        body.push_str(&format!("{}  {shown}\n", words.tr(key)));
    }
    TextView {
        title: Message::new("rule-title").with("customer", row.name.as_str()),
        body,
        top: 0,
    }
}

/// One line per rule: its points, what matched.
pub fn lines(reasons: &[Reason], currency: Currency, words: &Catalogue) -> String {
    reasons
        .iter()
        .map(|reason| {
            let points = match reason.points {
                0 => String::from("     "),
                n => format!("{n:>+4} "),
            };
            format!("{points} {}\n", words.say(&sentence(reason, currency)))
        })
        .collect()
}

/// What a rule found, as short as a column wants it.
pub fn short(reason: &Reason, currency: Currency, words: &Catalogue) -> String {
    let mut message = sentence(reason, currency);
    if let (true, Some(value)) = (is_amount(&reason.code), reason.value) {
        let amount = words.short(value);
        let shown = match reason.currency.filter(|c| *c != currency) {
            Some(other) => format!("{amount} {}", other.code()),
            None => amount,
        };
        message.args = vec![("value".to_owned(), shown.into())];
    }
    words.say(&message)
}

/// What a rule found, in a few words.
pub fn sentence(reason: &Reason, currency: Currency) -> Message {
    let message = Message::new(format!("rule-{}", reason.code.replace('_', "-")));
    match reason.value {
        Some(value) if is_amount(&reason.code) => {
            let currency = reason.currency.unwrap_or(currency);
            message.with("value", Arg::Amount(value, currency))
        }
        Some(value) => message.with("value", i64::try_from(value).unwrap_or_default()),
        None => message.with("value", "none"),
    }
}

fn is_amount(code: &str) -> bool {
    matches!(
        code,
        "overdue_amount"
            | "large_item"
            | "breach"
            | "returned_payment"
            | "promise_broken"
            | "promise_due"
            | "covered"
    )
}
