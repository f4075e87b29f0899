//! Reading: every statement is accepted by a real server, pages by key give the whole list in order from
//! both ends, nobody sees a colleague's customers, and no large table is read from end to end.

mod lists;

use std::collections::BTreeMap;

use encours::domain::activity::Activity;
use encours::domain::aging::Split;
use encours::domain::credit::Breach;
use encours::domain::filter::{AsOf, Filter};
use encours::domain::invoice::Item;
use encours::domain::list::Ask;
use encours::domain::page::{Fetch, Page};
use encours::store::credit::Which;
use encours::store::{
    Pace, Result, activity, aging, company, credit, customer, item, list, search, today, worklist,
};
use sqlx::postgres::PgPoolOptions;
use sqlx::{AssertSqlSafe, Executor, PgPool};

use crate::support::db::TestDb;

/// Statements of the administrator, before there is a schema or several in a file; and parts of statements,
/// which `lists` puts together.
const NOT_ALONE: &[&str] = &["migrate_", "close_", "prepare_", "demo_", "list_"];

#[tokio::test]
async fn every_statement_is_accepted_by_the_server() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/sql");
    let mut prepared = 0;
    for entry in std::fs::read_dir(directory).expect("the statements") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if NOT_ALONE.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let statement = std::fs::read_to_string(&path).expect("readable");
        let outcome = (&admin)
            .prepare(sqlx::SqlStr::from_static(Box::leak(
                statement.into_boxed_str(),
            )))
            .await;
        if let Err(error) = outcome {
            panic!("{name}: {error}");
        }
        prepared += 1;
    }
    assert!(prepared > 20, "only {prepared} statements");
}

struct Office {
    admin: PgPool,
    collector: PgPool,
    company: i32,
    _db: TestDb,
}

const CUSTOMERS: i64 = 1_400;

/// A company with two portfolios and a collector who has the first; 21 000 items in three currencies.
async fn office() -> Office {
    office_of(CUSTOMERS).await
}

/// The same with so many customers, each with 15 items.
async fn office_of(customers: i64) -> Office {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let role = db.login("p_reads", &["encours_collector"]).await;
    sqlx::raw_sql(AssertSqlSafe(format!(
        "set statement_timeout = 0; set session_replication_role = replica;
         update app.instance set kind = 'test', simulated_at = '2026-06-30 12:00+00';
         insert into app.company (code, name, country, currency) values ('HQ', 'Head office', 'FR', 'EUR');
         insert into app.portfolio (company_id, code, name) select id, p, p from app.company, unnest(array['A', 'B']) p;
         insert into app.person (role_name, display_name) values ('{role}', 'Ada');
         insert into app.portfolio_person (portfolio_id, person_id, from_on)
         select f.id, p.id, '2020-01-01' from app.portfolio f, app.person p where f.code = 'A' and p.role_name = '{role}';
         insert into app.fx_rate (base, quote, on_date, rate) values ('USD', 'EUR', '2020-01-01', 0.9), ('JPY', 'EUR', '2020-01-01', 0.006);
         insert into app.customer (company_id, id, portfolio_id, ref, name, siren)
         select c.id, app.uuid7(), f.id, 'C' || n, 'Société ' || md5(n::text), lpad(n::text, 9, '0')
           from app.company c, generate_series(1, {customers}) n
           join app.portfolio f on f.code = case when n % 2 = 0 then 'A' else 'B' end;
         insert into app.contact (company_id, id, customer_id, portfolio_id, name, phone, email)
         select company_id, app.uuid7(), id, portfolio_id, 'Contact', '+33 1 ' || substr(siren, 6, 2) || ' ' || substr(siren, 8, 2) || ' 55 66', ref || '@example.net'
           from app.customer;
         create temp table i as
         select c.company_id, app.uuid7() as document_id, app.uuid7() as id, c.id as customer_id, c.portfolio_id, c.ref, k,
                '2026-01-01'::date + (k * 11 + length(c.ref)) % 170 as issued_on,
                (array['EUR', 'EUR', 'USD', 'JPY'])[1 + (k + length(c.ref)) % 4] as currency,
                (100 + (k * 7919 + ascii(c.name)) % 9000)::numeric * case when k = 14 then -1 else 1 end as amount
           from app.customer c, generate_series(1, 15) k;
         insert into app.document (company_id, id, customer_id, portfolio_id, kind, number, issued_on, currency, amount)
         select company_id, document_id, customer_id, portfolio_id, case when amount < 0 then 'credit_note' else 'invoice' end,
                'F' || row_number() over (order by id), issued_on, currency, amount from i;
         insert into app.due_item (company_id, id, document_id, customer_id, portfolio_id, issued_on, due_on, currency, amount, open_amount)
         select company_id, id, document_id, customer_id, portfolio_id, issued_on, issued_on + 30, currency, amount,
                case when k % 3 = 0 then 0 else amount end from i;
         insert into app.receipt (company_id, id, customer_id, portfolio_id, effective_on, currency, amount, unallocated)
         select company_id, document_id, customer_id, portfolio_id, issued_on + 25, currency, amount, 0 from i where k % 3 = 0;
         insert into app.allocation (company_id, id, customer_id, portfolio_id, kind, item_id, receipt_id, amount, source_amount, applied_on)
         select company_id, app.uuid7(), customer_id, portfolio_id, 'payment', id, document_id, amount, amount, issued_on + 25 from i where k % 3 = 0;
         insert into app.activity (company_id, id, customer_id, portfolio_id, kind, outcome, right_party, effective_on, recorded_at)
         select company_id, app.uuid7(), customer_id, portfolio_id, 'call', 'voicemail', false, issued_on, issued_on + make_interval(secs => k * 7) from i where k < 4;
         insert into app.activity_text select company_id, id, customer_id, portfolio_id, 'left a word' from app.activity;
         insert into app.contact_fact (company_id, customer_id, portfolio_id, last_attempt_at, attempts)
         select company_id, id, portfolio_id, '2026-06-30 09:00+00', 3 from app.customer where ref like '%7';
         insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account, state)
         select company_id, app.uuid7(), id, portfolio_id, 50, 'EUR', '2026-06-01', '2026-06-15'::date + (length(name) + ascii(substr(name, 12))) % 30,
                '2026-08-01', true, case when ref like '%3' then 'broken' else 'open' end
           from app.customer where ref ~ '[038]$';
         insert into app.credit_limit (company_id, id, customer_id, portfolio_id, amount, effective_on)
         select company_id, app.uuid7(), id, portfolio_id, 20000, '2020-01-01' from app.customer where ref ~ '[0-4]$';
         insert into app.alert (company_id, id, customer_id, portfolio_id, kind, subject_id, raised_on, raised_at)
         select company_id, app.uuid7(), id, portfolio_id, 'broken_promise', id, '2026-06-20', '2026-06-20'::timestamptz + make_interval(secs => ascii(substr(name, 12)))
           from app.customer where ref like '%3';
         insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, opened_on, due_on, owner_id)
         select i.company_id, app.uuid7(), i.customer_id, i.portfolio_id, i.id, (array['price', 'quality', 'other'])[1 + i.k % 3], 20,
                '2026-05-01'::date + i.k, case when i.k % 2 = 0 then '2026-07-01'::date end, case when i.k % 5 = 0 then p.id end
           from i cross join app.person p where p.role_name = '{role}' and i.amount > 50 and i.k in (4, 5, 8, 10) and i.ref like '%6';
         insert into app.reminder (company_id, id, customer_id, portfolio_id, run_id, template_code, language, state, channel, tone, step, proposed_on)
         select company_id, app.uuid7(), id, portfolio_id, id, 'firm', 'fr', case when ref like '%1' then 'proposed' else 'to_review' end, 'email', 'firm', 2, '2026-06-20'
           from app.customer where ref ~ '[146]$';
         insert into app.reminder_item (company_id, reminder_id, item_id, customer_id, portfolio_id, step, days_late, currency, amount)
         select r.company_id, r.id, i.id, r.customer_id, r.portfolio_id, 2, 20 + i.k, i.currency, i.amount
           from app.reminder r join i on i.customer_id = r.customer_id where i.k in (1, 2);
         set session_replication_role = origin;
         do $do$ declare t regclass; begin
           for t in select oid from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' loop
             execute format('analyze %s', t);
           end loop;
         end $do$;
         select app.refresh_money(id, array(select x.id from app.customer x where x.company_id = c.id)) from app.company c;
         select app.refresh_standing(id, array(select x.id from app.customer x where x.company_id = c.id)) from app.company c;
         analyze app.position; analyze app.standing; analyze app.customer_money; analyze app.alert",
    )))
    .execute(&admin)
    .await
    .expect("the office's books");
    // One connection, so that one session counts what is read.
    let collector = PgPoolOptions::new()
        .max_connections(1)
        .connect_with(db.location(&role).options(Pace::Report))
        .await
        .expect("the collector");
    let company = company::list(&collector).await.expect("companies")[0].id;
    Office {
        admin,
        collector,
        company,
        _db: db,
    }
}

/// Walks a list from both ends in small pages: the same rows in the same order.
async fn walk<R, F>(what: &str, mut ask: impl FnMut(Fetch) -> F) -> Vec<R>
where
    R: PartialEq + std::fmt::Debug,
    F: Future<Output = Result<Page<R>>>,
{
    let mut forward: Vec<R> = Vec::new();
    let mut fetch = Fetch::First;
    loop {
        let page = ask(fetch)
            .await
            .unwrap_or_else(|e| panic!("{what}: {e} {:?}", e.params()));
        if let Some(first) = page.first.clone() {
            let again = ask(Fetch::From(first)).await.expect("the same page");
            assert_eq!(
                again.rows, page.rows,
                "{what}: a page from its own first row"
            );
        }
        forward.extend(page.rows);
        match page.after {
            Some(cursor) => fetch = Fetch::After(cursor),
            None => break,
        }
    }
    let mut backward: Vec<R> = Vec::new();
    let mut fetch = Fetch::Last;
    loop {
        let page = ask(fetch).await.expect("a page before");
        backward.splice(0..0, page.rows);
        match page.before {
            Some(cursor) => fetch = Fetch::Before(cursor),
            None => break,
        }
    }
    assert!(!forward.is_empty(), "{what}: nothing to walk");
    assert_eq!(forward.len(), backward.len(), "{what}");
    assert!(forward == backward, "{what}: another order from the end");
    forward
}

#[tokio::test]
async fn pages_by_key_give_the_whole_list_from_both_ends_and_nothing_foreign() {
    let office = office().await;
    let (pool, company) = (&office.collector, office.company);
    let filter = &Filter::default();

    let rows = walk("worklist", |fetch| async move {
        worklist::page(pool, company, filter, &fetch, 97).await
    })
    .await;
    let order: Vec<_> = rows
        .iter()
        .map(|row| (row.section, -row.points, -row.overdue.amount()))
        .collect();
    assert!(order.is_sorted(), "the worklist is not in its order");
    let mine = company::portfolios(pool, company).await.unwrap();
    assert_eq!(mine.len(), 1);
    assert!(rows.iter().all(|row| row.portfolio == mine[0].id));
    assert!(rows.iter().any(|row| row.next_promise.is_some()));
    assert!(rows.iter().any(|row| !row.alerts.is_empty()));
    assert!(rows.iter().any(|row| row.by_currency.len() > 1));
    let ids: Vec<_> = rows
        .iter()
        .skip(5)
        .take(3)
        .map(|row| row.customer)
        .collect();
    let some = worklist::rows(pool, company, &ids).await.unwrap();
    assert_eq!(some, rows[5..8]);

    let aged = walk("aged balance", |fetch| async move {
        aging::customers(pool, company, filter, None, &fetch, 211).await
    })
    .await;
    let today = company::today(pool, company).await.unwrap();
    let as_of = Some(AsOf::day(today));
    let from_documents = walk("aged balance of a day", |fetch| async move {
        aging::customers(pool, company, filter, as_of, &fetch, 800).await
    })
    .await;
    assert!(aged == from_documents, "positions differ from documents");
    let totals = aging::totals(pool, company, filter, None, Split::Currency)
        .await
        .unwrap();
    assert_eq!(
        totals,
        aging::totals(pool, company, filter, as_of, Split::Currency)
            .await
            .unwrap()
    );
    assert_eq!(totals.len(), 3);
    let by_portfolio = aging::totals(pool, company, filter, None, Split::Portfolio)
        .await
        .unwrap();
    assert_eq!(by_portfolio.len(), 3);
    let portfolio = by_portfolio[0].portfolio.as_ref().unwrap();
    assert_eq!(portfolio.collectors.len(), 1);

    let items = walk("open items", |fetch| async move {
        item::page(pool, company, filter, None, &fetch, 997).await
    })
    .await;
    let past = walk("open items of a past day", |fetch| async move {
        let past = Some(AsOf::day(today - chrono::Days::new(60)));
        item::page(pool, company, filter, past, &fetch, 2000).await
    })
    .await;
    assert!(past.len() != items.len());
    let one = &Filter {
        customer: Some(rows[0].customer),
        ..Filter::default()
    };
    let his = walk("a customer's items", |fetch| async move {
        item::page(pool, company, one, None, &fetch, 3).await
    })
    .await;
    assert!(his.iter().all(|item| item.customer == rows[0].customer));
    let ask = Ask {
        company,
        scope: one.clone(),
        ..Ask::default()
    };
    let sums = list::totals::<Item>(pool, &ask).await.unwrap();
    assert_eq!(sums, encours::domain::list::totals(his.iter()));

    let all = Ask {
        company,
        ..Ask::default()
    };
    let all = &all;
    let work: Vec<Activity> = walk("activity", |fetch| async move {
        list::page(pool, all, &fetch, 301).await
    })
    .await;
    assert_eq!(work.len() as i64, CUSTOMERS / 2 * 3);
    let called = rows[0].customer;
    let story = walk("timeline", |fetch| async move {
        activity::timeline(pool, company, called, &fetch, 2).await
    })
    .await;
    assert!(story.iter().all(|line| line.text.is_some()));
    let made_near = sqlx::query(
        "update app.customer_money m set near = true, credit_limit = m.exposure + 1
          where m.customer_id in (select customer_id from app.customer_money
                                   where portfolio_id = $1 and not breach and exposure > 0 limit 9)",
    )
    .bind(mine[0].id)
    .execute(&office.admin)
    .await
    .unwrap();
    assert_eq!(made_near.rows_affected(), 9);
    let near = walk("those near", |fetch| async move {
        credit::breaches(pool, company, filter, Which::Near, &fetch, 4).await
    })
    .await;
    let over = walk("breaches", |fetch| async move {
        credit::breaches(pool, company, filter, Which::Breaches, &fetch, 5).await
    })
    .await;
    let both = walk("breaches and near", |fetch| async move {
        credit::breaches(pool, company, filter, Which::Both, &fetch, 7).await
    })
    .await;
    assert_eq!(
        both,
        [over.as_slice(), near.as_slice()].concat(),
        "those near their limit come last"
    );
    let room = |one: &Breach| one.exposure.limit.unwrap() - one.exposure.exposure;
    assert!(both.is_sorted_by_key(room), "the largest excess first");
    let one = &Filter {
        customer: Some(over[3].customer),
        ..Filter::default()
    };
    let alone = walk("one customer's breach", |fetch| async move {
        credit::breaches(pool, company, one, Which::Breaches, &fetch, 2).await
    })
    .await;
    assert_eq!(alone, over[3..4]);
}

#[tokio::test]
async fn a_customers_file_and_the_day_are_one_round_trip_each() {
    let office = office().await;
    let (pool, company) = (&office.collector, office.company);
    let filter = Filter::default();
    let day = today::of(pool, company, &filter).await.unwrap();
    assert!(day.first > 0 && day.by_points > 0, "{day:?}");
    // A call that was undone, and its undoing, did not happen.
    sqlx::raw_sql(
        "with k as (select company_id, id, portfolio_id from app.customer order by id limit 1),
              c as (insert into app.activity (company_id, id, customer_id, portfolio_id, kind, outcome, right_party, effective_on)
                    select company_id, app.uuid7(), id, portfolio_id, 'call', 'voicemail', false, app.today(company_id) from k returning *)
         insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, corrects)
         select company_id, app.uuid7(), customer_id, portfolio_id, 'correction', effective_on, id from c",
    )
    .execute(&office.admin)
    .await
    .unwrap();
    let after = today::of(pool, company, &filter).await.unwrap();
    assert_eq!(
        (after.called, after.since_yesterday.activities),
        (day.called, day.since_yesterday.activities)
    );
    assert_eq!(day.owed.len(), 3);
    assert!(day.alerts.iter().any(|(_, count)| *count > 0));

    let page = worklist::page(pool, company, &filter, &Fetch::First, 1)
        .await
        .unwrap();
    let file = customer::file(pool, company, page.rows[0].customer)
        .await
        .unwrap();
    assert_eq!(file.contacts.len(), 1);
    assert_eq!(file.reasons, page.rows[0].reasons);
    assert!(!file.positions.is_empty());
    assert_eq!(file.exposure.overdue, page.rows[0].overdue.amount());
    let read: i64 = sqlx::query_scalar("select count(*) from app.read_log where what = 'contacts'")
        .fetch_one(&office.admin)
        .await
        .unwrap();
    assert_eq!(read, 1, "who reads contacts is noted");

    let foreign = sqlx::query_scalar("select id from app.customer where ref = 'C1'")
        .fetch_one(&office.admin)
        .await
        .unwrap();
    let refused = customer::file(pool, company, foreign).await.unwrap_err();
    assert_eq!(refused.code(), "customer-unknown");
    let absent = customer::file(pool, company, uuid::Uuid::nil())
        .await
        .unwrap_err();
    assert_eq!(
        absent, refused,
        "a colleague's customer and none at all are the same"
    );
}

#[tokio::test]
async fn who_is_calling_is_found_by_whatever_they_say() {
    let office = office().await;
    let pool = &office.collector;
    let number: String = sqlx::query_scalar(
        // The longest: a short one stands in somebody's name as well.
        "select d.number from app.document d join app.customer c on c.id = d.customer_id where c.ref = 'C1234'
          order by length(d.number) desc, d.number limit 1",
    )
    .fetch_one(&office.admin)
    .await
    .unwrap();
    let hash: String =
        sqlx::query_scalar("select substr(name, 9, 9) from app.customer where ref = 'C1234'")
            .fetch_one(&office.admin)
            .await
            .unwrap();
    for (said, matched) in [
        ("C1234", "reference"),
        (hash.as_str(), "name"),
        ("000001234", "number"),
        ("01 12 34 55 66", "phone"),
        ("+33 1 12 34 55 66", "phone"),
        ("c1234@example", "email"),
        (number.as_str(), "document"),
    ] {
        let found = search::customers(pool, said, 20).await.unwrap();
        assert_eq!(found[0].reference.as_str(), "C1234", "{said}: {found:?}");
        assert_eq!(found[0].matched, matched, "{said}");
    }
    for said in ["C1235", "", "a", "%%%", "___", "\\", "'; drop table x; --"] {
        assert_eq!(
            search::customers(pool, said, 20).await.unwrap(),
            [],
            "{said:?}"
        );
    }
    let found = search::customers(pool, "1234,00", 20).await.unwrap();
    assert!(found.iter().all(|one| one.matched == "amount"));
}

#[tokio::test]
async fn a_name_is_found_without_its_accents_in_any_order_and_a_number_from_abroad() {
    let office = office().await;
    sqlx::raw_sql(
        "update app.customer set name = 'ÉTABLISSEMENTS FORÊT D’ŒUVRES', siren = null, siret = null, vat_number = null where ref = 'C1234';
         update app.customer set name = 'SARL Dupont-Moreau & Fils' where ref = 'C34';
         update app.contact x set phone = '+33 (0)6 98 76 54 32' from app.customer c where c.id = x.customer_id and c.ref = 'C1234';
         update app.contact x set phone = '06.11.22.33.44' from app.customer c where c.id = x.customer_id and c.ref = 'C34'",
    )
    .execute(&office.admin)
    .await
    .unwrap();
    for (said, reference, matched) in [
        ("etablissements", "C1234", "name"),
        ("Forêt", "C1234", "name"),
        ("foret etablissements", "C1234", "name"),
        ("oeuvres", "C1234", "name"),
        ("d'œuvres forêt", "C1234", "name"),
        ("dupont sarl", "C34", "name"),
        ("fils moreau dup", "C34", "name"),
        ("moreau c34", "C34", "name"),
        ("06 98 76 54 32", "C1234", "phone"),
        ("0698765432", "C1234", "phone"),
        ("+33 6 98 76 54 32", "C1234", "phone"),
        ("+33698765432", "C1234", "phone"),
        ("0033 6 98 76 54 32", "C1234", "phone"),
        ("+33 (0)6 11 22 33 44", "C34", "phone"),
        ("+33.6.11.22.33.44", "C34", "phone"),
        ("33611223344", "C34", "phone"),
    ] {
        let found = search::customers(&office.collector, said, 20)
            .await
            .unwrap();
        let first = found.first();
        let told = first.map(|one| (one.reference.as_str(), one.matched.as_str()));
        assert_eq!(told, Some((reference, matched)), "{said}: {found:?}");
    }
    // An amount as it is printed: 1 234 567.89 in both languages' ways.
    sqlx::raw_sql(
        "update app.due_item set amount = 1234567.89, open_amount = 1234567.89
          where id = (select i.id from app.due_item i join app.customer c on c.id = i.customer_id where c.ref = 'C34' and i.currency = 'EUR' and i.open_amount > 0 limit 1)",
    )
    .execute(&office.admin)
    .await
    .unwrap();
    for said in [
        "1234567,89",
        "1,234,567.89",
        "1.234.567,89",
        "1 234 567,89",
        "1\u{202f}234\u{202f}567,89 €",
    ] {
        let found = search::customers(&office.collector, said, 20)
            .await
            .unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.reference.as_str(), one.matched.as_str()))
            .collect();
        assert_eq!(told, [("C34", "amount")], "{said}");
    }
    // Words that stand in no customer together find none.
    for said in ["dupont foret", "moreau dupond", "dupont 06"] {
        let found = search::customers(&office.collector, said, 20)
            .await
            .unwrap();
        assert_eq!(found, [], "{said}");
    }
}

/// Rows that one screen may touch on its way to some forty lines: two scans of the 1 400 customers, which at
/// that number cost less than forty look-ups, fit in; one scan of positions, activities, allocations,
/// documents or items does not.
const BUDGET: i64 = 3_500;

#[tokio::test]
async fn a_page_costs_the_same_whatever_the_size_of_the_ledger() {
    let office = office().await;
    let (pool, company) = (&office.collector, office.company);
    let filter = &Filter::default();
    let page = worklist::page(pool, company, filter, &Fetch::First, 40)
        .await
        .unwrap();
    let middle = Fetch::After(page.after.unwrap());
    let customer = page.rows[0].customer;
    let one = &Filter {
        customer: Some(customer),
        ..Filter::default()
    };

    let mut touched = Touched::begin(&office).await;
    let _ = worklist::page(pool, company, filter, &middle, 40)
        .await
        .unwrap();
    touched.within("worklist, from the middle").await;
    let page = aging::customers(pool, company, filter, None, &Fetch::First, 40)
        .await
        .unwrap();
    touched.within("aged balance").await;
    let middle = Fetch::After(page.after.unwrap());
    let _ = aging::customers(pool, company, filter, None, &middle, 40)
        .await
        .unwrap();
    touched.within("aged balance, from the middle").await;
    let _ = customer::file(pool, company, customer).await.unwrap();
    touched.within("customer").await;
    let _ = item::page(pool, company, one, None, &Fetch::First, 40)
        .await
        .unwrap();
    touched.within("a customer's items").await;
    let page = item::page(pool, company, filter, None, &Fetch::First, 40)
        .await
        .unwrap();
    touched.within("open items").await;
    let middle = Fetch::After(page.after.unwrap());
    let _ = item::page(pool, company, filter, None, &middle, 40)
        .await
        .unwrap();
    touched.within("open items, from the middle").await;
    let _ = activity::timeline(pool, company, customer, &Fetch::First, 40)
        .await
        .unwrap();
    touched.within("timeline").await;
    let all = Ask {
        company,
        ..Ask::default()
    };
    let _ = list::page::<Activity>(pool, &all, &Fetch::First, 40)
        .await
        .unwrap();
    touched.within("activity").await;
    let _ = search::customers(pool, "1a2b3c", 20).await.unwrap();
    touched.within("search").await;
}

/// Rows read so far, by table: by index or from end to end.
struct Touched<'o> {
    office: &'o Office,
    before: BTreeMap<String, i64>,
}

impl<'o> Touched<'o> {
    async fn begin(office: &'o Office) -> Touched<'o> {
        let before = Self::read(office).await;
        Touched { office, before }
    }

    async fn read(office: &Office) -> BTreeMap<String, i64> {
        // A session tells what it counted when it is asked to, at the end of that statement.
        for _ in 0..2 {
            sqlx::raw_sql("select pg_stat_force_next_flush()")
                .execute(&office.collector)
                .await
                .expect("statistics");
        }
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "select t.relname::text, (coalesce(t.seq_tup_read, 0) + coalesce((
                      select sum(i.idx_tup_read) from pg_stat_user_indexes i where i.relid = t.relid), 0))::bigint
               from pg_stat_user_tables t where t.schemaname = 'app'",
        )
        .fetch_all(&office.admin)
        .await
        .expect("statistics");
        rows.into_iter().collect()
    }

    async fn within(&mut self, what: &str) {
        let after = Self::read(self.office).await;
        let mut touched: Vec<(&str, i64)> = after
            .iter()
            .map(|(table, rows)| (table.as_str(), rows - self.before.get(table).unwrap_or(&0)))
            .filter(|(_, rows)| *rows > 0)
            .collect();
        touched.sort_by_key(|(_, rows)| -rows);
        let total: i64 = touched.iter().map(|(_, rows)| rows).sum();
        println!("{what}: {total} rows, {touched:?}");
        assert!(total > 0, "{what}: nothing was counted");
        assert!(total <= BUDGET, "{what}: {touched:?}");
        self.before = after;
    }
}
