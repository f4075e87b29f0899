//! Payment terms as sources write them, brought to one form.

/// Reads `Net 30`, `30 days`, `30 jours fin de mois`, `fin de mois + 45 jours`, `due on receipt` …
/// into the ledger's form: `30 days`, `30 days end of month`, `end of month + 45 days`, each with an
/// optional ` the 10` (day of the following month).
pub fn canonical(text: &str) -> Option<String> {
    if text.contains('-') {
        return None;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if IMMEDIATE.contains(&words.join(" ").as_str()) {
        return Some("0 days".to_owned());
    }
    let mut numbers = Vec::new();
    let mut end_of_month_at = None;
    let mut day_follows = false;
    let mut day = None;
    for word in &words {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let suffix = &word[digits.len()..];
        match (digits.parse::<u32>(), suffix) {
            (Ok(number), "th" | "st" | "nd" | "rd") => day = Some(number),
            (Ok(number), "") if day_follows => day = Some(number),
            (Ok(number), "" | "d" | "j") => {
                numbers.push((number, end_of_month_at.is_some()));
            }
            (Err(_), "the" | "le") if digits.is_empty() => day_follows = true,
            (Err(_), "eom" | "fdm" | "month" | "mois") if digits.is_empty() => {
                end_of_month_at = Some(numbers.len());
            }
            (Err(_), word) if digits.is_empty() && FILLERS.contains(&word) => {}
            _ => return None,
        }
    }
    let [(days, after_month_end)] = numbers[..] else {
        return None;
    };
    if days > LONGEST || day.is_some_and(|day| !(1..=31).contains(&day)) {
        return None;
    }
    let base = match (end_of_month_at, after_month_end) {
        (None, _) => format!("{days} days"),
        (Some(_), false) => format!("{days} days end of month"),
        (Some(_), true) => format!("end of month + {days} days"),
    };
    Some(day.map_or(base.clone(), |day| format!("{base} the {day}")))
}

/// Days of credit nobody grants: a larger number is something else.
const LONGEST: u32 = 365;
const FILLERS: [&str; 12] = [
    "net", "days", "day", "jours", "jour", "end", "of", "fin", "de", "à", "nets", "plus",
];
const IMMEDIATE: [&str; 7] = [
    "due on receipt",
    "on receipt",
    "immediate",
    "cash",
    "comptant",
    "à réception",
    "paiement comptant",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_that_sources_use() {
        for (text, form) in [
            ("Net 30", Some("30 days")),
            ("NET30", None),
            ("30", Some("30 days")),
            ("30 days", Some("30 days")),
            ("30 days net", Some("30 days")),
            ("30d", Some("30 days")),
            ("0 days", Some("0 days")),
            ("Due on receipt", Some("0 days")),
            ("Comptant", Some("0 days")),
            ("30 jours fin de mois", Some("30 days end of month")),
            ("45 days EOM", Some("45 days end of month")),
            (
                "30 days end of month the 10th",
                Some("30 days end of month the 10"),
            ),
            (
                "30 jours fin de mois le 10",
                Some("30 days end of month the 10"),
            ),
            ("end of month + 45 days", Some("end of month + 45 days")),
            ("fin de mois + 45 jours", Some("end of month + 45 days")),
            ("2% 10 net 30", None),
            ("2/10 net 30", None),
            ("Net 30 or 60", None),
            ("Net", None),
            ("4000", None),
            ("", None),
            ("whenever", None),
        ] {
            assert_eq!(canonical(text).as_deref(), form, "{text:?}");
        }
    }

    #[test]
    fn the_ledgers_form_is_its_own_reading() {
        for form in [
            "30 days",
            "30 days end of month the 10",
            "end of month + 45 days the 5",
        ] {
            assert_eq!(canonical(form).as_deref(), Some(form));
        }
    }
}
