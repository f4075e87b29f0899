-- Imports of what was under way when the ledger came to life: open promises, reminders already sent, disputes, notes.
--
-- They are facts of the past, dated as the source dates them and recorded now. `key` finds the row again; one that says
-- something else corrects it, unless people have worked on it since: then the line is rejected, nobody's work is undone
-- by a file.
set local client_min_messages = warning;
set local role encours_definer;

drop table if exists staging.promise, staging.reminder_sent, staging.dispute, staging.note;
create unlogged table staging.promise (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, invoices text, made_on date not null, promised_on date not null, currency text not null,
  amount numeric not null, "by" text, note text);
create unlogged table staging.reminder_sent (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, invoice text, step int not null, sent_on date not null, "by" text);
create unlogged table staging.dispute (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, invoice text not null, reason text not null, currency text, amount numeric,
  opened_on date not null, owner text, due_on date, "by" text, note text);
create unlogged table staging.note (
  import_id uuid not null, line int not null, id uuid not null, key text not null, said bytea not null,
  customer text not null, external_id text, noted_on date not null, "by" text, note text not null);
grant insert on staging.promise, staging.reminder_sent, staging.dispute, staging.note to encours_importer;

-- The person a file names by login, name or address, at work or gone; NULL when nobody or several are meant.
create or replace function app.named_person(p_name text) returns int
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select case when count(*) = 1 then min(id) end from app.person
   where role_name = p_name or lower(display_name) = lower(p_name) or lower(email) = lower(p_name)
$$;

-- An id that sorts by a day of the past: of what one import brings, the story shows the latest first.
create or replace function app.uuid_of_day(p_day date) returns uuid
language sql volatile set search_path = pg_catalog, app, pg_temp as $$
  select (lpad(to_hex((extract(epoch from p_day::timestamp) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- The debit items of the invoices named, `F1` or `F1; F2`, with what was open on them when the day began.
create or replace function app.numbered_items(p_company int, p_customer uuid, p_numbers text, p_currency text, p_day date)
returns table (number text, id uuid, due_on date, open numeric, open_now numeric, currency text)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select n.number, i.id, i.due_on,
         i.open_amount + coalesce((select sum(a.amount) from app.allocation a where a.company_id = p_company and a.item_id = i.id and a.applied_on >= p_day), 0),
         i.open_amount, i.currency
    from (select distinct upper(btrim(x)) as number from regexp_split_to_table(p_numbers, '[;,|]') x where btrim(x) <> '') n
    join app.document d on d.company_id = p_company and upper(d.number) = n.number and d.customer_id = p_customer
     and d.reverses is null and d.reversed_by is null and d.amount > 0 and (p_currency is null or d.currency = p_currency)
    join app.due_item i on i.company_id = p_company and (i.id = d.id or i.document_id = d.id and i.id <> i.document_id)
$$;

-- What is asked of every line: a customer there is, a key of its own, a person there is, a day that has come.
create or replace function app.check_work(p_company int, p_import uuid, p_table text, p_day text) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  execute format($q$
    insert into staging.reject
    select $2, s.line, 'import-customer-unknown-ref', jsonb_build_object('customer', s.customer)
      from staging.%1$I s
     where s.import_id = $2 and not exists (select 1 from app.customer c where c.company_id = $1 and c.ref = s.customer)
    union all
    select $2, s.line, 'import-external-id-twice', jsonb_build_object('id', s.key)
      from (select line, key, row_number() over (partition by key order by line) as n from staging.%1$I where import_id = $2) s
     where s.n > 1
    union all
    select $2, s.line, 'import-external-id-long', jsonb_build_object('most', 200)
      from staging.%1$I s where s.import_id = $2 and length(s.key) > 200
    union all
    select $2, s.line, 'import-person-unknown', jsonb_build_object('name', s."by")
      from staging.%1$I s where s.import_id = $2 and s."by" is not null and app.named_person(s."by") is null
    union all
    select $2, s.line, 'import-day-ahead', jsonb_build_object('date', s.%2$I)
      from staging.%1$I s where s.import_id = $2 and s.%2$I > app.today($1)$q$, p_table, p_day)
  using p_company, p_import;
end
$$;

create or replace function app.check_promises(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.check_work(p_company, p_import, 'promise', 'made_on');
  insert into staging.reject
  select p_import, s.line, 'import-currency-unlisted', jsonb_build_object('currency', s.currency)
    from staging.promise s where s.import_id = p_import and not exists (select 1 from app.currency c where c.code = s.currency)
  union all
  select p_import, s.line, 'import-amount-not-positive', jsonb_build_object('amount', s.amount::text)
    from staging.promise s where s.import_id = p_import and s.amount <= 0
  union all
  select p_import, s.line, 'import-promise-dates', jsonb_build_object('made', s.made_on, 'promised', s.promised_on)
    from staging.promise s where s.import_id = p_import and s.promised_on not between s.made_on and s.made_on + 1100
  union all
  select p_import, s.line, 'import-note-long', jsonb_build_object('most', 20000) from staging.promise s where s.import_id = p_import and length(s.note) > 20000
  union all
  select p_import, s.line, 'import-invoice-unknown', jsonb_build_object('number', btrim(n.number), 'customer', s.customer)
    from staging.promise s join app.customer c on c.company_id = p_company and c.ref = s.customer
   cross join lateral regexp_split_to_table(s.invoices, '[;,|]') n(number)
   where s.import_id = p_import and btrim(n.number) <> ''
     and not exists (select 1 from app.numbered_items(p_company, c.id, n.number, s.currency, s.made_on))
  union all
  select p_import, s.line, 'import-promise-over', jsonb_build_object('amount', app.amount_text(s.amount, s.currency), 'open', app.amount_text(o.open, s.currency))
    from staging.promise s join app.customer c on c.company_id = p_company and c.ref = s.customer
   cross join lateral (select sum(i.open) as open from app.numbered_items(p_company, c.id, s.invoices, s.currency, s.made_on) i) o
   where s.import_id = p_import and s.amount > o.open
  union all
  select p_import, s.line, 'import-worked-since', '{}'
    from staging.promise s
   cross join lateral (select p.* from app.promise p where p.company_id = p_company and p.external_id = s.key order by p.recorded_at desc, p.id desc limit 1) o
   where s.import_id = p_import and o.content_hash is distinct from s.said and o.state not in ('open', 'due')
$$;

-- A corrected promise is withdrawn and made anew.
create or replace function app.merge_promises(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_unchanged int;
  v_old uuid[];
begin
  delete from staging.promise s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  delete from staging.promise s
   where s.import_id = p_import
     and (select p.content_hash from app.promise p where p.company_id = p_company and p.external_id = s.key order by p.recorded_at desc, p.id desc limit 1) = s.said;
  get diagnostics v_unchanged = row_count;
  v_old := array(select p.id from staging.promise s join app.promise p on p.company_id = p_company and p.external_id = s.key and p.state in ('open', 'due')
                  where s.import_id = p_import);
  perform app.lock_money(p_company, array(select distinct c.id from staging.promise s join app.customer c on c.company_id = p_company and c.ref = s.customer
                                           where s.import_id = p_import));
  perform app.end_promise(p_company, o, app.me(), v_today) from unnest(v_old) o;

  insert into app.promise (company_id, id, customer_id, portfolio_id, amount, currency, made_on, promised_on, judge_on, on_account, person_id,
                           external_id, content_hash, import_id)
  select p_company, s.id, c.id, c.portfolio_id, s.amount, s.currency, s.made_on, s.promised_on,
         app.add_business_days(y.country, s.promised_on, y.grace_business_days), coalesce(btrim(s.invoices, ' ;,|'), '') = '', app.named_person(s."by"),
         s.key, s.said, p_import
    from staging.promise s join app.customer c on c.company_id = p_company and c.ref = s.customer join app.company y on y.id = p_company
   where s.import_id = p_import;
  insert into app.promise_item (company_id, promise_id, item_id, customer_id, portfolio_id, amount)
  select p_company, x.id, x.item_id, x.customer_id, x.portfolio_id, x.part
    from (select p.id, i.id as item_id, p.customer_id, p.portfolio_id,
                 least(p.amount, sum(i.open) over w) - least(p.amount, sum(i.open) over w - i.open) as part
            from staging.promise s join app.promise p on p.company_id = p_company and p.id = s.id
           cross join lateral app.numbered_items(p_company, p.customer_id, s.invoices, s.currency, s.made_on) i
           where s.import_id = p_import and not p.on_account
          window w as (partition by p.id order by i.due_on, i.id)) x
   where x.part > 0;
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, to_on, effective_on, person_id)
  select p_company, app.uuid7(), p.id, p.customer_id, p.portfolio_id, 'made', p.promised_on, p.made_on, p.person_id
    from app.promise p join staging.promise s on s.import_id = p_import and s.id = p.id where p.company_id = p_company;
  with told as (
    insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id, entity, entity_id, amount, currency, import_id)
    select p_company, app.uuid_of_day(p.made_on), p.customer_id, p.portfolio_id, 'promise', p.made_on, p.person_id, 'promise', p.id, p.amount, p.currency, p_import
      from app.promise p join staging.promise s on s.import_id = p_import and s.id = p.id where p.company_id = p_company
    returning id, customer_id, portfolio_id, entity_id)
  insert into app.activity_text
  select p_company, t.id, t.customer_id, t.portfolio_id, s.note from told t join staging.promise s on s.import_id = p_import and s.id = t.entity_id
   where btrim(s.note) <> '';
  select array[count(*) - cardinality(v_old), cardinality(v_old), v_unchanged]::int[], coalesce(array_agg(distinct p.customer_id), '{}') into counts, customers
    from staging.promise s join app.promise p on p.company_id = p_company and p.id = s.id where s.import_id = p_import;
  delete from staging.promise where import_id = p_import;
end
$$;

-- The items a reminder was about: those of the invoice, else all of the customer that were open on its day.
create or replace function app.reminded_items(p_company int, p_customer uuid, p_invoice text, p_day date)
returns table (id uuid, currency text, due_on date, open numeric)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select i.id, i.currency, i.due_on, greatest(i.open_now, 0) from app.numbered_items(p_company, p_customer, p_invoice, null, p_day) i where p_invoice is not null
  union all
  select i.id, i.currency, i.due_on, i.open_amount from app.due_item i
   where p_invoice is null and i.company_id = p_company and i.customer_id = p_customer and i.open_amount > 0 and i.issued_on <= p_day
     and i.due_on <= p_day - least(1, (select min(offset_days) from app.reminder_step where company_id = p_company))
$$;

-- The policy that reminds a customer.
create or replace function app.customer_policy(p_company int, p_customer uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(c.policy_id, (select p.id from app.reminder_policy p where p.company_id = p_company and p.is_default and p.active order by p.code limit 1))
    from app.customer c where c.company_id = p_company and c.id = p_customer
$$;

create or replace function app.check_reminders(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.check_work(p_company, p_import, 'reminder_sent', 'sent_on');
  insert into staging.reject
  select p_import, s.line, 'import-invoice-unknown', jsonb_build_object('number', s.invoice, 'customer', s.customer)
    from staging.reminder_sent s join app.customer c on c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import and s.invoice is not null and not exists (select 1 from app.reminded_items(p_company, c.id, s.invoice, s.sent_on))
  union all
  select p_import, s.line, 'import-step-unknown', jsonb_build_object('step', s.step,
         'known', coalesce((select string_agg(x.step::text, ', ' order by x.step) from app.reminder_step x
                             where x.company_id = p_company and x.policy_id = app.customer_policy(p_company, c.id)), '–'))
    from staging.reminder_sent s join app.customer c on c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import
     and not exists (select 1 from app.reminder_step x where x.company_id = p_company and x.policy_id = app.customer_policy(p_company, c.id) and x.step = s.step)
$$;

-- Each line is a reminder that was sent: the next proposal of its items is the step after it.
create or replace function app.merge_reminders(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_unchanged int;
  v_old uuid[];
begin
  delete from staging.reminder_sent s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  delete from staging.reminder_sent s
   where s.import_id = p_import and exists (select 1 from app.reminder r where r.company_id = p_company and r.external_id = s.key and r.content_hash = s.said);
  get diagnostics v_unchanged = row_count;
  v_old := array(select r.id from staging.reminder_sent s join app.reminder r on r.company_id = p_company and r.external_id = s.key where s.import_id = p_import);
  customers := app.recall_sent(p_company, v_old);

  insert into app.reminder (company_id, id, customer_id, portfolio_id, run_id, proposed_on, language, channel, tone, step, template_code, state,
                            approved_by, sent_on, content_hash, external_id, import_id)
  select p_company, s.id, c.id, c.portfolio_id, p_import, s.sent_on, c.language, x.channel, x.tone, x.step, x.template_code, 'sent',
         app.named_person(s."by"), s.sent_on, s.said, s.key, p_import
    from staging.reminder_sent s join app.customer c on c.company_id = p_company and c.ref = s.customer
    join app.reminder_step x on x.company_id = p_company and x.policy_id = app.customer_policy(p_company, c.id) and x.step = s.step
   where s.import_id = p_import;
  insert into app.reminder_item (company_id, reminder_id, item_id, customer_id, portfolio_id, step, amount, currency, days_late)
  select p_company, r.id, i.id, r.customer_id, r.portfolio_id, r.step, i.open, i.currency, r.sent_on - i.due_on
    from staging.reminder_sent s join app.reminder r on r.company_id = p_company and r.id = s.id
   cross join lateral app.reminded_items(p_company, r.customer_id, s.invoice, s.sent_on) i
   where s.import_id = p_import;
  insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id, entity, entity_id, import_id)
  select p_company, app.uuid_of_day(r.sent_on), r.customer_id, r.portfolio_id, 'reminder', r.sent_on, r.approved_by, 'reminder', r.id, p_import
    from staging.reminder_sent s join app.reminder r on r.company_id = p_company and r.id = s.id where s.import_id = p_import;

  select array[count(*) - cardinality(v_old), cardinality(v_old), v_unchanged]::int[], array(select unnest(customers) union select unnest(array_agg(r.customer_id)))
    into counts, customers
    from staging.reminder_sent s join app.reminder r on r.company_id = p_company and r.id = s.id where s.import_id = p_import;
  perform app.recount_reminders(p_company, customers);
  delete from staging.reminder_sent where import_id = p_import;
end
$$;

-- Imported reminders that a file takes back; their customers.
create or replace function app.recall_sent(p_company int, p_reminders uuid[]) returns uuid[]
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  with recalled as (
    update app.reminder r set state = 'recalled', external_id = null, content_hash = null, rev = r.rev + 1
     where r.company_id = p_company and r.id = any (p_reminders) and r.import_id is not null
    returning r.customer_id)
  select coalesce(array_agg(distinct customer_id), '{}') from recalled
$$;

-- The day of the last reminder, from those that were sent.
create or replace function app.recount_reminders(p_company int, p_customers uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  insert into app.contact_fact (company_id, customer_id, portfolio_id)
  select c.company_id, c.id, c.portfolio_id from unnest(p_customers) k(id) join app.customer c on c.company_id = p_company and c.id = k.id order by c.id
  on conflict do nothing;
  perform 1 from unnest(p_customers) k(id) join app.contact_fact f on f.company_id = p_company and f.customer_id = k.id order by f.customer_id for update of f;
  update app.contact_fact f
     set last_reminder_on = (select max(r.sent_on) from app.reminder r where r.company_id = p_company and r.customer_id = f.customer_id and r.state = 'sent')
    from unnest(p_customers) k(id) where f.company_id = p_company and f.customer_id = k.id;
end
$$;

-- The item of an invoice that has most left to dispute; what the lines of an import say again does not count against it.
create or replace function app.disputed_item(p_company int, p_customer uuid, p_invoice text, p_currency text, p_import uuid default null)
returns table (id uuid, currency text, free numeric)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select i.id, i.currency, i.open_now - coalesce((
           select sum(d.amount) from app.dispute d
            where d.company_id = p_company and d.item_id = i.id and d.resolved_on is null
              and not exists (select 1 from staging.dispute s where s.import_id = p_import and s.key = d.external_id)), 0) as free
    from app.numbered_items(p_company, p_customer, p_invoice, p_currency, null) i
   order by free desc, i.due_on, i.id limit 1
$$;

-- Whether anything but a file has said anything of a dispute.
create or replace function app.dispute_worked(p_company int, p_dispute uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select exists (select 1 from app.dispute_event e where e.company_id = p_company and e.dispute_id = p_dispute and e.event not in ('opened', 'corrected'))
$$;

create or replace function app.check_disputes(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.check_work(p_company, p_import, 'dispute', 'opened_on');
  insert into staging.reject
  select p_import, s.line, 'import-person-unknown', jsonb_build_object('name', s.owner)
    from staging.dispute s where s.import_id = p_import and s.owner is not null and app.named_person(s.owner) is null
  union all
  select p_import, s.line, 'import-amount-not-positive', jsonb_build_object('amount', s.amount::text)
    from staging.dispute s where s.import_id = p_import and s.amount <= 0
  union all
  select p_import, s.line, 'import-note-long', jsonb_build_object('most', 20000) from staging.dispute s where s.import_id = p_import and length(s.note) > 20000
  union all
  select p_import, s.line, 'import-invoice-unknown', jsonb_build_object('number', s.invoice, 'customer', s.customer)
    from staging.dispute s join app.customer c on c.company_id = p_company and c.ref = s.customer
   where s.import_id = p_import and not exists (select 1 from app.disputed_item(p_company, c.id, s.invoice, s.currency))
  union all
  select p_import, s.line, 'import-dispute-over', jsonb_build_object('number', s.invoice, 'open', app.amount_text(i.free, i.currency))
    from (select x.*, c.id as customer_id, coalesce(x.amount, 0) + sum(coalesce(x.amount, 0)) over (partition by x.customer, x.invoice order by x.line)
                 - coalesce(x.amount, 0) as upto
            from staging.dispute x join app.customer c on c.company_id = p_company and c.ref = x.customer where x.import_id = p_import) s
   cross join lateral app.disputed_item(p_company, s.customer_id, s.invoice, s.currency, p_import) i
   where s.upto > i.free or i.free <= 0
  union all
  select p_import, s.line, 'import-worked-since', '{}'
    from staging.dispute s join app.dispute d on d.company_id = p_company and d.external_id = s.key
   where s.import_id = p_import and d.content_hash is distinct from s.said and app.dispute_worked(p_company, d.id)
$$;

-- A corrected dispute is corrected in place, as its owner would.
create or replace function app.merge_disputes_told(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_unchanged int;
  v_changed int;
  v_added int;
begin
  delete from staging.dispute s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  delete from staging.dispute s
   where s.import_id = p_import and exists (select 1 from app.dispute d where d.company_id = p_company and d.external_id = s.key and d.content_hash = s.said);
  get diagnostics v_unchanged = row_count;
  customers := array(select distinct c.id from staging.dispute s join app.customer c on c.company_id = p_company and c.ref = s.customer
                      where s.import_id = p_import order by 1);
  perform app.lock_money(p_company, customers);

  with changed as (
    update app.dispute d set item_id = i.id, reason = s.reason, amount = coalesce(s.amount, i.free), opened_on = s.opened_on, owner_id = app.named_person(s.owner),
           due_on = s.due_on, status = case when s.owner is null then 'open' else 'with_owner' end, content_hash = s.said, import_id = p_import, rev = d.rev + 1
      from staging.dispute s join app.customer c on c.company_id = p_company and c.ref = s.customer
     cross join lateral app.disputed_item(p_company, c.id, s.invoice, s.currency, p_import) i
     where s.import_id = p_import and d.company_id = p_company and d.external_id = s.key
    returning d.company_id, d.id, d.customer_id, d.portfolio_id)
  insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on, person_id)
  select company_id, app.uuid7(), id, customer_id, portfolio_id, 'corrected', v_today, app.me() from changed;
  get diagnostics v_changed = row_count;

  with opened as (
    insert into app.dispute (company_id, id, customer_id, portfolio_id, item_id, reason, amount, owner_id, due_on, status, opened_on, person_id,
                             external_id, content_hash, import_id)
    select p_company, s.id, c.id, c.portfolio_id, i.id, s.reason, coalesce(s.amount, i.free), app.named_person(s.owner), s.due_on,
           case when s.owner is null then 'open' else 'with_owner' end, s.opened_on, app.named_person(s."by"), s.key, s.said, p_import
      from staging.dispute s join app.customer c on c.company_id = p_company and c.ref = s.customer
     cross join lateral app.disputed_item(p_company, c.id, s.invoice, s.currency, p_import) i
     where s.import_id = p_import and not exists (select 1 from app.dispute d where d.company_id = p_company and d.external_id = s.key)
    returning company_id, id, customer_id, portfolio_id, item_id, amount, opened_on, person_id),
  said as (
    insert into app.dispute_event (company_id, id, dispute_id, customer_id, portfolio_id, event, effective_on, person_id)
    select company_id, app.uuid7(), id, customer_id, portfolio_id, 'opened', opened_on, person_id from opened),
  told as (
    insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id, entity, entity_id, amount, currency, import_id)
    select p_company, app.uuid_of_day(o.opened_on), o.customer_id, o.portfolio_id, 'dispute', o.opened_on, o.person_id, 'dispute', o.id, o.amount, i.currency, p_import
      from opened o join app.due_item i on i.company_id = p_company and i.id = o.item_id
    returning id, customer_id, portfolio_id, entity_id),
  noted as (
    insert into app.activity_text
    select p_company, t.id, t.customer_id, t.portfolio_id, s.note from told t join staging.dispute s on s.import_id = p_import and s.id = t.entity_id
     where btrim(s.note) <> '')
  select count(*) into v_added from opened;
  counts := array[v_added, v_changed, v_unchanged];
  delete from staging.dispute where import_id = p_import;
end
$$;

create or replace function app.check_notes(p_company int, p_import uuid) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  select app.check_work(p_company, p_import, 'note', 'noted_on');
  insert into staging.reject
  select p_import, s.line, 'import-note-long', jsonb_build_object('most', 20000) from staging.note s where s.import_id = p_import and length(s.note) > 20000
$$;

-- The note that stands under a key.
create or replace function app.standing_note(p_company int, p_key text) returns app.activity
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select a from app.activity a
   where a.company_id = p_company and a.external_id = p_key
     and not exists (select 1 from app.activity c where c.company_id = p_company and c.customer_id = a.customer_id and c.corrects = a.id)
   order by a.recorded_at desc, a.id desc limit 1
$$;

-- History is never rewritten: a corrected note stands beside the one it corrects.
create or replace function app.merge_notes(p_company int, p_import uuid, out counts int[], out customers uuid[])
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_unchanged int;
  v_old uuid[];
  v_read int;
begin
  delete from staging.note s using staging.reject r where s.import_id = p_import and r.import_id = p_import and r.line = s.line;
  delete from staging.note s where s.import_id = p_import and (app.standing_note(p_company, s.key)).content_hash = s.said;
  get diagnostics v_unchanged = row_count;
  v_old := array(select (app.standing_note(p_company, s.key)).id from staging.note s
                  where s.import_id = p_import and (app.standing_note(p_company, s.key)).id is not null);
  perform app.correct_notes(p_company, p_import, v_old);
  with told as (
    insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id, external_id, content_hash, import_id)
    select p_company, app.uuid_of_day(s.noted_on), c.id, c.portfolio_id, 'note', s.noted_on, app.named_person(s."by"), s.key, s.said, p_import
      from staging.note s join app.customer c on c.company_id = p_company and c.ref = s.customer where s.import_id = p_import
    returning id, customer_id, portfolio_id, external_id),
  noted as (
    insert into app.activity_text
    select p_company, t.id, t.customer_id, t.portfolio_id, s.note from told t join staging.note s on s.import_id = p_import and s.key = t.external_id)
  select count(*), coalesce(array_agg(distinct customer_id), '{}') into v_read, customers from told;
  counts := array[v_read - cardinality(v_old), cardinality(v_old), v_unchanged];
  delete from staging.note where import_id = p_import;
end
$$;

create or replace function app.correct_notes(p_company int, p_import uuid, p_notes uuid[]) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id, entity, entity_id, corrects, import_id)
  select p_company, app.uuid7(), a.customer_id, a.portfolio_id, 'correction', app.today(p_company), app.me(), 'activity', a.id, a.id, p_import
    from unnest(p_notes) k(id) join app.activity a on a.company_id = p_company and a.id = k.id
$$;

-- Takes back the work an import brought; the customers touched.
create or replace function app.withdraw_work(p_company int, p_import uuid, p_undo uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_reminded uuid[];
  v_customers uuid[];
begin
  v_reminded := app.recall_sent(p_company, array(select id from app.reminder where company_id = p_company and import_id = p_import));
  perform app.recount_reminders(p_company, v_reminded);
  v_customers := array(select customer_id from app.activity where company_id = p_company and import_id = p_import union select unnest(v_reminded));
  perform app.lock_money(p_company, v_customers);
  perform app.end_promise(p_company, id, app.me(), v_today) from app.promise where company_id = p_company and import_id = p_import and state in ('open', 'due');
  update app.promise set external_id = null, content_hash = null where company_id = p_company and import_id = p_import;
  update app.dispute set external_id = null, content_hash = null where company_id = p_company and import_id = p_import;
  perform app.correct_notes(p_company, p_undo, array(
    select id from app.activity where company_id = p_company and import_id = p_import and kind <> 'correction'));
  return v_customers;
end
$$;
reset role;
