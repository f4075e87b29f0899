//! The screens as text, by size and language, with data on them.

use encours::app::Effect;
use encours::app::request::Reply;
use encours::domain::list::Total;
use encours::i18n::Lang;

use super::answers::answer;
use super::samples::{letter, row};
use crate::support::app::Driver;

macro_rules! snapshot {
    ($name:expr, $driver:expr) => {
        insta::with_settings!({ snapshot_path => "../screens", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $driver.screen());
        });
    };
}

/// Answers every question, also those that answers raise.
fn answered(driver: &mut Driver) {
    answered_with(driver, |_| {});
}

/// The same with other figures than usual.
fn answered_with(driver: &mut Driver, other: impl Fn(&mut Reply)) {
    loop {
        let asked: Vec<_> = driver
            .effects
            .drain(..)
            .filter_map(|effect| match effect {
                Effect::Load {
                    slot,
                    generation,
                    query,
                } => Some((slot, generation, query)),
                _ => None,
            })
            .collect();
        if asked.is_empty() {
            return;
        }
        let rows = [row(1), row(2), row(3)];
        for (slot, generation, query) in asked {
            let mut answer = answer(&rows, &letter(), false, &query);
            other(&mut answer);
            driver.send(encours::app::Msg::Reply {
                slot,
                generation,
                answer: Ok(answer),
            });
        }
    }
}

/// Each screen by its keys.
const SCREENS: [(&str, &str); 26] = [
    ("today", "g t"),
    ("worklist", "g w"),
    ("customer", "g w enter"),
    ("promises", "g w enter tab tab"),
    ("promise", "g w p"),
    ("call", "g w c"),
    ("letter", "g w m"),
    ("aged", "g a"),
    ("items", "g a enter"),
    ("invoices", "g i"),
    ("list-of-promises", "g p tab tab tab"),
    ("disputes", "g d"),
    ("dispute", "g i x"),
    ("reminders", "g r"),
    ("breaches", "g c"),
    ("holds", "g c tab tab"),
    ("limit-requests", "g c tab tab tab"),
    ("orders", "g o tab tab tab"),
    ("invoices-in-error", "g o tab tab tab tab tab tab"),
    ("kpis", "g k"),
    ("kpis-last", "g k G"),
    ("forecast", "g f"),
    ("forecast-by-month", "g f tab"),
    ("settings", "g s"),
    ("settings-outcomes", "g s tab"),
    ("search", "/ text:so"),
];

pub fn at(lang: Lang, size: (u16, u16), keys: &str) -> Driver {
    let mut driver = Driver::new(lang, size);
    for key in keys.split(' ') {
        answered(&mut driver);
        driver.press(key);
    }
    answered(&mut driver);
    driver
}

#[test]
fn no_head_is_cut() {
    // Every part of every screen: what Tab leads to has columns of its own.
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40), (200, 60)] {
            for (name, keys) in SCREENS {
                let mut driver = at(lang, size, keys);
                for tabs in 0..6 {
                    let cut = driver.cut_heads();
                    assert!(
                        cut.is_empty(),
                        "{name} {lang} {size:?} tab {tabs}: {cut:#?}"
                    );
                    driver.press("tab");
                    answered(&mut driver);
                }
            }
        }
    }
}

#[test]
fn the_key_for_the_other_half_stands_apart_from_what_the_figures_are() {
    // Millions in every bucket: thousands where there is little room, and the rest behind Tab.
    let millions = |reply: &mut Reply| {
        if let Reply::Aging(page) = reply {
            for figures in page.rows.iter_mut().map(|line| &mut line.aged) {
                let amount = rust_decimal::Decimal::from(1_234_567_890);
                figures.buckets.fill(amount);
                (figures.not_due, figures.unapplied) = (amount, -amount);
            }
        }
    };
    let mut halved = 0;
    for lang in Lang::ALL {
        for width in 60..120 {
            let mut driver = Driver::new(lang, (width, 24));
            for key in ["g", "a"] {
                answered_with(&mut driver, millions);
                driver.press(key);
            }
            answered_with(&mut driver, millions);
            let screen = driver.screen();
            let title = screen.lines().nth(1).unwrap_or_default();
            if let Some((before, _)) = title.split_once("Tab") {
                assert!(before.ends_with("  "), "{width}: {title}");
                halved += 1;
            }
        }
    }
    assert!(halved > 20, "{halved}");
}

#[test]
fn every_currency_has_its_total_as_long_as_there_is_room() {
    let codes = [
        "CHF", "EUR", "GBP", "USD", "CAD", "JPY", "NOK", "SEK", "DKK", "PLN",
    ];
    for lang in Lang::ALL {
        for (many, shown) in [(4, 4), (5, 5), (10, 4)] {
            let currencies = |reply: &mut Reply| {
                if let Reply::Totals(totals) = reply {
                    let one = totals[0].clone();
                    let of = |code: &&str| Total {
                        currency: Some(code.parse().expect("a currency")),
                        ..one.clone()
                    };
                    *totals = codes[..many].iter().map(of).collect();
                }
            };
            let mut driver = Driver::new(lang, (80, 24));
            for key in ["g", "a"] {
                answered_with(&mut driver, currencies);
                driver.press(key);
            }
            answered_with(&mut driver, currencies);
            let screen = driver.screen();
            let seen = |code: &&&str| screen.contains(&format!("Total {code}"));
            assert_eq!(codes.iter().filter(seen).count(), shown, "{screen}");
            if shown < many {
                let left = (many - shown).to_string();
                let more = screen.lines().rev().nth(1).unwrap_or_default();
                assert!(more.contains(&left) && more.contains("· b "), "{screen}");
            }
        }
    }
}

#[test]
fn the_rich_customer_and_what_is_written_there() {
    for lang in Lang::ALL {
        for (name, keys) in [("customer", "g w enter"), ("alerts", "g l")] {
            let driver = at(lang, (200, 60), keys);
            snapshot!(format!("{name}-{lang}-200x60"), driver);
        }
        for (name, keys) in [
            ("alerts", "g l"),
            ("message", "g w M c"),
            ("plan", "g w P"),
            ("contact", "g w t"),
            ("hold", "g w h"),
        ] {
            let driver = at(lang, (80, 24), keys);
            snapshot!(format!("{name}-{lang}-80x24"), driver);
        }
        let driver = at(lang, (120, 40), "g l");
        snapshot!(format!("alerts-{lang}-120x40"), driver);
    }
}

#[test]
fn the_screens_in_both_languages_and_sizes() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            for (name, keys) in SCREENS {
                let driver = at(lang, size, keys);
                let (columns, rows) = size;
                snapshot!(format!("{name}-{lang}-{columns}x{rows}"), driver);
            }
        }
    }
}
