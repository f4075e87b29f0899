//! Who may enter. Adding and revoking is the server administrator's, by functions nobody else may
//! execute.

use super::Result;
use super::pool::Pool;

/// The groups a person can be given, without their prefix.
pub const GROUPS: [&str; 7] = [
    "collector",
    "manager",
    "supervisor",
    "auditor",
    "importer",
    "dispatcher",
    "admin",
];

/// A person to add, or to set anew.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// The login role: their own, usually their account's name.
    pub role: String,
    /// How colleagues see them.
    pub name: String,
    /// `en` or `fr`.
    pub language: String,
    /// Where copies go, if anywhere.
    pub email: Option<String>,
    /// Which of [`GROUPS`].
    pub groups: Vec<String>,
    /// Portfolios from today on, as `COMPANY/CODE` or `CODE`.
    pub portfolios: Vec<String>,
}

/// A person as listed for the administrator.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// The login role.
    pub role_name: String,
    /// How colleagues see them.
    pub display_name: String,
    /// Groups, by spaces.
    pub groups: String,
    /// Portfolios of today by spaces, `*` for all.
    pub portfolios: String,
    /// `en` or `fr`.
    pub language: String,
    /// Whether they may enter.
    pub active: bool,
}

/// The groups of the person who asks, of [`GROUPS`].
///
/// # Errors
/// The server's.
pub async fn my_groups(pool: &Pool) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(include_str!("sql/people_my_groups.sql"))
        .fetch_all(pool)
        .await?)
}

/// Adds a person or sets their groups anew; true when they could not enter before.
///
/// # Errors
/// Refusals `agent-name`, `agent-group`, `agent-superuser`, `agent-portfolio`.
pub async fn add(pool: &Pool, person: &NewPerson) -> Result<bool> {
    let added = sqlx::query_scalar(include_str!("sql/people_add.sql"))
        .bind(&person.role)
        .bind(&person.name)
        .bind(&person.language)
        .bind(&person.email)
        .bind(&person.groups)
        .bind(&person.portfolios)
        .fetch_one(pool)
        .await?;
    Ok(added)
}

/// Takes a person's rights back and ends their sessions; how many sessions that were.
///
/// # Errors
/// Refusal `agent-unknown`.
pub async fn revoke(pool: &Pool, role: &str) -> Result<i32> {
    let ended = sqlx::query_scalar(include_str!("sql/people_revoke.sql"))
        .bind(role)
        .fetch_one(pool)
        .await?;
    Ok(ended)
}

/// Everybody, those who may enter first.
///
/// # Errors
/// The server's.
pub async fn list(pool: &Pool) -> Result<Vec<Person>> {
    let people = sqlx::query_as(include_str!("sql/people_list.sql"))
        .fetch_all(pool)
        .await?;
    Ok(people)
}

/// Whether this login role is a person who may enter; for the administrator.
///
/// # Errors
/// The server's.
pub async fn exists(pool: &Pool, role: &str) -> Result<bool> {
    let exists = sqlx::query_scalar(include_str!("sql/people_exists.sql"))
        .bind(role)
        .fetch_one(pool)
        .await?;
    Ok(exists)
}
