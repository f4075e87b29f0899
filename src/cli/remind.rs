//! `encours remind …`: propose reminders, look at them, approve them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::context::Context;
use super::failure::{Failure, Outcome};
use super::output::{Cell, Column, Format, Rows};
use crate::domain::letter::Letter;
use crate::outreach::letter::{Rendered, approval, compose};
use crate::store::{Pace, Pool, feed, lookup, reminder, write};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Propose what is due, for one customer or for all; nothing is sent.
    Propose {
        /// The customer's reference; all customers when left out.
        customer: Option<String>,
        /// The company's code.
        #[arg(long, value_name = "CODE")]
        company: Option<String>,
        /// The action's own id, for safe repeats.
        #[arg(long, value_name = "UUID")]
        id: Option<Uuid>,
    },
    /// Show a reminder as it will be read, with its fingerprint.
    Show {
        /// The reminder.
        reminder: Uuid,
    },
    /// Approve reminders: mail goes to the outbox, where it can still be recalled.
    Approve {
        /// The reminders.
        #[arg(required = true)]
        reminders: Vec<Uuid>,
        /// The fingerprint that `show` gave; a formal notice cannot be approved without.
        #[arg(long, value_name = "HASH")]
        hash: Option<String>,
        /// The action's own id, for safe repeats.
        #[arg(long, value_name = "UUID")]
        id: Option<Uuid>,
    },
    /// Take approved reminders back while their mail waits or their letter lies there.
    Recall {
        /// The reminders.
        #[arg(required = true)]
        reminders: Vec<Uuid>,
        /// The action's own id, for safe repeats.
        #[arg(long, value_name = "UUID")]
        id: Option<Uuid>,
    },
    /// Turn a reminder down.
    Reject {
        /// The reminder.
        reminder: Uuid,
        /// The action's own id, for safe repeats.
        #[arg(long, value_name = "UUID")]
        id: Option<Uuid>,
    },
    /// List reminders of a state.
    List {
        /// The state; by default what waits for approval.
        #[arg(long, value_name = "STATE", value_parser = STATES)]
        state: Option<String>,
        /// Only this company, by its code.
        #[arg(long, value_name = "CODE")]
        company: Option<String>,
    },
}

const STATES: [&str; 10] = [
    "proposed",
    "to_review",
    "suppressed",
    "approved",
    "sending",
    "sent",
    "uncertain",
    "failed",
    "recalled",
    "rejected",
];
/// Reminders in one list, and in one approval.
const MOST: i64 = 1000;

/// Runs the command.
pub async fn run(context: &Context, args: Args) -> Outcome {
    let session = context.connect(Pace::Report).await?;
    let pool = &session.pool;
    match args.command {
        Command::Propose {
            customer,
            company,
            id,
        } => {
            let body = whom(context, pool, customer.as_deref(), company.as_deref()).await?;
            let id = id.unwrap_or_else(Uuid::now_v7);
            let told = write::call(pool, "propose_reminders", id, &body).await?;
            hint(pool).await;
            proposed(context, &told)
        }
        Command::Show { reminder } => {
            let (_, letter) = read(pool, reminder).await?;
            let rendered = composed(&letter)?;
            show(context, &letter, &rendered)
        }
        Command::Approve {
            reminders,
            hash,
            id,
        } => approve(context, pool, &reminders, hash.as_deref(), id).await,
        Command::Recall { reminders, id } => {
            let (company, _) = read(pool, reminders[0]).await?;
            let body = json!({"company": company, "reminders": reminders});
            let id = id.unwrap_or_else(Uuid::now_v7);
            let told = write::call(pool, "recall_reminders", id, &body).await?;
            hint(pool).await;
            context.written(&told, &context.catalogue.tr("remind-recalled"))
        }
        Command::Reject { reminder, id } => {
            let (company, letter) = read(pool, reminder).await?;
            let body =
                json!({"company": company, "reminder": reminder, "rev": letter.reminder.rev});
            let id = id.unwrap_or_else(Uuid::now_v7);
            let told = write::call(pool, "reject_reminder", id, &body).await?;
            hint(pool).await;
            context.written(&told, &context.catalogue.tr("remind-rejected"))
        }
        Command::List { state, company } => {
            let states = match state.as_deref() {
                Some(state) => vec![state],
                None => vec!["proposed", "to_review"],
            };
            let company = match company {
                None => context.home(pool).await?,
                asked => asked,
            };
            let found = reminder::list(pool, &states, company.as_deref(), MOST).await?;
            list(context, &found)
        }
    }
}

/// A hint that is lost costs the others a second.
async fn hint(pool: &Pool) {
    let _ = feed::hint(pool).await;
}

async fn whom(
    context: &Context,
    pool: &Pool,
    customer: Option<&str>,
    company: Option<&str>,
) -> Result<Value, Failure> {
    let home = match company {
        None => context.home(pool).await?,
        asked => asked.map(str::to_owned),
    };
    let company = home.as_deref();
    let Some(reference) = customer else {
        let code = super::mail::of_company(context, pool, home).await?;
        return Ok(json!({"company": code, "all": true}));
    };
    let found = lookup::customers(pool, reference, company).await?;
    match found.as_slice() {
        [] => Err(Failure::refused("act-customer-unknown").with("customer", reference)),
        [(company, id)] => Ok(json!({"company": company, "customer": id})),
        several => {
            let companies: Vec<&str> = several.iter().map(|(code, _)| code.as_str()).collect();
            Err(Failure::refused("act-customer-ambiguous")
                .with("customer", reference)
                .with("companies", companies.join(", ")))
        }
    }
}

fn proposed(context: &Context, told: &Value) -> Outcome {
    if context.format != Format::Table {
        return context.json(told);
    }
    let count = |key: &str| told[key].as_i64().unwrap_or(0);
    context.say(&context.catalogue.tr_args(
        "remind-proposed",
        &[
            ("proposed", count("proposed").into()),
            ("review", count("to_review").into()),
            ("unchanged", count("unchanged").into()),
            ("suppressed", count("suppressed").into()),
        ],
    ))?;
    let Some(reasons) = told["reasons"]
        .as_object()
        .filter(|reasons| !reasons.is_empty())
    else {
        return Ok(());
    };
    let mut rows = Rows::new([Column::text("reason"), Column::figures("reminders")]);
    for (reason, count) in reasons {
        let words = context
            .catalogue
            .tr(&format!("suppressed-{}", reason.replace('_', "-")));
        rows.push([words.into(), Cell::Int(count.as_i64().unwrap_or(0))]);
    }
    context.rows(&rows, |rows| rows)
}

async fn read(pool: &Pool, id: Uuid) -> Result<(String, Letter), Failure> {
    let place = reminder::find(pool, id)
        .await?
        .ok_or_else(|| Failure::refused("refused-reminder-unknown"))?;
    let letter = reminder::letter(pool, place.company_id, id).await?;
    Ok((place.code, letter))
}

fn composed(letter: &Letter) -> Result<Rendered, Failure> {
    compose(letter).map_err(|error| {
        let failure = Failure::refused(error.key());
        error
            .params()
            .into_iter()
            .fold(failure, |failure, (name, value)| failure.with(&name, value))
    })
}

fn show(context: &Context, letter: &Letter, rendered: &Rendered) -> Outcome {
    if context.format != Format::Table {
        return context.json(&json!({
            "reminder": letter.reminder.id,
            "rev": letter.reminder.rev,
            "state": letter.reminder.state,
            "to": letter.contact.email,
            "subject": rendered.subject,
            "text": rendered.text,
            "html": rendered.html,
            "hash": rendered.hash(),
        }));
    }
    let texts = [
        ("to".to_owned(), letter.contact.email.clone()),
        ("subject".to_owned(), rendered.subject.clone()),
        ("hash".to_owned(), rendered.hash()),
    ];
    context.say(
        &context
            .catalogue
            .tr_texts("remind-show-head", &texts.into()),
    )?;
    context.say(&crate::text::clean_lines(&rendered.text))
}

async fn approve(
    context: &Context,
    pool: &Pool,
    reminders: &[Uuid],
    hash: Option<&str>,
    id: Option<Uuid>,
) -> Outcome {
    let id = id.unwrap_or_else(Uuid::now_v7);
    if let [one] = reminders {
        let (company, letter) = read(pool, *one).await?;
        if letter.reminder.tone == "formal_notice" && hash.is_none() {
            return Err(Failure::refused("remind-hash-needed"));
        }
        let mut body = approval(&letter, &composed(&letter)?, hash);
        body["company"] = json!(company);
        let told = write::call(pool, "approve_reminder", id, &body).await?;
        hint(pool).await;
        let key = if told["mail"].is_null() {
            "remind-approved-letter"
        } else {
            "remind-approved"
        };
        return context.written(&told, &context.catalogue.tr(key));
    }
    let mut companies: Vec<String> = Vec::new();
    let mut bodies = Vec::new();
    for one in reminders {
        let (company, letter) = read(pool, *one).await?;
        bodies.push(approval(&letter, &composed(&letter)?, None));
        companies.push(company);
    }
    companies.dedup();
    let [company] = companies.as_slice() else {
        return Err(Failure::refused("refused-reminders-several-companies")
            .with("known", companies.join(", ")));
    };
    let body = json!({"company": company, "reminders": bodies});
    let told = write::call(pool, "approve_reminders", id, &body).await?;
    hint(pool).await;
    let refused = told["refused"].as_array().map_or(0, Vec::len);
    if context.format == Format::Table {
        let approved = told["approved"].as_i64().unwrap_or(0);
        context.say(&context.catalogue.tr_args(
            "remind-approved-many",
            &[("approved", approved.into()), ("refused", refused.into())],
        ))?;
    } else {
        context.json(&told)?;
    }
    let first = told["refused"][0]["code"].as_str().unwrap_or_default();
    match refused {
        0 => Ok(()),
        _ => Err(Failure::refused(&format!("refused-{first}")).already_printed()),
    }
}

fn list(context: &Context, lines: &[reminder::Line]) -> Outcome {
    let mut rows = Rows::new([
        Column::text("company"),
        Column::text("reminder"),
        Column::text("customer"),
        Column::text("name"),
        Column::text("state"),
        Column::text("tone"),
        Column::text("channel"),
        Column::figures("items"),
        Column::figures("days_late"),
        Column::text("amounts"),
        Column::text("suppressed_by"),
        Column::text("suppressed_until"),
        Column::text("proposed_on"),
    ]);
    for line in lines {
        rows.push([
            line.company.clone().into(),
            line.id.to_string().into(),
            line.customer.as_str().to_owned().into(),
            line.name.as_str().to_owned().into(),
            Cell::word(|word| format!("scr-rem-{word}"), &line.state),
            Cell::word(|word| format!("scr-tone-{word}"), &line.tone),
            Cell::word(|word| format!("scr-channel-{word}"), &line.channel),
            Cell::Int(line.items),
            Cell::Int(line.days_late.into()),
            line.amounts.clone().into(),
            line.suppressed_by.as_deref().map_or(Cell::None, |why| {
                Cell::word(|word| format!("suppressed-{word}"), why)
            }),
            line.suppressed_until.map_or(Cell::None, Cell::Date),
            Cell::Date(line.proposed_on),
        ]);
    }
    context.list(&rows, &super::list::Around::default())
}
