-- What the lines of a file add up to that the ledger rejects: its control totals leave them out.
set local role encours_definer;

create or replace function app.rejected_sums(p_import uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(jsonb_agg(to_jsonb(s) order by s.currency), '[]')
    from (select x.currency, count(*) as lines, coalesce(sum(x.amount), 0)::text as amount, coalesce(sum(x.applied), 0)::text as applied
            from (select line, currency, amount, applied from staging.document where import_id = p_import
                  union all select line, currency, amount, null from staging.payment where import_id = p_import
                  union all select line, currency, amount, null from staging.sales_order where import_id = p_import
                  union all select line, currency, amount, null from staging.credit_limit where import_id = p_import
                  union all select line, currency, amount, null from staging.promise where import_id = p_import
                  union all select line, currency, amount, null from staging.dispute where import_id = p_import) x
           where x.currency is not null and x.line in (select r.line from staging.reject r where r.import_id = p_import)
           group by x.currency) s
$$;
reset role;
