//! What has to be done from time to time by whoever is connected: beginning the business day, sealing the
//! audit.

use std::time::Duration;

use super::pool::Pool;
use super::{Result, StoreError, company};

/// How often to [`keep`] the house: the audit is unsealed for no longer.
pub const EVERY: Duration = Duration::from_secs(60);

/// Begins the business day of every company whose day it is, and seals the audit. Both find it done when
/// somebody else was first.
///
/// # Errors
/// The link's.
pub async fn keep(pool: &Pool) -> Result<()> {
    for company in company::list(pool).await? {
        if company.rolled_on < Some(company.today) {
            // After a long time away many customers cross a bound: it may take its time.
            let mut patient = pool.begin().await.map_err(StoreError::from)?;
            sqlx::query(include_str!("sql/house_patient.sql"))
                .execute(&mut *patient)
                .await
                .map_err(StoreError::from)?;
            company::roll(&mut *patient, &company).await?;
            patient.commit().await.map_err(StoreError::from)?;
        }
    }
    seal(pool).await
}

/// Seals the audit, unless somebody did within the last minute. The mail worker does only this: it reads no
/// company's rows.
///
/// # Errors
/// The link's.
pub async fn seal(pool: &Pool) -> Result<()> {
    sqlx::query(include_str!("sql/house_seal.sql"))
        .execute(pool)
        .await
        .map_err(StoreError::from)?;
    Ok(())
}
