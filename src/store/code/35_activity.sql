-- Calls, notes, next action dates, contacts, and taking back what one has just recorded.
set local role encours_definer;

-- The customer's contact, or a refusal. NULL in, NULL out.
create or replace function app.require_contact(p_company int, p_customer uuid, p_contact uuid) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if p_contact is not null and not exists (
    select 1 from app.contact where company_id = p_company and id = p_contact and customer_id = p_customer) then
    perform app.refuse('contact-unknown');
  end if;
  return p_contact;
end
$$;

-- One row of the customer's story. The text, if any, goes to the side table that can be erased.
create or replace function app.write_activity(
  p_company int, p_id uuid, p_customer uuid, p_portfolio int, p_kind text, p_on date, p_person int, p_text text default null,
  p_entity text default null, p_entity_id uuid default null, p_amount numeric default null, p_currency text default null,
  p_outcome text default null, p_right_party boolean default null, p_contact uuid default null, p_revisit_on date default null,
  p_corrects uuid default null)
returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  insert into app.activity (company_id, id, customer_id, portfolio_id, kind, effective_on, person_id, entity, entity_id, amount, currency,
                            outcome, right_party, contact_id, revisit_on, corrects)
  values (p_company, p_id, p_customer, p_portfolio, p_kind, p_on, p_person, p_entity, p_entity_id, p_amount, p_currency,
          p_outcome, p_right_party, p_contact, p_revisit_on, p_corrects);
  if p_text is not null then
    insert into app.activity_text values (p_company, p_id, p_customer, p_portfolio, p_text);
  end if;
end
$$;

-- The customer's row of contact facts, locked.
create or replace function app.lock_contact_fact(p_company int, p_customer uuid, p_portfolio int) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  insert into app.contact_fact (company_id, customer_id, portfolio_id) values (p_company, p_customer, p_portfolio) on conflict do nothing;
  perform 1 from app.contact_fact where company_id = p_company and customer_id = p_customer for update;
end
$$;

-- A revisit date lies ahead, at most a year.
create or replace function app.check_revisit(p_today date, p_on date) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p_on <= p_today then
    perform app.refuse('revisit-past', jsonb_build_object('date', p_on));
  elsif p_on > p_today + 366 then
    perform app.refuse('revisit-far', jsonb_build_object('date', p_on));
  end if;
end
$$;

-- {company, customer, outcome, contact?, note?, items?: [id], revisit_on?, promise?: {as record_promise, without company and customer}}
-- The call, its promise and the next action date, in one transaction. Without revisit_on the outcome's own delay counts,
-- in business days.
create or replace function app.log_call(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_outcome app.call_outcome;
  v_contact uuid;
  v_revisit date;
  v_promise uuid;
  v_promised app.promise;
begin
  select * into a from app.start_action(p_request, 'log_call', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'outcome'], array['contact', 'note', 'items', 'revisit_on', 'promise']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  select * into v_outcome from app.call_outcome where code = app.field_text(p, 'outcome') and active;
  if not found then
    perform app.refuse('outcome-unknown', jsonb_build_object('outcome', left(p ->> 'outcome', 60),
      'outcomes', (select string_agg(code, ', ' order by position) from app.call_outcome where active)));
  end if;
  if v_outcome.wants = 'promise' and (p -> 'promise' is null or jsonb_typeof(p -> 'promise') = 'null') then
    perform app.refuse('call-promise-missing', jsonb_build_object('outcome', v_outcome.code));
  end if;
  v_contact := app.require_contact(a.company, v_customer, app.field_uuid(p, 'contact'));
  v_revisit := app.field_date(p, 'revisit_on');
  if v_revisit is null and v_outcome.revisit_days is not null then
    v_revisit := app.add_business_days((select country from app.company where id = a.company), a.today, v_outcome.revisit_days);
  end if;
  perform app.check_revisit(a.today, v_revisit);

  if jsonb_typeof(p -> 'promise') not in ('null', 'object') then
    perform app.refuse('field-not-object', jsonb_build_object('key', 'promise'));
  end if;
  if jsonb_typeof(p -> 'promise') = 'object' then
    perform app.check_body(p -> 'promise', array['promised_on'], array['amount', 'currency', 'items', 'on_account', 'confirm', 'replace']);
    perform app.lock_money(a.company, array[v_customer]);
    v_promise := app.uuid7();
    v_promised := app.make_promise(a.company, v_promise, v_customer, v_portfolio, a.me, a.today, v_contact, p -> 'promise');
    perform app.refresh_money(a.company, array[v_customer]);
  end if;

  perform app.write_activity(a.company, p_request, v_customer, v_portfolio, 'call', a.today, a.me, app.field_text(p, 'note', 20000),
    case when v_promise is not null then 'promise' end, v_promise, v_promised.amount, v_promised.currency,
    v_outcome.code, v_outcome.right_party, v_contact, v_revisit);
  perform app.write_activity_items(a.company, p_request, v_customer, v_portfolio, app.field_list(p, 'items'));

  perform app.lock_contact_fact(a.company, v_customer, v_portfolio);
  update app.contact_fact f set
    last_attempt_at = app.clock(), last_attempt_by = a.me, last_outcome = v_outcome.code, attempts = f.attempts + 1,
    right_party = f.right_party + v_outcome.right_party::int,
    last_right_party_on = case when v_outcome.right_party then a.today else f.last_right_party_on end,
    revisit_on = v_revisit, revisit_set_at = now(), revisit_set_on = a.today
   where company_id = a.company and customer_id = v_customer;
  perform app.refresh_standing(a.company, array[v_customer]);
  if v_promise is not null then
    perform app.record_change(a.company, v_portfolio, v_customer, 'promise', v_promise);
  end if;
  return app.finish_action(p_request, a.company, 'log_call', 'activity', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- The items a call or note was about: each belongs to the customer.
create or replace function app.write_activity_items(p_company int, p_activity uuid, p_customer uuid, p_portfolio int, p_items jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_count int := jsonb_array_length(coalesce(p_items, '[]'));
  v_added int;
begin
  if v_count = 0 then
    return;
  end if;
  insert into app.activity_item (company_id, activity_id, item_id, customer_id, portfolio_id)
  select distinct p_company, p_activity, i.id, p_customer, p_portfolio
    from jsonb_array_elements_text(p_items) e(id)
    join app.due_item i on i.company_id = p_company and i.id::text = lower(e.id) and i.customer_id = p_customer;
  get diagnostics v_added = row_count;
  if v_added <> (select count(distinct lower(id)) from jsonb_array_elements_text(p_items) e(id)) then
    perform app.refuse('item-unknown');
  end if;
end
$$;

-- {company, customer, note, contact?, items?: [id]}; whoever the note names with an @ is told.
create or replace function app.add_note(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
begin
  select * into a from app.start_action(p_request, 'add_note', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'note'], array['contact', 'items']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  perform app.write_activity(a.company, p_request, v_customer, v_portfolio, 'note', a.today, a.me, app.field_text(p, 'note', 20000),
    p_contact => app.require_contact(a.company, v_customer, app.field_uuid(p, 'contact')));
  perform app.write_activity_items(a.company, p_request, v_customer, v_portfolio, app.field_list(p, 'items'));
  perform app.mention_named(a.company, p_request, v_customer, v_portfolio, a.me, app.field_text(p, 'note', 20000));
  return app.finish_action(p_request, a.company, 'add_note', 'activity', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- {company, customer, text, contact?, items?: [id]}: what came by mail, pasted: an answer of the customer, or of a colleague of
-- sales or logistics who was asked.
create or replace function app.log_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
begin
  select * into a from app.start_action(p_request, 'log_mail', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'text'], array['contact', 'items']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  perform app.write_activity(a.company, p_request, v_customer, v_portfolio, 'mail_in', a.today, a.me, app.field_text(p, 'text', 20000),
    p_contact => app.require_contact(a.company, v_customer, app.field_uuid(p, 'contact')));
  perform app.write_activity_items(a.company, p_request, v_customer, v_portfolio, app.field_list(p, 'items'));
  return app.finish_action(p_request, a.company, 'log_mail', 'activity', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- {company, customer, rev, from?, to?}: when the customer may be called, HH:MM in the customer's own time; neither: when the
-- company calls.
create or replace function app.set_calling_hours(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.customer;
  v_from text := app.field_text(p, 'from');
  v_to text := app.field_text(p, 'to');
  v_time text := '^([01][0-9]|2[0-3]):[0-5][0-9]$';
begin
  select * into a from app.start_action(p_request, 'set_calling_hours', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'rev'], array['from', 'to']);
  if a.replay is not null then
    return a.replay;
  end if;
  perform app.require_customer(a.company, app.field_uuid(p, 'customer'));
  select * into v from app.customer where company_id = a.company and id = app.field_uuid(p, 'customer') for update;
  perform app.check_rev(p, v.rev, jsonb_build_object('from', to_char(v.call_from, 'HH24:MI'), 'to', to_char(v.call_to, 'HH24:MI')));
  if (v_from is null) <> (v_to is null) or v_from !~ v_time or v_to !~ v_time or v_from >= v_to then
    perform app.refuse('hours-wrong');
  end if;
  update app.customer set call_from = v_from::time, call_to = v_to::time, rev = rev + 1, updated_at = now() where company_id = a.company and id = v.id;
  return app.finish_action(p_request, a.company, 'set_calling_hours', 'customer', v.id, v.id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, customer, revisit_on, note?}: out of the worklist until then; revisit_on null brings the customer back.
create or replace function app.set_revisit(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_revisit date;
begin
  select * into a from app.start_action(p_request, 'set_revisit', p, array['collector', 'manager', 'supervisor'],
    array['customer'], array['revisit_on', 'note']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  if not p ? 'revisit_on' then
    perform app.refuse('key-missing', jsonb_build_object('key', 'revisit_on'));
  end if;
  v_revisit := app.field_date(p, 'revisit_on');
  perform app.check_revisit(a.today, v_revisit);
  perform app.write_activity(a.company, p_request, v_customer, v_portfolio, 'revisit', a.today, a.me, app.field_text(p, 'note', 20000),
    p_revisit_on => v_revisit);
  perform app.lock_contact_fact(a.company, v_customer, v_portfolio);
  update app.contact_fact set revisit_on = v_revisit, revisit_set_at = now(), revisit_set_on = a.today
   where company_id = a.company and customer_id = v_customer;
  perform app.refresh_standing(a.company, array[v_customer]);
  return app.finish_action(p_request, a.company, 'set_revisit', 'activity', p_request, v_customer, v_portfolio, 1, p);
end
$$;

create or replace function app.check_contact_words(p jsonb) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  -- one address, nothing that could end a header or start a second recipient; the mail worker checks again
  if app.field_text(p, 'email') !~ '^[^[:space:][:cntrl:],;<>()"@\\]+@[^[:space:][:cntrl:],;<>()"@\\]+[.][^[:space:][:cntrl:],;<>()"@\\.]+$' then
    perform app.refuse('email-wrong', jsonb_build_object('email', left(p ->> 'email', 100)));
  end if;
  if app.field_text(p, 'phone', 40) !~ '^[0-9 +().,/xX#-]*$' or app.field_text(p, 'mobile', 40) !~ '^[0-9 +().,/xX#-]*$' then
    perform app.refuse('phone-wrong', jsonb_build_object('phone', left(coalesce(p ->> 'phone', p ->> 'mobile'), 40)));
  end if;
end
$$;

-- {company, contact, rev, name?, role?, phone?, mobile?, email?, language?, do_not_call?, bounced?, primary?, active?}:
-- what is named is replaced (null empties it). A changed address is marked: reminders wait until a day has passed.
create or replace function app.correct_contact(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.contact;
  v_email text;
begin
  select * into a from app.start_action(p_request, 'correct_contact', p, array['collector', 'manager', 'supervisor'],
    array['contact', 'rev'], array['name', 'role', 'phone', 'mobile', 'email', 'language', 'do_not_call', 'bounced', 'primary', 'active']);
  if a.replay is not null then
    return a.replay;
  end if;
  select * into v from app.contact where company_id = a.company and id = app.field_uuid(p, 'contact') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('contact-unknown');
  end if;
  perform app.check_rev(p, v.rev, jsonb_build_object('name', v.name, 'role', v.role, 'phone', v.phone, 'mobile', v.mobile, 'email', v.email, 'language', v.language));
  perform app.check_contact_words(p);
  v_email := case when p ? 'email' then app.field_text(p, 'email') else v.email end;
  update app.contact c set
    name = case when p ? 'name' then coalesce(app.field_text(p, 'name'), '') else c.name end,
    role = coalesce(app.field_choice(p, 'role', array['payables', 'manager', 'buyer', 'legal', 'sales_owner', 'logistics_owner', 'other']), c.role),
    phone = case when p ? 'phone' then app.field_text(p, 'phone', 40) else c.phone end,
    mobile = case when p ? 'mobile' then app.field_text(p, 'mobile', 40) else c.mobile end,
    email = v_email,
    email_changed_at = case when v_email is distinct from c.email then app.clock() else c.email_changed_at end,
    bounced = coalesce(app.field_flag(p, 'bounced'), c.bounced and v_email is not distinct from c.email),
    language = case when p ? 'language' then app.field_choice(p, 'language', array['en', 'fr']) else c.language end,
    do_not_call = coalesce(app.field_flag(p, 'do_not_call'), c.do_not_call),
    is_primary = coalesce(app.field_flag(p, 'primary'), c.is_primary),
    active = coalesce(app.field_flag(p, 'active'), c.active),
    before = jsonb_build_object('rev', c.rev + 1, 'by', p_request, 'name', c.name, 'role', c.role, 'phone', c.phone, 'mobile', c.mobile,
      'email', c.email, 'email_changed_at', c.email_changed_at, 'bounced', c.bounced, 'language', c.language, 'do_not_call', c.do_not_call,
      'primary', c.is_primary, 'active', c.active),
    rev = c.rev + 1, updated_at = now()
   where c.company_id = a.company and c.id = v.id;
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'contact', a.today, a.me,
    p_entity => 'contact', p_entity_id => v.id, p_contact => v.id);
  return app.finish_action(p_request, a.company, 'correct_contact', 'contact', v.id, v.customer_id, v.portfolio_id, v.rev + 1, p);
end
$$;

-- {company, customer, name, role?, phone?, mobile?, email?, language?, primary?}
create or replace function app.add_contact(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
begin
  select * into a from app.start_action(p_request, 'add_contact', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'name'], array['role', 'phone', 'mobile', 'email', 'language', 'primary']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  perform app.check_contact_words(p);
  insert into app.contact (company_id, id, customer_id, portfolio_id, name, role, phone, mobile, email, email_changed_at, language, is_primary)
  values (a.company, p_request, v_customer, v_portfolio, app.field_text(p, 'name'),
          coalesce(app.field_choice(p, 'role', array['payables', 'manager', 'buyer', 'legal', 'sales_owner', 'logistics_owner', 'other']), 'payables'),
          app.field_text(p, 'phone', 40), app.field_text(p, 'mobile', 40), app.field_text(p, 'email'),
          case when app.field_text(p, 'email') is not null then app.clock() end,
          app.field_choice(p, 'language', array['en', 'fr']), coalesce(app.field_flag(p, 'primary'), false));
  perform app.write_activity(a.company, app.uuid7(), v_customer, v_portfolio, 'contact', a.today, a.me,
    p_entity => 'contact', p_entity_id => p_request, p_contact => p_request);
  return app.finish_action(p_request, a.company, 'add_contact', 'contact', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- What somebody did to an alert is taken back, as long as nothing has happened to it since.
create or replace function app.restore_alert(p_company int, p_alert uuid, p_activity uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.alert;
begin
  select * into v from app.alert where company_id = p_company and id = p_alert for update;
  if v.before is null or (v.before ->> 'rev')::int <> v.rev or (v.before ->> 'by')::uuid <> p_activity or exists (
       select 1 from app.alert x where x.company_id = p_company and x.customer_id = v.customer_id and x.kind = v.kind and x.subject_id = v.subject_id
          and x.id <> v.id and x.state in ('open', 'acknowledged', 'snoozed')) then
    perform app.refuse('undo-overtaken');
  end if;
  update app.alert set
    state = v.before ->> 'state', snoozed_until = (v.before ->> 'snoozed_until')::date, assigned_to = (v.before ->> 'assigned_to')::int,
    handled_by = (v.before ->> 'handled_by')::int, handled_at = (v.before ->> 'handled_at')::timestamptz, reason = v.before ->> 'reason',
    before = null, rev = rev + 1
   where company_id = p_company and id = p_alert;
  perform app.record_change(p_company, v.portfolio_id, v.customer_id, 'alert', p_alert);
end
$$;

-- A corrected contact is as it was before, as long as nothing has happened to it since.
create or replace function app.restore_contact(p_company int, p_contact uuid, p_activity uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.contact;
begin
  select * into v from app.contact where company_id = p_company and id = p_contact for update;
  if v.before is null then
    perform app.refuse('undo-not-possible');
  elsif (v.before ->> 'rev')::int <> v.rev or (v.before ->> 'by')::uuid <> p_activity then
    perform app.refuse('undo-overtaken');
  end if;
  update app.contact set
    name = v.before ->> 'name', role = v.before ->> 'role', phone = v.before ->> 'phone', mobile = v.before ->> 'mobile', email = v.before ->> 'email',
    email_changed_at = (v.before ->> 'email_changed_at')::timestamptz, bounced = (v.before ->> 'bounced')::boolean, language = v.before ->> 'language',
    do_not_call = (v.before ->> 'do_not_call')::boolean, is_primary = (v.before ->> 'primary')::boolean, active = (v.before ->> 'active')::boolean,
    before = null, rev = rev + 1, updated_at = now()
   where company_id = p_company and id = p_contact;
  perform app.record_change(p_company, v.portfolio_id, v.customer_id, 'contact', p_contact);
end
$$;

-- A moved promise is for the day it was for before, as long as nothing has happened to it since. The caller holds the
-- money lock and refreshes.
create or replace function app.restore_moved(p_company int, p_move uuid, p_me int, p_today date) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  e app.promise_event;
  v app.promise;
  v_company app.company;
begin
  select * into e from app.promise_event where company_id = p_company and id = p_move;
  select * into v from app.promise where company_id = p_company and id = e.promise_id for update;
  if v.state not in ('open', 'due') then
    perform app.refuse('promise-not-open', jsonb_build_object('state', v.state));
  elsif v.promised_on <> e.to_on or exists (
       select 1 from app.promise_event x where x.company_id = p_company and x.promise_id = v.id and x.event = 'moved' and x.recorded_at > e.recorded_at) then
    perform app.refuse('undo-overtaken');
  end if;
  select * into v_company from app.company where id = p_company;
  update app.promise set promised_on = e.from_on, judge_on = app.add_business_days(v_company.country, e.from_on, v_company.grace_business_days),
         state = 'open', rev = rev + 1
   where company_id = p_company and id = v.id;
  insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, from_on, to_on, effective_on, person_id)
  values (p_company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, 'moved', e.to_on, e.from_on, p_today, p_me);
  perform app.record_change(p_company, v.portfolio_id, v.customer_id, 'promise', v.id);
end
$$;

-- Whether what an activity tells of a promise is its making, with a call or without: the first that was told of it.
create or replace function app.made_promise(p_company int, p_customer uuid, p_promise uuid, p_told_at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select not exists (select 1 from app.activity x where x.company_id = p_company and x.customer_id = p_customer
                        and x.entity = 'promise' and x.entity_id = p_promise and x.recorded_at < p_told_at)
$$;

-- What the person has recorded today and could take back, the latest first.
create or replace function app.undoable(p_most int)
returns table (company text, id uuid, kind text, customer text, name text, recorded_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  with mine as materialized (
    select c.code, d.today, x.*
      from app.company c cross join lateral (select app.today(c.id) as today) d
      join app.activity x on x.company_id = c.id and x.person_id = (select app.me())
       -- No business date is further from the server's clock; the index is by it.
       and x.recorded_at > now() - interval '2 days'
       and x.effective_on = d.today and x.portfolio_id = any ((select app.my_portfolios())::int[])
       and x.kind in ('call', 'note', 'revisit', 'promise', 'alert', 'mail_in', 'contact')
       and not exists (select 1 from app.activity y where y.company_id = x.company_id and y.customer_id = x.customer_id and y.corrects = x.id))
  select m.code, m.id, case when m.kind = 'promise' and e.id is not null then 'move' else m.kind end, u.ref, u.name, m.recorded_at
    from mine m
    join app.customer u on u.company_id = m.company_id and u.id = m.customer_id
    left join app.promise_event e on e.company_id = m.company_id and e.id = m.id and e.event = 'moved'
    left join app.promise p on m.entity = 'promise' and p.company_id = m.company_id and p.id = m.entity_id
   where case
     when e.id is not null then p.state in ('open', 'due') and p.promised_on = e.to_on
     when m.entity = 'promise' then p.state in ('open', 'due') and app.made_promise(m.company_id, m.customer_id, p.id, m.recorded_at)
     when m.kind = 'alert' then exists (
       select 1 from app.alert k where k.company_id = m.company_id and k.id = m.entity_id and (k.before ->> 'by')::uuid = m.id and (k.before ->> 'rev')::int = k.rev)
     when m.kind = 'contact' then exists (
       select 1 from app.contact k where k.company_id = m.company_id and k.id = m.entity_id and (k.before ->> 'by')::uuid = m.id and (k.before ->> 'rev')::int = k.rev)
     else true end
   order by m.recorded_at desc, m.id desc limit least(p_most, 100)
$$;

-- The promises that one replaced stand again when it is taken back.
create or replace function app.restore_promises(p_company int, p_by uuid, p_me int, p_today date) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v app.promise;
begin
  for v in update app.promise set state = 'open', replaced_by = null, rev = rev + 1
            where company_id = p_company and replaced_by = p_by and state = 'withdrawn' returning * loop
    insert into app.promise_event (company_id, id, promise_id, customer_id, portfolio_id, event, received, effective_on, person_id)
    values (p_company, app.uuid7(), v.id, v.customer_id, v.portfolio_id, 'reopened', v.received, p_today, p_me);
    perform app.record_change(p_company, v.portfolio_id, v.customer_id, 'promise', v.id);
  end loop;
end
$$;

-- {company, target}: a call, note, logged mail or revisit date (a correction row stands against it), what was done to an
-- alert, a correction of a contact, a promise or plan (withdrawn, also the one that came with a call; what it replaced stands
-- again) or its move. Its author only, on the day it was recorded, and only once.
create or replace function app.undo(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v app.activity;
  v_promise app.promise;
  v_moved boolean;
  v_id uuid;
begin
  select * into a from app.start_action(p_request, 'undo', p, array['collector', 'manager', 'supervisor'], array['target'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  select * into v from app.activity
   where company_id = a.company and id = app.field_uuid(p, 'target') and portfolio_id = any (app.my_portfolios());
  if not found then
    select * into v_promise from app.promise
     where company_id = a.company and id = app.field_uuid(p, 'target') and portfolio_id = any (app.my_portfolios());
    if not found then
      perform app.refuse('undo-unknown');
    end if;
    select * into v from app.activity x
     where x.company_id = a.company and x.customer_id = v_promise.customer_id and x.entity = 'promise' and x.entity_id = v_promise.id and x.kind in ('promise', 'call')
     order by x.recorded_at limit 1;
  elsif v.entity = 'promise' then
    select * into v_promise from app.promise where company_id = a.company and id = v.entity_id;
  end if;
  v_moved := exists (select 1 from app.promise_event where company_id = a.company and id = v.id and event = 'moved');
  if v.kind not in ('call', 'note', 'revisit', 'promise', 'alert', 'mail_in', 'contact')
     or v_promise.id is not null and not v_moved and not app.made_promise(a.company, v.customer_id, v_promise.id, v.recorded_at) then
    perform app.refuse('undo-not-possible');
  end if;
  if v.person_id is distinct from a.me then
    perform app.refuse('undo-not-yours');
  end if;
  if v.effective_on <> a.today then
    perform app.refuse('undo-too-late', jsonb_build_object('date', v.effective_on));
  end if;
  perform app.lock_money(a.company, array[v.customer_id]);
  if exists (select 1 from app.activity where company_id = a.company and customer_id = v.customer_id and corrects = v.id) then
    perform app.refuse('undo-done');
  end if;
  if v_moved then
    perform app.restore_moved(a.company, v.id, a.me, a.today);
  elsif v_promise.id is not null then
    for v_id in select x.id from app.promise x where x.company_id = a.company and x.customer_id = v.customer_id
                   and (x.id = v_promise.id or x.plan_id = v_promise.plan_id) and x.state in ('open', 'due') order by x.seq loop
      perform app.end_promise(a.company, v_id, a.me, a.today);
      perform app.record_change(a.company, v.portfolio_id, v.customer_id, 'promise', v_id);
    end loop;
    if v_id is null then
      perform app.refuse('promise-not-open', jsonb_build_object('state', v_promise.state));
    end if;
    perform app.restore_promises(a.company, v_promise.id, a.me, a.today);
  end if;
  if v.kind = 'alert' then
    perform app.restore_alert(a.company, v.entity_id, v.id);
  elsif v.kind = 'contact' then
    perform app.restore_contact(a.company, v.entity_id, v.id);
  elsif v.kind = 'note' then
    perform app.unmention(a.company, v.id);
  end if;
  perform app.write_activity(a.company, p_request, v.customer_id, v.portfolio_id, 'correction', a.today, a.me,
    p_entity => 'activity', p_entity_id => v.id, p_corrects => v.id);
  if v_moved then
    perform app.refresh_customers(a.company, array[v.customer_id]);
  elsif v_promise.id is not null then
    perform app.refresh_money(a.company, array[v.customer_id]);
  end if;
  perform app.recount_contacts(a.company, v.customer_id, v.portfolio_id);
  perform app.refresh_standing(a.company, array[v.customer_id]);
  return app.finish_action(p_request, a.company, 'undo', 'activity', p_request, v.customer_id, v.portfolio_id, 1, p);
end
$$;

-- Contact facts from the activities that still stand.
create or replace function app.recount_contacts(p_company int, p_customer uuid, p_portfolio int) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform app.lock_contact_fact(p_company, p_customer, p_portfolio);
  with standing as (
    select x.* from app.activity x
     where x.company_id = p_company and x.customer_id = p_customer and x.kind in ('call', 'revisit')
       and not exists (select 1 from app.activity c where c.company_id = p_company and c.customer_id = p_customer and c.corrects = x.id)),
  last_call as (select * from standing where kind = 'call' order by recorded_at desc, id desc limit 1),
  last_revisit as (select * from standing order by recorded_at desc, id desc limit 1)
  update app.contact_fact f set
    last_attempt_at = (select recorded_at from last_call), last_attempt_by = (select person_id from last_call), last_outcome = (select outcome from last_call),
    attempts = (select count(*) from standing where kind = 'call'),
    right_party = (select count(*) from standing where kind = 'call' and right_party),
    last_right_party_on = (select max(effective_on) from standing where kind = 'call' and right_party),
    revisit_on = (select revisit_on from last_revisit), revisit_set_at = (select recorded_at from last_revisit), revisit_set_on = (select effective_on from last_revisit)
   where f.company_id = p_company and f.customer_id = p_customer;
end
$$;

-- Contacts and texts are personal: read through these, which say who read whose.
create or replace function app.log_read(p_what text, p_company int, p_customer uuid, p_portfolio int, p_hits int) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.read_log (person_id, what, company_id, customer_id, portfolio_id, hits) values (app.me(), p_what, p_company, p_customer, p_portfolio, p_hits)
$$;

create or replace function app.customer_contacts(p_company int, p_customer uuid)
returns table (id uuid, name text, role text, phone text, mobile text, email text, language text, is_primary boolean, bounced boolean,
               do_not_call boolean, email_changed_at timestamptz, active boolean, rev int)
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := app.require_customer(p_company, p_customer);
  v_hits int;
begin
  return query select c.id, c.name, c.role, c.phone, c.mobile, c.email, c.language, c.is_primary, c.bounced, c.do_not_call, c.email_changed_at, c.active, c.rev
    from app.contact c where c.company_id = p_company and c.customer_id = p_customer
   order by c.active desc, c.is_primary desc, c.role, c.name, c.id;
  get diagnostics v_hits = row_count;
  perform app.log_read('contacts', p_company, p_customer, v_portfolio, v_hits);
end
$$;

create or replace function app.activity_texts(p_company int, p_customer uuid) returns table (activity_id uuid, body text)
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := app.require_customer(p_company, p_customer);
  v_hits int;
begin
  return query select t.activity_id, t.body from app.activity_text t join app.activity x on x.company_id = t.company_id and x.id = t.activity_id
   where x.company_id = p_company and x.customer_id = p_customer
   order by x.recorded_at desc, x.id desc limit 500;
  get diagnostics v_hits = row_count;
  perform app.log_read('activity_texts', p_company, p_customer, v_portfolio, v_hits);
end
$$;

grant execute on function
  app.log_call(uuid, jsonb), app.add_note(uuid, jsonb), app.log_mail(uuid, jsonb), app.set_revisit(uuid, jsonb), app.set_calling_hours(uuid, jsonb), app.correct_contact(uuid, jsonb), app.add_contact(uuid, jsonb),
  app.undo(uuid, jsonb), app.undoable(int), app.customer_contacts(int, uuid), app.activity_texts(int, uuid)
to encours_person;
reset role;
