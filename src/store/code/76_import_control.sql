-- What the lines of a file add up to that the ledger rejects: its control totals leave them out.
set local role encours_definer;

create or replace function app.rejected_sums(p_import uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(s) order by s.currency), '[]')
    from (select x.currency, count(*) as lines, coalesce(sum(x.amount), 0)::text as amount, coalesce(sum(x.applied), 0)::text as applied
            from (-- settled, without saying of how much: of all
                  select line, currency, amount, case when applied is null and settled_on is not null then amount else applied end as applied
                    from staging.document where import_id = p_import
                  union all select line, currency, amount, null from staging.payment where import_id = p_import
                  union all select line, currency, amount, null from staging.sales_order where import_id = p_import
                  union all select line, currency, amount, null from staging.credit_limit where import_id = p_import
                  union all select line, currency, amount, null from staging.promise where import_id = p_import
                  union all select line, currency, amount, null from staging.dispute where import_id = p_import) x
           where x.currency is not null and x.line in (select r.line from staging.reject r where r.import_id = p_import)
           group by x.currency) s
$$;

-- Money that came in on a day that has not come: a slip in the date, unless the mapping says that it is meant. `p_facts` is
-- what there is in a file of documents.
create or replace function app.check_paid_ahead(p_company int, p_import uuid, p_kind text, p_facts jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_today date := app.today(p_company);
begin
  if p_kind = 'payments' then
    insert into staging.reject
    select p_import, s.line, 'import-paid-ahead', jsonb_build_object('date', s.received_on, 'today', v_today)
      from staging.payment s where s.import_id = p_import and s.received_on > v_today;
  elsif (p_facts ->> 'paid_on')::date > v_today then
    insert into staging.reject
    select p_import, s.line, 'import-paid-ahead', jsonb_build_object('date', s.settled_on, 'today', v_today)
      from staging.document s where s.import_id = p_import and s.settled_on > v_today;
  end if;
end
$$;
reset role;
