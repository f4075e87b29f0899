//! The frame around the screens: header, footer, overlays, forms, as text in both languages.

use encours::app::action::Action;
use encours::app::form::{Choice, Field, Form, Item};
use encours::app::key::Code;
use encours::app::msg::{Alarm, Link};
use encours::app::overlay::{Choose, Confirm, Overlay, TextView};
use encours::app::{Effect, Msg};
use encours::domain::currency::Currency;
use encours::i18n::{Lang, Message, Toward};
use encours::text::Untrusted;

use crate::support::app::Driver;

macro_rules! snapshot {
    ($name:expr, $driver:expr) => {
        insta::with_settings!({ snapshot_path => "screens", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!($name, $driver.screen());
        });
    };
}

/// A form with a field of every kind.
fn form() -> Form {
    let option = |value: &str, key: &str, letter| Choice {
        value: value.into(),
        label: Message::new(key),
        letter: Some(letter),
    };
    let item = |label: &str, amount: i64| Item {
        id: label.into(),
        label: label.into(),
        amount: amount.into(),
        currency: Currency::EUR,
        marked: amount > 500,
    };
    Form::new("word", "log_call", "Société Générale \u{202e}gnp", "c1")
        .field(
            Field::choice(
                "outcome",
                vec![option("a", "ui-live", 'a'), option("b", "ui-empty", 'b')],
            )
            .required(),
        )
        .field(Field::date("on", Toward::Future).required())
        .field(Field::amount("amount", Some(1234.into()), Currency::EUR))
        .field(Field::items(
            "items",
            vec![item("F-001", 1200), item("F-002", 300)],
        ))
        .field(Field::check("word", true))
        .field(Field::note("note"))
}

#[test]
fn the_frame_in_both_languages_and_sizes() {
    for lang in Lang::ALL {
        for (columns, rows) in [(59, 14), (60, 15), (80, 24), (120, 40)] {
            let mut driver = Driver::new(lang, (columns, rows));
            driver.press("g a");
            snapshot!(format!("frame-{lang}-{columns}x{rows}"), driver);
        }
    }
}

#[test]
fn the_link_is_always_told() {
    let at = |h, m| chrono::NaiveTime::from_hms_opt(h, m, 0).expect("a time");
    let mut driver = Driver::offline(Lang::En, (100, 15));
    driver.expect("connecting…");
    driver.send(Msg::Link(Link::Offline(
        at(10, 42),
        Message::new("ui-empty"),
    )));
    driver.expect("offline since 10:42");
    driver.send(Msg::Link(Link::Live)).expect("live");
    driver
        .send(Msg::Link(Link::Stale(at(9, 5))))
        .expect("stale since 09:05");
}

#[test]
fn help_and_palette_list_what_works_here() {
    for lang in Lang::ALL {
        let mut driver = Driver::new(lang, (80, 24));
        driver.press("?");
        snapshot!(format!("help-{lang}"), driver);
        driver.press("esc : text:go");
        snapshot!(format!("palette-{lang}"), driver);
    }
}

#[test]
fn a_form_shows_every_kind_of_field() {
    for lang in Lang::ALL {
        let mut driver = Driver::new(lang, (80, 24));
        driver.app.shell.open_form(form());
        driver.press("a text:ven");
        snapshot!(format!("form-{lang}"), driver);
        driver.press("tab tab space tab tab text:first ctrl-j text:second");
        snapshot!(format!("form-note-{lang}"), driver);
    }
}

#[test]
fn questions_choices_and_texts() {
    let mut driver = Driver::new(Lang::En, (80, 24));
    driver.app.shell.open(Overlay::Confirm(Confirm {
        question: Message::new("ui-date-far").with("date", "everything"),
        word: "release".into(),
        line: Default::default(),
        then: Action::Refresh,
    }));
    driver.press("text:rel enter");
    snapshot!("confirm", driver);
    driver.press("esc");
    driver.app.shell.open(Overlay::Choose(Choose {
        title: Message::new("ui-screen-today"),
        options: vec![
            ('v', Message::new("ui-live"), "v".into()),
            ('n', Message::new("ui-empty"), "n".into()),
        ],
        cursor: 0,
        then: Action::Refresh,
    }));
    driver.press("down");
    snapshot!("choose", driver);
    driver.press("esc");
    driver.app.shell.open(Overlay::Text(TextView {
        title: Message::new("ui-screen-customer"),
        body: "Dear customer,\n\n\u{1b}[31mred\u{1b}[0m ".repeat(30),
        top: 0,
    }));
    driver.press("j j j");
    snapshot!("text", driver);
}

#[test]
fn every_overlay_at_every_size() {
    for columns in [0, 1, 2, 10, 59, 60, 61, 80, 200] {
        for rows in [0, 1, 2, 14, 15, 16, 24, 60] {
            let mut driver = Driver::new(Lang::Fr, (columns, rows));
            driver.app.shell.open_form(form());
            driver.press("a text:x tab tab tab tab text:y ctrl-d");
            driver.press("esc ? down down esc : pagedown esc");
        }
    }
}

#[test]
fn strings_made_to_break_programs_do_no_harm_in_any_field() {
    let Some(path) = crate::support::data::shared_data("nasty/blns/blns.json") else {
        return;
    };
    let text = std::fs::read_to_string(path).expect("the list");
    let strings: Vec<String> = serde_json::from_str(&text).expect("strings");
    let mut driver = Driver::new(Lang::En, (80, 24));
    for string in strings {
        driver.app.shell.drafts.clear();
        driver.app.shell.open_form(form());
        // The refusal of the string before drops what follows it without a pause.
        driver.send(Msg::Alarm(Alarm::Pause));
        for _ in 0..7 {
            let _ = driver
                .app
                .update(Msg::Paste(Untrusted::new(string.clone())));
            let _ = driver.app.update(Msg::Key(Code::Tab.into()));
        }
        let Some(Overlay::Form(form)) = driver.app.overlay() else {
            panic!("the form is open");
        };
        let kept = form.get("note").and_then(|f| f.value_text());
        assert_eq!(kept, Some(encours::text::typed(&string).as_str()));
        driver.press("ctrl-d");
        let shown = driver.screen().replace('\n', "");
        assert!(!shown.chars().any(encours::text::hidden), "{string:?}");
        driver.app.shell.overlays.clear();
    }
}

#[test]
fn bytes_of_keys_and_overlays() {
    let mut driver = Driver::new(Lang::En, (120, 40));
    driver.press(":");
    assert!(driver.bytes <= 2_000, "the palette takes {}", driver.bytes);
    driver.press("down");
    assert!(driver.bytes <= 350, "a step in it takes {}", driver.bytes);
    driver.press("esc");
    driver.send(Msg::Resync);
    assert_eq!(driver.bytes, 0, "nothing changed, nothing is written");
}

#[test]
fn the_company_leaves_the_header_first_then_the_agent_then_the_date() {
    let mut driver = Driver::new(Lang::En, (120, 24));
    if let Some(session) = &mut driver.app.shell.session {
        session.companies[0].company.name = "Valmodore Fournitures et Services".into();
        session.agent = "Marie-Antoinette de La Rochefoucauld".into();
    }
    let shown = |driver: &mut Driver, columns| {
        driver.send(Msg::Resize(columns, 24));
        let screen = driver.screen();
        let head = screen.lines().next().unwrap_or_default().to_owned();
        [
            "Worklist",
            "Valmodore",
            "Rochefoucauld",
            "27 Nov 2026",
            "live",
        ]
        .map(|part| head.contains(part))
    };
    assert_eq!(shown(&mut driver, 120), [true; 5]);
    assert_eq!(shown(&mut driver, 80), [true, false, true, true, true]);
    assert_eq!(shown(&mut driver, 60), [true, false, false, true, true]);
}

#[test]
fn hints_and_objections_are_wrapped_not_cut() {
    for lang in Lang::ALL {
        let mut driver = Driver::new(lang, (80, 24));
        let long = "prom-amount-hint";
        let mut form = Form::new("word", "log_call", "", "c1")
            .field(Field::text("note").hint(Message::new("undo-name-one-none")))
            .field(Field::amount("amount", None, Currency::EUR).hint(Message::new(long)))
            .field(Field::check("on_account", false).hint(Message::new("undo-name-one-none")))
            .field(Field::date("until_on", Toward::Future));
        form.fields[3].error = Some(
            Message::new("refused-promise-twice")
                .with("amount", "1")
                .with("currency", "EUR")
                .with("date", "x"),
        );
        form.focus = 3;
        driver.app.shell.open_form(form);
        driver.send(Msg::Resize(80, 24));
        snapshot!(format!("wrapped-{lang}"), driver);
        let title = driver.screen();
        let title = title.lines().find(|l| l.contains('┌')).unwrap_or_default();
        assert!(
            !title.contains('·'),
            "nothing stands after the dot: {title}"
        );
    }
}

#[test]
fn the_palette_says_where_an_action_works() {
    let mut driver = Driver::new(Lang::En, (120, 24));
    driver.press("g a :").press("text:hold");
    driver.expect("works on: Worklist, Customer");
    driver.press("enter").expect("works on: Worklist");
    driver.press("g w :").press("text:hold");
    driver.expect("hold · no row is selected");
}

#[test]
fn keys_have_the_names_of_the_persons_keyboard() {
    let mut driver = Driver::new(Lang::Fr, (120, 24));
    driver.press("g a").expect("Échap retour");
    assert!(!driver.screen().contains("esc "), "{}", driver.screen());
}

#[test]
fn a_day_to_come_is_called_a_projection() {
    for (lang, said) in [(Lang::En, "projected to"), (Lang::Fr, "projeté au")] {
        let mut driver = Driver::new(lang, (80, 24));
        driver.press("g a d").press("text:+5").press("enter");
        driver.expect(said);
    }
}

#[test]
fn a_date_says_its_order_and_what_an_impossible_month_was_taken_for() {
    use encours::i18n::{Catalogue, DateOrder};
    for (lang, order, how, typed, said) in [
        (
            Lang::En,
            DateOrder::MonthDay,
            "month/day, such as 12/15",
            "15/12",
            "15/12 is read as month/day, and there is no month 15: write 12/15 or 2026-12-15",
        ),
        (
            Lang::En,
            DateOrder::DayMonth,
            "day/month, such as 15/12",
            "12/15",
            "12/15 is read as day/month, and there is no month 15: write 15/12 or 2026-12-15",
        ),
        (
            Lang::Fr,
            DateOrder::DayMonth,
            "jour/mois, par exemple 15/12",
            "12/15",
            "12/15 est lu jour/mois et il n'y a pas de mois 15 : écrivez 15/12 ou 2026-12-15",
        ),
    ] {
        let mut driver = Driver::new(lang, (80, 24));
        let words = Catalogue::new(lang).with_date_order(order);
        driver.app.shell.words = std::sync::Arc::new(words);
        let form = Form::new("note", "add_note", "", "c1")
            .field(Field::date("revisit_on", Toward::Future).required());
        driver.app.shell.open_form(form);
        driver.press("left").expect(how);
        driver.press(&format!("text:{typed} enter"));
        let screen = driver.screen();
        let told: Vec<&str> = screen
            .lines()
            .filter_map(|line| line.split('│').nth(1))
            .map(str::trim)
            .collect();
        let told = told.join(" ").replace('\u{a0}', " ");
        assert!(told.contains(said), "{told}");
        driver.press("ctrl-u").press("text:2026-12-15");
        driver.expect(match lang {
            Lang::En => "15 December 2026",
            Lang::Fr => "15 décembre 2026",
        });
    }
}

#[test]
fn no_key_reaches_what_a_terminal_too_small_does_not_show() {
    let mut driver = Driver::new(Lang::En, (80, 24));
    let form = Form::new("note", "add_note", "ACME", "c1").field(Field::note("note").required());
    driver.app.shell.open_form(form);
    driver.press("text:kept");
    for size in [(59, 24), (80, 14), (1, 1), (0, 0)] {
        driver.send(Msg::Resize(size.0, size.1)).taken();
        driver.press("text:lost enter ctrl-d esc q");
        driver.send(Msg::Paste(Untrusted::new("lost".into())));
        assert!(driver.effects.iter().all(|e| !matches!(e, Effect::Quit)));
    }
    driver.send(Msg::Resize(80, 24));
    let Some(Overlay::Form(form)) = driver.app.overlay() else {
        panic!("the form is open still");
    };
    let note = form.get("note").and_then(|f| f.value_text());
    assert_eq!(note, Some("kept"));
    assert_eq!(driver.writes().len(), 0);
    driver.send(Msg::Resize(20, 5)).taken();
    driver.press("ctrl-c");
    let kept = |e: &Effect| matches!(e, Effect::SaveDraft(draft) if draft.key == "note:c1");
    assert!(driver.effects.iter().any(kept), "{:?}", driver.effects);
    assert!(driver.effects.iter().any(|e| matches!(e, Effect::Quit)));
}
