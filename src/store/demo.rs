//! Loading a generated company in bulk, as the database's owner.
//!
//! Rows come as tab-separated sheets and go in by COPY; foreign keys, checks and the ledger's triggers
//! stay on. Each sheet is a transaction of its own: a load that was cut short leaves no note on the
//! database ([`note`]), and a database without one is made anew.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::{Location, Pace, Result, reminder};

/// The demo's database on the private server.
pub const DATABASE: &str = "encours_demo";

/// Customers refreshed by one statement.
const CUSTOMERS_A_STATEMENT: i64 = 2_000;

/// A load under way.
pub struct Load {
    connection: PgConnection,
}

impl Load {
    /// Begins in an empty, prepared database, which becomes a demo. `clock` stops its time there.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(administrator: &Location, clock: Option<NaiveDate>) -> Result<Self> {
        let mut connection = administrator.connect_one(Pace::Unbounded).await?;
        sqlx::raw_sql(include_str!("sql/demo_session.sql"))
            .execute(&mut connection)
            .await?;
        sqlx::raw_sql(include_str!("sql/demo_functions.sql"))
            .execute(&mut connection)
            .await?;
        sqlx::query(include_str!("sql/demo_instance.sql"))
            .bind(clock)
            .execute(&mut connection)
            .await?;
        Ok(Self { connection })
    }

    /// The business date in a time zone.
    ///
    /// # Errors
    /// The database's.
    pub async fn today(&mut self, time_zone: &str) -> Result<NaiveDate> {
        Ok(sqlx::query_scalar(include_str!("sql/demo_today.sql"))
            .bind(time_zone)
            .fetch_one(&mut self.connection)
            .await?)
    }

    /// Reads the times of the sheets that follow on that zone's clock.
    ///
    /// # Errors
    /// The database's.
    pub async fn set_clock(&mut self, time_zone: &str) -> Result<()> {
        sqlx::query(include_str!("sql/demo_clock.sql"))
            .bind(time_zone)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Adds lines to a table, and returns how many.
    ///
    /// # Errors
    /// The database's.
    pub async fn copy(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        lines: Vec<u8>,
    ) -> Result<u64> {
        let statement = format!("COPY app.{table} ({}) FROM STDIN", columns.join(", "));
        let mut copy = self.connection.copy_in_raw(&statement).await?;
        copy.send(lines).await?;
        Ok(copy.finish().await?)
    }

    /// Lets each role log in as a member of its group, with a colleague's bounds.
    ///
    /// # Errors
    /// The database's.
    pub async fn logins(&mut self, logins: impl Iterator<Item = (&str, &str)>) -> Result<()> {
        let (roles, groups): (Vec<_>, Vec<_>) = logins
            .map(|(role, group)| (role.to_owned(), group.to_owned()))
            .unzip();
        sqlx::query(include_str!("sql/demo_login.sql"))
            .bind(roles)
            .bind(groups)
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Computes what is derived from the rows of the company.
    ///
    /// # Errors
    /// The database's.
    pub async fn derive(&mut self, company: i32) -> Result<()> {
        reminder::seed_defaults(&mut self.connection, company).await?;
        let mut last = Uuid::nil();
        loop {
            let customers: Vec<Uuid> = sqlx::query_scalar(include_str!("sql/demo_customers.sql"))
                .bind(company)
                .bind(last)
                .bind(CUSTOMERS_A_STATEMENT)
                .fetch_all(&mut self.connection)
                .await?;
            let Some(next) = customers.last() else {
                return Ok(());
            };
            last = *next;
            sqlx::query(include_str!("sql/demo_derive.sql"))
                .bind(company)
                .bind(&customers)
                .execute(&mut self.connection)
                .await?;
        }
    }

    /// Tells the planner roughly how large the tables are: a tenth of the usual sample, in a tenth of the time.
    ///
    /// # Errors
    /// The database's.
    pub async fn measure(&mut self) -> Result<()> {
        sqlx::raw_sql(include_str!("sql/demo_measure.sql"))
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Gives the planner its statistics.
    ///
    /// # Errors
    /// The database's.
    pub async fn analyze(&mut self) -> Result<()> {
        sqlx::raw_sql("ANALYZE")
            .execute(&mut self.connection)
            .await?;
        Ok(())
    }

    /// Ends: numbers go on after those loaded, one audit row per company says that its history was
    /// generated, and the database carries the note.
    ///
    /// # Errors
    /// The database's.
    pub async fn end(mut self, note: &str) -> Result<()> {
        sqlx::raw_sql(include_str!("sql/demo_end.sql"))
            .execute(&mut self.connection)
            .await?;
        sqlx::query(include_str!("sql/demo_note.sql"))
            .bind(note)
            .execute(&mut self.connection)
            .await?;
        self.connection.close().await?;
        Ok(())
    }
}

/// The note of a finished load, if the database carries one.
///
/// # Errors
/// The database's.
pub async fn note(administrator: &Location) -> Result<Option<String>> {
    let mut connection = administrator.connect_one(Pace::Interactive).await?;
    Ok(sqlx::query_scalar(include_str!("sql/demo_noted.sql"))
        .fetch_one(&mut connection)
        .await?)
}

/// A company of the demo in figures; amounts in its currency.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Summary {
    /// The company's code.
    pub code: String,
    /// Its currency.
    pub currency: String,
    /// How many customers.
    pub customers: i64,
    /// How many invoices, open or settled.
    pub invoices: i64,
    /// What is open.
    pub open: Decimal,
    /// What of it is overdue.
    pub overdue: Decimal,
    /// Customers over their limit.
    pub breaches: i64,
    /// Promises whose day is to come.
    pub promises_open: i64,
    /// Promises past their day, awaiting the bank.
    pub promises_due: i64,
    /// Promises kept.
    pub promises_kept: i64,
    /// Promises kept in part.
    pub promises_partly_kept: i64,
    /// Promises broken.
    pub promises_broken: i64,
    /// Promises withdrawn.
    pub promises_withdrawn: i64,
}

/// The companies in figures.
///
/// # Errors
/// The database's.
pub async fn summary(administrator: &Location) -> Result<Vec<Summary>> {
    let mut connection = administrator.connect_one(Pace::Report).await?;
    Ok(sqlx::query_as(include_str!("sql/demo_summary.sql"))
        .fetch_all(&mut connection)
        .await?)
}
