//! From a question to the store's call.

use uuid::Uuid;

use super::message;
use super::open::Folders;
use super::{export, printing};
use crate::app::request::{Facts, Letter, Query, Reply, Team};
use crate::app::screen::Kind;
use crate::app::table::PAGE_ROWS;
use crate::domain;
use crate::domain::activity::Activity;
use crate::domain::aging::{AgedCustomer, AgedTotal};
use crate::domain::alert::Alert;
use crate::domain::credit::{Breach, HoldLine, LimitRequest};
use crate::domain::dispute::Dispute;
use crate::domain::filter::{AsOf, Filter};
use crate::domain::forecast::{KEPT, Record};
use crate::domain::invoice::Item;
use crate::domain::list::{Ask, ListName, Total};
use crate::domain::outgoing::Outgoing;
use crate::domain::page::{Fetch, Page};
use crate::domain::pipeline::{Document, Order};
use crate::domain::promise::Promise;
use crate::domain::worklist::WorklistRow;
use crate::i18n::Message;
use crate::outreach::letter::{approval, compose};
use crate::outreach::mail;
use crate::outreach::template::TemplateError;
use crate::store::list::Stored;
use crate::store::{
    Pool, Result, StoreError, activity, company, credit, customer, dispute, forecast, interest,
    item, kpi, list, mention, outgoing, pipeline, promise, reminder, search, settings, today,
    worklist,
};

/// Customers a search gives at most.
const MOST_FOUND: u32 = 50;

/// Asks the store; of files, the folders they are in. A screen adds an arm for each of its
/// questions.
///
/// # Errors
/// The store's.
pub async fn answer(pool: &Pool, folders: &Folders, query: Query) -> Result<Reply> {
    let all = Filter::default();
    match query {
        Query::Session => super::session::read(pool).await.map(Reply::Session),
        Query::Outcomes => company::outcomes(pool).await.map(Reply::Outcomes),
        Query::Today { company } => today::of(pool, company, &all)
            .await
            .map(|day| Reply::Today(Box::new(day))),
        Query::WorklistRows { company, customers } => {
            let rows = worklist::rows(pool, company, &customers).await?;
            let found = |id| rows.iter().find(|r| r.customer == id).cloned();
            let lines = customers.into_iter().map(|id| (id, found(id))).collect();
            Ok(Reply::WorklistRows(lines))
        }
        Query::Customer { company, customer } => customer::file(pool, company, customer)
            .await
            .map(|file| Reply::Customer(Box::new(file))),
        Query::Items {
            company,
            filter,
            as_of,
            fetch,
        } => item::page(pool, company, &filter, as_of, &fetch, PAGE_ROWS)
            .await
            .map(Reply::Items),
        Query::List { which, ask, fetch } => {
            let page = rows(pool, which, &ask, &Cut::Page(fetch)).await?;
            page.ok_or_else(|| StoreError::internal("a page is never none"))
        }
        Query::Every { which, ask, most } => {
            let page = rows(pool, which, &ask, &Cut::Every(most)).await?;
            Ok(Reply::Every(page.map(Box::new)))
        }
        Query::Seek {
            which,
            ask,
            text,
            from,
        } => {
            let page = rows(pool, which, &ask, &Cut::Seek(text, from)).await?;
            Ok(Reply::Sought(page.map(Box::new)))
        }
        Query::Totals { which, ask } => totals(pool, which, &ask).await.map(Reply::Totals),
        Query::Export(export) => export::write(pool, folders.exports.as_deref(), *export).await,
        Query::Print { company, reminders } => {
            printing::letters(pool, folders.exports.as_deref(), company, &reminders).await
        }
        Query::Allocations { company, item } => item::allocations(pool, company, item)
            .await
            .map(Reply::Allocations),
        Query::Claims {
            company,
            customer,
            day,
        } => {
            let filter = Filter {
                customer: Some(customer),
                ..Filter::default()
            };
            interest::claims(pool, company, &filter, AsOf::day(day))
                .await
                .map(Reply::Claims)
        }
        Query::Timeline {
            company,
            customer,
            fetch,
        } => activity::timeline(pool, company, customer, &fetch, PAGE_ROWS)
            .await
            .map(Reply::Timeline),
        Query::Counts { company, kind } => counts(pool, company, kind).await.map(Reply::Counts),

        Query::MailText { company, mail } => outgoing::text(pool, company, mail)
            .await
            .map(Reply::MailText),
        Query::Letters { company, reminders } => {
            let mut letters = Vec::with_capacity(reminders.len());
            for id in reminders {
                letters.push(letter(&reminder::letter(pool, company, id).await?));
            }
            Ok(Reply::Letters(letters))
        }
        Query::Payments { company } => today::payments(pool, company).await.map(Reply::Payments),
        Query::Measures { company } => today::measures(pool, company).await.map(Reply::Measures),
        Query::Kpis { company, day } => kpi::board(pool, company, day)
            .await
            .map(|board| Reply::Kpis(Box::new(board))),
        Query::KpiTrend { company, day } => {
            kpi::trend(pool, company, day).await.map(Reply::KpiTrend)
        }
        Query::Forecast { company, day, by } => {
            let as_of = AsOf::day(day);
            let found = forecast::of(pool, company, &all, as_of, by, by.shown()).await;
            found.map(Reply::Forecast)
        }
        Query::ForecastRecord { company, day } => {
            let kept = forecast::kept(pool, company, &all, day, KEPT).await?;
            let target = forecast::target(pool, company, day).await?;
            Ok(Reply::ForecastRecord(Box::new(Record { kept, target })))
        }
        Query::Settings { company } => settings::of(pool, company)
            .await
            .map(|settings| Reply::Settings(Box::new(settings))),
        Query::Team { company } => Ok(Reply::Team(Team {
            portfolios: company::portfolios(pool, company).await?,
            people: company::colleagues(pool).await?,
        })),
        Query::Mentions => mention::mine(pool).await.map(Reply::Mentions),
        Query::CustomerColleagues { company, customer } => {
            mention::colleagues(pool, company, customer)
                .await
                .map(Reply::Colleagues)
        }
        Query::Handlers { company, customer } => company::handlers(pool, company, customer)
            .await
            .map(Reply::Colleagues),
        Query::Search { company, text } => {
            let mut found = search::customers(pool, &text, MOST_FOUND).await?;
            found.retain(|f| f.company == company);
            Ok(Reply::Search { text, found })
        }
        Query::Facts { company, customer } => {
            let file = customer::file(pool, company, customer).await?;
            let of = Filter {
                customer: Some(customer),
                ..Filter::default()
            };
            let page = item::page(pool, company, &of, None, &Fetch::First, PAGE_ROWS).await?;
            Ok(Reply::Facts(Box::new(Facts {
                file: Box::new(file),
                items: page.rows,
            })))
        }
        Query::Message {
            company,
            customer,
            contact,
            template,
            items,
        } => {
            let about = message::About {
                company,
                customer,
                contact,
                template,
                items,
            };
            message::begin(pool, folders.documents.as_deref(), about)
                .await
                .map(|written| Reply::Message(Box::new(written)))
        }
        Query::Letter { company, customer } => {
            let Some(id) = reminder::current(pool, company, customer).await? else {
                return Ok(Reply::Letter(None));
            };
            let letter = letter(&reminder::letter(pool, company, id).await?);
            Ok(Reply::Letter(Some(Box::new(letter))))
        }
    }
}

/// Which rows of a list.
enum Cut {
    /// A page.
    Page(Fetch),
    /// All, at most so many.
    Every(u32),
    /// The page that begins with the next row in which a text stands.
    Seek(String, Fetch),
}

/// Some rows of a list.
async fn rows(pool: &Pool, which: ListName, ask: &Ask, cut: &Cut) -> Result<Option<Reply>> {
    async fn page<R: Stored>(
        pool: &Pool,
        ask: &Ask,
        cut: &Cut,
        reply: fn(Page<R>) -> Reply,
    ) -> Result<Option<Reply>> {
        let page = match cut {
            Cut::Page(fetch) => Some(list::page(pool, ask, fetch, PAGE_ROWS).await?),
            Cut::Every(most) => list::every(pool, ask, *most).await?,
            Cut::Seek(text, from) => list::seek(pool, ask, text, from, PAGE_ROWS).await?,
        };
        Ok(page.map(reply))
    }
    match which {
        ListName::Items => page(pool, ask, cut, Reply::Items).await,
        ListName::Promises => page(pool, ask, cut, Reply::Promises).await,
        ListName::Disputes => page(pool, ask, cut, Reply::Disputes).await,
        ListName::Outgoing => page(pool, ask, cut, Reply::Outgoing).await,
        ListName::Alerts => page(pool, ask, cut, Reply::Alerts).await,
        ListName::Activity => page(pool, ask, cut, Reply::Activity).await,
        ListName::Aging => page(pool, ask, cut, Reply::Aging).await,
        ListName::AgingTotals => page(pool, ask, cut, Reply::AgingTotals).await,
        ListName::Worklist => page(pool, ask, cut, Reply::Worklist).await,
        ListName::Breaches => page(pool, ask, cut, Reply::Breaches).await,
        ListName::Holds => page(pool, ask, cut, Reply::Holds).await,
        ListName::LimitRequests => page(pool, ask, cut, Reply::LimitRequests).await,
        ListName::Orders => page(pool, ask, cut, Reply::Orders).await,
        ListName::Documents => page(pool, ask, cut, Reply::Documents).await,
    }
}

/// Sums of a list.
async fn totals(pool: &Pool, which: ListName, ask: &Ask) -> Result<Vec<Total>> {
    match which {
        ListName::Items => list::totals::<Item>(pool, ask).await,
        ListName::Promises => list::totals::<Promise>(pool, ask).await,
        ListName::Disputes => list::totals::<Dispute>(pool, ask).await,
        ListName::Outgoing => list::totals::<Outgoing>(pool, ask).await,
        ListName::Alerts => list::totals::<Alert>(pool, ask).await,
        ListName::Activity => list::totals::<Activity>(pool, ask).await,
        ListName::Aging => list::totals::<AgedCustomer>(pool, ask).await,
        ListName::AgingTotals => list::totals::<AgedTotal>(pool, ask).await,
        ListName::Worklist => list::totals::<WorklistRow>(pool, ask).await,
        ListName::Breaches => list::totals::<Breach>(pool, ask).await,
        ListName::Holds => list::totals::<HoldLine>(pool, ask).await,
        ListName::LimitRequests => list::totals::<LimitRequest>(pool, ask).await,
        ListName::Orders => list::totals::<Order>(pool, ask).await,
        ListName::Documents => list::totals::<Document>(pool, ask).await,
    }
}

/// How many rows each part of a screen has; of a screen without parts, none.
async fn counts(pool: &Pool, company: i32, kind: Kind) -> Result<Vec<i64>> {
    match kind {
        Kind::Invoices => item::counts(pool, company).await,
        Kind::Promises => promise::counts(pool, company).await,
        Kind::Disputes => dispute::counts(pool, company).await,
        Kind::Reminders => outgoing::counts(pool, company).await,
        Kind::Credit => credit::counts(pool, company).await,
        Kind::Pipeline => pipeline::counts(pool, company).await,
        _ => Ok(Vec::new()),
    }
}

/// To whom a reminder goes: by mail to a person's address, by post to the customer's.
fn addressee(letter: &domain::letter::Letter) -> String {
    if letter.reminder.channel == "email" {
        return format!("{} <{}>", letter.contact.name, letter.contact.email);
    }
    let lines = letter.customer.address.lines().map(str::trim);
    let filled = lines.filter(|line| !line.is_empty());
    let parts: Vec<&str> = std::iter::once(letter.customer.name.as_str())
        .chain(filled)
        .collect();
    parts.join(", ")
}

/// A reminder as the person who approves it sees it, with what the approval says of it.
fn letter(data: &domain::letter::Letter) -> Letter {
    let about = &data.reminder;
    let letter = Letter {
        reminder: about.id,
        channel: about.channel.clone(),
        tone: about.tone.clone(),
        held: None,
        held_until: about.suppressed_until,
        empty: data.items.iter().all(|item| item.suppressed_by.is_some()),
        to: addressee(data),
        subject: String::new(),
        text: String::new(),
        approval: serde_json::Value::Null,
    };
    let rendered = match compose(data) {
        Ok(rendered) => rendered,
        Err(error) => {
            let held = Some(unreadable(&error));
            return Letter { held, ..letter };
        }
    };
    // One Message-ID for this revision, so that reading the letter again does not make it another.
    let mut approval = approval(data, &rendered, None);
    if let Some(message_id) = approval.get_mut("message_id") {
        let id = Uuid::from_u128(about.id.as_u128() ^ u128::from(about.rev.unsigned_abs()));
        let domain = mail::domain(&data.company.mail_from);
        *message_id = format!("<{id}@{domain}>").into();
    }
    let code = about.suppressed_by.as_ref();
    let held = code.map(|code| Message::new(format!("suppressed-{}", code.replace('_', "-"))));
    Letter {
        held,
        subject: rendered.subject,
        text: rendered.text,
        approval,
        ..letter
    }
}

/// What is wrong with the company's template.
pub(super) fn unreadable(error: &TemplateError) -> Message {
    let message = Message::new(error.key());
    let params = error.params().into_iter();
    params.fold(message, |message, (name, value)| message.with(name, value))
}
