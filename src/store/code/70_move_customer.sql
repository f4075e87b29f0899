-- A customer changes portfolio: the only later writer of portfolio_id, history included.
set local role encours_definer;

-- Moves each customer with its whole history to the portfolio at the same place of the other list.
create or replace function app.place_customers(p_company int, p_customers uuid[], p_portfolios int[]) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_table text;
begin
  perform app.lock_money(p_company, p_customers);
  perform 1 from unnest(p_customers) k(id) join app.contact_fact f on f.company_id = p_company and f.customer_id = k.id order by f.customer_id for update of f;
  perform 1 from unnest(p_customers) k(id) join app.standing s on s.company_id = p_company and s.customer_id = k.id order by s.customer_id for update of s;
  update app.customer c set portfolio_id = k.portfolio, rev = c.rev + 1, updated_at = now()
    from unnest(p_customers, p_portfolios) k(id, portfolio) where c.company_id = p_company and c.id = k.id;
  -- from the catalogue, so that no table can be forgotten; the feed keeps what was said to whom
  for v_table in
    select c.relname from pg_class c
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'change'
       and 3 = (select count(*) from pg_attribute t where t.attrelid = c.oid and not t.attisdropped and t.attname in ('company_id', 'customer_id', 'portfolio_id'))
     order by c.relname
  loop
    execute format('update app.%I x set portfolio_id = k.portfolio from unnest($2, $3) k(id, portfolio)
                     where x.company_id = $1 and x.customer_id = k.id and x.portfolio_id <> k.portfolio', v_table)
      using p_company, p_customers, p_portfolios;
  end loop;
end
$$;

-- {company, customer, portfolio: code or id}
create or replace function app.move_customer(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_from int;
  v_to int;
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
  perform app.place_customers(a.company, array[v_customer], array[v_to]);
  -- both portfolios hear of it
  perform app.record_change(a.company, v_from, v_customer, 'customer', v_customer);
  return app.finish_action(p_request, a.company, 'move_customer', 'customer', v_customer, v_customer, v_to,
    (select rev from app.customer where company_id = a.company and id = v_customer), p);
end
$$;

grant execute on function app.move_customer(uuid, jsonb) to encours_person;
reset role;
