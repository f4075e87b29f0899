//! Drawing the open items of the company.

use super::columns;
use crate::app::screen::invoices::Invoices;
use crate::app::shell::Painted;
use crate::domain::invoice::Item;
use crate::ui::widget::{Cell, Dress, listing, tabs};
use crate::ui::{Pen, View};

pub(super) fn draw(state: &Invoices, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs(), Some(state.list()));
    let dress = Dress {
        empty: "inv-list-empty",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    listing(
        view,
        &mut body,
        state.list(),
        &dress,
        &|field, row| dressed(view, field.key, row),
        painted,
    );
}

fn dressed(view: View<'_>, key: &str, item: &Item) -> Option<Cell> {
    columns::dressed(view, key, item)
}
