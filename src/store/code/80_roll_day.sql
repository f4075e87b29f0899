-- The change of day. The first write, command, cockpit or worker of a company's business day does it; the others find
-- it done. Only customers for whom something falls between the last day rolled and today are touched.
set local role encours_definer;

-- The customers for whom something dated takes effect after p_from, up to and including p_to.
create or replace function app.customers_crossing(p_company int, p_from date, p_to date) returns uuid[]
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  with company as materialized (select c.id, c.currency, c.bucket_from from app.company c where c.id = p_company),
  -- days late at which an item changes bucket, reaches a rule of age, or stops being newly overdue
  bound as (
    select unnest(bucket_from) as days from company
    union select param::int from app.worklist_rule where company_id = p_company and active and code = 'age'
    union select param::int + 1 from app.worklist_rule where company_id = p_company and active and code = 'newly_overdue'),
  span as materialized (select distinct p_from - days as after, p_to - days as upto from bound),
  silence as materialized (select param::int as days from app.worklist_rule where company_id = p_company and active and code = 'no_contact')
  select coalesce(array_agg(customer_id order by customer_id), '{}') from (
    select i.customer_id from span s join app.due_item i on i.company_id = p_company and i.open_amount <> 0 and i.due_on > s.after and i.due_on <= s.upto
    union select customer_id from app.due_item where company_id = p_company and issued_on > p_from and issued_on <= p_to
    -- allocations and receipts of a later day: they count from that day on, and until then what they settle is open
    union select customer_id from app.allocation where company_id = p_company and applied_on > p_from
    union select customer_id from app.receipt where company_id = p_company and effective_on > p_from
    union select customer_id from app.credit_limit where company_id = p_company
           and ((effective_on > p_from and effective_on <= p_to) or (until_on >= p_from and until_on < p_to))
    union select customer_id from app.promise where company_id = p_company and state in ('open', 'due') and promised_on <= p_to
    union select customer_id from app.dispute where company_id = p_company and resolved_on is null and opened_on > p_from and opened_on <= p_to
    union select customer_id from app.contact_fact where company_id = p_company and revisit_on > p_from and revisit_on <= p_to
    union select f.customer_id from silence s join app.contact_fact f on f.company_id = p_company
           and f.last_right_party_on > p_from - s.days and f.last_right_party_on <= p_to - s.days
    union select customer_id from app.alert where company_id = p_company and state = 'snoozed' and snoozed_until <= p_to
    -- other currencies are worth what the day's rate says
    union select p.customer_id from company c join app.position p on p.company_id = c.id and p.currency <> c.currency
           where exists (select 1 from app.fx_rate r where r.on_date > p_from and r.on_date <= p_to)
  ) x
$$;

-- Begins the company's business day, once. Returns the number of customers touched (0 when it had begun).
create or replace function app.roll_day(p_company int) returns int
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
  v_company app.company;
  v_customers uuid[];
  v_alert record;
begin
  if exists (select 1 from app.company where id = p_company and rolled_on >= v_today) then
    return 0;
  end if;
  -- not FOR UPDATE: rows that refer to the company are inserted meanwhile
  select * into v_company from app.company where id = p_company for no key update;
  if not found or v_company.rolled_on >= v_today then
    return 0;
  end if;

  if v_company.rolled_on is null then
    select array_agg(id order by id) into v_customers from app.customer where company_id = p_company;
  else
    v_customers := app.customers_crossing(p_company, v_company.rolled_on, v_today);
  end if;

  perform app.lock_money(p_company, v_customers);
  update app.alert set state = 'open', snoozed_until = null, raised_at = now(), rev = rev + 1
   where company_id = p_company and state = 'snoozed' and snoozed_until <= v_today;
  -- a hold that has run out: ours ends, the ERP is asked to end its own
  update app.hold set state = case what when 'credit' then 'release_requested' else 'released' end,
         released_at = case what when 'credit' then null else now() end, rev = rev + 1
   where company_id = p_company and state in ('requested', 'in_force') and until_on < v_today;

  perform app.refresh_customers(p_company, v_customers);

  -- not on the first day: an old ledger would raise one for each item it has
  if v_company.rolled_on is not null then
    for v_alert in
      select i.id, i.customer_id, i.portfolio_id, i.open_amount, i.currency, i.due_on
        from app.due_item i
       where i.company_id = p_company and i.open_amount > 0 and i.state = 'normal' and i.due_on >= v_company.rolled_on and i.due_on < v_today
         and i.open_amount * app.rate_on(i.currency, v_company.currency, v_today) >= v_company.large_overdue_amount
       order by i.customer_id, i.id
    loop
      perform app.raise_alert(p_company, v_alert.customer_id, v_alert.portfolio_id, 'large_overdue', v_alert.id, v_alert.open_amount, v_alert.currency, v_today,
        jsonb_build_object('due_on', v_alert.due_on));
    end loop;
  end if;
  for v_alert in
    select m.customer_id, m.portfolio_id, m.credit_limit, m.limit_until from app.customer_money m
     where m.company_id = p_company and m.limit_until between v_today and v_today + v_company.limit_expiring_days and m.exposure > 0
     order by m.customer_id
  loop
    perform app.raise_alert(p_company, v_alert.customer_id, v_alert.portfolio_id, 'limit_expiring', v_alert.customer_id, v_alert.credit_limit, v_company.currency, v_today,
      jsonb_build_object('until_on', v_alert.limit_until));
  end loop;

  update app.company set rolled_on = v_today where id = p_company;
  perform app.keep_forecast(p_company, v_today);
  perform app.record_change(p_company, null, null, 'day', null);
  return coalesce(cardinality(v_customers), 0);
end
$$;

grant execute on function app.roll_day(int) to encours_person, encours_dispatcher;
reset role;
