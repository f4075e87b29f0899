-- A customer changes portfolio: the only later writer of portfolio_id, history included.
set local role encours_definer;

-- {company, customer, portfolio: code or id}
create or replace function app.move_customer(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_from int;
  v_to int;
  v_table text;
begin
  select * into a from app.start_action(p_request, 'move_customer', p, array['manager', 'supervisor', 'admin'], array['customer', 'portfolio'], array[]::text[]);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_from := app.require_customer(a.company, v_customer);
  if jsonb_typeof(p -> 'portfolio') = 'number' then
    select id into v_to from app.portfolio where company_id = a.company and id = app.field_int(p, 'portfolio');
  else
    select id into v_to from app.portfolio where company_id = a.company and code = app.field_text(p, 'portfolio');
  end if;
  if v_to is null then
    perform app.refuse('portfolio-unknown');
  end if;
  perform app.lock_money(a.company, array[v_customer]);
  perform app.lock_contact_fact(a.company, v_customer, v_from);
  perform 1 from app.standing where company_id = a.company and customer_id = v_customer for update;
  update app.customer set portfolio_id = v_to, rev = rev + 1, updated_at = now() where company_id = a.company and id = v_customer;
  -- from the catalogue, so that no table can be forgotten; the feed keeps what was said to whom
  for v_table in
    select c.relname from pg_class c
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'change'
       and 3 = (select count(*) from pg_attribute t where t.attrelid = c.oid and not t.attisdropped and t.attname in ('company_id', 'customer_id', 'portfolio_id'))
     order by c.relname
  loop
    execute format('update app.%I set portfolio_id = $1 where company_id = $2 and customer_id = $3 and portfolio_id <> $1', v_table)
      using v_to, a.company, v_customer;
  end loop;
  -- both portfolios hear of it
  perform app.record_change(a.company, v_from, v_customer, 'customer', v_customer);
  return app.finish_action(p_request, a.company, 'move_customer', 'customer', v_customer, v_customer, v_to,
    (select rev from app.customer where company_id = a.company and id = v_customer), p);
end
$$;

grant execute on function app.move_customer(uuid, jsonb) to encours_person;
reset role;
