//! The cockpit driven by keys and answers: no terminal, no database, no clock.

mod alerts;
mod answers;
mod approval;
mod balance;
mod desk;
mod forms;
mod lists;
mod live;
mod measures;
mod mentions;
mod outlook;
mod pictures;
mod recovered;
pub mod samples;
mod team;
mod tips;
mod ways;

use chrono::NaiveDate;
use encours::app::screen::Screen;

use desk::Desk;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The name under the worklist's cursor.
fn selected(desk: &Desk) -> String {
    let Screen::Worklist(worklist) = desk.app.screen() else {
        panic!("not the worklist: {:?}", desk.app.kind());
    };
    let row = worklist.table().selected().expect("a row");
    row.name.as_str().to_owned()
}
