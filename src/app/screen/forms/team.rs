//! Who works on what.

use serde_json::Value;
use uuid::Uuid;

use super::dispute::{by_number, people};
use crate::app::form::{Choice, Field, Form};
use crate::app::request::Team;
use crate::domain::company::{Person, Portfolio};
use crate::i18n::{Message, Toward};

/// Another portfolio for these customers; none where there is no other.
pub fn move_customers(company: i32, customers: &[Uuid], name: &str, known: &Team) -> Option<Form> {
    let (first, among) = (customers.first()?, known.portfolios.len());
    let ids: Vec<Value> = customers.iter().map(|id| id.to_string().into()).collect();
    let mut form = Form::new("move-customers", "move_customers", name, first)
        .fixed("company", company)
        .fixed("customers", ids)
        .field(Field::choice("portfolio", portfolios(known)).required());
    if customers.len() > 1 {
        form.notices.push(Message::new("team-moves-many"));
    }
    (among > 1).then(|| form.counted(customers.len()))
}

/// A portfolio from one person to another, from a day on.
pub fn hand_over(company: i32, name: &str, known: &Team) -> Option<Form> {
    known.portfolios.first()?;
    let mut form = Form::new("hand-over", "assign_agent", name, company)
        .fixed("company", company)
        .field(Field::choice("portfolio", portfolios(known)).required())
        .field(Field::choice("instead_of", people(&at_a_portfolio(known))).required())
        .field(Field::choice("person", people(&known.people)).required())
        .field(Field::date("from_on", Toward::Future).hint(Message::new("team-from-today")));
    form.build = by_number;
    Some(form)
}

/// Somebody for who is away, from a day until a day.
pub fn substitute(company: i32, name: &str, known: &Team) -> Option<Form> {
    known.portfolios.first()?;
    let mut form = Form::new("substitute", "assign_agent", name, company)
        .fixed("company", company)
        .fixed("substitute", true)
        .field(Field::choice("portfolio", portfolios(known)).required())
        .field(Field::choice("person", people(&known.people)).required())
        .field(Field::date("from_on", Toward::Future).hint(Message::new("team-from-today")))
        .field(Field::date("to_on", Toward::Future).required());
    form.build = by_number;
    Some(form)
}

/// Those who have something to hand over.
fn at_a_portfolio(known: &Team) -> Vec<Person> {
    let has = |person: &&Person| {
        let mut portfolios = known.portfolios.iter();
        portfolios.any(|p| p.collectors.contains(&person.name))
    };
    known.people.iter().filter(has).cloned().collect()
}

/// The portfolios to choose from, each with who works on it.
fn portfolios(known: &Team) -> Vec<Choice> {
    let letters = ('a'..='z').map(Some).chain(std::iter::repeat(None));
    let option = |(letter, portfolio): (Option<char>, &Portfolio)| {
        let who: Vec<&str> = portfolio.collectors.iter().map(|c| c.as_str()).collect();
        let key = match who.is_empty() {
            true => "team-portfolio-nobody",
            false => "team-portfolio",
        };
        Choice {
            value: portfolio.code.as_str().to_owned(),
            label: Message::new(key)
                .with("code", portfolio.code.as_str())
                .with("name", portfolio.name.as_str())
                .with("who", who.join(", ")),
            letter,
        }
    };
    letters.zip(&known.portfolios).map(option).collect()
}
