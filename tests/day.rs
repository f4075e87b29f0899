//! A day played in pseudo-terminals: two collectors and a manager work through their customers, payments are imported
//! at noon, the server crashes and comes back at four. After it the ledger is sound and every action is in the audit
//! exactly once.
//!
//! A short day by default; `ENCOURS_SOAK=1` plays the whole one.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use encours::private_pg::SUPERUSER;

use crate::support::db::TestDb;
use crate::support::desk::{Cost, Desk, Office};

/// A Wednesday.
const DAY: &str = "2026-11-18";

const SOPHIE: &str = "demo_sophie";

/// How much there is to do.
struct Size {
    invoices: u32,
    /// Customers of each collector.
    collectors: [(&'static str, i64); 2],
    /// Alerts that the manager looks at, and reminders she approves.
    manager: usize,
    paid: usize,
    /// Customers on whom something was done at the end, at least.
    worked: usize,
}

const SHORT: Size = Size {
    invoices: 1_500,
    collectors: [("demo_claire", 6), ("demo_hugo", 5)],
    manager: 2,
    paid: 2,
    worked: 11,
};

const WHOLE: Size = Size {
    invoices: 24_000,
    collectors: [("demo_claire", 72), ("demo_karim", 72)],
    manager: 14,
    paid: 12,
    worked: 150,
};

/// A customer to work on, with its most overdue invoice.
#[derive(Debug, Clone, sqlx::FromRow)]
struct Customer {
    name: String,
    reference: String,
    invoice: String,
    currency: String,
    open: String,
}

/// Customers of a person who owe an invoice and can be telephoned and written to, of whom nothing is promised or contested.
const CUSTOMERS: &str = "
    SELECT c.name, c.ref AS reference, i.number AS invoice, i.currency, round(i.open_amount, 2)::text AS open
      FROM app.customer c
      JOIN app.portfolio_person w ON w.portfolio_id = c.portfolio_id AND date '2026-11-18' BETWEEN w.from_on AND coalesce(w.to_on, 'infinity')
      JOIN app.person p ON p.id = w.person_id AND p.role_name = $1
     CROSS JOIN LATERAL (
           SELECT d.number, i.currency, i.open_amount FROM app.due_item i
             JOIN app.document d ON d.company_id = i.company_id AND d.id = i.document_id AND d.kind = 'invoice'
            WHERE i.company_id = c.company_id AND i.customer_id = c.id AND i.open_amount > 1 AND i.due_on < '2026-11-18'
            ORDER BY i.due_on, d.number LIMIT 1) i
     WHERE c.company_id = 1
       AND NOT w.substitute
       AND c.insolvent_on IS NULL
       AND NOT EXISTS (SELECT FROM app.due_item x WHERE x.company_id = 1 AND x.customer_id = c.id AND x.open_amount < 0)
       AND NOT EXISTS (SELECT FROM app.receipt x WHERE x.company_id = 1 AND x.customer_id = c.id AND x.unallocated <> 0)
       AND NOT EXISTS (SELECT FROM app.dispute x WHERE x.company_id = 1 AND x.customer_id = c.id)
       AND NOT EXISTS (SELECT FROM app.promise x WHERE x.company_id = 1 AND x.customer_id = c.id AND x.state IN ('open', 'due'))
       AND NOT EXISTS (SELECT FROM app.customer x WHERE x.id <> c.id AND starts_with(x.name, c.name))
       AND 0 < (SELECT count(*) FROM app.contact k WHERE k.company_id = 1 AND k.customer_id = c.id)
       AND NOT EXISTS (SELECT FROM app.contact k WHERE k.company_id = 1 AND k.customer_id = c.id
                          AND (k.phone IS NULL OR k.email IS NULL OR k.bounced OR k.do_not_call))
     ORDER BY c.ref LIMIT $2";

/// Customers whose alerts nobody has looked at.
const ALERTED: &str = "
    SELECT c.name FROM app.customer c JOIN app.alert a ON a.company_id = c.company_id AND a.customer_id = c.id
     WHERE c.company_id = 1
     GROUP BY c.name HAVING bool_and(a.state IN ('open', 'resolved')) AND 1 = count(*) FILTER (WHERE a.state = 'open')";

const NOTES: &str =
    "SELECT count(*) FROM app.activity_text WHERE body = 'the line was cut and is back'";

/// Who did what to whom, how often, by the audit.
const AUDITED: &str = "
    SELECT a.actor, a.verb, coalesce(c.name, ''), count(*)
      FROM app.audit a LEFT JOIN app.customer c ON c.company_id = a.company_id AND c.id = a.customer_id
     WHERE a.seq > $1 AND a.actor = ANY ($2) GROUP BY 1, 2, 3";

/// Actor, verb, customer.
type Deed = (String, &'static str, String);

/// What was done, and what it cost, by task.
#[derive(Default)]
struct Book {
    deeds: Vec<Deed>,
    costs: BTreeMap<&'static str, Vec<Cost>>,
}

impl Book {
    fn enter(&mut self, desk: &Desk, task: &'static str, deed: Deed) {
        self.costs.entry(task).or_default().push(desk.cost());
        self.deeds.push(deed);
    }

    fn add(&mut self, other: Book) {
        self.deeds.extend(other.deeds);
        for (task, costs) in other.costs {
            self.costs.entry(task).or_default().extend(costs);
        }
    }

    /// Prints the mean cost of each task.
    fn print(&self) {
        for (task, costs) in &self.costs {
            let mut sum = Cost::default();
            costs.iter().for_each(|cost| sum += *cost);
            let times = costs.len();
            let mean = Cost {
                keys: sum.keys / times,
                bytes: sum.bytes / times,
                statements: sum.statements / times,
            };
            println!("{times:>4} times {mean}  {task}");
        }
    }
}

/// What is done for a customer who is on the screen: keys, words and keys that save, and the verb that it is.
fn task(nth: usize, desk: &mut Desk) -> (&'static str, &'static str) {
    match nth % 6 {
        0 => {
            desk.press("c v enter");
            ("call: voicemail", "log_call")
        }
        1 => {
            desk.press("c p");
            desk.words("fri");
            desk.press("enter");
            ("call: promise", "log_call")
        }
        2 => {
            desk.press("x q enter");
            ("dispute", "open_dispute")
        }
        3 => {
            desk.press("I");
            desk.sees("Subject");
            desk.press("ctrl-d");
            ("copy of the invoice", "send_message")
        }
        4 => {
            desk.press("c s");
            desk.words("+3");
            desk.press("enter");
            ("call: payment sent", "log_call")
        }
        _ => {
            desk.press("n");
            desk.words("asks for a statement");
            desk.press("enter");
            ("note", "add_note")
        }
    }
}

/// Finds a customer, from wherever one is, and waits for the first invoice.
fn find(desk: &mut Desk, customer: &Customer) {
    desk.press("/");
    desk.words(&customer.name);
    // A long name is cut, a reference never.
    let on_it = |line: &str| line.contains("│ ▶ ") && line.contains(&customer.reference);
    let found = |screen: &str| screen.contains("Enter opens") && screen.lines().any(on_it);
    desk.sees_that(&format!("{} found", customer.name), found);
    desk.press("enter");
    let open = |screen: &str| {
        screen.contains("Exposure")
            && screen
                .lines()
                .nth(1)
                .is_some_and(|l| l.contains(&customer.reference))
    };
    desk.sees_that(&format!("{} open", customer.name), open);
    desk.quiet();
}

/// A collector works through these customers.
fn collect(desk: &mut Desk, role: &str, customers: &[Customer], first: usize) -> Book {
    let mut book = Book::default();
    for (nth, customer) in customers.iter().enumerate() {
        desk.begin();
        find(desk, customer);
        desk.sees(&customer.invoice);
        book.costs
            .entry("find the customer")
            .or_default()
            .push(desk.cost());
        desk.begin();
        let (what, verb) = task(first + nth, desk);
        desk.saw(&["saved on", &customer.name]);
        book.enter(desk, what, (role.to_owned(), verb, customer.name.clone()));
        desk.press("q");
    }
    book
}

/// The manager approves reminders, then looks at alerts.
fn manage(desk: &mut Desk, alerted: &mut Vec<String>, reminders: usize, alerts: usize) -> Book {
    let mut book = Book::default();
    if reminders > 0 {
        desk.go("gr", "Reminders");
        for marked in 1..=reminders {
            desk.press("space");
            desk.sees(&format!("{marked} marked"));
        }
        desk.begin();
        desk.press("a");
        desk.sees("Approve and send");
        desk.words(&reminders.to_string());
        desk.press("ctrl-d");
        desk.saw(&[&format!("{reminders} approved, 0 refused")]);
        book.costs
            .entry("approve marked reminders")
            .or_default()
            .push(desk.cost());
    }
    desk.go("gl", "Alerts");
    for _ in 0..alerts {
        let name = desk.find_line(alerted);
        alerted.retain(|other| *other != name);
        desk.begin();
        desk.press("a");
        desk.saw(&["saved on", &name]);
        book.enter(
            desk,
            "acknowledge an alert",
            (SOPHIE.to_owned(), "acknowledge_alert", name),
        );
    }
    book
}

/// A collector: the cockpit, the login, and the customers of the morning and of the afternoon.
type Collector = (Desk, &'static str, [Vec<Customer>; 2]);

/// Both collectors and the manager at once, in the morning (0) or the afternoon (1).
fn together(
    collectors: &mut [Collector; 2],
    sophie: &mut Desk,
    alerted: &mut Vec<String>,
    half: usize,
    alerts: usize,
) -> Book {
    let mut book = Book::default();
    std::thread::scope(|scope| {
        let collecting: Vec<_> = collectors
            .iter_mut()
            .map(|(desk, role, customers)| {
                let first = half * customers[0].len();
                scope.spawn(move || collect(desk, role, &customers[half], first))
            })
            .collect();
        book.add(manage(sophie, alerted, 0, alerts));
        for collector in collecting {
            book.add(collector.join().expect("a day's work"));
        }
    });
    book
}

fn program(office: &Office, role: &str, words: &[&str]) -> (bool, String) {
    let said = Command::new(env!("CARGO_BIN_EXE_encours"))
        .args(words)
        .env("ENCOURS_DATABASE_URL", office.db.url(role))
        .env("LANG", "C.UTF-8")
        .output()
        .expect("the program runs");
    let told = [said.stdout, said.stderr].concat();
    (
        said.status.success(),
        String::from_utf8_lossy(&told).into_owned(),
    )
}

/// The bank's payments: one invoice in full, of each of these.
fn import(office: &Office, paid: &[Customer]) {
    let mut file = "customer,external_id,received_on,currency,amount,invoice\n".to_owned();
    for (
        n,
        Customer {
            reference,
            currency,
            open,
            invoice,
            ..
        },
    ) in paid.iter().enumerate()
    {
        file.push_str(&format!(
            "{reference},NOON{n},{DAY},{currency},{open},{invoice}\n"
        ));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("payments.csv");
    std::fs::write(&path, file).expect("a file");
    let path = path.display().to_string();
    let words = [
        "--format",
        "json",
        "import",
        "payments",
        &path,
        "--company",
        "VALMO",
    ];
    let (done, told) = program(office, "demo_import", &words);
    assert!(done, "{told}");
    assert!(
        told.contains(&format!("\"added\": {}", paid.len()))
            || told.contains(&format!("\"added\":{}", paid.len())),
        "{told}"
    );
}

/// The server crashes while a note is written, and comes back; what was typed is saved once.
async fn crash(office: &Office, desk: &mut Desk, customer: &Customer) -> Book {
    let mut book = Book::default();
    find(desk, customer);
    desk.begin();
    desk.press("n");
    desk.words("the line was cut");
    desk.sees("the line was cut");
    office.db.cluster.crash();
    desk.sees("offline since");
    desk.words(" and is back");
    desk.press("ctrl-d");
    office.db.cluster.go();
    // The connections of the test were cut as well.
    let saved = async || {
        let notes = sqlx::query_scalar::<_, i64>(NOTES).fetch_one(&office.ledger);
        notes.await.is_ok_and(|notes| notes == 1)
    };
    desk.until("saved when the server is back", saved).await;
    book.enter(
        desk,
        "note, while the server crashes",
        ("demo_claire".to_owned(), "add_note", customer.name.clone()),
    );
    desk.press("q");
    book
}

fn live(desk: &mut Desk) {
    desk.sees_that("a link", |screen| {
        screen
            .lines()
            .next()
            .is_some_and(|l| l.trim_end().ends_with("live"))
    });
    desk.quiet();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_of_two_collectors_and_a_manager_is_in_the_audit_once() {
    let size = match std::env::var_os("ENCOURS_SOAK") {
        Some(_) => WHOLE,
        None => SHORT,
    };
    let office = Office::open(TestDb::alone("day").await, size.invoices, DAY).await;
    let before: i64 = office.count("SELECT max(seq) FROM app.audit").await;
    let mut alerted = office.all(ALERTED).await;
    let mut taken = Vec::new();
    for (role, most) in size.collectors {
        let customers: Vec<Customer> = sqlx::query_as(CUSTOMERS)
            .bind(role)
            .bind(most)
            .fetch_all(&office.ledger)
            .await
            .expect(CUSTOMERS);
        assert_eq!(customers.len() as i64, most, "{role} has work for the day");
        taken.push(customers);
    }
    let mut halves = taken.into_iter().map(|mut all| {
        let afternoon = all.split_off(all.len() / 2);
        [all, afternoon]
    });
    let [(claire, _), (other, _)] = size.collectors;
    let mut collectors = [claire, other].map(|role| {
        let customers = halves.next().expect("for each");
        (office.desk(role), role, customers)
    });
    let mut sophie = office.desk(SOPHIE);

    // Reminders first: what is promised or contested later would have asked for others.
    let mut book = manage(&mut sophie, &mut alerted, size.manager, 0);
    let (morning, afternoon) = (size.manager / 2, size.manager - size.manager / 2);
    book.add(together(
        &mut collectors,
        &mut sophie,
        &mut alerted,
        0,
        morning,
    ));

    // What is paid at noon is paid on every screen.
    let paid: Vec<Customer> = collectors[1].2[1].drain(..size.paid).collect();
    tokio::task::block_in_place(|| import(&office, &paid));
    let desk = &mut collectors[1].0;
    find(desk, &paid[0]);
    desk.sees_that("the invoice paid at noon gone", |screen| {
        !screen.contains(&paid[0].invoice)
    });
    desk.press("q");

    let last = collectors[0].2[0][0].clone();
    book.add(crash(&office, &mut collectors[0].0, &last).await);
    for (desk, ..) in &mut collectors {
        live(desk);
    }
    live(&mut sophie);
    book.add(together(
        &mut collectors,
        &mut sophie,
        &mut alerted,
        1,
        afternoon,
    ));

    let approved: Vec<String> = office
        .all("SELECT c.name FROM app.reminder r JOIN app.customer c ON c.company_id = r.company_id AND c.id = r.customer_id
               JOIN app.person p ON p.id = r.approved_by WHERE p.role_name = 'demo_sophie' AND r.approved_at::date >= '2026-11-18' AND r.state = 'approved'")
        .await;
    assert_eq!(approved.len(), size.manager);
    for name in approved {
        book.deeds
            .push((SOPHIE.to_owned(), "approve_reminder", name));
    }
    let audited: Vec<(String, String, String, i64)> = sqlx::query_as(AUDITED)
        .bind(before)
        .bind([claire, other, SOPHIE])
        .fetch_all(&office.ledger)
        .await
        .expect(AUDITED);
    let audited: BTreeMap<_, _> = audited
        .into_iter()
        .map(|(actor, verb, name, times)| ((actor, verb, name), times))
        .collect();
    let mut done: BTreeMap<_, i64> = BTreeMap::new();
    for (actor, verb, name) in &book.deeds {
        *done
            .entry((actor.clone(), (*verb).to_owned(), name.clone()))
            .or_default() += 1;
    }
    assert_eq!(audited, done, "every action is in the audit once");
    let (sound, told) =
        tokio::task::block_in_place(|| program(&office, SUPERUSER, &["db", "check"]));
    assert!(sound, "{told}");
    let worked: BTreeSet<_> = book.deeds.iter().map(|(.., name)| name).collect();
    assert!(worked.len() >= size.worked, "{} customers", worked.len());
    println!(
        "{} customers, {} actions, each in the audit once",
        worked.len(),
        book.deeds.len()
    );
    book.print();
    for (desk, ..) in collectors {
        desk.leave();
    }
    sophie.leave();
}
