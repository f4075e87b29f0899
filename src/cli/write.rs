//! What the commands that write share: the request's id, whom they name, and the answer.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::runtime::open::Session;
use crate::store::{Pace, feed, lookup, write};

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::scoped;

/// Options of every command that writes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Write {
    /// The action's own id: given again with the same words, nothing is recorded twice.
    #[arg(long, value_name = "UUID")]
    pub id: Option<Uuid>,
    /// The company's code; by default the configured one, else the one that has the customer.
    #[arg(long, value_name = "CODE")]
    pub company: Option<String>,
}

/// A customer as found by its reference.
#[derive(Debug, Clone)]
pub struct Found {
    /// The company's code.
    pub company: String,
    /// The customer.
    pub id: Uuid,
}

/// An action being put together.
#[derive(Debug)]
pub struct Writing<'a> {
    context: &'a Context,
    session: Session,
    request: Uuid,
    company: Option<String>,
    body: Map<String, Value>,
}

impl<'a> Writing<'a> {
    /// Enters the database.
    ///
    /// # Errors
    /// Exit status 2: no server, no database, another version.
    pub async fn begin(context: &'a Context, write: &Write) -> Result<Self, Failure> {
        let session = context.connect(Pace::Interactive).await?;
        let company = match &write.company {
            Some(code) => Some(code.clone()),
            None => context.home(&session.pool).await?,
        };
        Ok(Self {
            context,
            session,
            request: write.id.unwrap_or_else(Uuid::now_v7),
            company,
            body: Map::new(),
        })
    }

    /// Puts a word in.
    pub fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.body.insert(key.to_owned(), value.into());
    }

    /// Puts a word in if there is one.
    pub fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Takes a word out.
    pub fn drop_word(&mut self, key: &str) {
        self.body.shift_remove(key);
    }

    /// Names the customer by its reference.
    ///
    /// # Errors
    /// Unknown, or of several companies.
    pub async fn customer(&mut self, reference: &str) -> Result<Found, Failure> {
        let company = self.company.as_deref();
        let found = lookup::customers(&self.session.pool, reference, company).await?;
        match found.as_slice() {
            [] => Err(scoped::unknown_customer(&self.session, reference).await),
            [(company, id)] => {
                let found = Found {
                    company: company.clone(),
                    id: *id,
                };
                self.put("company", company.clone());
                self.put("customer", id.to_string());
                Ok(found)
            }
            several => {
                let companies: Vec<&str> = several.iter().map(|(code, _)| code.as_str()).collect();
                Err(Failure::refused("act-customer-ambiguous")
                    .with("customer", reference)
                    .with("companies", companies.join(", ")))
            }
        }
    }

    /// Names the company: the one asked for, else the only one.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub async fn company(&mut self) -> Result<(), Failure> {
        let asked = self.company.clone();
        let code = super::mail::of_company(self.context, &self.session.pool, asked).await?;
        self.put("company", code);
        Ok(())
    }

    /// Names what is changed by its id, with the revision it has now.
    ///
    /// # Errors
    /// There is none in the person's portfolios.
    pub async fn entity(&mut self, entity: &str, id: Uuid) -> Result<(), Failure> {
        let found = lookup::revision(&self.session.pool, entity, id).await?;
        let (company, rev) = found.ok_or_else(|| {
            Failure::refused(&format!("act-{entity}-unknown")).with("id", id.to_string())
        })?;
        self.put("company", company);
        if entity == "undo" {
            self.put("target", id.to_string());
        } else {
            self.put(entity, id.to_string());
            self.put("rev", rev);
        }
        Ok(())
    }

    /// The open items of the customer's documents.
    ///
    /// # Errors
    /// A number that names none.
    pub async fn items(&self, of: &Found, numbers: &[String]) -> Result<Vec<Uuid>, Failure> {
        let mut items = Vec::new();
        for number in numbers {
            let found = lookup::items(&self.session.pool, &of.company, of.id, number).await?;
            if found.is_empty() {
                return Err(Failure::refused("act-invoice-unknown").with("number", number));
            }
            items.extend(found);
        }
        Ok(items)
    }

    /// The customer's order.
    ///
    /// # Errors
    /// A number that names none.
    pub async fn order(&self, of: &Found, number: &str) -> Result<Uuid, Failure> {
        lookup::order(&self.session.pool, &of.company, of.id, number)
            .await?
            .ok_or_else(|| Failure::refused("act-order-unknown").with("number", number))
    }

    /// Sends it and says what came of it.
    ///
    /// # Errors
    /// What the ledger refused, or the connection.
    pub async fn send(self, verb: &str) -> Outcome {
        let pool = &self.session.pool;
        let body = Value::Object(self.body);
        let told = write::call(pool, verb, self.request, &body).await?;
        let recorded = told["recorded"] == true;
        if recorded {
            // The row is written; a hint that is lost costs the others a second.
            let _ = feed::hint(pool).await;
        }
        let key = if recorded {
            "act-recorded"
        } else {
            "act-replayed"
        };
        let id = told["id"].as_str().unwrap_or_default().to_owned();
        let sentence = self
            .context
            .catalogue
            .tr_texts(key, &[("id".to_owned(), id)].into());
        // In the contract's order.
        let told = json!({
            "id": told["id"],
            "recorded": recorded,
            "entity": told["entity"],
            "rev": told["rev"],
        });
        self.context.written(&told, &sentence)
    }
}

/// Ids as a JSON list.
pub fn list(ids: &[Uuid]) -> Value {
    ids.iter().map(Uuid::to_string).collect()
}
