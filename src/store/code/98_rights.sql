-- Rights, from the catalogue: every table is locked, every table with a portfolio is filtered by it, nobody writes.
do $$
declare
  t record;
  v_has_portfolio boolean;
  -- read by everyone who logs in: nothing personal, nothing of one customer
  v_reference text[] := array['instance', 'currency', 'company', 'holiday', 'portfolio', 'call_outcome', 'template',
    'reminder_policy', 'reminder_step', 'worklist_rule', 'fx_rate', 'interest_rate', 'month_target', 'late_payment_rule'];
  -- read through functions only
  v_closed text[] := array['request', 'audit_salt', 'draft', 'contact', 'activity_text', 'outbox_body', 'outbox_attachment', 'read_log',
    'reminder_text', 'mail_override', 'team_change'];
begin
  for t in
    select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'app' and c.relkind = 'r'
  loop
    select exists (select 1 from pg_attribute a where a.attrelid = t.oid and a.attname = 'portfolio_id' and not a.attisdropped)
      into v_has_portfolio;
    execute format('alter table app.%I enable row level security', t.relname);
    execute format('alter table app.%I force row level security', t.relname);
    execute format('revoke all on app.%I from public, encours_person, encours_definer, encours_collector, encours_manager, '
      'encours_supervisor, encours_auditor, encours_importer, encours_dispatcher, encours_admin', t.relname);
    execute format('grant select, insert, update, delete on app.%I to encours_definer', t.relname);
    execute format('drop policy if exists definer on app.%I', t.relname);
    execute format('create policy definer on app.%I to encours_definer using (true) with check (true)', t.relname);
    execute format('drop policy if exists person on app.%I', t.relname);
    if t.relname = any (v_reference) then
      execute format('create policy person on app.%I for select to encours_person using (true)', t.relname);
      execute format('grant select on app.%I to encours_person', t.relname);
    elsif v_has_portfolio and not t.relname = any (v_closed) then
      execute format('create policy person on app.%I for select to encours_person using (portfolio_id = any ((select app.my_portfolios())::int[]))', t.relname);
      execute format('grant select on app.%I to encours_person', t.relname);
    end if;
  end loop;
end
$$;

-- Colleagues by name; e-mail and role name are for administrators.
set local role encours_owner;
drop policy if exists person on app.person;
create policy person on app.person for select to encours_person using (true);
grant select (id, display_name, language, active) on app.person to encours_person;
drop policy if exists person on app.portfolio_person;
create policy person on app.portfolio_person for select to encours_person using (portfolio_id = any ((select app.my_portfolios())::int[]));
grant select on app.portfolio_person to encours_person;
drop policy if exists person on app.import;
create policy person on app.import for select to encours_person using ((select app.has_role('importer')) or (select app.has_role('manager')) or (select app.has_role('auditor')) or (select app.has_role('admin')));
grant select on app.import to encours_person;

-- History is immutable: of an append-only row only the portfolio moves with its customer.
create or replace function app.keep_history() returns trigger
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(old) - 'portfolio_id' = to_jsonb(new) - 'portfolio_id' then
    return new;
  end if;
  raise exception using errcode = 'EN001', message = 'history-immutable', detail = jsonb_build_object('table', tg_table_name)::text;
end
$$;
do $$
declare
  t text;
begin
  foreach t in array array['activity', 'promise_event', 'dispute_event', 'outbox_event', 'audit', 'allocation', 'due_date_change', 'customer_state'] loop
    execute format('drop trigger if exists keep_history on app.%I', t);
    execute format('create trigger keep_history before update or delete on app.%I for each row execute function app.keep_history()', t);
    execute format('drop trigger if exists keep_history_whole on app.%I', t);
    execute format('create trigger keep_history_whole before truncate on app.%I for each statement execute function app.keep_history()', t);
  end loop;
end
$$;
reset role;
grant execute on function app.apply_allocations() to encours_owner;
set local role encours_owner;
drop trigger if exists apply_allocations on app.allocation;
create trigger apply_allocations after insert on app.allocation referencing new table as new_rows
  for each statement execute function app.apply_allocations();
reset role;

-- EXECUTE, function by function: PUBLIC has none.
set local role encours_definer;
grant execute on function
  app.refuse(text, jsonb), app.me(), app.has_role(text), app.clock(), app.today(int), app.is_business_day(text, date), app.add_business_days(text, date, int),
  app.my_portfolios(), app.instance_kind(), app.watermark(), app.changes_since(bigint), app.hint(), app.be_at(uuid, int, uuid),
  app.save_draft(text, bigint, jsonb), app.drop_draft(text), app.my_drafts(), app.rate_on(text, text, date), app.uuid7(),
  app.amount_text(numeric, text)
to encours_person;
grant execute on function app.has_role(text), app.my_portfolios(), app.clock(), app.today(int), app.instance_kind(), app.hint() to encours_owner, encours_dispatcher;
reset role;
