//! Samples of key figures and of a forecast.

use chrono::{Days, NaiveDate};
use encours::domain::currency::Currency;
use encours::domain::forecast::{By, Column, Forecast, Kept, Record, Sum, Target};
use encours::domain::kpi::{
    self, Balance, Board, CeiSales, Facts, Flows, Lead, Month, Period, TREND,
};
use encours::domain::money::Money;
use rust_decimal::Decimal;

fn amount(whole: i64) -> Decimal {
    Decimal::new(whole * 100, 2)
}

/// Figures of a day, a little better every week.
pub fn board(day: NaiveDate, weeks_ago: i64) -> Board {
    let period = Period::until(day);
    let now = Balance {
        gross: amount(6_000 + 90 * weeks_ago),
        not_due: amount(1_900),
        over90: amount(150),
        unapplied: amount(-300),
    };
    let flows = Flows {
        sales: amount(8_700),
        invoiced: amount(9_000),
        months: [(30, 3_000), (31, 2_500), (30, 3_200)]
            .map(|(days, sales)| Month {
                days,
                sales: amount(sales),
            })
            .to_vec(),
        paid: amount(12_000),
        paid_late: amount(52_000),
        paid_days: amount(390_000),
        judged: 5,
        kept: 3,
        promised: amount(4_500),
        received: amount(2_200),
        attempts: 0,
        fallen: 5,
        unpaid: 4,
        fallen_amount: amount(5_200),
        unpaid_amount: amount(3_600),
        issued: 40,
        in_error: 1,
        disputed: amount(450),
        lead: Lead {
            whole: Some(amount(41)),
            ninth: Some(amount(66)),
            shipping: Some(amount(4)),
            invoicing: Some(amount(1)),
            cashing: Some(amount(35)),
        },
        ..Flows::default()
    };
    let facts = Facts {
        period,
        begin: now,
        end: now,
        now,
        flows,
        cei: CeiSales::Period,
    };
    Board {
        day,
        period,
        figures: kpi::figures(&facts),
        unconverted: vec!["JPY".into()],
    }
}

/// The same week by week up to the day.
pub fn trend(day: NaiveDate) -> Vec<Board> {
    let weeks = (0..TREND).rev();
    weeks
        .map(|n| board(day - Days::new(7 * n), n as i64))
        .collect()
}

/// Two currencies, something in every part.
pub fn forecast(day: NaiveDate, by: By) -> Vec<Forecast> {
    let sum = |whole: i64, items| Sum {
        amount: amount(whole),
        items,
        customers: items,
        promised: amount(whole / 4),
        disputed: amount(0),
    };
    let start = by.start(day);
    let columns = |scale: i64| {
        let column = |n: u32| Column {
            from: by.after(start, n),
            to: by.after(start, n + 1) - Days::new(1),
            expected: sum(scale * i64::from(n * 7 % 5), i64::from(n % 4)),
            received: amount(if n == 0 { 1_200 } else { 0 }),
        };
        (0..by.shown()).map(column).collect()
    };
    let euro = Forecast {
        currency: Currency::EUR,
        columns: columns(48_250),
        later: sum(1_200, 2),
        off: sum(381_400, 37),
        litigation: sum(9_000, 1),
        insolvency: sum(4_200, 2),
        unapplied: sum(-5_100, 3),
    };
    let dollar = Forecast {
        currency: "USD".parse().expect("a currency"),
        columns: columns(1_000),
        ..euro.clone()
    };
    vec![euro, dollar]
}

/// Weeks kept and a target half reached.
pub fn record(day: NaiveDate) -> Record {
    let week = By::Week.start(day);
    let kept = |n: u64| Kept {
        currency: Currency::EUR,
        week: week - Days::new(7 * n),
        taken_on: week - Days::new(7 * n),
        forecast: amount(52_000),
        received: amount(40_000 + 8_000 * n as i64),
    };
    let euro = |whole| Money::rounded(amount(whole), Currency::EUR).expect("an amount");
    Record {
        kept: (0..4).rev().map(kept).collect(),
        target: Target {
            month: By::Month.start(day),
            amount: Some(euro(250_000)),
            rev: 1,
            received: euro(118_300),
        },
    }
}
