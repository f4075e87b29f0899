//! P9: a first import, and the same file again.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

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

/// Imports so many invoices as the importer, with every index, right, audit and position in force.
pub async fn import(invoices: u32) -> Vec<Figure> {
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
    let file = folder.path().join("invoices.csv");
    let mapping = folder.path().join("bench.toml");
    write(&file, invoices);
    std::fs::write(&mapping, MAPPING).expect("a mapping");

    let bare = copy(&db, &file).await;
    let url = db.url(&role);
    let first = run(&url, &file, &mapping);
    let again = run(&url, &file, &mapping);
    let speed = |seconds: f64| f64::from(invoices) / seconds / 1e3;
    let figure = |work: String, seconds: f64| Figure {
        code: "P9",
        work,
        measured: speed(seconds),
        limit: speed(bare),
        limit_is: "COPY into a bare table, three indexes",
        unit: "k/s",
        allowed: 0.5,
    };
    vec![
        figure(format!("import of {invoices} invoices, first"), first),
        figure(
            format!("import of {invoices} invoices, again unchanged"),
            again,
        ),
    ]
}

fn write(file: &Path, invoices: u32) {
    let mut out = std::io::BufWriter::new(std::fs::File::create(file).expect("a file"));
    writeln!(out, "customer,name,number,issued_on,due_on,amount,currency").expect("a line");
    for n in 0..invoices {
        let customer = n / 10;
        writeln!(
            out,
            "C{customer},Customer {customer},F{n},2026-{:02}-{:02},2026-{:02}-{:02},{}.{:02},EUR",
            n % 9 + 1,
            n % 28 + 1,
            n % 9 + 2,
            n % 28 + 1,
            100 + n % 5_000,
            n % 100
        )
        .expect("a line");
    }
}

/// Seconds for the rows alone.
async fn copy(db: &TestDb, file: &Path) -> f64 {
    let admin = db.admin().await;
    let mut connection = admin.acquire().await.expect("a connection");
    sqlx::raw_sql(
        "set statement_timeout = 0;
         create table bare (customer text, name text, number text primary key, issued_on date, due_on date, amount numeric(20,4), currency text);
         create index on bare (customer); create index on bare (due_on)",
    )
    .execute(&mut *connection)
    .await
    .expect("a bare table");
    let started = Instant::now();
    let mut copy = connection
        .copy_in_raw("copy bare from stdin (format csv, header)")
        .await
        .expect("COPY");
    let rows = tokio::fs::read(file).await.expect("the file");
    for part in rows.chunks(256 * 1024) {
        copy.send(part).await.expect("rows");
    }
    copy.finish().await.expect("the end of COPY");
    started.elapsed().as_secs_f64()
}

fn run(url: &str, file: &Path, mapping: &Path) -> f64 {
    let started = Instant::now();
    let output = Command::new(program())
        .args(["--database", url, "--format", "json", "import", "ledger"])
        .arg(file)
        .arg("--mapping")
        .arg(mapping)
        .output()
        .expect("the program");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    started.elapsed().as_secs_f64()
}
