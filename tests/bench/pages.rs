//! The screens' reads on a small and a large ledger.

use std::time::Instant;

use encours::domain::filter::Filter;
use encours::domain::page::Fetch;
use encours::store::pool::Pool;
use encours::store::{aging, credit, customer, worklist};
use uuid::Uuid;

use super::report::Figure;
use super::start::median;
use super::support::db::TestDb;

const PAGE: u32 = 100;
const RUNS: usize = 15;
const COMPANY: i32 = 1;

/// P4: aged balance, worklist, customer and breaches: beside the plain statement on the same rows, and beside themselves
/// on the small ledger.
pub async fn measure(small: (&TestDb, &str, u32), large: (&TestDb, &str, u32)) -> Vec<Figure> {
    let (few, many) = (small.2, large.2);
    let (small, large) = (
        small.0.pool_as(small.1).await,
        large.0.pool_as(large.1).await,
    );
    let mut figures = Vec::new();
    for screen in SCREENS {
        let (at_small, at_large) = (
            time(&small, screen.name).await,
            time(&large, screen.name).await,
        );
        figures.push(Figure {
            code: "P4",
            work: format!("{}, {many} open items", screen.name),
            measured: at_large,
            limit: plain(&large, screen.plain).await,
            limit_is: "plain statements for the same rows, one round trip",
            unit: "ms",
            allowed: 3.0,
        });
        figures.push(Figure {
            code: "P4",
            work: format!("{}, {many} against {few}", screen.name),
            measured: at_large,
            limit: at_small,
            limit_is: "the same on the small ledger",
            unit: "ms",
            allowed: 1.3,
        });
    }
    figures
}

struct Screen {
    name: &'static str,
    plain: &'static str,
}

const SCREENS: &[Screen] = &[
    Screen {
        name: "aged balance, first page",
        plain: "select p.*, c.ref, c.name from app.position p join app.customer c on c.company_id = p.company_id and c.id = p.customer_id
                 where p.company_id = 1 and p.currency = 'EUR' and p.overdue > 0 order by p.overdue desc, p.customer_id desc limit 100",
    },
    Screen {
        name: "worklist, first page",
        plain: "select s.*, c.ref, c.name from app.standing s join app.customer c on c.company_id = s.company_id and c.id = s.customer_id
                 where s.company_id = 1 and s.section > 0 order by s.section, s.points desc, s.overdue desc, s.customer_id desc limit 100",
    },
    Screen {
        name: "a customer's file",
        plain: "select * from app.customer where company_id = 1 and ref = 'C500';
                select * from app.customer_money where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.position where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.standing where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.contact_fact where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.promise where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.reminder where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.dispute where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.alert where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500');
                select * from app.hold where company_id = 1 and customer_id = (select id from app.customer where company_id = 1 and ref = 'C500')",
    },
    Screen {
        name: "breaches, first page",
        plain: "select m.*, c.ref from app.customer_money m join app.customer c on c.company_id = m.company_id and c.id = m.customer_id
                 where m.company_id = 1 and m.breach order by m.exposure - m.credit_limit desc, m.customer_id desc limit 100",
    },
];

async fn time(pool: &Pool, screen: &str) -> f64 {
    let one = one(pool).await;
    let filter = Filter::default();
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        match screen {
            "aged balance, first page" => {
                aging::customers(pool, COMPANY, &filter, None, &Fetch::First, PAGE)
                    .await
                    .map(drop)
            }
            "worklist, first page" => worklist::page(pool, COMPANY, &filter, &Fetch::First, PAGE)
                .await
                .map(drop),
            "a customer's file" => customer::file(pool, COMPANY, one).await.map(drop),
            "breaches, first page" => {
                let which = credit::Which::Breaches;
                credit::breaches(pool, COMPANY, &filter, which, &Fetch::First, PAGE)
                    .await
                    .map(drop)
            }
            other => panic!("no screen {other}"),
        }
        .unwrap_or_else(|error| panic!("{screen}: {} {:?}", error.code(), error.params()));
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    median(times.into_iter())
}

async fn plain(pool: &Pool, statement: &'static str) -> f64 {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        sqlx::raw_sql(statement)
            .fetch_all(pool)
            .await
            .expect(statement);
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    median(times.into_iter())
}

async fn one(pool: &Pool) -> Uuid {
    sqlx::query_scalar("select id from app.customer where company_id = 1 and ref = 'C500'")
        .fetch_one(pool)
        .await
        .expect("a customer")
}
