use ratatui::style::{Color, Modifier};

use super::*;

/// What a terminal's own background may be where a theme sets none: the lightest of dark ones, the darkest of
/// light ones in common use.
const DARK: [(u8, u8, u8); 2] = [(0, 0, 0), (0x1e, 0x1e, 0x1e)];
const LIGHT: [(u8, u8, u8); 2] = [(255, 255, 255), (0xfa, 0xfa, 0xfa)];

/// Relative luminance as WCAG 2 defines it.
fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn contrast(one: (u8, u8, u8), other: (u8, u8, u8)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn rgb(colour: Color) -> Option<(u8, u8, u8)> {
    match colour {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        _ => None,
    }
}

#[test]
fn every_text_stands_out_from_what_is_behind_it() {
    for (name, grounds, least) in [
        ("dark", DARK, 4.5),
        ("light", LIGHT, 4.5),
        ("colour-blind", DARK, 4.5),
        ("high-contrast", DARK, 7.0),
    ] {
        let theme = Theme::named(name, Depth::True);
        let base = theme.style(Role::Base).bg.and_then(rgb);
        for (id, role) in Role::ALL.iter().filter(|(_, role)| *role != Role::Border) {
            let style = theme.style(*role);
            let Some(text) = style.fg.map(|c| rgb(c).expect("a true colour")) else {
                continue;
            };
            let own = style.bg.and_then(rgb).or(base);
            for ground in grounds {
                let ground = own.unwrap_or(ground);
                let found = contrast(text, ground);
                assert!(found >= least, "{name}: {id} on {ground:?} has {found:.2}");
            }
        }
    }
}

/// Okabe and Ito, "Color Universal Design" (2008): the eight colours that all kinds of colour vision tell apart.
const OKABE_ITO: [(u8, u8, u8); 8] = [
    (0, 0, 0),
    (0xe6, 0x9f, 0x00),
    (0x56, 0xb4, 0xe9),
    (0x00, 0x9e, 0x73),
    (0xf0, 0xe4, 0x42),
    (0x00, 0x72, 0xb2),
    (0xd5, 0x5e, 0x00),
    (0xcc, 0x79, 0xa7),
];

#[test]
fn the_colour_blind_theme_has_the_colours_of_its_source_and_grey() {
    let theme = Theme::named("colour-blind", Depth::True);
    for style in theme.styles.values() {
        for (r, g, b) in [style.fg, style.bg].into_iter().flatten().filter_map(rgb) {
            assert!(
                r == g && g == b || OKABE_ITO.contains(&(r, g, b)),
                "{r:x} {g:x} {b:x}"
            );
        }
    }
}

#[test]
fn states_differ_by_more_than_red_and_green() {
    for name in NAMES {
        for depth in [Depth::Sixteen, Depth::True] {
            let theme = Theme::named(name, depth);
            let [good, warn, bad] = [Role::Good, Role::Warn, Role::Bad].map(|r| theme.style(r));
            assert_ne!(good, warn, "{name}");
            assert_ne!(warn, bad, "{name}");
            assert_ne!(
                good.add_modifier, bad.add_modifier,
                "{name}: without colours"
            );
        }
    }
}

#[test]
fn every_theme_reads_and_names_every_meaning() {
    for name in NAMES {
        for depth in [Depth::Sixteen, Depth::True] {
            let theme = Theme::named(name, depth);
            assert_eq!(theme.styles.len(), Role::ALL.len(), "{name}");
            let selected = theme.style(Role::Selected);
            assert!(
                selected.add_modifier.contains(Modifier::REVERSED) || selected.bg.is_some(),
                "{name}: the selection must be seen"
            );
            for style in theme.styles.values().filter(|_| depth == Depth::Sixteen) {
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    assert!(
                        !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
                        "{name}"
                    );
                }
            }
        }
    }
    let mono = Theme::named("mono", Depth::True);
    assert!(
        mono.styles
            .values()
            .all(|s| s.fg.is_none() && s.bg.is_none())
    );
}

#[test]
fn what_is_wrong_with_a_file_is_one_sentence() {
    let said = |text: &str| {
        let message = Theme::parse(text, Depth::True).expect_err(text);
        crate::i18n::Catalogue::new(crate::i18n::Lang::En).say(&message)
    };
    for (text, sentence) in [
        (
            "sellected = {}",
            "there is no sellected in a theme: did you mean selected?",
        ),
        (
            "bad = { underlined = true }",
            "bad has no underlined: did you mean underline?",
        ),
        ("bad = { fg = \"rde\" }", "fg of bad cannot be \"rde\""),
        ("bad = { bold = 1 }", "bold of bad cannot be 1"),
        ("bad = \"red\"", "bad must be a table"),
        ("bad = {", "the theme file cannot be used"),
    ] {
        assert!(said(text).contains(sentence), "{}", said(text));
    }
}
