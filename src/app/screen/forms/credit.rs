//! What is asked for when something is held, released, or a limit is set.

use crate::app::form::{Field, Form};
use crate::domain::invoice::Item;
use crate::i18n::Toward;

/// A hold of an item's reminders.
pub fn hold_item(company: i32, item: &Item) -> Form {
    let about = super::dispute::about(&item.number, &item.customer_name);
    Form::new("hold-item", "hold", &about, item.id)
        .fixed("company", company)
        .fixed("customer", item.customer.to_string())
        .fixed("scope", "item")
        .fixed("scope_id", item.id.to_string())
        .fixed("what", "reminders")
        .field(Field::text("reason").required())
        .field(Field::date("until_on", Toward::Future))
}
