//! Every role × every function that writes × own and foreign objects.
//!
//! Two things are held for each: a role that must not is told so before anything else, and a colleague's object gets
//! the very sentence that an object nobody has gets, so that a refusal tells nothing. A function added without a line
//! here fails.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sqlx::{AssertSqlSafe, PgPool};

use super::{ROLES, matrix, strings};
use crate::support::db::TestDb;

const PEOPLE: &[&str] = &["collector", "manager", "supervisor"];
const MANAGERS: &[&str] = &["manager", "supervisor"];
const LEDGER: &[&str] = &["importer", "manager", "supervisor"];

/// A function, who may call it, and a body that names one object of each kind it takes as `{table}`.
const VERBS: &[(&str, &[&str], &str)] = &[
    (
        "acknowledge_alert",
        PEOPLE,
        r#"{"alert": "{alert}", "rev": 1}"#,
    ),
    (
        "acknowledge_holds",
        LEDGER,
        r#"{"holds": [{"hold": "{hold}"}]}"#,
    ),
    (
        "add_contact",
        PEOPLE,
        r#"{"customer": "{customer}", "name": "Ada"}"#,
    ),
    (
        "add_note",
        PEOPLE,
        r#"{"customer": "{customer}", "note": "a note"}"#,
    ),
    (
        "approve_limit",
        MANAGERS,
        r#"{"limit_request": "{limit_request}", "rev": 1}"#,
    ),
    (
        "approve_reminder",
        PEOPLE,
        r#"{"reminder": "{reminder}", "rev": 1, "hash": "0", "subject": "s", "text": "t"}"#,
    ),
    (
        "approve_reminders",
        PEOPLE,
        r#"{"reminders": [{"reminder": "{reminder}", "rev": 1, "hash": "0", "subject": "s", "text": "t"}]}"#,
    ),
    (
        "assign_agent",
        &["manager", "supervisor", "admin"],
        r#"{"portfolio": 1, "person": 0}"#,
    ),
    (
        "assign_alert",
        PEOPLE,
        r#"{"alert": "{alert}", "rev": 1, "person": 1}"#,
    ),
    (
        "assign_dispute",
        PEOPLE,
        r#"{"dispute": "{dispute}", "rev": 1, "owner": 1}"#,
    ),
    (
        "comment_dispute",
        PEOPLE,
        r#"{"dispute": "{dispute}", "rev": 1, "note": "x"}"#,
    ),
    (
        "correct_contact",
        PEOPLE,
        r#"{"contact": "{contact}", "rev": 1, "phone": "01 99 00 12 34"}"#,
    ),
    (
        "cover_receipts",
        LEDGER,
        r#"{"covers_until": "2026-01-01"}"#,
    ),
    (
        "give_up_mail",
        PEOPLE,
        r#"{"mail": "{outbox}", "rev": 1, "reason": "x"}"#,
    ),
    (
        "hold",
        PEOPLE,
        r#"{"customer": "{customer}", "scope": "customer", "reason": "r"}"#,
    ),
    (
        "log_call",
        PEOPLE,
        r#"{"customer": "{customer}", "outcome": "voicemail"}"#,
    ),
    (
        "match_receipt",
        &["collector", "importer", "manager", "supervisor"],
        r#"{"receipt": "{receipt}", "match": [{"item": "{due_item}", "amount": "1"}]}"#,
    ),
    (
        "move_customer",
        &["manager", "supervisor", "admin"],
        r#"{"customer": "{customer}", "portfolio": 1}"#,
    ),
    (
        "move_customers",
        &["manager", "supervisor", "admin"],
        r#"{"customers": ["{customer}"], "portfolio": 1}"#,
    ),
    (
        "move_promise",
        PEOPLE,
        r#"{"promise": "{promise}", "rev": 1, "promised_on": "2199-01-01", "confirm": true}"#,
    ),
    (
        "open_dispute",
        PEOPLE,
        r#"{"item": "{due_item}", "reason": "price"}"#,
    ),
    ("override_receipts", MANAGERS, r#"{"reason": "r"}"#),
    ("propose_reminders", PEOPLE, r#"{"customer": "{customer}"}"#),
    (
        "mark_urgent",
        PEOPLE,
        r#"{"order": "{sales_order}", "rev": 1, "urgent": true}"#,
    ),
    (
        "release_order",
        MANAGERS,
        r#"{"order": "{sales_order}", "rev": 1, "reason": "x"}"#,
    ),
    ("recall_mail", PEOPLE, r#"{"mail": "{outbox}"}"#),
    (
        "record_invoice",
        LEDGER,
        r#"{"customer": "{customer}", "number": "F1", "amount": "1", "currency": "EUR", "issued_on": "2026-01-01"}"#,
    ),
    (
        "record_letter",
        PEOPLE,
        r#"{"reminder": "{reminder}", "rev": 1}"#,
    ),
    (
        "record_order",
        LEDGER,
        r#"{"customer": "{customer}", "number": "O1", "ordered_on": "2026-01-01", "currency": "EUR", "amount": "1"}"#,
    ),
    (
        "record_promise",
        PEOPLE,
        r#"{"customer": "{customer}", "promised_on": "2199-01-01", "confirm": true}"#,
    ),
    (
        "record_receipt",
        LEDGER,
        r#"{"customer": "{customer}", "amount": "1", "currency": "EUR", "effective_on": "2026-01-01"}"#,
    ),
    (
        "reject_limit",
        MANAGERS,
        r#"{"limit_request": "{limit_request}", "rev": 1, "reason": "r"}"#,
    ),
    (
        "reject_reminder",
        PEOPLE,
        r#"{"reminder": "{reminder}", "rev": 1}"#,
    ),
    (
        "release",
        PEOPLE,
        r#"{"hold": "{hold}", "rev": 1, "reason": "r"}"#,
    ),
    (
        "resolve_alert",
        PEOPLE,
        r#"{"alert": "{alert}", "rev": 1, "reason": "r"}"#,
    ),
    (
        "resolve_dispute",
        PEOPLE,
        r#"{"dispute": "{dispute}", "rev": 1, "status": "payable"}"#,
    ),
    (
        "resolve_uncertain",
        PEOPLE,
        r#"{"mail": "{outbox}", "outcome": "sent"}"#,
    ),
    ("retry_mail", PEOPLE, r#"{"mail": "{outbox}"}"#),
    (
        "return_receipt",
        LEDGER,
        r#"{"receipt": "{receipt}", "returned_on": "2026-01-01"}"#,
    ),
    (
        // not a month: refused also to those who may
        "set_target",
        MANAGERS,
        r#"{"month": "0", "amount": "1"}"#,
    ),
    (
        "set_limit",
        MANAGERS,
        r#"{"customer": "{customer}", "amount": "1", "reason": "r"}"#,
    ),
    (
        "set_penalty_rate",
        &["manager", "supervisor", "admin"],
        r#"{"customer": "{customer}", "rate": "12"}"#,
    ),
    (
        "recall_reminders",
        PEOPLE,
        r#"{"reminders": ["{reminder}"]}"#,
    ),
    (
        "set_company",
        &["manager", "supervisor", "admin"],
        r#"{"address": "a"}"#,
    ),
    (
        "see_mentions",
        &[
            "collector",
            "manager",
            "supervisor",
            "auditor",
            "importer",
            "admin",
        ],
        r#"{"customer": "{customer}"}"#,
    ),
    (
        "set_revisit",
        PEOPLE,
        r#"{"customer": "{customer}", "revisit_on": "2199-01-01"}"#,
    ),
    (
        "snooze_alert",
        PEOPLE,
        r#"{"alert": "{alert}", "rev": 1, "until_on": "2199-01-01"}"#,
    ),
    (
        "log_mail",
        PEOPLE,
        r#"{"customer": "{customer}", "text": "an answer"}"#,
    ),
    (
        "record_plan",
        PEOPLE,
        r#"{"customer": "{customer}", "first_on": "2026-01-09", "count": 2, "every": "week"}"#,
    ),
    (
        "send_message",
        PEOPLE,
        r#"{"customer": "{customer}", "contact": "00000000-0000-7000-8000-000000000000", "to": "a@b.example", "subject": "s", "text": "t", "message_id": "m"}"#,
    ),
    (
        "set_calling_hours",
        PEOPLE,
        r#"{"customer": "{customer}", "rev": 1, "from": "09:00", "to": "17:00"}"#,
    ),
    (
        "stop_mail",
        &["manager", "supervisor", "admin"],
        r#"{"stopped": true, "reason": "r"}"#,
    ),
    ("undo", PEOPLE, r#"{"target": "{activity}"}"#),
    (
        "undo_team",
        &["manager", "supervisor", "admin"],
        r#"{"target": "{team_change}"}"#,
    ),
    (
        "withdraw_promise",
        PEOPLE,
        r#"{"promise": "{promise}", "rev": 1}"#,
    ),
];

/// Functions of the same shape that take files, not objects: the tests of the import try them.
const OF_IMPORTS: &[&str] = &["import_file", "undo_import"];

#[tokio::test]
async fn a_colleagues_object_is_like_none_at_all() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let verbs = strings(
        &admin,
        "select proname from pg_proc p where pronamespace = 'app'::regnamespace
            and pg_get_function_identity_arguments(oid) = 'p_request uuid, p jsonb'
            and has_function_privilege('encours_importer', oid, 'execute') order by 1",
    )
    .await;
    let untried: Vec<&String> = verbs
        .iter()
        .filter(|verb| {
            !VERBS.iter().any(|(name, ..)| name == verb) && !OF_IMPORTS.contains(&verb.as_str())
        })
        .collect();
    assert!(untried.is_empty(), "no line for {untried:?}");

    matrix::seed(&admin, &matrix::tables(&admin, "app").await).await;
    let foreign = objects(&admin).await;
    let mut deviations = String::new();
    for role in ROLES.iter().filter(|role| **role != "dispatcher") {
        let login = matrix::person(&db, &admin, role).await;
        let pool = db.pool_as(&login).await;
        for (verb, may, body) in VERBS {
            let absent = call(
                &pool,
                verb,
                &fill(body, |_| "00000000-0000-7000-8000-000000000000"),
            )
            .await;
            if !may.contains(role) {
                if absent != "role-missing" {
                    let _ = writeln!(
                        deviations,
                        "{role}: {verb}: {absent}, expected role-missing"
                    );
                }
                continue;
            }
            // whoever has every portfolio: nothing is foreign to them
            if matrix::EVERYWHERE.contains(role) || !body.contains("\"{") {
                continue;
            }
            let theirs = call(&pool, verb, &fill(body, |table| foreign[table].as_str())).await;
            // a bulk action answers row by row instead of refusing as a whole
            let told = absent.ends_with("-unknown") && absent != "company-unknown"
                || *verb == "approve_reminders";
            if theirs != absent || !told {
                let _ = writeln!(
                    deviations,
                    "{role}: {verb}: {theirs} for a colleague's, {absent} for none"
                );
            }
        }
        pool.close().await;
    }
    let written: i64 = sqlx::query_scalar(
        "select count(*) from app.audit where actor not like 'x%' and entity_id is not null",
    )
    .fetch_one(&admin)
    .await
    .expect("the audit");
    assert!(deviations.is_empty(), "\n{deviations}");
    assert_eq!(written, 0, "a refused action left a row in the audit");
}

/// An object of the other portfolio in every table that the bodies name.
async fn objects(admin: &PgPool) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (_, _, body) in VERBS {
        fill(body, |table| {
            found.insert(table.to_owned(), String::new());
            ""
        });
    }
    for (table, id) in &mut found {
        let statement = format!("select id::text from app.{table} where portfolio_id = 2 limit 1");
        *id = sqlx::query_scalar(AssertSqlSafe(statement))
            .fetch_one(admin)
            .await
            .expect("a foreign row");
    }
    found
}

/// Puts ids in the place of `{table}` marks.
fn fill<'a>(body: &'a str, mut id: impl FnMut(&'a str) -> &'a str) -> String {
    let mut filled = String::new();
    let mut rest = body;
    while let Some(at) = rest.find("\"{").filter(|at| rest[at + 2..].contains("}\"")) {
        let (before, mark) = rest.split_at(at + 1);
        let end = mark.find('}').expect("an end of the mark");
        filled.push_str(before);
        filled.push_str(id(&mark[1..end]));
        rest = &mark[end + 1..];
    }
    filled + rest
}

/// The code of the refusal, or what happened instead.
async fn call(pool: &PgPool, verb: &str, body: &str) -> String {
    let mut body: serde_json::Value = serde_json::from_str(body).expect("a body");
    body["company"] = "C1".into();
    let result = sqlx::query(AssertSqlSafe(format!(
        "select app.{verb}(gen_random_uuid(), $1)"
    )))
    .bind(body)
    .execute(pool)
    .await;
    match result {
        Ok(_) => "done".to_owned(),
        Err(error) => match error.as_database_error() {
            Some(e) if e.code().as_deref() == Some("EN001") => e.message().to_owned(),
            Some(e) if e.code().as_deref() == Some("42501") => "role-missing".to_owned(),
            _ => error.to_string(),
        },
    }
}
