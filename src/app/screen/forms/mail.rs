//! What is asked for before mail goes out, or is given up.

use serde_json::Value;

use crate::app::form::{Field, Form};
use crate::domain::outgoing::{Mail, Outgoing};
use crate::i18n::Toward;

/// Approves several reminders as they were rendered, once their number has been typed.
pub fn approve(company: i32, approvals: Vec<Value>, about: &str) -> Form {
    let word = approvals.len().to_string();
    Form::new("approve-many", "approve_reminders", about, "marked")
        .fixed("company", company)
        .fixed("reminders", approvals)
        .danger(&word)
}

/// Turns a proposal down for today.
pub fn reject(company: i32, line: &Outgoing) -> Form {
    Form::new(
        "reject",
        "reject_reminder",
        line.customer_name.as_str(),
        line.id,
    )
    .fixed("company", company)
    .fixed("reminder", line.id.to_string())
    .fixed("rev", line.rev)
    .field(Field::text("reason"))
}

/// A letter has left the house.
pub fn posted(company: i32, line: &Outgoing) -> Form {
    Form::new(
        "posted",
        "record_letter",
        line.customer_name.as_str(),
        line.id,
    )
    .fixed("company", company)
    .fixed("reminder", line.id.to_string())
    .fixed("rev", line.rev)
    .field(Field::text("tracking_number"))
    .field(Field::date("sent_on", Toward::Past))
}

/// Nothing more is done with this mail.
pub fn give_up(company: i32, name: &str, mail: &Mail) -> Form {
    Form::new("give-up", "give_up_mail", name, mail.id)
        .fixed("company", company)
        .fixed("mail", mail.id.to_string())
        .fixed("rev", mail.rev)
        .field(Field::text("reason").required())
}
