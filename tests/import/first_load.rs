//! A first ledger of many lines: its indexes are built once, after its rows, and nobody can tell.

use super::Desk;

const ROWS: u32 = 10_500;
const INDEXES: &str = "select string_agg(pg_get_indexdef(i.indexrelid), e'\\n' order by i.indexrelid::regclass::text)
  from pg_index i join pg_class c on c.oid = i.indexrelid where c.relnamespace = 'app'::regnamespace and i.indisvalid";
const NOT_OK: &str =
    "select string_agg(\"check\" || ' ' || detail, '; ') from app.check() where not ok";

/// Twenty lines a customer. A third is paid in part; `changed` lines out of a hundred say another amount.
fn ledger(changed: u32) -> String {
    ledger_of(changed, 20)
}

fn ledger_of(changed: u32, each: u32) -> String {
    let mut text = "customer,name,number,issued_on,due_on,currency,amount,applied\n".to_owned();
    for n in 0..ROWS {
        let amount = 100 + n + u32::from(n % 100 < changed);
        let applied = if n % 3 == 0 { "50" } else { "" };
        let customer = n / each;
        text.push_str(&format!(
            "C{customer},Customer {customer},F{n},2026-0{}-05,2026-0{}-20,EUR,{amount},{applied}\n",
            n % 8 + 1,
            n % 8 + 2
        ));
    }
    text
}

#[tokio::test]
async fn a_first_ledger_of_many_lines_leaves_every_index_behind() {
    let desk = Desk::with_company().await;
    let before = desk.text(INDEXES).await;
    let said = desk.file("said.csv", ledger(0));
    let all = u64::from(ROWS);

    let tried = desk.import_file("ledger", &said, &["--dry-run"]).await;
    assert_eq!(
        tried.counts(),
        [all, all, 0, 0, 0],
        "{}{}",
        tried.json,
        tried.sentence
    );
    assert_eq!(desk.text(INDEXES).await, before);
    assert_eq!(desk.text("select count(*) from app.document").await, "0");

    let first = desk.import_file("ledger", &said, &[]).await;
    assert_eq!(
        first.counts(),
        [all, all, 0, 0, 0],
        "{}{}",
        first.json,
        first.sentence
    );
    assert_eq!(desk.text(INDEXES).await, before);
    assert_eq!(
        desk.text("select count(*) from staging.shelved_index")
            .await,
        "0"
    );

    let corrected = desk.file("corrected.csv", ledger(4));
    let second = desk.import_file("ledger", &corrected, &[]).await;
    let changed = all / 25;
    assert_eq!(
        second.counts(),
        [all, 0, changed, all - changed, 0],
        "{}{}",
        second.json,
        second.sentence
    );
    assert_eq!(desk.text(NOT_OK).await, "null");
    desk.assert_adds_up().await;
}

/// Many customers are worked out side by side, and enter tables without indexes.
#[tokio::test]
async fn a_first_ledger_of_many_customers_adds_up() {
    let desk = Desk::with_company().await;
    let before = desk.text(INDEXES).await;
    let said = desk.file("said.csv", ledger_of(0, 2));
    let corrected = desk.file("corrected.csv", ledger_of(50, 2));
    let all = u64::from(ROWS);
    for (file, counts) in [
        (&said, [all, all, 0, 0, 0]),
        (&corrected, [all, 0, all / 2, all / 2, 0]),
    ] {
        let done = desk.import_file("ledger", file, &[]).await;
        assert_eq!(done.counts(), counts, "{}{}", done.json, done.sentence);
        assert_eq!(desk.text(INDEXES).await, before);
        assert_eq!(desk.text(NOT_OK).await, "null");
    }
    let kept = "select count(*) = count(p.customer_id) and count(*) = count(m.customer_id) and count(*) = count(s.customer_id)
      from app.customer c left join app.position p on p.customer_id = c.id
      left join app.customer_money m on m.customer_id = c.id left join app.standing s on s.customer_id = c.id";
    assert_eq!(desk.text(kept).await, "true");
    desk.assert_adds_up().await;
}

/// What was there before is not what the planner must think of when it works on the many that have come.
#[tokio::test]
async fn many_lines_that_come_to_others_are_measured() {
    let desk = Desk::with_company().await;
    let few = "customer,name,number,issued_on,due_on,currency,amount,applied\n\
               A1,Autre SA,A1,2026-01-05,2026-02-05,EUR,10,\n";
    let few = desk.file("few.csv", few);
    let first = desk.import_file("ledger", &few, &[]).await;
    assert_eq!(first.counts(), [1, 1, 0, 0, 0], "{}", first.sentence);
    let many = desk.file("many.csv", ledger(0));
    let second = desk.import_file("ledger", &many, &[]).await;
    let all = u64::from(ROWS);
    assert_eq!(second.counts(), [all, all, 0, 0, 0], "{}", second.sentence);
    let measured = "select count(*) from pg_stat_user_tables where schemaname = 'app' and last_analyze is not null
      and relname in ('customer', 'document', 'due_item', 'receipt', 'allocation')";
    assert_eq!(desk.text(measured).await, "5");
}

/// Whoever reads a table keeps its indexes where they are; the import does not wait.
#[tokio::test]
async fn a_reader_is_not_in_the_way_of_a_first_ledger() {
    let desk = Desk::with_company().await;
    let before = desk.text(INDEXES).await;
    let mut reader = desk.admin.begin().await.unwrap();
    // However long the import takes here, the reader does not go away.
    sqlx::raw_sql("set local idle_in_transaction_session_timeout = 0; select from app.due_item")
        .execute(&mut *reader)
        .await
        .unwrap();
    let said = desk.file("said.csv", ledger(0));
    let first = desk.import_file("ledger", &said, &[]).await;
    reader.commit().await.unwrap();
    let all = u64::from(ROWS);
    assert_eq!(
        first.counts(),
        [all, all, 0, 0, 0],
        "{}{}",
        first.json,
        first.sentence
    );
    assert_eq!(desk.text(INDEXES).await, before);
    assert_eq!(desk.text(NOT_OK).await, "null");
}
