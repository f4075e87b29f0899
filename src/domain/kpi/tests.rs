use super::*;

fn amount(text: &str) -> Decimal {
    text.parse().expect("an amount")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn months(of: &[(i64, &str)]) -> Vec<Month> {
    let month = |(days, sales): &(i64, &str)| Month {
        days: *days,
        sales: amount(sales),
    };
    of.iter().map(month).collect()
}

fn shown(value: Option<Decimal>) -> String {
    value.map_or("n/a".into(), |value| rounded(value).to_string())
}

fn golden() -> Facts {
    let period = Period::new(day("2026-04-01"), day("2026-06-30")).expect("a period");
    let now = Balance {
        gross: amount("6000"),
        not_due: amount("1900"),
        over90: amount("150"),
        unapplied: amount("-300"),
    };
    Facts {
        period,
        begin: Balance::default(),
        end: now,
        now,
        flows: Flows {
            sales: amount("8700"),
            months: months(&[(30, "3000"), (31, "2500"), (30, "3200")]),
            ..Flows::default()
        },
        cei: CeiSales::Period,
    }
}

#[test]
fn the_golden_ledger_has_its_days_of_sales() {
    let facts = golden();
    assert_eq!(facts.period.days(), 91);
    for (kpi, value) in [
        (Kpi::Dso, "62.76"),
        (Kpi::DsoNet, "59.62"),
        (Kpi::DsoCountback, "65.69"),
        (Kpi::Bpdso, "19.87"),
        (Kpi::Add, "42.89"),
        (Kpi::OverduePct, "68.33"),
        (Kpi::Over90Pct, "2.50"),
    ] {
        assert_eq!(shown(compute(kpi, &facts).value), value, "{kpi:?}");
    }
}

#[test]
fn nothing_to_divide_by_is_no_figure() {
    let facts = Facts {
        now: Balance::default(),
        end: Balance::default(),
        flows: Flows::default(),
        ..golden()
    };
    for figure in figures(&facts) {
        // Nothing owed exhausts nothing.
        let expected = (figure.kpi == Kpi::DsoCountback).then_some(amount("0.00"));
        assert_eq!(figure.value, expected, "{figure:?}");
        assert!(figure.parts.iter().all(|part| part.value.is_none()));
    }
}

#[test]
fn counting_back_takes_the_latest_sales_first() {
    for (owed, of, days, more) in [
        (
            "2500",
            &[(30, "1200"), (31, "800"), (30, "700")][..],
            "82.43",
            false,
        ),
        (
            "2500",
            &[(30, "1200"), (31, "0"), (31, "800"), (30, "700")],
            "113.43",
            false,
        ),
        (
            "2500",
            &[(30, "1200"), (31, "-50"), (31, "800"), (30, "700")],
            "113.43",
            false,
        ),
        (
            "2000",
            &[(30, "1200"), (31, "800"), (30, "0")],
            "61.00",
            false,
        ),
        (
            "2800",
            &[(30, "1200"), (31, "800"), (30, "700")],
            "91.00",
            true,
        ),
        ("0", &[(30, "1200")], "0.00", false),
    ] {
        let (found, beyond) = count_back(amount(owed), &months(of)).expect("months");
        assert_eq!(
            (shown(Some(found)).as_str(), beyond),
            (days, more),
            "{owed} {of:?}"
        );
    }
    assert_eq!(count_back(amount("1"), &[]), None);
}

#[test]
fn the_current_month_counts_its_elapsed_days() {
    let days = |first, on| Month::of(day(first), day(on), Decimal::ONE).days;
    assert_eq!(days("2026-06-01", "2026-06-30"), 30);
    assert_eq!(days("2026-06-01", "2026-06-01"), 1);
    assert_eq!(days("2026-05-01", "2026-06-12"), 31);
}

#[test]
fn effectiveness_weighs_the_sales_of_the_period_or_of_a_month() {
    let cei = |sales| {
        let found = effectiveness(amount("6200"), sales, amount("6340"), amount("3590"));
        found.expect("sales").round_dp(1).to_string()
    };
    assert_eq!(cei(amount("10890")), "79.6");
    let quarter = Period::new(day("2026-04-01"), day("2026-06-30")).expect("a period");
    assert_eq!(cei(amount("10890") / quarter.months()), "55.9");
}

#[test]
fn months_of_a_period_count_by_their_days() {
    let months = |from, to| {
        let period = Period::new(day(from), day(to)).expect("a period");
        period.months().round_dp(4).normalize().to_string()
    };
    assert_eq!(months("2026-04-01", "2026-06-30"), "3");
    assert_eq!(months("2026-06-16", "2026-06-30"), "0.5");
    assert_eq!(months("2026-06-16", "2026-07-31"), "1.5");
    assert_eq!(Period::new(day("2026-07-01"), day("2026-06-30")), None);
}
