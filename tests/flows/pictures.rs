//! The screens as text, by size and language, with data on them.

use encours::app::Effect;
use encours::i18n::Lang;

use super::desk::{answer, letter, row};
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
            let answer = Ok(answer(&rows, &letter(), false, &query));
            driver.send(encours::app::Msg::Reply {
                slot,
                generation,
                answer,
            });
        }
    }
}

#[test]
fn the_screens_in_both_languages_and_sizes() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            for (name, keys) in [
                ("today", "g t"),
                ("worklist", "g w"),
                ("customer", "g w enter"),
                ("promises", "g w enter tab tab"),
                ("promise", "g w p"),
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
                ("search", "/ text:so"),
            ] {
                let mut driver = Driver::new(lang, size);
                for key in keys.split(' ') {
                    answered(&mut driver);
                    driver.press(key);
                }
                answered(&mut driver);
                let (columns, rows) = size;
                snapshot!(format!("{name}-{lang}-{columns}x{rows}"), driver);
            }
        }
    }
}
