//! The screens, one file each, named as in `app::screen`.

mod activity;
mod aged;
mod alerts;
pub(in crate::ui) mod columns;
mod credit;
mod customer;
mod disputes;
mod forecast;
mod invoices;
mod items;
mod kpis;
mod letter;
mod pipeline;
mod promises;
mod reminders;
mod settings;
mod today;
mod worklist;

use super::{Pen, View};
use crate::app::screen::Screen;
use crate::app::shell::Painted;

pub(super) fn draw(view: View<'_>, pen: &mut Pen<'_>, painted: &mut Painted) {
    match view.app.screen() {
        Screen::Today(state) => today::draw(state, view, pen, painted),
        Screen::Worklist(state) => worklist::draw(state, view, pen, painted),
        Screen::Customer(state) => customer::draw(state, view, pen, painted),
        Screen::Aged(state) => aged::draw(state, view, pen, painted),
        Screen::Items(state) => items::draw(state, view, pen, painted),
        Screen::Alerts(state) => alerts::draw(state, view, pen, painted),
        Screen::Letter(state) => letter::draw(state, view, pen, painted),
        Screen::Invoices(state) => invoices::draw(state, view, pen, painted),
        Screen::Promises(state) => promises::draw(state, view, pen, painted),
        Screen::Disputes(state) => disputes::draw(state, view, pen, painted),
        Screen::Reminders(state) => reminders::draw(state, view, pen, painted),
        Screen::Credit(state) => credit::draw(state, view, pen, painted),
        Screen::Pipeline(state) => pipeline::draw(state, view, pen, painted),
        Screen::Forecast(state) => forecast::draw(state, view, pen, painted),
        Screen::Kpis(state) => kpis::draw(state, view, pen, painted),
        Screen::Settings(state) => settings::draw(state, view, pen, painted),
        Screen::Activity(state) => activity::draw(state, view, pen, painted),
    }
}
