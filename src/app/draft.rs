//! Typed text that is not saved yet.

use chrono::NaiveDate;
use uuid::Uuid;

/// What stands in a form, kept so that no way of dying loses more than two seconds of typing.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// The form and what it is about, as in `note:0192…`: one draft each.
    pub key: String,
    /// Counts up with each change; of two versions the higher wins.
    pub rev: i64,
    /// Name of the customer, to offer it by.
    pub subject: String,
    /// Field texts by field name.
    pub body: serde_json::Value,
    /// Key of the company.
    #[serde(default)]
    pub company: Option<i32>,
    /// The customer it is about.
    #[serde(default)]
    pub customer: Option<Uuid>,
    /// The items it is about, where it does not name them in a field.
    #[serde(default)]
    pub items: Vec<Uuid>,
    /// The business date on which it was typed.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}
