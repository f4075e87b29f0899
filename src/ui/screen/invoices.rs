//! Drawing the open items of the company.

use super::columns;
use crate::app::screen::invoices::Invoices;
use crate::app::shell::Painted;
use crate::domain::invoice::Item;
use crate::ui::widget::{Dress, list_in, tabs};
use crate::ui::{Pen, View};

pub(super) fn draw(state: &Invoices, view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    tabs(view, pen, state.tabs());
    let mut columns = columns::items(view, true);
    let whose = columns::customer(view, 16, |i: &Item| &i.customer_name);
    columns.insert(1, whose);
    let dress = Dress {
        empty: "inv-list-empty",
        ..Dress::default()
    };
    let height = pen.height().saturating_sub(1);
    let mut body = pen.rows(1, height);
    list_in(view, &mut body, state.table(), &columns, &dress, painted);
}
