//! From the conditions of a filter to a statement.

use rust_decimal::prelude::ToPrimitive;

use super::{Source, day_of, expression};
use crate::domain::filter::{Comparison, Condition, Literal, Test};
use crate::domain::list::{Field, Kind, List};
use crate::store::assembled::{Arg, Statement};

/// One condition. What is not known does not meet it, and meets its negation.
pub(super) fn condition<R>(
    statement: &mut Statement,
    list: &'static List<R>,
    source: &'static Source,
    condition: &Condition,
) {
    statement.push("(");
    test(statement, list, source, &condition.test);
    statement.push(if condition.negated {
        ") IS NOT TRUE"
    } else {
        ")"
    });
}

fn test<R>(
    statement: &mut Statement,
    list: &'static List<R>,
    source: &'static Source,
    test: &Test,
) {
    match test {
        Test::Words(text) => words(statement, list, source, pattern(text)),
        Test::Letters(text) => words(statement, list, source, letters(text)),
        Test::Flag(field) => {
            expression(statement, source, field.key);
            match field.kind {
                Kind::Flag => {}
                Kind::Money => {
                    statement.push(" <> 0");
                }
                _ => {
                    statement.push(" IS NOT NULL");
                }
            }
        }
        Test::Contains(field, texts) => {
            let patterns = Arg::Texts(texts.iter().map(|text| pattern(text)).collect());
            match person(source, field) {
                Some((_, _, [before, after])) => {
                    statement.push(before).bind(patterns).push(after);
                }
                None => {
                    expression(statement, source, field.key);
                    statement.push(" ILIKE ANY (").bind(patterns).push(")");
                }
            }
        }
        Test::Is(field, texts) if matches!(field.kind, Kind::Word(_)) => {
            expression(statement, source, field.key);
            let words = Arg::Texts(texts.clone());
            statement.push(" = ANY (").bind(words).push(")");
        }
        Test::Is(field, texts) => {
            statement.push("lower(");
            expression(statement, source, field.key);
            let texts = texts.iter().map(|text| text.to_lowercase()).collect();
            statement
                .push(") = ANY (")
                .bind(Arg::Texts(texts))
                .push(")");
        }
        Test::Mine(field) => {
            let mine = person(source, field).map_or("false", |(_, mine, _)| mine);
            statement.push(mine);
        }
        Test::Compare(field, how, literal) => compare(statement, source, field, *how, literal),
        Test::Between(field, from, to) => {
            compare(statement, source, field, Comparison::AtLeast, from);
            statement.push(" AND ");
            compare(statement, source, field, Comparison::AtMost, to);
        }
    }
}

fn words<R>(
    statement: &mut Statement,
    list: &'static List<R>,
    source: &'static Source,
    pattern: String,
) {
    let mut bound = None;
    for field in list.fields().filter(|f| f.searched) {
        if bound.is_some() {
            statement.push(" OR ");
        }
        expression(statement, source, field.key);
        statement.push(" ILIKE ");
        match bound {
            Some(number) => {
                statement.again(number);
            }
            None => {
                statement.bind(Arg::Text(pattern.clone()));
                bound = Some(statement.last());
            }
        }
    }
    if bound.is_none() {
        statement.push("false");
    }
}

fn compare(
    statement: &mut Statement,
    source: &'static Source,
    field: &'static Field,
    how: Comparison,
    literal: &Literal,
) {
    if let (Some(date), Literal::Number(days)) = (day_of(source, field.key, field.kind), literal) {
        // Dates, as an index holds them: late by more than 30 days is due before the day less 30.
        statement.push("(");
        if let Some(owed) = source.owed {
            statement.push(owed).push(" AND ");
        }
        statement.push(date).push(sign(how.turned()));
        statement.push("(SELECT coalesce($2::date, app.today($1))) - ");
        let most = 1_000_000;
        let days = days.to_i32().unwrap_or(most).clamp(-most, most);
        statement.bind(Arg::Int(days));
        statement.push(")");
        return;
    }
    if field.kind == Kind::Time {
        // Its day, where the company is.
        statement.push("(");
        expression(statement, source, field.key);
        statement
            .push(" AT TIME ZONE (SELECT o.time_zone FROM app.company o WHERE o.id = $1))::date");
    } else {
        expression(statement, source, field.key);
    }
    statement.push(sign(how));
    match literal {
        Literal::Number(number) => statement.bind(Arg::Number(*number)),
        Literal::Date(date) => statement.bind(Arg::Date(Some(*date))),
    };
}

fn sign(how: Comparison) -> &'static str {
    match how {
        Comparison::Less => " < ",
        Comparison::AtMost => " <= ",
        Comparison::Equal => " = ",
        Comparison::AtLeast => " >= ",
        Comparison::More => " > ",
    }
}

fn person(
    source: &'static Source,
    field: &Field,
) -> Option<&'static (&'static str, &'static str, [&'static str; 2])> {
    let found = source.persons.iter().find(|(key, ..)| *key == field.key);
    found.filter(|_| field.kind == Kind::Person)
}

/// A pattern of which the text is a part.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '\\' | '%' | '_') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// A pattern of which the letters are a part, in this order.
fn letters(text: &str) -> String {
    text.chars()
        .map(|c| pattern(c.encode_utf8(&mut [0; 4])))
        .collect()
}
