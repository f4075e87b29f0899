-- The outbox: mail that waits, is claimed, sent, or needs a person.
--
-- queued -> sending (committed before the first byte goes out) -> sent, or queued again later, or failed, or uncertain
-- when nobody can say. Uncertain mail is never sent again by itself: a person says what became of it.
set local role encours_definer;

-- The address belongs to this customer: frozen at approval, compared again before sending.
create or replace function app.address_hash(p_customer uuid, p_address text) returns bytea
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select sha256(uuid_send(p_customer) || convert_to(p_address, 'UTF8'))
$$;

create or replace function app.outbox_note(p_company int, p_mail uuid, p_event text, p_detail text) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.outbox_event (company_id, id, outbox_id, customer_id, portfolio_id, event, detail, person_id)
  select o.company_id, app.uuid7(), o.id, o.customer_id, o.portfolio_id, p_event, left(p_detail, 500), app.me()
    from app.outbox o where o.company_id = p_company and o.id = p_mail
$$;

-- Moves a mail and its reminder to a state, with history, audit and change.
create or replace function app.move_mail(p_company int, p_mail uuid, p_state text, p_reminder_state text, p_verb text, p_detail text) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o app.outbox;
begin
  update app.outbox set state = p_state, rev = rev + 1, last_error = case when p_detail = '' then last_error else left(p_detail, 500) end,
         sent_at = case when p_state = 'sent' then coalesce(sent_at, now()) end
   where company_id = p_company and id = p_mail returning * into o;
  if o.reminder_id is not null then
    update app.reminder set state = p_reminder_state, rev = rev + 1,
           sent_on = case when p_reminder_state = 'sent' then coalesce(sent_on, app.today(p_company)) end
     where company_id = p_company and id = o.reminder_id;
    perform app.record_change(p_company, o.portfolio_id, o.customer_id, 'reminder', o.reminder_id);
  end if;
  perform app.outbox_note(p_company, p_mail, p_verb, p_detail);
  perform app.record_audit(p_company, p_verb, 'mail', p_mail, o.customer_id, o.portfolio_id, jsonb_build_object('state', p_state));
  perform app.record_change(p_company, o.portfolio_id, o.customer_id, 'mail', p_mail);
  if p_state = 'sent' then
    perform app.note_reminder_sent(p_company, o.customer_id, o.portfolio_id, app.today(p_company));
    insert into app.activity (company_id, id, customer_id, portfolio_id, kind, entity, entity_id, effective_on, person_id)
    values (p_company, app.uuid7(), o.customer_id, o.portfolio_id, 'mail_out', 'mail', p_mail, app.today(p_company), o.person_id);
  end if;
end
$$;

-- The mail did not go out and will not: its reminder ends, and what is still due is proposed anew.
create or replace function app.propose_again(p_company int, p_mail uuid, p_state text, p_verb text, p_detail text) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_customer uuid;
begin
  perform app.move_mail(p_company, p_mail, p_state, 'recalled', p_verb, p_detail);
  select customer_id into v_customer from app.outbox where company_id = p_company and id = p_mail and reminder_id is not null;
  if found then
    perform 1 from app.company where id = p_company for no key update;
    perform app.refresh_reminders(p_company, array[v_customer], app.uuid7(), true);
  end if;
end
$$;

-- Whether the imported receipts are recent enough to ask for money unattended: not older than one business day.
create or replace function app.receipts_fresh(p_company int) returns boolean
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(app.add_business_days(c.country, c.receipts_cover_until, 2) > app.today(p_company), false)
    from app.company c where c.id = p_company
$$;

-- Whether mail of the company may go out now, else why not: stopped, old_receipts.
create or replace function app.mail_blocked(p_company int) returns text
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select case
    when c.mail_stopped or (select i.mail_stopped from app.instance i) then 'stopped'
    when not app.receipts_fresh(p_company)
      and not exists (select 1 from app.mail_override o where o.company_id = p_company and o.day = app.today(p_company)) then 'old_receipts' end
    from app.company c where c.id = p_company
$$;

-- Claims mail for a worker, at most p_max. In the claiming transaction the balance is read again under lock: what
-- was paid, disputed, promised or held meanwhile is not claimed but proposed anew; so is mail whose address changed.
create or replace function app.claim_mail(p_worker text, p_max int default 1, p_skip_domains text[] default '{}')
returns table (company_id int, id uuid, from_name text, from_address text, to_address text, to_name text, reply_to text, message_id text,
               subject text, body_text text, body_html text, attempts int)
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
declare
  o app.outbox;
  v_why text;
  v_claimed uuid[] := '{}';
  v_open int[];
begin
  if coalesce(btrim(p_worker), '') = '' then
    perform app.refuse('worker-unnamed');
  end if;
  select array_agg(c.id) into v_open from app.company c where app.mail_blocked(c.id) is null;
  for o in
    select x.* from app.outbox x
     where x.state = 'queued' and x.not_before <= now() and x.company_id = any (v_open)
       and not lower(substring(x.to_address from '@(.*)$')) = any (p_skip_domains)
     order by x.not_before, x.id limit least(greatest(p_max, 0), 50) * 4 + 4
     for update skip locked
  loop
    exit when cardinality(v_claimed) >= p_max;
    v_why := null;
    if o.address_hash <> app.address_hash(o.customer_id, o.to_address)
       or not exists (select 1 from app.contact c where c.company_id = o.company_id and c.customer_id = o.customer_id and c.active and not c.bounced and c.email = o.to_address) then
      v_why := 'address';
    elsif o.reminder_id is not null then
      select case when r.state = 'approved' then app.reminder_overtaken(r.company_id, r.id, o.recorded_at) else 'not_approved' end
        into v_why from app.reminder r where r.company_id = o.company_id and r.id = o.reminder_id;
    end if;
    if v_why = 'busy' then
      continue;
    elsif v_why is not null then
      perform app.propose_again(o.company_id, o.id, 'stale', 'stale', v_why);
    else
      update app.outbox x set claimed_at = clock_timestamp(), claimed_by = left(p_worker, 200), attempts = x.attempts + 1
       where x.company_id = o.company_id and x.id = o.id;
      perform app.move_mail(o.company_id, o.id, 'sending', 'sending', 'sending', '');
      v_claimed := v_claimed || o.id;
    end if;
  end loop;
  return query
    select x.company_id, x.id, c.name, c.mail_from, x.to_address, x.to_name, x.reply_to, x.message_id, b.subject, b.body_text, b.body_html, x.attempts
      from app.outbox x join app.company c on c.id = x.company_id
      join app.outbox_body b on b.company_id = x.company_id and b.outbox_id = x.id
     where x.id = any (v_claimed) and x.state = 'sending';
end
$$;

-- The server accepted it. Also when the lease ran out meanwhile: the worker knows.
create or replace function app.mail_sent(p_worker text, p_company int, p_mail uuid, p_reply text) returns boolean
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform 1 from app.outbox where company_id = p_company and id = p_mail and state in ('sending', 'uncertain') and claimed_by = left(p_worker, 200) for update;
  if not found then
    return false;
  end if;
  perform app.move_mail(p_company, p_mail, 'sent', 'sent', 'sent', p_reply);
  return true;
end
$$;

-- It was not accepted. 'transient': again after 1 min, 5 min, 30 min, 2 h, 6 h, then failed; 'permanent': failed;
-- 'address': failed, and the contact's address is marked as bouncing; 'unknown': uncertain.
create or replace function app.mail_failed(p_worker text, p_company int, p_mail uuid, p_kind text, p_error text) returns text
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o app.outbox;
  v_wait interval[] := array['1 minute', '5 minutes', '30 minutes', '2 hours', '6 hours']::interval[];
begin
  select * into o from app.outbox where company_id = p_company and id = p_mail and state in ('sending', 'uncertain') and claimed_by = left(p_worker, 200) for update;
  if not found then
    return null;
  end if;
  if p_kind = 'transient' and o.attempts <= cardinality(v_wait) then
    update app.outbox set not_before = now() + v_wait[o.attempts] where company_id = p_company and id = p_mail;
    perform app.move_mail(p_company, p_mail, 'queued', 'approved', 'deferred', p_error);
    return 'queued';
  elsif p_kind = 'unknown' then
    perform app.move_mail(p_company, p_mail, 'uncertain', 'uncertain', 'uncertain', p_error);
    return 'uncertain';
  end if;
  if p_kind = 'address' then
    update app.contact set bounced = true, rev = rev + 1, updated_at = now()
     where company_id = p_company and customer_id = o.customer_id and email = o.to_address and not bounced;
  end if;
  perform app.move_mail(p_company, p_mail, 'failed', 'failed', 'failed', p_error);
  return 'failed';
end
$$;

-- Claims older than the lease of 60 s: the worker is gone, and nobody knows whether the mail went out.
create or replace function app.expire_claims() returns int
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o record;
  v_expired int := 0;
begin
  for o in
    select company_id, id from app.outbox where state = 'sending' and claimed_at < clock_timestamp() - interval '60 seconds' for update skip locked
  loop
    perform app.move_mail(o.company_id, o.id, 'uncertain', 'uncertain', 'uncertain', '');
    v_expired := v_expired + 1;
  end loop;
  return v_expired;
end
$$;

-- What the dispatcher reports of each company: why mail waits and what needs a person.
create or replace function app.dispatch_status()
returns table (company text, blocked text, receipts_cover_until date, today date, due int, waiting int, sending int, uncertain int, failed int, next_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select c.code, app.mail_blocked(c.id), c.receipts_cover_until, app.today(c.id),
         count(o.id) filter (where o.state = 'queued' and o.not_before <= now())::int, count(o.id) filter (where o.state = 'queued' and o.not_before > now())::int,
         count(o.id) filter (where o.state = 'sending')::int, count(o.id) filter (where o.state = 'uncertain')::int, count(o.id) filter (where o.state = 'failed')::int,
         min(o.not_before) filter (where o.state = 'queued' and o.not_before > now())
    from app.company c left join app.outbox o on o.company_id = c.id and o.state in ('queued', 'sending', 'uncertain', 'failed')
   group by c.id, c.code order by c.code
$$;

-- The mail of a person's verb, locked, in one of the states and at the revision the person saw.
create or replace function app.require_mail(p_company int, p jsonb, p_states text[]) returns app.outbox
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o app.outbox;
begin
  select * into o from app.outbox where company_id = p_company and id = app.field_uuid(p, 'mail') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('mail-unknown');
  elsif not o.state = any (p_states) then
    perform app.refuse('mail-not-' || p_states[1], jsonb_build_object('state', o.state));
  elsif coalesce(app.field_int(p, 'rev'), o.rev) <> o.rev then
    perform app.refuse('mail-changed');
  end if;
  return o;
end
$$;

-- Takes a mail back while it waits in the outbox; what it asked for is proposed again.
create or replace function app.recall_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'recall_mail', p, array['collector', 'manager', 'supervisor'], '{mail}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{queued}');
  perform app.propose_again(a.company, o.id, 'recalled', 'recalled', '');
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

-- A person found out what became of an uncertain mail: `outcome` sent or not_sent.
create or replace function app.resolve_uncertain(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'resolve_uncertain', p, array['collector', 'manager', 'supervisor'], '{mail,outcome}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{uncertain}');
  if app.field_choice(p, 'outcome', '{sent,not_sent}') = 'sent' then
    update app.outbox set sent_at = claimed_at where company_id = a.company and id = o.id;
    perform app.move_mail(a.company, o.id, 'sent', 'sent', 'resolved_sent', '');
  else
    perform app.propose_again(a.company, o.id, 'recalled', 'resolved_not_sent', '');
  end if;
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

-- Queues a failed mail again, to the same address, with a fresh count of attempts.
create or replace function app.retry_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'retry_mail', p, array['collector', 'manager', 'supervisor'], '{mail}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{failed}');
  if not exists (select 1 from app.contact c where c.company_id = a.company and c.customer_id = o.customer_id and c.active and not c.bounced and c.email = o.to_address) then
    perform app.refuse('address-changed');
  elsif o.reminder_id is not null and not exists (select 1 from app.reminder r where r.company_id = a.company and r.id = o.reminder_id and r.state = 'failed') then
    perform app.refuse('reminder-not-open');
  end if;
  update app.outbox set not_before = now() + make_interval(secs => (select mail_delay_seconds from app.company c where c.id = a.company)),
         attempts = 0, claimed_at = null, claimed_by = null
   where company_id = a.company and id = o.id;
  perform app.move_mail(a.company, o.id, 'queued', 'approved', 'retried', '');
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

-- The kill switch of a company: nothing more is claimed while it is stopped.
create or replace function app.stop_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
begin
  select * into a from app.start_action(p_request, 'stop_mail', p, array['manager', 'supervisor', 'admin'], '{stopped}', '{reason}');
  if a.replay is not null then
    return a.replay;
  end if;
  update app.company set mail_stopped = app.field_flag(p, 'stopped') where id = a.company;
  return app.finish_action(p_request, a.company, case when app.field_flag(p, 'stopped') then 'stop_mail' else 'start_mail' end, 'company', null, null, null, 1, p);
end
$$;

-- Lets mail go out today although the receipts are old, with the reason.
create or replace function app.override_receipts(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_id uuid := app.uuid7();
begin
  select * into a from app.start_action(p_request, 'override_receipts', p, array['manager', 'supervisor'], '{reason}', '{}');
  if a.replay is not null then
    return a.replay;
  end if;
  if length(coalesce(app.field_text(p, 'reason', 500), '')) < 3 then
    perform app.refuse('reason-missing');
  end if;
  insert into app.mail_override (company_id, id, day, receipts_cover_until, reason, person_id)
  select a.company, v_id, a.today, c.receipts_cover_until, app.field_text(p, 'reason', 500), a.me from app.company c where c.id = a.company;
  return app.finish_action(p_request, a.company, 'override_receipts', 'mail_override', v_id, null, null, 1, p);
end
$$;

grant execute on function app.claim_mail(text, int, text[]), app.mail_sent(text, int, uuid, text), app.mail_failed(text, int, uuid, text, text),
  app.expire_claims(), app.dispatch_status() to encours_dispatcher;
grant execute on function app.recall_mail(uuid, jsonb), app.resolve_uncertain(uuid, jsonb), app.retry_mail(uuid, jsonb), app.stop_mail(uuid, jsonb),
  app.override_receipts(uuid, jsonb), app.mail_blocked(int), app.dispatch_status() to encours_person;

reset role;
