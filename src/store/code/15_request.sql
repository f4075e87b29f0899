-- What every write does first and last.
--
-- The shape of a write, `app.<verb>(p_request uuid, p jsonb) returns jsonb`:
--   v := app.begin_request(p_request, '<verb>', p);  if v is not null then return v; end if;   -- a replay
--   v_me := app.require(array['collector', …]);  v_portfolio := app.require_customer(…);
--   perform app.roll_day(company);
--   … rows …;  perform app.refresh_money(…) / app.refresh_standing(…);
--   perform app.record_audit(…);  perform app.record_change(…);
--   return app.end_request(p_request, jsonb_build_object('id', …, 'entity', …, 'rev', …));
set local role encours_definer;

-- NULL the first time; the stored result, marked as a replay, when the same person sends the same words again.
create or replace function app.begin_request(p_request uuid, p_verb text, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_hash bytea := sha256(convert_to(p_verb || ' ' || p::text, 'UTF8'));
  v app.request;
begin
  if p_request is null then
    perform app.refuse('request-id-missing');
  end if;
  insert into app.request (id, actor, verb, payload_hash) values (p_request, session_user, p_verb, v_hash)
  on conflict (id) do nothing;
  if found then
    return null;
  end if;
  select * into v from app.request where id = p_request;
  if v.actor <> session_user or v.payload_hash <> v_hash then
    perform app.refuse('request-reused', jsonb_build_object('id', p_request));
  end if;
  return v.result || jsonb_build_object('recorded', false);
end
$$;

create or replace function app.end_request(p_request uuid, p_result jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  update app.request set result = p_result || jsonb_build_object('recorded', true) where id = p_request;
  return p_result || jsonb_build_object('recorded', true);
end
$$;

-- One audit row. The row itself is hashed with a salt, never stored.
create or replace function app.record_audit(p_company int, p_verb text, p_entity text, p_id uuid, p_customer uuid, p_portfolio int, p_row jsonb)
returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_salt bytea := uuid_send(gen_random_uuid());
  v_seq bigint;
begin
  insert into app.audit (actor, person_id, company_id, verb, entity, entity_id, customer_id, portfolio_id, row_hash)
  values (session_user, app.me(), p_company, p_verb, p_entity, p_id, p_customer, p_portfolio,
          sha256(v_salt || convert_to(p_row::text, 'UTF8')))
  returning seq into v_seq;
  insert into app.audit_salt values (v_seq, v_salt);
end
$$;

create or replace function app.record_change(p_company int, p_portfolio int, p_customer uuid, p_entity text, p_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  insert into app.change (company_id, portfolio_id, customer_id, entity, entity_id, person_id)
  values (p_company, p_portfolio, p_customer, p_entity, p_id, app.me());
end
$$;

-- Where a reader starts: the oldest transaction still running.
create or replace function app.watermark() returns bigint
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select pg_snapshot_xmin(pg_current_snapshot())::text::bigint
$$;

-- Changes the person may see, of transactions not finished at the watermark. Some come twice (the reader knows their
-- seq); none is missed, and a long transaction of somebody else holds nothing back.
create or replace function app.changes_since(p_watermark bigint)
returns table (seq bigint, company_id int, portfolio_id int, customer_id uuid, entity text, entity_id uuid, person_id int, person text, recorded_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select c.seq, c.company_id, c.portfolio_id, c.customer_id, c.entity, c.entity_id, c.person_id, p.display_name, c.recorded_at
    from app.change c left join app.person p on p.id = c.person_id
   where c.xid >= p_watermark::text::xid8
     and (c.portfolio_id is null or c.portfolio_id = any (app.my_portfolios()))
     and app.me() is not null
   order by c.seq
   limit 5000
$$;

-- A hint that something changed, in a transaction of its own after the acknowledged one: NOTIFY takes a global lock
-- at commit, which the write itself must not wait for. Readers poll the feed as well, so a lost hint costs a second.
create or replace function app.hint() returns void
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform pg_notify('encours_change', '');
end
$$;

-- Where the person is: at a customer, or at none. Said when that changes and once a minute, never per key; whoever is
-- silent for two minutes is gone. Only a change is told to the others, by the feed they poll anyway. Not audited.
create or replace function app.be_at(p_session uuid, p_company int, p_customer uuid) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_me int := app.me();
  v_was app.presence;
  v_portfolio int;
begin
  if v_me is null then
    return;
  end if;
  select portfolio_id into v_portfolio from app.customer
   where company_id = p_company and id = p_customer and portfolio_id = any (app.my_portfolios());
  select * into v_was from app.presence where person_id = v_me and session = p_session;
  if v_portfolio is not null then
    insert into app.presence (person_id, session, company_id, customer_id, portfolio_id) values (v_me, p_session, p_company, p_customer, v_portfolio)
    on conflict (person_id, session) do update set company_id = excluded.company_id, customer_id = excluded.customer_id,
      portfolio_id = excluded.portfolio_id, seen_at = now();
    if v_was.customer_id is not distinct from p_customer and v_was.company_id is not distinct from p_company then
      return;
    end if;
    perform app.record_change(p_company, v_portfolio, p_customer, 'presence', p_customer);
  end if;
  delete from app.presence where person_id = v_me and (seen_at < now() - interval '2 minutes' or session = p_session and v_portfolio is null);
  if v_was.customer_id is not null then
    perform app.record_change(v_was.company_id, v_was.portfolio_id, v_was.customer_id, 'presence', v_was.customer_id);
  end if;
end
$$;

-- Typed text of the person, kept between sessions; the higher revision wins.
create or replace function app.save_draft(p_key text, p_rev bigint, p_body jsonb) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.draft (person_id, key, rev, body) select app.me(), p_key, p_rev, p_body where app.me() is not null
  on conflict (person_id, key) do update set rev = excluded.rev, body = excluded.body, updated_at = now()
    where app.draft.rev < excluded.rev
$$;

create or replace function app.drop_draft(p_key text) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  delete from app.draft where person_id = app.me() and key = p_key
$$;

create or replace function app.my_drafts() returns table (key text, rev bigint, body jsonb, updated_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select key, rev, body, updated_at from app.draft where person_id = app.me() order by updated_at
$$;

reset role;
