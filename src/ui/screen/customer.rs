//! Drawing a customer: five lines that always stand, and the lists below or beside each other.

mod panes;
mod pinned;
mod rhythm;

use crate::app::screen::customer::{Customer, Pane};
use crate::app::shell::Painted;
use crate::ui::{Pen, Role, View};

/// Columns and rows from which lists stand beside each other, and from which all of them do.
const BESIDE: (u16, u16) = (110, 30);
const ALL: (u16, u16) = (160, 44);

/// Lines of the head, and of the head with how the customer pays, from so many rows on.
const PINNED: u16 = 6;
const PINNED_TALL: (u16, u16) = (7, 30);

pub(super) fn draw(state: &Customer, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let (width, height) = (pen.width(), pen.height());
    let head = match height >= PINNED_TALL.1 {
        true => PINNED_TALL.0,
        false => PINNED,
    };
    pinned::draw(state, view, &mut pen.rows(0, head.min(height)));
    let mut body = pen.rows(head, height.saturating_sub(head));
    if width >= ALL.0 && height >= ALL.1 {
        all(state, view, &mut body, painted);
    } else if width >= BESIDE.0 && height >= BESIDE.1 {
        beside(state, view, &mut body, painted);
    } else {
        one(state, view, &mut body, painted);
    }
}

/// One list under the names of all.
fn one(state: &Customer, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let mut x = 1;
    for pane in Pane::ALL {
        let name = panes::title(state, view, pane);
        let role = if pane == state.pane {
            Role::Title
        } else {
            Role::Dim
        };
        let mark = if pane == state.pane {
            view.look.glyphs.selected
        } else {
            ' '
        };
        x += pen.text(x, 0, &format!("{mark}{name}"), view.style(role)) + 2;
    }
    let height = pen.height().saturating_sub(1);
    panes::list(state, view, &mut pen.rows(1, height), state.pane, painted);
}

/// Items and story side by side, the list of the third in turn under them.
fn beside(state: &Customer, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let (width, height) = (pen.width(), pen.height());
    let low = (height / 3).max(6);
    let high = height - low;
    let left = width * 11 / 20;
    panes::framed(
        state,
        view,
        &mut pen.part(0, 0, left, high),
        Pane::Items,
        painted,
    );
    let mut story = pen.part(left + 1, 0, width - left - 1, high);
    panes::framed(state, view, &mut story, Pane::Timeline, painted);
    // Promises, unless another of the small lists has the keys.
    let third = match state.pane {
        Pane::Items | Pane::Timeline | Pane::Promises => [Pane::Promises, Pane::Contacts],
        Pane::Reminders => [Pane::Reminders, Pane::Contacts],
        Pane::Disputes => [Pane::Disputes, Pane::Contacts],
        Pane::Contacts => [Pane::Promises, Pane::Contacts],
    };
    panes::framed(
        state,
        view,
        &mut pen.part(0, high, left, low),
        third[0],
        painted,
    );
    let mut people = pen.part(left + 1, high, width - left - 1, low);
    panes::framed(state, view, &mut people, third[1], painted);
}

/// Every list.
fn all(state: &Customer, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    let (width, height) = (pen.width(), pen.height());
    let left = width * 8 / 20;
    let middle = width * 6 / 20;
    let right = width - left - middle - 2;
    let low = height / 3;
    let high = height - low;
    panes::framed(
        state,
        view,
        &mut pen.part(0, 0, left, high),
        Pane::Items,
        painted,
    );
    panes::framed(
        state,
        view,
        &mut pen.part(0, high, left, low),
        Pane::Promises,
        painted,
    );
    let at = left + 1;
    panes::framed(
        state,
        view,
        &mut pen.part(at, 0, middle, height),
        Pane::Timeline,
        painted,
    );
    let at = left + middle + 2;
    let quarter = height / 4;
    for (n, pane) in (0..).zip([Pane::Contacts, Pane::Reminders, Pane::Disputes]) {
        panes::framed(
            state,
            view,
            &mut pen.part(at, n * quarter, right, quarter),
            pane,
            painted,
        );
    }
    if let Some(file) = &state.file {
        let mut area = pen.part(at, 3 * quarter, right, height - 3 * quarter);
        panes::frame(view, &mut area, &view.words.tr("cust-rhythm"), false);
        rhythm::picture(
            view,
            &mut area.rows(1, height - 3 * quarter - 1),
            &file.rhythm,
        );
    }
}
