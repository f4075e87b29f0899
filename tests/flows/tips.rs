//! The line that tells somebody new which keys matter.

use encours::app::Effect;
use encours::app::tips::Tips;
use encours::i18n::Lang;

use super::pictures::at;
use crate::support::app::Driver;

/// Somebody new on a screen.
fn new(lang: Lang, size: (u16, u16), keys: &str) -> Driver {
    let mut driver = at(lang, size, keys);
    driver.app.shell.tips = Tips::of(true, "");
    driver.press("f12");
    driver
}

/// The two lines at the bottom.
fn bottom(driver: &Driver) -> Vec<String> {
    let screen = driver.screen();
    let mut lines: Vec<String> = screen.lines().map(str::to_owned).collect();
    lines.split_off(lines.len() - 2)
}

#[test]
fn the_line_stands_over_the_footer_takes_its_own_row_and_goes_for_good() {
    for (lang, here, label) in [
        (Lang::En, "Here: c ", "D hide"),
        (Lang::Fr, "Ici\u{a0}: c ", "D masquer"),
    ] {
        let without = at(lang, (80, 24), "g w").screen();
        let mut driver = new(lang, (80, 24), "g w");
        let told = bottom(&driver);
        assert!(
            told[0].contains(here) && told[0].contains(label),
            "{told:?}"
        );
        // Every row of the list is still there, and so is the footer.
        for line in without.lines().take(6) {
            driver.expect(
                line.trim_start_matches(['▶', ' '])
                    .get(..12)
                    .unwrap_or_default(),
            );
        }
        assert_eq!(
            without.lines().last(),
            told.last().map(String::as_str),
            "the footer"
        );
        driver.taken().press("D");
        let kept = Effect::Remember("screen.tips_dismissed", "worklist".to_owned());
        assert!(driver.effects.contains(&kept), "{:?}", driver.effects);
        assert_eq!(driver.screen(), without, "gone without a trace");
        // Another screen has its own, and all of them can be switched off.
        driver.press("g l");
        assert!(bottom(&driver)[0].contains("D "), "{:?}", bottom(&driver));
        driver.taken().press(": text:tips enter");
        let off = Effect::Remember("screen.tips", "off".to_owned());
        if lang == Lang::En {
            assert!(driver.effects.contains(&off), "{:?}", driver.effects);
            assert!(
                !bottom(&driver)[0].contains("D hide"),
                "{:?}",
                bottom(&driver)
            );
        }
    }
}

#[test]
fn a_line_fits_every_screen_in_both_languages() {
    let screens = [
        "g t",
        "g w",
        "g w enter",
        "g a",
        "g y",
        "g l",
        "g i",
        "g p",
        "g d",
        "g r",
        "g c",
        "g o",
        "g s",
    ];
    for lang in Lang::ALL {
        for keys in screens {
            let driver = new(lang, (80, 24), keys);
            let told = bottom(&driver).remove(0);
            assert!(
                told.contains("D ") && !told.contains('…'),
                "{lang} {keys}: {told}"
            );
        }
    }
}
