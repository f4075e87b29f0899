//! Every list in every order under every kind of condition, on a real server and under its rights.

use std::cmp::Ordering;

use encours::domain::activity::Activity;
use encours::domain::aging::{AgedCustomer, AgedTotal, Split};
use encours::domain::alert::Alert;
use encours::domain::credit::{Breach, HoldLine, LimitRequest};
use encours::domain::dispute::Dispute;
use encours::domain::filter::{AsOf, Comparison, Condition, Literal, Test, parse};
use encours::domain::invoice::Item;
use encours::domain::list::{Ask, Field, Key, Kind, Listed as _, Place, Value, totals};
use encours::domain::outgoing::Outgoing;
use encours::domain::page::Fetch;
use encours::domain::pipeline::{Document, Order};
use encours::domain::promise::Promise;
use encours::domain::worklist::WorklistRow;
use encours::store::list::{self, Stored};
use rust_decimal::Decimal;

use super::{Office, office_of, walk};

/// Enough for more than twenty rows in every list, few enough to walk them in every order.
const CUSTOMERS: i64 = 180;

#[tokio::test]
async fn lists_are_right_in_every_order_and_under_every_condition() {
    let office = office_of(CUSTOMERS).await;
    for as_of in [None, Some(past())] {
        exercise::<Item>(&office, as_of, "number:7 number:3").await;
    }
    exercise::<Promise>(&office, None, "").await;
    exercise::<Alert>(&office, None, "").await;
    exercise::<Activity>(&office, None, "client:1").await;
    exercise::<Dispute>(&office, None, "").await;
    exercise::<Outgoing>(&office, None, "").await;
}

fn past() -> AsOf {
    AsOf::day("2026-04-30".parse().expect("a day"))
}

#[tokio::test]
async fn a_balance_narrowed_and_summed_up_is_the_sum_of_its_customers() {
    let office = office_of(CUSTOMERS).await;
    let pool = &office.collector;
    let fields: Vec<&'static Field> = AgedTotal::LIST.fields().collect();
    let conditions = parse("late>20 -disputed net>100", &fields, &|_| None).expect("a filter");
    for as_of in [None, Some(past())] {
        let ask = Ask {
            company: office.company,
            as_of,
            conditions: conditions.clone(),
            ..Ask::default()
        };
        let customers = some::<AgedCustomer>(&office, &ask, "narrowed").await;
        assert!(customers.len() > 20, "{} prove little", customers.len());
        let gross = |currency| {
            let of_it = customers.iter().filter(|c| c.aged.currency == currency);
            let sums = of_it.map(|c| (c.aged.gross, c.aged.items, c.aged.customers));
            sums.fold((Decimal::ZERO, 0, 0), |a, b| {
                (a.0 + b.0, a.1 + b.1, a.2 + b.2)
            })
        };
        for split in [Split::Currency, Split::Portfolio] {
            let ask = Ask {
                split,
                order: Some(Key::down("gross")),
                ..ask.clone()
            };
            let lines = some::<AgedTotal>(&office, &ask, "summed up").await;
            assert!(!lines.is_empty());
            // One collector's portfolio: each currency is one line either way.
            for line in &lines {
                let sums = (line.aged.gross, line.aged.items, line.aged.customers);
                assert_eq!(sums, gross(line.aged.currency), "{split:?} {as_of:?}");
                assert_eq!(line.portfolio.is_some(), split == Split::Portfolio);
            }
            let summed = list::totals::<AgedTotal>(pool, &ask).await.expect("sums");
            assert_eq!(summed, totals(lines.iter()));
        }
    }
    for field in fields.iter().filter(|f| f.sorts || f.place == Place::Asked) {
        if let Some(text) = asked_of_anything(field) {
            let ask = Ask {
                company: office.company,
                conditions: parse(&text, &fields, &|_| None).expect("a filter"),
                ..Ask::default()
            };
            some::<AgedTotal>(&office, &ask, &text).await;
        }
    }
}

/// One question about a field, whatever its rows have in it.
fn asked_of_anything(field: &Field) -> Option<String> {
    let name = field.names[0];
    Some(match field.kind {
        Kind::Money | Kind::Number | Kind::Days => format!("{name}>1"),
        Kind::Text(_) | Kind::Person => format!("{name}:a"),
        Kind::Word(words) => format!("{name}:{}", words[0]),
        Kind::Date | Kind::Time | Kind::Flag => return None,
    })
}

#[tokio::test]
async fn lists_of_customers_are_right_in_every_order_and_under_every_condition() {
    let office = office_of(CUSTOMERS).await;
    exercise::<WorklistRow>(&office, None, "").await;
    exercise::<Breach>(&office, None, "").await;
    for as_of in [None, Some(past())] {
        exercise::<AgedCustomer>(&office, as_of, "").await;
    }
}

#[tokio::test]
async fn lists_of_the_pipeline_are_right_in_every_order_and_under_every_condition() {
    let office = office_of(CUSTOMERS).await;
    sqlx::raw_sql(PIPELINE)
        .execute(&office.admin)
        .await
        .expect("orders and holds");
    exercise::<Order>(&office, None, "").await;
    for part in [
        "part:late",
        "part:in_error",
        "part:waiting",
        "part:suspended",
    ] {
        exercise::<Document>(&office, None, part).await;
    }
    exercise::<HoldLine>(&office, None, "").await;
    exercise::<LimitRequest>(&office, None, "").await;
}

/// Orders and invoices in every part, holds of every scope, limits asked for.
const PIPELINE: &str = "
  set session_replication_role = replica;
  insert into app.sales_order (company_id, id, customer_id, portfolio_id, number, ordered_on, requested_on, shipped_on, currency, amount,
                               delivered_amount, invoiced_amount, status, urgent)
  select c.company_id, app.uuid7(), c.id, c.portfolio_id, 'O' || c.ref || k, '2026-04-01'::date + k * 17, case when k <> 2 then '2026-06-20'::date + k * 7 end,
         case when k = 4 then '2026-06-02'::date end, (array['EUR', 'USD'])[1 + k % 2], 1000 + k * 11 + length(c.ref), k * 100, k * 50,
         (array['to_process', 'pending', 'blocked', 'shipped'])[k], k = 1
    from app.customer c, generate_series(1, 4) k;
  update app.document set status = (array['to_validate', 'in_error', 'refused', 'waiting'])[1 + (hashtext(number) & 3)],
                          einvoice_code = case when hashtext(number) % 5 = 0 then 208 when hashtext(number) % 5 = 1 then 213 end,
                          error_cause = case when hashtext(number) % 5 = 1 then 'missing_po' end
   where hashtext(number) % 3 = 0 and kind = 'invoice';
  insert into app.hold (company_id, id, customer_id, portfolio_id, scope, scope_id, what, reason, state, from_on, until_on, requested_by)
  select o.company_id, app.uuid7(), o.customer_id, o.portfolio_id, case o.status when 'blocked' then 'order' else 'customer' end,
         case o.status when 'blocked' then o.id end, case o.status when 'pending' then 'reminders' else 'credit' end, 'over since ' || o.number,
         case o.status when 'blocked' then 'requested' else 'in_force' end, '2026-05-01'::date + length(o.number) + ascii(right(o.number, 2)),
         case o.status when 'shipped' then '2026-07-01'::date end, case o.status when 'blocked' then p.id end
    from app.sales_order o cross join app.person p where p.display_name = 'Ada' and o.number ~ '[0-4].$';
  insert into app.limit_request (company_id, id, customer_id, portfolio_id, amount, kind, effective_on, until_on, reason, requested_by)
  select c.company_id, app.uuid7(), c.id, c.portfolio_id, case when c.ref !~ '5$' then 5000 + ascii(right(c.ref, 1)) end,
         (array['internal', 'temporary', 'insured'])[1 + ascii(right(c.ref, 1)) % 3], '2026-07-01', case when c.ref ~ '7$' then '2026-12-31'::date end,
         'more orders', p.id
    from app.customer c cross join app.person p where p.display_name = 'Ada';
  set session_replication_role = origin";

/// Rows that the condition narrows to are walked in every order; then every field is asked for.
async fn exercise<R>(office: &Office, as_of: Option<AsOf>, narrow: &str)
where
    R: Stored + PartialEq + std::fmt::Debug,
{
    let (pool, name) = (&office.collector, R::LIST.name);
    let fields: Vec<&'static Field> = R::LIST.fields().collect();
    let read = |text: &str| {
        parse(text, &fields, &|typed| typed.parse().ok())
            .unwrap_or_else(|refusal| panic!("{name}: {text}: {refusal:?}"))
    };
    let all = Ask {
        company: office.company,
        as_of,
        conditions: read(narrow),
        ..Ask::default()
    };
    let ask = |conditions: &[Condition]| Ask {
        conditions: all.conditions.iter().chain(conditions).cloned().collect(),
        ..all.clone()
    };
    let rows = whole::<R>(office, &all, 100, "own order").await;
    assert!(
        rows.len() > 20,
        "{name} {narrow}: {} rows prove little",
        rows.len()
    );
    assert_eq!(
        list::totals::<R>(pool, &all).await.unwrap(),
        totals(rows.iter()),
        "{name}: sums"
    );
    for (n, field) in fields.iter().filter(|f| f.sorts).enumerate() {
        // Of a past day each order in one direction: the other is the same statement.
        let ways: &[bool] = match as_of {
            None => &[false, true],
            Some(_) => &[n % 2 == 0],
        };
        for &descending in ways {
            let order = Some(Key {
                field: field.key,
                descending,
            });
            let sorted = Ask {
                order,
                ..all.clone()
            };
            let sorted = whole::<R>(office, &sorted, rows.len(), field.key).await;
            assert_eq!(sorted.len(), rows.len(), "{name} by {}", field.key);
            let value = R::LIST.column(field.key).expect("a column").value;
            let values: Vec<Value> = sorted.iter().map(value).collect();
            for pair in values.windows(2) {
                let order = compare(&pair[0], &pair[1], descending);
                assert_ne!(
                    order,
                    Some(Ordering::Greater),
                    "{name} by {}: {pair:?}",
                    field.key
                );
            }
        }
    }
    for field in &fields {
        let value = R::LIST.column(field.key).expect("a column").value;
        for text in asked_of::<R>(field, &rows) {
            let condition = read(&text).remove(0);
            let negation = Condition {
                negated: true,
                ..condition.clone()
            };
            let met = some::<R>(office, &ask(std::slice::from_ref(&condition)), &text).await;
            let not = some::<R>(office, &ask(&[negation]), &text).await;
            assert_eq!(met.len() + not.len(), rows.len(), "{name}: {text}");
            // `me` is the server's to know, and several amounts have no one value.
            if field.is_column() && field.kind != Kind::Person && field.key != "amounts" {
                // of items only what is owed can be late
                let owed = |row: &&R| match R::LIST.column("open").map(|c| (c.value)(row)) {
                    Some(Value::Money(open)) if name == "items" && field.kind == Kind::Days => {
                        open.amount().is_sign_positive()
                    }
                    _ => true,
                };
                let model: Vec<R> = rows
                    .iter()
                    .filter(owed)
                    .filter(|row| meets(&condition.test, &value(row)))
                    .cloned()
                    .collect();
                assert!(
                    met == model,
                    "{name}: {text}: {} rows are not {}",
                    met.len(),
                    model.len()
                );
            }
        }
    }
    for text in ["\"société\"", "\"%_\\\"", "nobody"] {
        let met = some::<R>(office, &ask(&read(text)), text).await;
        assert_eq!(met.is_empty(), !text.contains("soci"), "{name}: {text}");
    }
}

#[tokio::test]
async fn what_is_looked_for_is_found_in_the_order_of_the_list_and_pages_go_on_from_there() {
    let office = office_of(CUSTOMERS).await;
    sought::<WorklistRow>(&office, None).await;
    sought::<AgedCustomer>(&office, Some("overdue")).await;
    sought::<Item>(&office, None).await;
}

async fn sought<R: Stored + PartialEq + std::fmt::Debug>(
    office: &Office,
    order: Option<&'static str>,
) {
    let (pool, name) = (&office.collector, R::LIST.name);
    let ask = Ask {
        company: office.company,
        order: order.map(Key::up),
        general: true,
        ..Ask::default()
    };
    let all = some::<R>(office, &ask, name).await;
    let reference = |row: &R| row.customer().map(|(id, _)| id);
    let text = |row: &R| {
        let searched = R::LIST.columns.iter().filter(|c| c.field.searched);
        let texts = searched.map(|column| match (column.value)(row) {
            Value::Text(text) => text.as_str().to_lowercase(),
            _ => String::new(),
        });
        texts.collect::<Vec<_>>().join("\n")
    };
    let reference_of = R::LIST.column("customer").expect("a column").value;
    let Value::Text(wanted) = reference_of(&all[all.len() * 2 / 3]) else {
        panic!("{name}: no reference");
    };
    let wanted = wanted.as_str().to_lowercase();
    let at = all
        .iter()
        .position(|row| text(row).contains(&wanted))
        .expect("there");
    let seek = |text: String, from: Fetch| {
        let ask = &ask;
        async move {
            list::seek::<R>(pool, ask, &text, &from, 7)
                .await
                .expect("an answer")
        }
    };
    let page = seek(wanted.clone(), Fetch::First).await.expect("found");
    assert_eq!(page.rows, all[at..(at + 7).min(all.len())], "{name}");
    assert_eq!(
        page.before.is_some(),
        at > 0,
        "{name}: the rows before it can be asked for"
    );
    if let Some(before) = page.before {
        let page = list::page::<R>(pool, &ask, &Fetch::Before(before), 3)
            .await
            .expect("a page");
        assert_eq!(page.rows, all[at.saturating_sub(3)..at], "{name}");
    }
    // Behind the last one it begins again at the first.
    let place = page.first.expect("a place");
    let last = all.iter().rposition(|row| text(row).contains(&wanted));
    if last == Some(at) {
        let again = seek(wanted, Fetch::After(place))
            .await
            .expect("found again");
        assert_eq!(
            again.rows.first().map(reference),
            Some(reference(&all[at])),
            "{name}"
        );
    }
    assert!(
        seek("zzqq zz".into(), Fetch::Last).await.is_none(),
        "{name}"
    );
}

/// All that meets a condition, in one page.
async fn some<R: Stored>(office: &Office, ask: &Ask, what: &str) -> Vec<R> {
    let page = list::page::<R>(&office.collector, ask, &Fetch::First, 10_000).await;
    page.unwrap_or_else(|e| panic!("{what}: {e} {:?}", e.params()))
        .rows
}

/// The whole list in three pages from either end: each page begins where the one before it ended.
async fn whole<R>(office: &Office, ask: &Ask, rows: usize, what: &str) -> Vec<R>
where
    R: Stored + PartialEq + std::fmt::Debug,
{
    let limit = u32::try_from(rows / 3 + 1).expect("not so many");
    let what = format!("{} {what}", R::LIST.name);
    walk(&what, |fetch| async move {
        list::page::<R>(&office.collector, ask, &fetch, limit).await
    })
    .await
}

/// What can be asked of a field: values that are there, and that are not.
fn asked_of<R: Stored>(field: &Field, rows: &[R]) -> Vec<String> {
    let name = field.names[0];
    let value = R::LIST.column(field.key).expect("a column").value;
    let middle = value(&rows[rows.len() / 2]);
    let mut texts = match field.kind {
        Kind::Flag => Vec::new(),
        Kind::Person => vec![format!("{name}:me"), format!("{name}:ad,nobody")],
        Kind::Word(words) => vec![
            format!("{name}:{}", words[0]),
            format!("{name}={}", words.join(",")),
        ],
        Kind::Text(_) => match &middle {
            Value::Text(text) => vec![
                format!("{name}:\"{}\"", &text.as_str()),
                format!("{name}=\"{}\",x", text.as_str()),
            ],
            _ => vec![format!("{name}:a")],
        },
        Kind::Date | Kind::Time => [
            "<2026-05-17",
            "<=2026-05-17",
            "=2026-05-17",
            ">=2026-05-17",
            ">2026-05-17",
            ":2026-03-01..2026-05-17",
        ]
        .map(|rest| format!("{name}{rest}"))
        .to_vec(),
        Kind::Money | Kind::Days | Kind::Number => {
            let n = match middle {
                Value::Money(money) => money.amount().normalize().to_string(),
                Value::Number(n) => n.to_string(),
                _ => "12".to_owned(),
            };
            let compared = ["<", "<=", "=", ">=", ">"].map(|sign| format!("{name}{sign}{n}"));
            let mut texts = compared.to_vec();
            texts.push(format!("{name}:-5..{n}"));
            texts.push(format!("{name}<3k"));
            texts
        }
    };
    if field.flag {
        texts.push(name.to_owned());
    }
    texts
}

/// Within a currency, and what is not known last.
fn compare(a: &Value, b: &Value, descending: bool) -> Option<Ordering> {
    let order = match (a, b) {
        (Value::None, Value::None) => return Some(Ordering::Equal),
        (Value::None, _) => return Some(Ordering::Greater),
        (_, Value::None) => return Some(Ordering::Less),
        (Value::Money(a), Value::Money(b)) if a.currency() == b.currency() => {
            a.amount().cmp(&b.amount())
        }
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Time(a), Value::Time(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Flag(a), Value::Flag(b)) => a.cmp(b),
        // Text is in the order of the server's language.
        _ => return None,
    };
    Some(if descending { order.reverse() } else { order })
}

/// What a condition means, said once more.
fn meets(test: &Test, value: &Value) -> bool {
    let holds = |how: Comparison, order: Ordering| match how {
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Equal => order.is_eq(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::More => order.is_gt(),
    };
    let compared = |literal: &Literal| match (value, literal) {
        (Value::Money(money), Literal::Number(n)) => Some(money.amount().cmp(n)),
        (Value::Number(a), Literal::Number(n)) => Some(Decimal::from(*a).cmp(n)),
        (Value::Date(a), Literal::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Literal::Date(b)) => Some(a.date_naive().cmp(b)),
        _ => None,
    };
    match test {
        Test::Flag(_) => match value {
            Value::Money(money) => !money.is_zero(),
            Value::Flag(flag) => *flag,
            value => *value != Value::None,
        },
        Test::Compare(_, how, literal) => compared(literal).is_some_and(|order| holds(*how, order)),
        Test::Between(_, from, to) => {
            compared(from).is_some_and(Ordering::is_ge) && compared(to).is_some_and(Ordering::is_le)
        }
        Test::Contains(_, texts) => match value {
            Value::Text(text) => texts
                .iter()
                .any(|part| text.as_str().to_lowercase().contains(&part.to_lowercase())),
            _ => false,
        },
        Test::Is(_, texts) => match value {
            Value::Text(text) => texts
                .iter()
                .any(|one| text.as_str().to_lowercase() == one.to_lowercase()),
            Value::Word(word) => texts.iter().any(|one| one == word),
            _ => false,
        },
        Test::Words(_) | Test::Letters(_) | Test::Mine(_) => panic!("asked of a field"),
    }
}
