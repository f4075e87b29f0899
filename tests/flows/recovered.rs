//! Words of an earlier session.

use encours::app::Effect;
use encours::app::Msg;
use encours::app::msg::Outcome;
use encours::app::overlay::Overlay;
use encours::app::write::Submission;
use encours::i18n::Message;

use super::desk::Desk;

#[test]
fn words_of_a_write_that_an_earlier_session_sent_come_back_when_it_is_refused() {
    let mut earlier = Desk::new();
    earlier.press("n text:ring_on_monday ctrl-d");
    let sent = earlier.sent();
    let kept = serde_json::to_string(&sent[0]).expect("goes into the journal");

    let mut desk = Desk::new();
    let submission: Submission = serde_json::from_str(&kept).expect("comes out of it");
    let request = submission.request;
    let drafts = Vec::new();
    desk.update(Msg::Recovered {
        submissions: vec![submission],
        drafts,
    });
    desk.clear();
    desk.update(Msg::Written {
        request,
        outcome: Outcome::Refused(Message::new("refused-conflict")),
    });
    assert_eq!(desk.said(), "ui-refused-kept-on");
    let saved = |e: &Effect| matches!(e, Effect::SaveDraft(_));
    let settled = |e: &Effect| *e == Effect::Settle(request);
    let place = |what: &dyn Fn(&Effect) -> bool| desk.effects.iter().position(what);
    let (saved, settled) = (place(&saved).expect("kept"), place(&settled).expect("over"));
    assert!(saved < settled, "a crash in between loses nothing");
    desk.paint();
    desk.press("n");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the note's form");
    };
    assert_eq!(form.words().body["note"], "ring_on_monday");
}

#[test]
fn refused_words_wait_in_the_journal_while_others_are_kept_for_the_same_form() {
    let mut earlier = Desk::new();
    earlier.press("n text:first ctrl-d");
    let submission = earlier.sent().remove(0);
    let request = submission.request;
    let mut desk = Desk::new();
    desk.press("n text:second esc");
    desk.update(Msg::Recovered {
        submissions: vec![submission],
        drafts: Vec::new(),
    });
    desk.clear();
    desk.update(Msg::Written {
        request,
        outcome: Outcome::Refused(Message::new("refused-conflict")),
    });
    assert!(!desk.effects.contains(&Effect::Settle(request)));
    desk.press("n");
    let Some(Overlay::Form(form)) = desk.app.overlay() else {
        panic!("the note's form");
    };
    assert_eq!(form.words().body["note"], "second");
}

#[test]
fn after_a_refusal_the_cursor_stands_on_the_customer_of_the_form_again() {
    let mut desk = Desk::new();
    let name = super::selected(&desk);
    desk.press("n text:ring_on_monday ctrl-d");
    let sent = desk.sent().remove(0);
    assert_ne!(super::selected(&desk), name, "on to the next");
    desk.update(Msg::Written {
        request: sent.request,
        outcome: Outcome::Refused(Message::new("refused-conflict")),
    });
    assert_eq!(super::selected(&desk), name);
    desk.paint();
    desk.press("esc");
    assert_eq!(super::selected(&desk), name, "and after it is left");
}
