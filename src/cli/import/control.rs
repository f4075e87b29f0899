//! Control totals: what was recorded of the files, what was rejected, and what a refused file keeps back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::feed::{Told, digits};
use crate::cli::output::{self, Cell, Column, Rows};
use crate::domain::currency::Currency;
use crate::intake::reader::Control;
use crate::store::import::Merged;

/// Sums of one currency over the files of a command; together they are the source's total, but for rejected
/// lines whose amount cannot be read (see [`left_out`]).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What was recorded, or would be.
    recorded: Control,
    /// Rejected lines.
    rejected: Control,
    /// Good lines of files that are refused for their other lines.
    withheld: Control,
}

/// Counts a file.
pub fn count(all: &mut BTreeMap<String, Totals>, told: &Told, merged: &Merged, refused: bool) {
    for (code, good) in &told.control {
        let totals = all.entry(code.clone()).or_default();
        match refused {
            true => totals.withheld.add(good),
            false => totals.recorded.add(good),
        }
    }
    for (code, rejected) in &told.rejected_control {
        all.entry(code.clone()).or_default().rejected.add(rejected);
    }
    for sum in &merged.rejected_sums {
        let totals = all.entry(sum.currency.clone()).or_default();
        let sum = Control {
            lines: sum.lines,
            amount: sum.amount,
            applied: sum.applied,
        };
        totals.rejected.add(&sum);
        match refused {
            true => totals.withheld.less(&sum),
            false => totals.recorded.less(&sum),
        }
    }
}

/// Rejected lines that are in none of the sums: their currency or amount cannot be read.
pub fn left_out(all: &BTreeMap<String, Totals>, rejected: u64) -> u64 {
    let summed: u64 = all.values().map(|totals| totals.rejected.lines).sum();
    rejected.saturating_sub(summed)
}

/// For programs: every sum of every currency.
pub fn json(all: &BTreeMap<String, Totals>) -> Value {
    let entry = |(code, totals): (&String, &Totals)| {
        let plain = |amount| output::plain(amount, digits(code));
        json!({
            "currency": code,
            "lines": totals.recorded.lines,
            "amount": plain(totals.recorded.amount),
            "applied": plain(totals.recorded.applied),
            "rejected_lines": totals.rejected.lines,
            "rejected_amount": plain(totals.rejected.amount),
            "withheld_lines": totals.withheld.lines,
            "withheld_amount": plain(totals.withheld.amount),
        })
    };
    all.iter().map(entry).collect()
}

/// For people: columns with nothing but zeros are left out, save those of what was recorded, unless nothing was.
pub fn rows(all: &BTreeMap<String, Totals>, recorded: bool) -> Rows {
    type Part = (&'static str, &'static str, fn(&Totals) -> &Control);
    const APART: [Part; 2] = [
        ("rejected_lines", "rejected_amount", |totals| {
            &totals.rejected
        }),
        ("withheld_lines", "withheld_amount", |totals| {
            &totals.withheld
        }),
    ];
    let apart = || {
        APART
            .iter()
            .filter(|(_, _, of)| all.values().any(|totals| of(totals).lines > 0))
    };
    let of_recorded: &[&str] = match recorded {
        true => &["lines", "amount", "applied"],
        false => &[],
    };
    let names = of_recorded.iter().copied();
    let names = names.chain(apart().flat_map(|(lines, amount, _)| [*lines, *amount]));
    let mut rows = Rows::new(
        [Column::text("currency")]
            .into_iter()
            .chain(names.map(Column::figures)),
    );
    for (code, totals) in all {
        let currency = code.parse().unwrap_or(Currency::EUR);
        let lines = |control: &Control| Cell::Int(i64::try_from(control.lines).unwrap_or(i64::MAX));
        let mut cells = vec![code.as_str().into()];
        if recorded {
            let told = &totals.recorded;
            cells.extend([
                lines(told),
                Cell::Amount(told.amount, currency),
                Cell::Amount(told.applied, currency),
            ]);
        }
        for (_, _, of) in apart() {
            let control = of(totals);
            cells.extend([lines(control), Cell::Amount(control.amount, currency)]);
        }
        rows.push(cells);
    }
    rows
}
