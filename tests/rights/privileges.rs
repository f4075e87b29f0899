//! The privileges themselves. An attempt tells less: row-level security refuses with the code of a missing privilege,
//! so a table that somebody may write answers as one that nobody may.
//!
//! Every role of this product but the owners, and PUBLIC, against every relation, column, sequence, schema and the
//! database, from the catalogue. What is found beyond reading fails, unless it is listed here with its reason.

use sqlx::{AssertSqlSafe, Executor, PgConnection, Row};

use crate::support::db::TestDb;

/// Privileges beyond reading that are meant.
const MEANT: &[(&str, &str, &str)] = &[
    // An import lays its lines in unlogged tables of the importer's own, emptied by the function that takes them over.
    ("encours_importer", "staging.contact", "INSERT"),
    ("encours_importer", "staging.credit_limit", "INSERT"),
    ("encours_importer", "staging.customer", "INSERT"),
    ("encours_importer", "staging.dispute", "INSERT"),
    ("encours_importer", "staging.document", "INSERT"),
    ("encours_importer", "staging.note", "INSERT"),
    ("encours_importer", "staging.payment", "INSERT"),
    ("encours_importer", "staging.placement", "INSERT"),
    ("encours_importer", "staging.promise", "INSERT"),
    ("encours_importer", "staging.rate", "INSERT"),
    ("encours_importer", "staging.reminder_sent", "INSERT"),
    ("encours_importer", "staging.sales_order", "INSERT"),
];

/// `role, object, privilege` of everything beyond reading; `$1` is a person's role. The owners may write, and nobody is
/// a member of them, which is looked at as well.
const BEYOND_READING: &str = "
with roles as (
  select oid, rolname::text as name from pg_roles
   where rolname ~ '^encours_' and rolname not in ('encours_owner', 'encours_definer') or rolname = $1
  union all select 0, 'public'
), relations as (
  select c.oid, c.relkind, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
     and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')
)
select r.name, t.name, v.privilege
  from roles r, relations t, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as v(privilege)
 where t.relkind in ('r', 'p', 'v', 'm', 'f')
   and (has_table_privilege(r.name, t.oid, v.privilege)
        or v.privilege in ('INSERT', 'UPDATE', 'REFERENCES') and has_any_column_privilege(r.name, t.oid, v.privilege))
union all
select r.name, t.name, v.privilege from roles r, relations t, unnest(array['USAGE', 'UPDATE', 'SELECT']) as v(privilege)
 where t.relkind = 'S' and has_sequence_privilege(r.name, t.oid, v.privilege)
union all
select r.name, 'schema ' || n.nspname, 'CREATE' from roles r, pg_namespace n
 where n.nspname !~ '^pg_' and has_schema_privilege(r.name, n.oid, 'CREATE')
union all
select r.name, 'the database', v.privilege from roles r, unnest(array['CREATE', 'TEMP']) as v(privilege)
 where has_database_privilege(r.name, current_database(), v.privilege)
union all
select r.name, 'the role ' || o.rolname, 'MEMBER' from roles r, pg_roles o
 where r.oid <> 0 and (o.rolname in ('encours_owner', 'encours_definer') or o.rolname ~ '^pg_') and pg_has_role(r.oid, o.oid, 'member')
union all
select r.rolname::text, 'the server', v.attribute from pg_roles r join roles g on g.oid = r.oid,
       lateral (values ('CREATEROLE', rolcreaterole), ('CREATEDB', rolcreatedb), ('REPLICATION', rolreplication), ('BYPASSRLS', rolbypassrls)) as v(attribute, has)
 where v.has
order by 1, 2, 3";

async fn beyond_reading(
    connection: &mut PgConnection,
    person: &str,
) -> Vec<(String, String, String)> {
    let rows = sqlx::query(BEYOND_READING)
        .bind(person)
        .fetch_all(connection)
        .await;
    rows.expect("the catalogue")
        .iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect()
}

fn meant() -> Vec<(String, String, String)> {
    let owned = |(role, object, privilege): &(&str, &str, &str)| {
        (role.to_string(), object.to_string(), privilege.to_string())
    };
    MEANT.iter().map(owned).collect()
}

#[tokio::test]
async fn nobody_has_a_privilege_beyond_reading() {
    let db = TestDb::new().await;
    // Besides the groups a person who is in nearly all of them.
    let groups: Vec<String> = super::ROLES
        .iter()
        .filter(|role| **role != "importer")
        .map(|role| format!("encours_{role}"))
        .collect();
    let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
    let person = db.login("p_many", &groups).await;
    let admin = db.admin().await;
    let mut connection = admin.acquire().await.expect("a connection");
    let found = beyond_reading(&mut connection, &person).await;
    assert_eq!(found, meant());
}

/// Each way to lose it is found: granted in a transaction, looked for, rolled back.
#[tokio::test]
async fn a_granted_privilege_is_found() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let mut connection = admin.acquire().await.expect("a connection");
    let lost = [
        (
            "grant insert on app.activity to encours_collector",
            "encours_collector",
            "app.activity",
            "INSERT",
        ),
        (
            "grant update (open_amount) on app.due_item to encours_manager",
            "encours_manager",
            "app.due_item",
            "UPDATE",
        ),
        (
            "grant delete on app.audit to encours_person",
            "encours_auditor",
            "app.audit",
            "DELETE",
        ),
        (
            "grant truncate on app.promise to public",
            "public",
            "app.promise",
            "TRUNCATE",
        ),
        (
            "grant references (id) on app.customer to encours_importer",
            "encours_importer",
            "app.customer",
            "REFERENCES",
        ),
        (
            "grant trigger on app.allocation to encours_supervisor",
            "encours_supervisor",
            "app.allocation",
            "TRIGGER",
        ),
        (
            "grant update on staging.document to encours_importer",
            "encours_importer",
            "staging.document",
            "UPDATE",
        ),
        (
            "create table app.leak (a int); grant insert on app.leak to encours_dispatcher",
            "encours_dispatcher",
            "app.leak",
            "INSERT",
        ),
        (
            "create view app.leak as select * from app.company; grant update on app.leak to encours_admin",
            "encours_admin",
            "app.leak",
            "UPDATE",
        ),
        (
            "grant usage on all sequences in schema app to encours_collector",
            "encours_collector",
            "app.audit_seq_seq",
            "USAGE",
        ),
        (
            "grant create on schema app to encours_admin",
            "encours_admin",
            "schema app",
            "CREATE",
        ),
        (
            "grant encours_definer to encours_manager",
            "encours_manager",
            "the role encours_definer",
            "MEMBER",
        ),
        (
            "grant pg_write_all_data to encours_admin",
            "encours_admin",
            "app.audit",
            "DELETE",
        ),
        (
            "alter role encours_admin createrole",
            "encours_admin",
            "the server",
            "CREATEROLE",
        ),
    ];
    for (statement, role, object, privilege) in lost {
        connection.execute("begin").await.expect("begun");
        connection
            .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
        let found = beyond_reading(&mut connection, "").await;
        connection.execute("rollback").await.expect("rolled back");
        let expected = (role.to_owned(), object.to_owned(), privilege.to_owned());
        assert!(found.contains(&expected), "after {statement}: {found:?}");
    }
}

/// What a person is told about a table is only as safe as the functions, views and policies that stand before it.
#[tokio::test]
async fn the_guards_of_functions_views_and_policies_are_looked_at() {
    let db = TestDb::new().await;
    let admin = db.admin().await;
    let mut connection = admin.acquire().await.expect("a connection");
    assert_eq!(unguarded(&mut connection).await, Vec::<String>::new());
    let broken = [
        (
            "create function app.open(a int) returns int language sql security definer as 'select 1'",
            "app.open(integer)",
        ),
        (
            "alter function app.me() set search_path = app, pg_temp, pg_catalog",
            "app.me()",
        ),
        ("alter function app.me() reset search_path", "app.me()"),
        ("grant execute on function app.me() to public", "app.me()"),
        ("alter function app.me() owner to session_user", "app.me()"),
        (
            "create view app.loud as select * from app.customer",
            "app.loud",
        ),
        (
            "alter table app.customer disable row level security",
            "app.customer",
        ),
        (
            "alter table app.customer no force row level security",
            "app.customer",
        ),
        (
            "create policy mine on app.customer for select to encours_person using (portfolio_id = any (app.my_portfolios()))",
            "app.customer: mine",
        ),
        (
            "create policy mine on app.customer for select to encours_person using (true)",
            "app.customer: mine",
        ),
    ];
    for (statement, object) in broken {
        connection.execute("begin").await.expect("begun");
        connection
            .execute(sqlx::raw_sql(AssertSqlSafe(statement)))
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"));
        let found = unguarded(&mut connection).await;
        connection.execute("rollback").await.expect("rolled back");
        assert!(
            found.iter().any(|f| f == object),
            "after {statement}: {found:?}"
        );
    }
}

/// Tables of which everyone may read every row: nothing personal, nothing of one customer.
const READ_WHOLE: &str =
    "'instance', 'currency', 'company', 'holiday', 'portfolio', 'call_outcome', 'template',
  'reminder_policy', 'reminder_step', 'worklist_rule', 'fx_rate', 'interest_rate', 'month_target', 'late_payment_rule', 'person'";

async fn unguarded(connection: &mut PgConnection) -> Vec<String> {
    let statement = format!("
select p.oid::regprocedure::text from pg_proc p join pg_roles o on o.oid = p.proowner join pg_namespace n on n.oid = p.pronamespace
 where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
   and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
   and (has_function_privilege('public', p.oid, 'execute')
        or p.prolang <> (select oid from pg_language where lanname = 'sql')
          and not exists (select 1 from unnest(p.proconfig) as c where c ~ '^search_path=')
        or p.prosecdef and (o.rolsuper
          or not exists (select 1 from unnest(p.proconfig) as c where c ~ '^search_path=.*(^|[ ,=])pg_temp$')))
union all
select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('v', 'm')
   and not coalesce('security_invoker=true' = any (c.reloptions) or 'security_invoker=on' = any (c.reloptions), false)
union all
select c.oid::regclass::text from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
   and not (c.relrowsecurity and c.relforcerowsecurity)
union all
-- A condition is either the person's own portfolios, asked once per statement, or open on a table that is for everyone.
select c.oid::regclass || ': ' || p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
 where p.polroles <> array['encours_definer'::regrole::oid]
   and case pg_get_expr(p.polqual, p.polrelid)
         when 'true' then c.relname not in ({READ_WHOLE})
         else pg_get_expr(p.polqual, p.polrelid) !~* '\\( SELECT ' or regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\( SELECT app\\.', '', 'gi') ~ 'app\\.'
       end
order by 1");
    let rows = sqlx::query_scalar(AssertSqlSafe(statement))
        .fetch_all(connection)
        .await;
    rows.expect("the catalogue")
}
