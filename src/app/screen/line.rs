//! What one does to the customer of any line: open it, call, note, write, put off.

use uuid::Uuid;

use super::forms::{self, Subject};
use crate::app::action::{Action, Availability};
use crate::app::desk::{Task, Template};
use crate::app::shell::Shell;
use crate::domain::invoice::Item;

/// Does one of these actions for a customer, on these items where it is about items; `true` when it was one.
pub fn act(
    action: Action,
    (customer, name): (Uuid, &str),
    items: Vec<Uuid>,
    shell: &mut Shell,
) -> bool {
    let Some(company) = shell.company_id() else {
        return false;
    };
    let subject = Subject::named(company, customer, name);
    match action {
        Action::OpenCustomer => shell.show_customer(customer, subject.name),
        Action::Note => shell.open_form(forms::note(&[subject], &shell.words)),
        Action::Revisit => shell.open_form(forms::revisit(&[subject], &shell.words)),
        Action::Write => shell.choose_template(),
        _ => {
            let Some(task) = Task::of(action, items) else {
                return false;
            };
            shell.begin(task, customer, name, false);
        }
    }
    true
}

/// Whether something of an item can be contested: not of a credit, nor of what is contested whole.
pub fn contestable(item: Option<&Item>) -> Availability {
    match item {
        Some(item) if item.is_credit() => Err("inv-is-a-credit"),
        Some(item) if item.open.amount() <= item.disputed.amount() => Err("inv-disputed-whole"),
        _ => Ok(()),
    }
}

/// The template for a message to a line's customer was chosen.
pub fn chosen(template: &str, (customer, name): (Uuid, &str), items: Vec<Uuid>, shell: &mut Shell) {
    if let Some(template) = Template::by_code(template) {
        shell.begin(Task::Write(template, items), customer, name, false);
    }
}
