//! Who works and where, asked at the start and after every reconnection.

use crate::app::session::{Session, Workplace};
use crate::store::{Pool, Result, company, people};

/// Groups whose people write.
const WRITERS: [&str; 3] = ["collector", "manager", "supervisor"];

/// Groups whose people say who works on what.
const LEADERS: [&str; 3] = ["manager", "supervisor", "admin"];

/// Reads the session.
///
/// # Errors
/// The store's.
pub async fn read(pool: &Pool) -> Result<Session> {
    let person = company::me(pool).await?;
    let groups = people::my_groups(pool).await?;
    let mut companies = Vec::new();
    for company in company::list(pool).await? {
        let calendar = company::calendar(pool, &company.country, company.today).await?;
        companies.push(Workplace { company, calendar });
    }
    let is = |group: &str| groups.iter().any(|g| g == group);
    Ok(Session {
        agent: person
            .as_ref()
            .map_or_else(String::new, |p| p.name.as_str().to_owned()),
        person: person.map_or(0, |p| p.id),
        companies,
        read_only: !WRITERS.iter().any(|g| is(g)),
        leads: LEADERS.iter().any(|g| is(g)),
        manager: is("manager"),
    })
}
