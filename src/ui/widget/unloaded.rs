//! What stands where the answer of the database is not there yet.

use crate::app::action::Action;
use crate::app::msg::Link;
use crate::text;
use crate::ui::{Pen, Role, View};

/// Says that an answer is awaited, or why none comes and the key that asks again.
pub fn unloaded(view: View<'_>, pen: &mut Pen<'_>, x: u16, y: u16) {
    let shell = &view.app.shell;
    let words = view.words;
    let (said, role) = match (&shell.link, shell.failure(view.app.kind())) {
        // Why there is no link stands above.
        (Link::Offline(..), _) => (words.tr("ui-unloaded-offline"), Role::Dim),
        (_, Some(why)) => {
            let key = shell.keymap.hint(Action::Refresh).unwrap_or_default();
            let args = [("why", words.say(why).into()), ("key", key.into())];
            (words.tr_args("ui-unloaded", &args), Role::Bad)
        }
        (_, None) => (words.tr("ui-loading"), Role::Dim),
    };
    let room = pen.width().saturating_sub(x + 1).max(1);
    for (line, y) in text::wrap(&said, room.into()).iter().zip(y..pen.height()) {
        pen.text(x, y, line, view.style(role));
    }
}
