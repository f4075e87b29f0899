//! P9: a first import, the same file again, one in which three rows of a hundred say something else, and as many new rows
//! again. The first one builds its indexes at its end, for it finds an empty ledger; the last one finds them in place.
//!
//! The limit is what any import through staging must do: the file copied into an unlogged table, and from there merged by
//! `INSERT … ON CONFLICT` into one plain table with three indexes, which are always in place, committed to the same disk.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sqlx::PgConnection;

use super::report::Figure;
use super::start::program;
use super::support::db::TestDb;

const MAPPING: &str = r#"
kind = "ledger"
encoding = "utf-8"
delimiter = ","

[company]
code = "BENCH"
name = "Bench"
country = "FR"
currency = "EUR"
language = "fr"
time_zone = "Europe/Paris"

[dates]
format = "%Y-%m-%d"

[numbers]
decimal = "."

[columns]
customer = "customer"
name = "name"
number = "number"
issued_on = "issued_on"
due_on = "due_on"
amount = "amount"
currency = "currency"
"#;

/// One row in so many is another in the third file.
const CHANGED: u32 = 33;
/// Thousands of invoices a second that a first import is to reach.
const FIRST: f64 = 50.0;
/// Most memory that the program may take, in megabytes, whatever the size of the file.
const MEMORY: f64 = 256.0;

/// Imports so many invoices as the importer, with every index, right, audit and position in force.
pub async fn import(invoices: u32, customers: u32) -> Vec<Figure> {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    sqlx::raw_sql(
        "insert into app.company (code, name, country, currency) values ('BENCH', 'Bench', 'FR', 'EUR');
         insert into app.portfolio (company_id, code, name) values (1, 'P1', 'One')",
    )
    .execute(&admin)
    .await
    .expect("a company");
    let role = db.login("b_importer", &["encours_importer"]).await;
    sqlx::query("insert into app.person (role_name, display_name) values ($1, 'Importer')")
        .bind(&role)
        .execute(&admin)
        .await
        .expect("a person");
    let folder = tempfile::tempdir().expect("a folder");
    let mapping = folder.path().join("bench.toml");
    std::fs::write(&mapping, MAPPING).expect("a mapping");
    let file = |name: &str, numbers: char, changed: bool| -> PathBuf {
        let file = folder.path().join(name);
        write(&file, (invoices, customers), numbers, changed);
        file
    };
    let said = file("said.csv", 'F', false);
    let corrected = file("corrected.csv", 'F', true);
    let more = file("more.csv", 'G', false);
    let runs = [
        ("first", &said),
        ("again unchanged", &said),
        ("3 % changed", &corrected),
        ("as many new ones", &more),
    ];

    let mut plain = admin.acquire().await.expect("a connection");
    sqlx::raw_sql(PLAIN)
        .execute(&mut *plain)
        .await
        .expect("the plain tables");
    let url = db.url(&role);
    let mut figures = Vec::new();
    let mut most = 0.0_f64;
    for (what, file) in runs {
        let limit = merge_plainly(&mut plain, file).await;
        let (seconds, memory) = run(&url, file, &mapping);
        most = most.max(memory);
        let speed = |seconds: f64| f64::from(invoices) / seconds / 1e3;
        if what == "first" {
            figures.push(Figure {
                code: "P9",
                work: format!("import of {invoices} invoices, {customers} customers, {what}"),
                measured: speed(seconds),
                limit: FIRST,
                limit_is: "what a first import must reach, whatever the machine",
                unit: "k/s",
                allowed: 1.0,
            });
        }
        figures.push(Figure {
            code: "P9",
            work: format!("import of {invoices} invoices, {customers} customers, {what}"),
            measured: speed(seconds),
            limit: speed(limit),
            limit_is: "the same file staged and upserted into a plain table, three indexes",
            unit: "k/s",
            allowed: 0.5,
        });
    }
    figures.push(Figure {
        code: "P9",
        work: format!("memory of these imports, {invoices} invoices"),
        measured: most,
        limit: MEMORY,
        limit_is: "the most it may take",
        unit: "MB",
        allowed: 1.0,
    });
    figures
}

/// Customers in the order of the file, as ledgers are printed.
fn write(file: &Path, (invoices, customers): (u32, u32), numbers: char, changed: bool) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file).expect("a file"));
    writeln!(out, "customer,name,number,issued_on,due_on,amount,currency").expect("a line");
    for n in 0..invoices {
        let customer = n / (invoices / customers).max(1);
        let more = u32::from(changed && n % CHANGED == 0);
        writeln!(
            out,
            "C{customer},Customer {customer},{numbers}{n},2026-{:02}-{:02},2026-{:02}-{:02},{}.{:02},EUR",
            n % 9 + 1,
            n % 28 + 1,
            n % 9 + 2,
            n % 28 + 1,
            100 + n % 5_000 + more,
            n % 100
        )
        .expect("a line");
    }
}

const PLAIN: &str = "
    set statement_timeout = 0;
    create unlogged table plain_staging (customer text, name text, number text, issued_on date, due_on date, amount numeric(20,4), currency text);
    create table plain (customer text, name text, number text primary key, issued_on date, due_on date, amount numeric(20,4), currency text);
    create index on plain (customer);
    create index on plain (due_on)";

const PLAIN_MERGE: &str = "
    insert into plain select * from plain_staging
    on conflict (number) do update set amount = excluded.amount, issued_on = excluded.issued_on, due_on = excluded.due_on
     where (plain.amount, plain.issued_on, plain.due_on) is distinct from (excluded.amount, excluded.issued_on, excluded.due_on);
    truncate plain_staging";

/// Seconds for the rows alone.
async fn merge_plainly(connection: &mut PgConnection, file: &Path) -> f64 {
    let started = Instant::now();
    let rows = tokio::fs::read(file).await.expect("the file");
    let begin = "begin";
    sqlx::raw_sql(begin)
        .execute(&mut *connection)
        .await
        .expect(begin);
    let mut copy = connection
        .copy_in_raw("copy plain_staging from stdin (format csv, header)")
        .await
        .expect("COPY");
    for part in rows.chunks(256 * 1024) {
        copy.send(part).await.expect("rows");
    }
    copy.finish().await.expect("the end of COPY");
    for statement in [PLAIN_MERGE, "commit"] {
        sqlx::raw_sql(statement)
            .execute(&mut *connection)
            .await
            .expect(statement);
    }
    started.elapsed().as_secs_f64()
}

/// Seconds of an import, and the most memory the program took, in megabytes.
fn run(url: &str, file: &Path, mapping: &Path) -> (f64, f64) {
    let started = Instant::now();
    let mut child = Command::new(program())
        .args(["--database", url, "--format", "json", "import", "ledger"])
        .arg(file)
        .arg("--mapping")
        .arg(mapping)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    let mut most = 0.0_f64;
    let status = loop {
        most = most.max(high_water(child.id()));
        if let Some(status) = child.try_wait().expect("its end") {
            break status;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(status.success(), "the import of {}", file.display());
    (started.elapsed().as_secs_f64(), most)
}

/// The most memory a process has taken so far, in megabytes; 0 once it is gone.
fn high_water(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}
