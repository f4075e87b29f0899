//! What one does to the customer of any line: open it, call, note, put off. What a form needs to know of
//! the customer is asked for first, and the keys typed meanwhile wait for it.

use uuid::Uuid;

use super::Kind;
use super::forms::{self, Subject};
use crate::app::action::Action;
use crate::app::request::{Query, Slot};
use crate::app::shell::Shell;
use crate::domain::customer::CustomerFile;
use crate::domain::money::Money;

/// Work on the customer of a line.
#[derive(Debug, Default)]
pub struct Line {
    /// The customer to be called, whose file is on its way.
    calling: Option<Uuid>,
}

impl Line {
    /// Does one of these actions for a customer; `true` when it was one.
    pub fn act(
        &mut self,
        action: Action,
        kind: Kind,
        (customer, name): (Uuid, &str),
        shell: &mut Shell,
    ) -> bool {
        let Some(company) = shell.company_id() else {
            return false;
        };
        let subject = || Subject {
            company,
            customer,
            name: name.to_owned(),
            overdue: Vec::new(),
        };
        match action {
            Action::OpenCustomer => shell.show_customer(customer, name.to_owned()),
            Action::Note => shell.open_form(forms::note(&subject())),
            Action::Revisit => shell.open_form(forms::revisit(&subject())),
            Action::Call => {
                let slot = Slot::screen(kind, "customer");
                self.calling = Some(customer);
                shell.load(slot, Query::Customer { company, customer });
                shell.hold_keys(slot);
            }
            _ => return false,
        }
        true
    }

    /// The file has come: the call can be logged.
    pub fn reply(&mut self, file: &CustomerFile, shell: &mut Shell) {
        let wanted = self.calling.take() == Some(file.customer.id);
        if let (true, Some(company)) = (wanted, shell.company_id()) {
            let form = forms::call(&subject(company, file), shell);
            shell.open_form(form);
        }
    }
}

/// Whom a form is about, by its file.
pub fn subject(company: i32, file: &CustomerFile) -> Subject {
    let overdue = file.positions.iter();
    let overdue = overdue.filter_map(|p| Money::rounded(p.overdue, p.currency).ok());
    Subject {
        company,
        customer: file.customer.id,
        name: file.customer.name.as_str().to_owned(),
        overdue: overdue.collect(),
    }
}
