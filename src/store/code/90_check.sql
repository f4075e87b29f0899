-- Everything derived, recomputed; everything promised about rows, counted. `encours db check` and the tests run it.
set local role encours_definer;

create or replace function app.check() returns table ("check" text, ok boolean, detail text)
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_company app.company;
  v_all uuid[];
  v_bad bigint;
begin
  if app.me() is not null then
    perform app.require(array['manager', 'supervisor', 'auditor', 'admin']);
  end if;
  for v_company in select * from app.company order by id loop
    perform app.roll_day(v_company.id);
    v_all := coalesce((select array_agg(id order by id) from app.customer where company_id = v_company.id), '{}');

    select count(*) into v_bad from (
      (select p.company_id, p.customer_id, p.currency, p.portfolio_id, p.items, p.overdue_items, p.not_due, p.buckets, p.gross, p.overdue, p.unapplied, p.disputed, p.promised, p.litigation, p.orders, p.oldest_due_on
         from app.position p where p.company_id = v_company.id
       except select c.company_id, c.customer_id, c.currency, c.portfolio_id, c.items, c.overdue_items, c.not_due, c.buckets, c.gross, c.overdue, c.unapplied, c.disputed, c.promised, c.litigation, c.orders, c.oldest_due_on
         from app.compute_position(v_company.id, v_all) c)
      union all
      (select c.company_id, c.customer_id, c.currency, c.portfolio_id, c.items, c.overdue_items, c.not_due, c.buckets, c.gross, c.overdue, c.unapplied, c.disputed, c.promised, c.litigation, c.orders, c.oldest_due_on
         from app.compute_position(v_company.id, v_all) c
       except select p.company_id, p.customer_id, p.currency, p.portfolio_id, p.items, p.overdue_items, p.not_due, p.buckets, p.gross, p.overdue, p.unapplied, p.disputed, p.promised, p.litigation, p.orders, p.oldest_due_on
         from app.position p where p.company_id = v_company.id)) x;
    return query select 'positions', v_bad = 0, v_company.code || ': ' || v_bad;

    with rate as materialized (
      select c.code as currency, app.rate_on(c.code, v_company.currency, app.today(v_company.id)) as rate from app.currency c
       where c.code in (select distinct currency from app.position where company_id = v_company.id)),
    owed as (
      select p.customer_id, sum((p.gross + p.unapplied + p.orders) * r.rate) as exposure, sum(p.gross * r.rate) as gross,
             sum(p.overdue * r.rate) as overdue, sum(p.disputed * r.rate) as disputed, sum(p.promised * r.rate) as promised, bool_or(r.rate is null) as unknown_rate
        from app.position p join rate r using (currency) where p.company_id = v_company.id group by 1)
    select count(*) into v_bad
      from app.customer_money m left join owed o using (customer_id)
           left join lateral app.limit_on(m.company_id, m.customer_id, app.today(m.company_id)) l on true
     where m.company_id = v_company.id
       and ((m.exposure, m.gross, m.overdue, m.disputed, m.promised, m.unknown_rate)
            is distinct from (round(coalesce(o.exposure, 0), 4), round(coalesce(o.gross, 0), 4), round(coalesce(o.overdue, 0), 4),
                              round(coalesce(o.disputed, 0), 4), round(coalesce(o.promised, 0), 4), coalesce(o.unknown_rate, false))
         or m.credit_limit is distinct from l.amount or m.breach <> (l.amount is not null and m.exposure > l.amount));
    return query select 'customer_money', v_bad = 0, v_company.code || ': ' || v_bad;

    -- who has rows of money has a row of money
    select count(*) into v_bad from app.position p
     where p.company_id = v_company.id and not exists (select 1 from app.customer_money m where m.company_id = p.company_id and m.customer_id = p.customer_id);
    return query select 'customer_money_missing', v_bad = 0, v_company.code || ': ' || v_bad;

    select count(*) into v_bad
      from app.standing s full join (select * from app.compute_standing(v_company.id, v_all)) c on c.customer_id = s.customer_id and s.company_id = c.company_id
     where coalesce(s.company_id, v_company.id) = v_company.id
       and (s.section, s.points, s.reasons, s.overdue, s.to_chase, s.oldest_due_on, s.portfolio_id)
           is distinct from (c.section, c.points, c.reasons, c.overdue, c.to_chase, c.oldest_due_on, c.portfolio_id)
       -- a customer without a row stands nowhere, which is right as long as nothing would put it on the list
       and not (s.customer_id is null and c.section = 0);
    return query select 'standings', v_bad = 0, v_company.code || ': ' || v_bad;
  end loop;

  select count(*) into v_bad from app.due_item i
    left join (select company_id, item_id as id, sum(amount) as amount from app.allocation group by 1, 2) a using (company_id, id)
    left join (select company_id, source_item_id as id, sum(source_amount) as amount from app.allocation where source_item_id is not null group by 1, 2) b using (company_id, id)
   where i.open_amount <> i.amount - coalesce(a.amount, 0) + coalesce(b.amount, 0);
  return query select 'open_amounts', v_bad = 0, v_bad::text;

  select count(*) into v_bad from app.receipt r
    left join (select company_id, receipt_id as id, sum(source_amount) as amount from app.allocation where receipt_id is not null group by 1, 2) a using (company_id, id)
   where r.unallocated <> r.amount - coalesce(a.amount, 0);
  return query select 'unallocated', v_bad = 0, v_bad::text;

  select count(*) into v_bad from app.position p where p.not_due + (select sum(b) from unnest(p.buckets) b) <> p.gross or p.overdue <> p.gross - p.not_due;
  return query select 'buckets_sum_to_gross', v_bad = 0, v_bad::text;

  select count(*) into v_bad from app.document d
    join (select company_id, document_id as id, sum(amount) as amount, count(*) from app.due_item group by 1, 2) i using (company_id, id)
   where d.amount <> i.amount;
  return query select 'items_sum_to_documents', v_bad = 0, v_bad::text;

  select count(*) into v_bad from (
    select 1 from app.receipt r join app.receipt o on o.company_id = r.company_id and o.id = r.reverses where r.amount + o.amount <> 0 or o.reversed_by is distinct from r.id
    union all
    select 1 from app.document r join app.document o on o.company_id = r.company_id and o.id = r.reverses where r.amount + o.amount <> 0 or o.reversed_by is distinct from r.id
    union all
    select 1 from app.allocation r join app.allocation o on o.company_id = r.company_id and o.id = r.reverses
     where r.amount + o.amount <> 0 or r.source_amount + o.source_amount <> 0 or r.item_id <> o.item_id) x;
  return query select 'reversals_net_to_zero', v_bad = 0, v_bad::text;

  select (select count(*) from app.customer c where not exists (select 1 from app.portfolio p where p.company_id = c.company_id and p.id = c.portfolio_id))
       + (select count(*) from app.document d where not exists (select 1 from app.customer c where c.company_id = d.company_id and c.id = d.customer_id))
       + (select count(*) from app.document d where not exists (select 1 from app.currency c where c.code = d.currency))
       + (select count(*) from app.due_item i where not exists (
            select 1 from app.document d where d.company_id = i.company_id and d.id = i.document_id and d.customer_id = i.customer_id))
       + (select count(*) from app.receipt r where not exists (select 1 from app.customer c where c.company_id = r.company_id and c.id = r.customer_id))
       + (select count(*) from app.receipt r where not exists (select 1 from app.currency c where c.code = r.currency))
       + (select count(*) from app.allocation a where not exists (select 1 from app.due_item i where i.company_id = a.company_id and i.id = a.item_id))
       + (select count(*) from app.allocation a where a.receipt_id is not null
            and not exists (select 1 from app.receipt r where r.company_id = a.company_id and r.id = a.receipt_id))
       + (select count(*) from app.allocation a where a.source_item_id is not null
            and not exists (select 1 from app.due_item i where i.company_id = a.company_id and i.id = a.source_item_id))
       + (select count(*) from app.reminder_item l where not exists (select 1 from app.reminder r where r.company_id = l.company_id and r.id = l.reminder_id))
       + (select count(*) from app.reminder_item l where not exists (select 1 from app.due_item i where i.company_id = l.company_id and i.id = l.item_id))
    into v_bad;
  return query select 'references', v_bad = 0, v_bad::text;

  select count(*) into v_bad from app.promise p
   where (select coalesce(sum(i.amount), 0) from app.promise_item i where i.company_id = p.company_id and i.promise_id = p.id) <> p.amount and not p.on_account;
  return query select 'promise_items', v_bad = 0, v_bad::text;

  -- each transaction with requests has as many audit rows at least
  select count(*) into v_bad from (
    select r.xid, count(*) as requests from app.request r where r.result is not null group by 1) r
   where r.requests > (select count(*) from app.audit a where a.xid = r.xid);
  return query select 'audited_requests', v_bad = 0, v_bad::text;

  select count(*) into v_bad from app.request where result is null;
  return query select 'requests_with_results', v_bad = 0, v_bad::text;

  select count(*) into v_bad from (
    select 1 from app.reminder r where r.channel = 'email' and r.import_id is null and (
      (r.state in ('approved', 'sending', 'sent', 'uncertain') and not exists (select 1 from app.outbox o where o.company_id = r.company_id and o.reminder_id = r.id))
      or (r.state = 'sent') <> exists (select 1 from app.outbox o where o.company_id = r.company_id and o.reminder_id = r.id and o.state = 'sent'))
    union all
    select 1 from app.outbox o where o.state = 'sent' and o.sent_at is null) x;
  return query select 'reminders_and_outbox', v_bad = 0, v_bad::text;
end
$$;

grant execute on function app.check() to encours_person;
reset role;
