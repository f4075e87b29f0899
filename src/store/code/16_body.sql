-- The words of an action: every key known, every value of its kind, or a refusal that names it.
set local role encours_definer;

create or replace function app.check_body(p jsonb, p_required text[], p_optional text[]) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v_key text;
begin
  if jsonb_typeof(p) is distinct from 'object' then
    perform app.refuse('body-not-object');
  end if;
  select k into v_key from jsonb_object_keys(p) k where not k = any (p_required || p_optional) order by 1 limit 1;
  if found then
    perform app.refuse('key-unknown', jsonb_build_object('key', left(v_key, 60), 'keys', array_to_string(p_required || p_optional, ', ')));
  end if;
  select k into v_key from unnest(p_required) k where p -> k is null or jsonb_typeof(p -> k) = 'null' or btrim(p ->> k) = '' limit 1;
  if found then
    perform app.refuse('key-missing', jsonb_build_object('key', v_key));
  end if;
end
$$;

create or replace function app.field_text(p jsonb, p_key text, p_most int default 200) returns text
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p -> p_key is null or jsonb_typeof(p -> p_key) = 'null' then
    return null;
  end if;
  if jsonb_typeof(p -> p_key) <> 'string' then
    perform app.refuse('field-not-text', jsonb_build_object('key', p_key));
  end if;
  if length(p ->> p_key) > p_most then
    perform app.refuse('field-too-long', jsonb_build_object('key', p_key, 'most', p_most));
  end if;
  return nullif(btrim(p ->> p_key), '');
end
$$;

-- Bytes, in base64; not more than so many.
create or replace function app.field_bytes(p jsonb, p_key text, p_most int) returns bytea
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  return decode(app.field_text(p, p_key, (p_most + 2) / 3 * 4), 'base64');
exception when invalid_parameter_value then
  perform app.refuse('field-not-text', jsonb_build_object('key', p_key));
end
$$;

create or replace function app.field_choice(p jsonb, p_key text, p_choices text[]) returns text
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v text := app.field_text(p, p_key);
begin
  if v is not null and not v = any (p_choices) then
    perform app.refuse('field-not-a-choice', jsonb_build_object('key', p_key, 'value', left(v, 60), 'choices', array_to_string(p_choices, ', ')));
  end if;
  return v;
end
$$;

create or replace function app.field_uuid(p jsonb, p_key text) returns uuid
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v text := app.field_text(p, p_key);
begin
  if v !~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
    perform app.refuse('field-not-id', jsonb_build_object('key', p_key));
  end if;
  return v::uuid;
end
$$;

-- YYYY-MM-DD between 1900 and 2199, a day that exists.
create or replace function app.field_date(p jsonb, p_key text) returns date
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v text := app.field_text(p, p_key);
begin
  if v is null then
    return null;
  end if;
  if v !~ '^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
     or right(v, 2)::int > extract(day from make_date(left(v, 4)::int, substr(v, 6, 2)::int, 1) + interval '1 month - 1 day') then
    perform app.refuse('field-not-date', jsonb_build_object('key', p_key, 'value', left(v, 60)));
  end if;
  return make_date(left(v, 4)::int, substr(v, 6, 2)::int, right(v, 2)::int);
end
$$;

-- A JSON number or the contract form "4284.29".
create or replace function app.field_amount(p jsonb, p_key text) returns numeric
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p -> p_key is null or jsonb_typeof(p -> p_key) = 'null' then
    return null;
  end if;
  if jsonb_typeof(p -> p_key) not in ('number', 'string') or p ->> p_key !~ '^-?[0-9]{1,16}([.][0-9]{1,10})?$' then
    perform app.refuse('field-not-amount', jsonb_build_object('key', p_key, 'value', left(p ->> p_key, 60)));
  end if;
  return (p ->> p_key)::numeric;
end
$$;

create or replace function app.field_int(p jsonb, p_key text) returns int
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p -> p_key is null or jsonb_typeof(p -> p_key) = 'null' then
    return null;
  end if;
  if jsonb_typeof(p -> p_key) <> 'number' or p ->> p_key !~ '^-?[0-9]{1,9}$' then
    perform app.refuse('field-not-number', jsonb_build_object('key', p_key));
  end if;
  return (p ->> p_key)::int;
end
$$;

create or replace function app.field_flag(p jsonb, p_key text) returns boolean
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p -> p_key is null or jsonb_typeof(p -> p_key) = 'null' then
    return null;
  end if;
  if jsonb_typeof(p -> p_key) <> 'boolean' then
    perform app.refuse('field-not-flag', jsonb_build_object('key', p_key));
  end if;
  return (p -> p_key)::boolean;
end
$$;

create or replace function app.field_list(p jsonb, p_key text) returns jsonb
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if p -> p_key is null or jsonb_typeof(p -> p_key) = 'null' then
    return null;
  end if;
  if jsonb_typeof(p -> p_key) <> 'array' or jsonb_array_length(p -> p_key) > 2000 then
    perform app.refuse('field-not-list', jsonb_build_object('key', p_key));
  end if;
  return p -> p_key;
end
$$;

-- A currency of the ledger, and an amount with no more digits than it has.
create or replace function app.check_money(p_amount numeric, p_currency text) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v_digits int;
begin
  select digits into v_digits from app.currency where code = p_currency;
  if not found then
    perform app.refuse('currency-unknown', jsonb_build_object('currency', left(p_currency, 20)));
  end if;
  if p_amount is not null and round(p_amount, v_digits) <> p_amount then
    perform app.refuse('amount-too-precise', jsonb_build_object('amount', trim_scale(p_amount)::text, 'currency', p_currency, 'digits', v_digits));
  end if;
end
$$;

-- An amount as the contract writes it: the digits of its currency.
create or replace function app.amount_text(p_amount numeric, p_currency text) returns text
language sql stable set search_path = pg_catalog, app, pg_temp as $$
  select round(p_amount, coalesce((select digits from app.currency where code = p_currency), 2))::text
$$;

-- The company by id or code.
create or replace function app.field_company(p jsonb) returns int
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
declare
  v int;
begin
  if jsonb_typeof(p -> 'company') = 'number' then
    select id into v from app.company where id = app.field_int(p, 'company');
  else
    select id into v from app.company where code = upper(app.field_text(p, 'company'));
  end if;
  if v is null then
    perform app.refuse('company-unknown', jsonb_build_object('company', left(p ->> 'company', 40)));
  end if;
  return v;
end
$$;

-- What every action does first: a known person in one of the roles, a body with the keys it may have, the request
-- claimed (`replay` is its stored result when it came before), the company, and its day begun.
create or replace function app.start_action(
  p_request uuid, p_verb text, p jsonb, p_roles text[], p_required text[], p_optional text[],
  out replay jsonb, out me int, out company int, out today date)
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  me := app.require(p_roles);
  perform app.check_body(p, p_required || 'company'::text, p_optional);
  -- without the revision: a script that tries again reads it anew
  replay := app.begin_request(p_request, p_verb, p - 'rev');
  if replay is not null then
    return;
  end if;
  company := app.field_company(p);
  today := app.today(company);
  perform app.roll_day(company);
end
$$;

-- What every action does last: one audit row, the change for the live screens, the stored result.
create or replace function app.finish_action(
  p_request uuid, p_company int, p_verb text, p_entity text, p_id uuid, p_customer uuid, p_portfolio int, p_rev int, p jsonb)
returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform app.record_audit(p_company, p_verb, p_entity, p_id, p_customer, p_portfolio, p);
  perform app.record_change(p_company, p_portfolio, p_customer, p_entity, p_id);
  return app.end_request(p_request, jsonb_build_object('id', p_id, 'entity', p_entity, 'rev', p_rev));
end
$$;

-- Someone else changed it since it was read: both versions go back to the person.
create or replace function app.check_rev(p jsonb, p_rev int, p_row jsonb) returns void
language plpgsql set search_path = pg_catalog, app, pg_temp as $$
begin
  if app.field_int(p, 'rev') <> p_rev then
    perform app.refuse('conflict', jsonb_build_object('given', app.field_int(p, 'rev'), 'current', p_rev, 'yours', p, 'theirs', p_row));
  end if;
end
$$;

reset role;
