//! What the commands that list something share: the reading asked for, and the JSON around the rows.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::context::Context;
use super::failure::Outcome;
use super::output::{self, Rows};

/// As of which day, and as known when.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::Args)]
pub struct Reading {
    /// The day to show, as YYYY-MM-DD; by default each company's business date.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// As it was known then, as YYYY-MM-DDTHH:MM:SSZ; by default as known today.
    #[arg(long, value_name = "TIME")]
    pub known_at: Option<DateTime<Utc>>,
}

/// Which company's, which customer's, which currency's.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub struct Scope {
    /// Only this company, by its code; by default the configured one, else all.
    #[arg(long, value_name = "CODE")]
    pub company: Option<String>,
    /// Only this customer, by the company's own reference.
    #[arg(long, value_name = "REF")]
    pub customer: Option<String>,
    /// Only this currency, by its ISO 4217 code.
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
}

impl Scope {
    /// The company asked for, else the configured one.
    pub fn company<'a>(&'a self, context: &'a Context) -> Option<&'a str> {
        self.company.as_deref().or_else(|| context.config.company())
    }
}

/// What stands around the rows of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Around {
    /// The day shown; `None` when each company has its own.
    pub as_of: Option<NaiveDate>,
    /// As known then; `None` for now.
    pub known_at: Option<DateTime<Utc>>,
    /// The day lies ahead: what is open now, aged as it would be then.
    pub projection: bool,
    /// Totals per currency, never across.
    pub totals: Rows,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl Context {
    /// Prints a list: `{"as_of", "known_at", "rows", "totals", "next"}` in JSON, rows alone else.
    ///
    /// # Errors
    /// Standard output's.
    pub fn list(&self, rows: &Rows, around: &Around) -> Outcome {
        self.rows(rows, |rows| enveloped(rows, around))
    }

    /// Prints what a write returned: `{"id", "recorded", "entity", "rev"}`, in every format.
    ///
    /// # Errors
    /// Standard output's.
    pub fn written(&self, result: &Value, sentence: &str) -> Outcome {
        match self.format {
            output::Format::Table => self.say(sentence),
            output::Format::Json => self.json(result),
            output::Format::Csv => {
                let keys = ["id", "recorded", "entity", "rev"];
                let mut rows = Rows::new(keys.map(output::Column::text));
                rows.push(keys.map(|key| match &result[key] {
                    Value::Null => output::Cell::None,
                    Value::String(text) => output::Cell::Text(text.clone()),
                    other => output::Cell::Text(other.to_string()),
                }));
                output::write_out(&output::csv(&rows))
            }
        }
    }
}

fn enveloped(rows: Value, around: &Around) -> Value {
    let mut list = json!({
        "as_of": around.as_of,
        "known_at": around.known_at,
        "rows": rows,
        "totals": output::json_rows(&around.totals),
        "next": around.next,
    });
    if around.projection {
        list["projection"] = Value::Bool(true);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_has_its_keys_in_order_even_when_empty() {
        let around = Around {
            as_of: NaiveDate::from_ymd_opt(2026, 6, 30),
            ..Around::default()
        };
        assert_eq!(
            enveloped(json!([]), &around).to_string(),
            r#"{"as_of":"2026-06-30","known_at":null,"rows":[],"totals":[],"next":null}"#
        );
    }
}
