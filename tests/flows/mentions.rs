//! Naming a colleague, and being named.

use encours::app::Effect;
use encours::app::request::{Query, Reply};
use encours::app::screen::today::Count;
use encours::app::screen::{Kind, Screen};
use encours::domain::mention::Mention;
use uuid::Uuid;

use super::desk::Desk;

#[test]
fn colleagues_are_asked_for_when_one_is_named_and_the_answer_completes_the_name() {
    let mut desk = Desk::new();
    desk.clear();
    desk.press("n text:ask");
    assert_eq!(desk.queries(), [], "a note costs no question");
    desk.press("space text:@In");
    let asked = Query::CustomerColleagues {
        company: 1,
        customer: Uuid::from_u128(1),
    };
    assert_eq!(desk.queries(), [asked], "asked once");
    desk.press("tab ctrl-d");
    assert_eq!(desk.sent()[0].body["note"], "ask @Inès");
}

#[test]
fn a_mention_is_said_once_and_opening_the_customer_acknowledges_it_without_a_word() {
    let mut desk = Desk::new();
    desk.press("g t");
    desk.hold_answers = true;
    desk.changed(Some(Uuid::from_u128(1)), "mention");
    let mention = Mention {
        id: Uuid::from_u128(50),
        company: 1,
        activity: Uuid::from_u128(3),
        customer: Uuid::from_u128(1),
        name: "Customer 1".into(),
        by: "Inès".into(),
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    };
    desk.answer_with(Reply::Mentions(vec![mention.clone()]));
    assert_eq!(desk.said(), "ui-mentioned-see");
    let first = |desk: &Desk| match desk.app.screen() {
        Screen::Today(today) => today.lines.rows().first().map(|l| l.count),
        screen => panic!("not today: {screen:?}"),
    };
    assert_eq!(first(&desk), Some(Count::Mention(mention.id)));
    // Read again, it is no news.
    desk.app.shell.toast = None;
    desk.hold_answers = true;
    desk.changed(None, "mention");
    desk.answer_with(Reply::Mentions(vec![mention.clone()]));
    assert_eq!(desk.said(), "");

    desk.clear();
    desk.press("g g enter");
    assert_eq!(desk.app.kind(), Kind::Customer);
    let sent = desk.sent();
    assert_eq!(sent.len(), 1, "acknowledged once");
    assert_eq!(sent[0].verb, "see_mentions");
    assert_eq!(sent[0].body["customer"], Uuid::from_u128(1).to_string());
    assert_eq!(desk.app.shell.mentions().count(), 0);
    desk.saved(sent[0].request, serde_json::json!({"id": mention.id}));
    assert_eq!(desk.said(), "", "nobody asked for it");
    assert!(desk.app.shell.undo().is_none());
    assert!(desk.effects.contains(&Effect::Settle(sent[0].request)));
    // An answer on its way when it was opened does not bring it back.
    desk.hold_answers = true;
    desk.changed(None, "mention");
    desk.answer_with(Reply::Mentions(vec![mention]));
    assert_eq!(desk.app.shell.mentions().count(), 0);
    desk.press("esc");
    assert_ne!(first(&desk), Some(Count::Mention(Uuid::from_u128(50))));
}
