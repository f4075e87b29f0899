//! Drawing the screen of the same name.

use crate::app::screen::today::Today;
use crate::app::shell::Painted;
use crate::ui::{Pen, Role, View};

pub(super) fn draw(_state: &Today, view: View<'_>, pen: &mut Pen<'_>, _painted: &mut Painted) {
    let key = if view.app.shell.session.is_some() {
        "ui-empty"
    } else {
        "ui-connecting"
    };
    pen.text(3, 1, &view.words.tr(key), view.style(Role::Dim));
}
