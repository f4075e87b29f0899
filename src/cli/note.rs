//! `encours note`: a note on a customer.

use super::context::Context;
use super::failure::Outcome;
use super::write::{Write, Writing, list};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The customer's reference.
    pub customer: String,
    /// What to note.
    pub text: String,
    /// Invoices it is about.
    #[arg(long = "invoice", value_name = "NUMBER", value_delimiter = ',')]
    pub invoices: Vec<String>,
    /// What every write takes.
    #[command(flatten)]
    pub write: Write,
}

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let mut writing = Writing::begin(context, &args.write).await?;
    let customer = writing.customer(&args.customer).await?;
    let items = writing.items(&customer, &args.invoices).await?;
    writing.put("note", args.text);
    if !items.is_empty() {
        writing.put("items", list(&items));
    }
    writing.send("add_note").await
}
