//! Statements put together from fragments of the program and parameters: the only place besides the names
//! of functions and databases where the text of a statement is not a file.
//!
//! A fragment is `&'static str`, so that nothing a person, a file or the database gave can become part of
//! the text; whatever comes from outside is bound.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use super::pool::Pool;

/// A value to bind.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Arg {
    Int(i32),
    Long(i64),
    Flag(bool),
    Number(Decimal),
    Text(String),
    Texts(Vec<String>),
    Uuid(Option<Uuid>),
    Date(Option<NaiveDate>),
    Time(Option<DateTime<Utc>>),
}

/// A statement that grows.
#[derive(Debug, Default)]
pub(super) struct Statement {
    text: String,
    args: Vec<Arg>,
}

impl Statement {
    /// Its first parameters, from $1 on.
    pub(super) fn with(args: Vec<Arg>) -> Statement {
        Statement {
            text: String::new(),
            args,
        }
    }

    /// One fragment more.
    pub(super) fn push(&mut self, fragment: &'static str) -> &mut Statement {
        self.text.push_str(fragment);
        self
    }

    /// A parameter more, in place.
    pub(super) fn bind(&mut self, arg: Arg) -> &mut Statement {
        self.args.push(arg);
        self.again(self.args.len())
    }

    /// A parameter that is bound already, by its number.
    pub(super) fn again(&mut self, number: usize) -> &mut Statement {
        self.text.push('$');
        self.text.push_str(&number.to_string());
        self
    }

    /// The number of the parameter bound last.
    pub(super) fn last(&self) -> usize {
        self.args.len()
    }

    /// Runs it.
    pub(super) async fn fetch(self, pool: &Pool) -> super::Result<Vec<PgRow>> {
        let mut query = sqlx::query(AssertSqlSafe(self.text));
        for arg in self.args {
            query = match arg {
                Arg::Int(value) => query.bind(value),
                Arg::Long(value) => query.bind(value),
                Arg::Flag(value) => query.bind(value),
                Arg::Number(value) => query.bind(value),
                Arg::Text(value) => query.bind(value),
                Arg::Texts(value) => query.bind(value),
                Arg::Uuid(value) => query.bind(value),
                Arg::Date(value) => query.bind(value),
                Arg::Time(value) => query.bind(value),
            };
        }
        Ok(query.fetch_all(pool).await?)
    }
}
