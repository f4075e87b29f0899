//! A letter is seen before it is approved, and can be taken back.

use encours::app::screen::Kind;
use uuid::Uuid;

use super::desk::Desk;

#[test]
fn an_approval_counts_only_after_the_letter_was_painted_to_its_end() {
    let mut desk = Desk::new();
    desk.press_unpainted("m a");
    assert_eq!(desk.app.kind(), Kind::Letter);
    assert!(desk.sent().is_empty(), "not painted");
    desk.paint();
    desk.press("a");
    assert!(desk.sent().is_empty(), "painted, but not to its end");
    desk.paint_letter();
    desk.press("a");
    let sent = desk.sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].verb, "approve_reminder");
    assert_eq!(sent[0].body["hash"], "cafe");
    assert_eq!(sent[0].body["company"], 1);
    assert_eq!(desk.app.kind(), Kind::Worklist);
}

#[test]
fn a_letter_that_changed_must_be_seen_again() {
    let mut desk = Desk::new();
    desk.press("m");
    desk.paint_letter();
    desk.letter.approval["hash"] = "beef".into();
    desk.changed(Some(Uuid::from_u128(1)), "reminder");
    desk.press("a");
    assert!(desk.sent().is_empty());
}

#[test]
fn an_approved_mail_is_taken_back_with_undo() {
    let mut desk = Desk::new();
    desk.press("m");
    desk.paint_letter();
    desk.press("a");
    let request = desk.sent()[0].request;
    desk.saved(
        request,
        serde_json::json!({ "id": "r", "mail": "the-mail" }),
    );
    desk.paint();
    desk.press("u");
    let sent = desk.sent();
    assert_eq!(sent[1].verb, "recall_reminders");
    assert_eq!(
        sent[1].body["reminders"],
        serde_json::json!([sent[0].body["reminder"]])
    );
}
