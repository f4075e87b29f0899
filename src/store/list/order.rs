//! The order of a list, and places in it.
//!
//! What is not known stands last in either direction, and ties are broken by the id, which runs as the last
//! key does: so an order of one direction is a comparison of rows, which an index answers.

use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::{Source, day_of, expression};
use crate::domain::list::{Key, Kind, List};
use crate::domain::page::Cursor;
use crate::store::StoreError;
use crate::store::assembled::{Arg, Statement};

/// Amounts are only compared within a currency, the company's own first.
const CURRENCY: &str = "(CASE WHEN l.currency = (SELECT o.currency FROM app.company o WHERE o.id = $1) \
                        THEN '' ELSE coalesce(l.currency, '~') END)";

pub(super) struct Order {
    source: &'static Source,
    parts: Vec<Part>,
}

#[derive(Clone, Copy)]
struct Part {
    what: What,
    kind: Kind,
    descending: bool,
    known: bool,
}

#[derive(Clone, Copy)]
enum What {
    Field(&'static str),
    Fragment(&'static str),
}

impl Order {
    pub(super) fn new<R>(
        list: &'static List<R>,
        source: &'static Source,
        asked: Option<Key>,
    ) -> Order {
        let mut parts = Vec::new();
        let asked = asked.as_slice();
        let keys = if asked.is_empty() { list.order } else { asked };
        // What tells rows of one id apart runs as the last key does, and so does the id.
        let descending = keys.last().is_some_and(|key| key.descending);
        let apart = source.apart.iter().map(|field| Key { field, descending });
        for key in keys.iter().copied().chain(apart) {
            let Some(column) = list.column(key.field) else {
                continue;
            };
            let kind = column.field.kind;
            if kind == Kind::Money {
                parts.push(Part {
                    what: What::Fragment(CURRENCY),
                    kind: Kind::Text(3),
                    descending: false,
                    known: true,
                });
            }
            let known = source.known.contains(&key.field);
            parts.push(match day_of(source, key.field, kind) {
                Some(date) => Part {
                    what: What::Fragment(date),
                    kind: Kind::Date,
                    descending: !key.descending,
                    known,
                },
                None => Part {
                    what: What::Field(key.field),
                    kind,
                    descending: key.descending,
                    known,
                },
            });
        }
        Order { source, parts }
    }

    /// Whether the id runs from the largest to the smallest.
    fn id_descends(&self) -> bool {
        self.parts.last().is_some_and(|part| part.descending)
    }

    fn write(&self, statement: &mut Statement, part: &Part) {
        match part.what {
            What::Fragment(text) => {
                statement.push(text);
            }
            What::Field(key) => expression(statement, self.source, key),
        }
    }

    /// The column that says where a row stands.
    pub(super) fn place(&self, statement: &mut Statement) {
        statement.push("ARRAY[");
        for part in &self.parts {
            if part.kind == Kind::Time {
                statement.push("(extract(epoch FROM ");
                self.write(statement, part);
                statement.push(") * 1000000)::bigint::text, ");
            } else {
                statement.push("(");
                self.write(statement, part);
                statement.push(")::text, ");
            }
        }
        statement.push("l.id::text] AS place");
    }

    /// `ORDER BY`, the other way round when backward.
    pub(super) fn sort(&self, statement: &mut Statement, backward: bool) {
        statement.push("\n ORDER BY ");
        for part in &self.parts {
            self.write(statement, part);
            statement.push(match (part.descending != backward, part.known, backward) {
                (false, true, _) => ", ",
                (true, true, _) => " DESC, ",
                (false, false, false) => " NULLS LAST, ",
                (true, false, false) => " DESC NULLS LAST, ",
                (false, false, true) => " NULLS FIRST, ",
                (true, false, true) => " DESC NULLS FIRST, ",
            });
        }
        statement.push("l.id");
        statement.push(if self.id_descends() != backward {
            " DESC"
        } else {
            ""
        });
    }

    /// The condition that a row comes after a place, or before it when backward.
    pub(super) fn beyond(
        &self,
        statement: &mut Statement,
        cursor: &Cursor,
        backward: bool,
        inclusive: bool,
    ) -> super::Result<()> {
        let place = read(cursor, &self.parts)?;
        let id = place.1;
        let descends = self.id_descends() != backward;
        let one_way = self
            .parts
            .iter()
            .all(|p| p.known && p.descending == self.id_descends());
        if one_way {
            statement.push("(");
            for part in &self.parts {
                self.write(statement, part);
                statement.push(", ");
            }
            statement
                .push("l.id)")
                .push(sign(descends, inclusive))
                .push("(");
            for (arg, _) in place.0.into_iter().flatten().zip(&self.parts) {
                statement.bind(arg).push(", ");
            }
            statement.bind(Arg::Uuid(Some(id))).push(")");
            return Ok(());
        }
        // (a beyond x) or (a = x and ((b beyond y) or (b = y and id beyond)))
        let mut open = 0;
        for (part, at) in self.parts.iter().zip(place.0) {
            statement.push("(");
            let descends = part.descending != backward;
            match at {
                None => {
                    // Among what is not known; before it stands all that is.
                    if backward {
                        self.write(statement, part);
                        statement.push(" IS NOT NULL OR ");
                    }
                    statement.push("(");
                    self.write(statement, part);
                    statement.push(" IS NULL AND ");
                }
                Some(arg) => {
                    self.write(statement, part);
                    statement.push(sign(descends, false)).bind(arg);
                    let number = statement.last();
                    if !part.known && !backward {
                        statement.push(" OR ");
                        self.write(statement, part);
                        statement.push(" IS NULL");
                    }
                    statement.push(" OR (");
                    self.write(statement, part);
                    statement.push(" = ").again(number).push(" AND ");
                }
            }
            open += 1;
        }
        statement.push("l.id").push(sign(descends, inclusive));
        statement.bind(Arg::Uuid(Some(id)));
        for _ in 0..open {
            statement.push("))");
        }
        Ok(())
    }
}

fn sign(descends: bool, inclusive: bool) -> &'static str {
    match (descends, inclusive) {
        (false, false) => " > ",
        (false, true) => " >= ",
        (true, false) => " < ",
        (true, true) => " <= ",
    }
}

/// A place from its column.
pub(super) fn cursor(place: &[Option<String>]) -> Cursor {
    Cursor(serde_json::json!(place).to_string())
}

/// The values of a place, each of the kind of its part, and the id.
fn read(cursor: &Cursor, parts: &[Part]) -> super::Result<(Vec<Option<Arg>>, Uuid)> {
    let unreadable = || StoreError::refused("cursor-unreadable", None);
    let mut texts: Vec<Option<String>> =
        serde_json::from_str(&cursor.0).map_err(|_| unreadable())?;
    let id = texts.pop().flatten().and_then(|id| id.parse().ok());
    let id = id.ok_or_else(unreadable)?;
    if texts.len() != parts.len() {
        return Err(unreadable());
    }
    let value = |(text, part): (Option<String>, &Part)| match text {
        None if part.known => Err(unreadable()),
        None => Ok(None),
        Some(text) => arg(part.kind, &text).map(Some).ok_or_else(unreadable),
    };
    let values = texts.into_iter().zip(parts).map(value);
    Ok((values.collect::<super::Result<_>>()?, id))
}

fn arg(kind: Kind, text: &str) -> Option<Arg> {
    Some(match kind {
        Kind::Text(_) | Kind::Word(_) | Kind::Person => Arg::Text(text.to_owned()),
        Kind::Money => Arg::Number(text.parse::<Decimal>().ok()?),
        Kind::Date => Arg::Date(Some(text.parse::<NaiveDate>().ok()?)),
        Kind::Days | Kind::Number => Arg::Long(text.parse().ok()?),
        Kind::Time => Arg::Time(Some(DateTime::from_timestamp_micros(text.parse().ok()?)?)),
        Kind::Flag => Arg::Flag(text.parse().ok()?),
    })
}
