-- What lists read beyond plain tables: the balance of a past day, pages in order, and finding who is calling.
--
-- Row-level security applies to whatever is read with the caller's rights. The exceptions are SECURITY DEFINER because
-- comparing numeric and LIKE are not leakproof, so that a policy would keep them out of the index (700 ms instead of
-- 1 ms on 400 000 customers); each of them asks app.my_portfolios() itself.
set local role encours_definer;

-- Every open item, and every receipt not applied, of the day: as known at p_known, or as known today where that is NULL.
--
-- Told backwards from what is open now: what was applied after the day, or recorded after p_known, is open again. So a
-- recent day costs little and an old one a pass over the allocations since. Not SECURITY DEFINER and without a setting
-- of its own, so that the planner sees through it: names are qualified instead.
create or replace function app.open_as_of(p_company int, p_day date, p_known timestamptz, p_customer uuid default null)
returns table (customer_id uuid, portfolio_id int, currency text, item_id uuid, receipt_id uuid, due_on date, open numeric, disputed numeric)
language sql stable as $$
  with later as materialized (
    select a.item_id, a.source_item_id, a.receipt_id, a.amount, a.source_amount
      from app.allocation a
     where a.company_id = p_company and (p_customer is null or a.customer_id = p_customer)
       and (a.applied_on > p_day or a.recorded_at > p_known)),
  item_later as materialized (
    select x.id, sum(x.amount) as amount from (
      select l.item_id as id, l.amount from later l
      union all select l.source_item_id, -l.source_amount from later l where l.source_item_id is not null) x
     group by x.id),
  receipt_later as materialized (
    select l.receipt_id as id, sum(l.source_amount) as amount from later l where l.receipt_id is not null group by 1),
  -- the latest date that was effective and known; before the first change, the date from before it
  moved as materialized (
    select c.item_id, coalesce(
             (array_agg(c.due_on order by c.effective_on desc, c.recorded_at desc, c.id desc)
                filter (where c.effective_on <= p_day and (p_known is null or c.recorded_at <= p_known)))[1],
             (array_agg(c.previous_due_on order by c.recorded_at, c.id))[1]) as due_on
      from app.due_date_change c
     where c.company_id = p_company and (p_customer is null or c.customer_id = p_customer)
     group by c.item_id),
  contested as materialized (
    select d.item_id, sum(d.amount) as amount from app.dispute d
     where d.company_id = p_company and (p_customer is null or d.customer_id = p_customer)
       and d.opened_on <= p_day and (p_known is null or d.recorded_at <= p_known)
       and (d.resolved_on is null or d.resolved_on > p_day or d.resolved_recorded_at > p_known)
     group by d.item_id),
  item as (
    select i.customer_id, i.portfolio_id, i.currency, i.id, i.due_on, i.open_amount + coalesce(l.amount, 0) as open
      from app.due_item i left join item_later l on l.id = i.id
     where i.company_id = p_company and (p_customer is null or i.customer_id = p_customer) and i.open_amount <> 0
       and i.issued_on <= p_day and (p_known is null or i.recorded_at <= p_known)
    union all
    -- settled since
    select i.customer_id, i.portfolio_id, i.currency, i.id, i.due_on, l.amount
      from item_later l join app.due_item i on i.company_id = p_company and i.id = l.id
     where i.open_amount = 0
       and i.issued_on <= p_day and (p_known is null or i.recorded_at <= p_known)),
  receipt as (
    select r.customer_id, r.portfolio_id, r.currency, r.id, r.effective_on, r.unallocated + coalesce(l.amount, 0) as open,
           coalesce(r.reversed_by, r.reverses) as other
      from app.receipt r left join receipt_later l on l.id = r.id
     where r.company_id = p_company and (p_customer is null or r.customer_id = p_customer) and r.unallocated <> 0
       and r.effective_on <= p_day and (p_known is null or r.recorded_at <= p_known)
    union all
    select r.customer_id, r.portfolio_id, r.currency, r.id, r.effective_on, l.amount, coalesce(r.reversed_by, r.reverses)
      from receipt_later l join app.receipt r on r.company_id = p_company and r.id = l.id
     where r.unallocated = 0
       and r.effective_on <= p_day and (p_known is null or r.recorded_at <= p_known))
  select i.customer_id, i.portfolio_id, i.currency, i.id, null::uuid, coalesce(m.due_on, i.due_on), i.open,
         case when i.open > 0 then least(coalesce(c.amount, 0), i.open) else 0 end
    from item i left join moved m on m.item_id = i.id left join contested c on c.item_id = i.id
   where i.open <> 0
  union all
  select r.customer_id, r.portfolio_id, r.currency, null, r.id, r.effective_on, -r.open, 0
    from receipt r
   where r.open <> 0
     -- A receipt and its reversal that are both wholly there cancel each other; each names the other, so that both
     -- leave and no sum changes.
     and not exists (select 1 from receipt x where x.id = r.other and x.other = r.id and x.open = -r.open)
$$;

-- The aged balance of the day, one line per customer and currency; customers settled in full are not in it. An open
-- debit item is in exactly one bucket; credits, receipts and what was paid too much are unapplied, negative.
drop function if exists app.aging_as_of(int, date, timestamptz, uuid);
create function app.aging_as_of(p_company int, p_day date, p_known timestamptz, p_customer uuid default null)
returns table (customer_id uuid, portfolio_id int, currency text, items bigint, not_due numeric, buckets numeric[],
               gross numeric, overdue numeric, unapplied numeric, disputed numeric, oldest_due_on date)
language sql stable as $$
  select l.customer_id, max(l.portfolio_id), l.currency, count(*) filter (where l.debit),
         coalesce(sum(l.open) filter (where l.bucket = 0), 0),
         (array[coalesce(sum(l.open) filter (where l.bucket = 1), 0), coalesce(sum(l.open) filter (where l.bucket = 2), 0),
                coalesce(sum(l.open) filter (where l.bucket = 3), 0), coalesce(sum(l.open) filter (where l.bucket = 4), 0),
                coalesce(sum(l.open) filter (where l.bucket = 5), 0), coalesce(sum(l.open) filter (where l.bucket = 6), 0),
                coalesce(sum(l.open) filter (where l.bucket = 7), 0), coalesce(sum(l.open) filter (where l.bucket = 8), 0)])[1:l.bounds],
         coalesce(sum(l.open) filter (where l.debit), 0),
         coalesce(sum(l.open) filter (where l.bucket > 0), 0),
         coalesce(sum(l.open) filter (where not l.debit), 0),
         coalesce(sum(l.disputed), 0),
         min(l.due_on) filter (where l.debit)
    from (select o.customer_id, o.portfolio_id, o.currency, o.open, o.disputed, o.due_on, o.open > 0 and o.item_id is not null as debit,
                 cardinality(c.bucket_from) as bounds,
                 case when o.open > 0 and o.item_id is not null
                      then case when p_day - o.due_on > 0 then width_bucket(p_day - o.due_on, c.bucket_from) else 0 end end as bucket
            from app.open_as_of(p_company, p_day, p_known, p_customer) o, app.company c
           where c.id = p_company) l
   group by l.customer_id, l.currency, l.bounds
$$;

-- The caller's portfolios, narrowed to one portfolio and to those a colleague has today.
create or replace function app.narrow_portfolios(p_portfolio int, p_collector int) returns int[]
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(array_agg(m.id), '{}')
    from unnest(app.my_portfolios()) m(id)
   where (p_portfolio is null or m.id = p_portfolio)
     and (p_collector is null or exists (
           select 1 from app.portfolio_person a join app.portfolio p on p.id = a.portfolio_id
            where a.portfolio_id = m.id and a.person_id = p_collector
              and app.today(p.company_id) between a.from_on and coalesce(a.to_on, 'infinity')))
$$;

-- The customers of one page of the aged balance, beyond (currency, overdue, customer): currencies ascending, overdue
-- descending. Ids only; what they owe is read under the caller's rights.
create or replace function app.position_page(
  p_company int, p_portfolios int[], p_currency text, p_overdue numeric, p_customer uuid, p_backward boolean, p_only text, p_limit int)
returns table (customer_id uuid, currency text)
language plpgsql stable security definer rows 50 set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolios int[] := array(select unnest(p_portfolios) intersect select unnest(app.my_portfolios()));
begin
  if p_backward then
    return query
    select x.customer_id, x.currency from (
      (select p.customer_id, p.currency, p.overdue from app.position p
        where p.company_id = p_company and p.currency = p_currency and (p.overdue, p.customer_id) > (p_overdue, p_customer)
          and p.portfolio_id = any (v_portfolios) and (p.gross <> 0 or p.unapplied <> 0) and (p_only is null or p.currency = p_only)
        order by p.overdue, p.customer_id limit p_limit)
      union all
      (select p.customer_id, p.currency, p.overdue from app.position p
        where p.company_id = p_company and p.currency < p_currency
          and p.portfolio_id = any (v_portfolios) and (p.gross <> 0 or p.unapplied <> 0) and (p_only is null or p.currency = p_only)
        order by p.currency desc, p.overdue, p.customer_id limit p_limit)) x
     order by x.currency desc, x.overdue, x.customer_id limit p_limit;
  else
    return query
    select x.customer_id, x.currency from (
      (select p.customer_id, p.currency, p.overdue from app.position p
        where p.company_id = p_company and p.currency = p_currency and (p.overdue, p.customer_id) < (p_overdue, p_customer)
          and p.portfolio_id = any (v_portfolios) and (p.gross <> 0 or p.unapplied <> 0) and (p_only is null or p.currency = p_only)
        order by p.overdue desc, p.customer_id desc limit p_limit)
      union all
      (select p.customer_id, p.currency, p.overdue from app.position p
        where p.company_id = p_company and p.currency > p_currency
          and p.portfolio_id = any (v_portfolios) and (p.gross <> 0 or p.unapplied <> 0) and (p_only is null or p.currency = p_only)
        order by p.currency, p.overdue desc, p.customer_id desc limit p_limit)) x
     order by x.currency, x.overdue desc, x.customer_id desc limit p_limit;
  end if;
end
$$;

-- The customers of one page of the worklist, beyond (section, points, overdue, customer): sections ascending, the rest
-- descending. p_currency keeps those who owe something overdue in it.
create or replace function app.worklist_page(
  p_company int, p_portfolios int[], p_section int, p_points int, p_overdue numeric, p_customer uuid, p_backward boolean, p_currency text, p_limit int)
returns table (customer_id uuid)
language plpgsql stable security definer rows 50 set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolios int[] := array(select unnest(p_portfolios) intersect select unnest(app.my_portfolios()));
begin
  if p_backward then
    return query
    select x.customer_id from (
      (select s.customer_id, s.section, s.points, s.overdue from app.standing s
        where s.company_id = p_company and s.section = p_section and s.section > 0
          and (s.points, s.overdue, s.customer_id) > (p_points, p_overdue, p_customer) and s.portfolio_id = any (v_portfolios)
          and (p_currency is null or exists (select 1 from app.position p where p.company_id = p_company and p.customer_id = s.customer_id
                                                and p.currency = p_currency and p.overdue > 0))
        order by s.points, s.overdue, s.customer_id limit p_limit)
      union all
      (select s.customer_id, s.section, s.points, s.overdue from app.standing s
        where s.company_id = p_company and s.section < p_section and s.section > 0 and s.portfolio_id = any (v_portfolios)
          and (p_currency is null or exists (select 1 from app.position p where p.company_id = p_company and p.customer_id = s.customer_id
                                                and p.currency = p_currency and p.overdue > 0))
        order by s.section desc, s.points, s.overdue, s.customer_id limit p_limit)) x
     order by x.section desc, x.points, x.overdue, x.customer_id limit p_limit;
  else
    return query
    select x.customer_id from (
      (select s.customer_id, s.section, s.points, s.overdue from app.standing s
        where s.company_id = p_company and s.section = p_section and s.section > 0
          and (s.points, s.overdue, s.customer_id) < (p_points, p_overdue, p_customer) and s.portfolio_id = any (v_portfolios)
          and (p_currency is null or exists (select 1 from app.position p where p.company_id = p_company and p.customer_id = s.customer_id
                                                and p.currency = p_currency and p.overdue > 0))
        order by s.points desc, s.overdue desc, s.customer_id desc limit p_limit)
      union all
      (select s.customer_id, s.section, s.points, s.overdue from app.standing s
        where s.company_id = p_company and s.section > p_section and s.section > 0 and s.portfolio_id = any (v_portfolios)
          and (p_currency is null or exists (select 1 from app.position p where p.company_id = p_company and p.customer_id = s.customer_id
                                                and p.currency = p_currency and p.overdue > 0))
        order by s.section, s.points desc, s.overdue desc, s.customer_id desc limit p_limit)) x
     order by x.section, x.points desc, x.overdue desc, x.customer_id desc limit p_limit;
  end if;
end
$$;

-- The customers of one page of those over their limit or near it, beyond (excess, customer), both descending; NULL
-- begins at the end. Those near their limit have no excess and come after the others.
create or replace function app.breach_page(
  p_company int, p_portfolios int[], p_only uuid, p_breach boolean, p_near boolean, p_excess numeric, p_customer uuid, p_backward boolean, p_limit int)
returns table (customer_id uuid)
language plpgsql stable security definer rows 50 set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolios int[] := array(select unnest(p_portfolios) intersect select unnest(app.my_portfolios()));
  -- above this, and up to that
  v_above numeric := case when p_near then '-Infinity' else '0' end;
  v_most numeric := case when p_breach then 'Infinity' else '0' end;
begin
  if p_only is not null then
    return query
    select m.customer_id from app.customer_money m
     where m.company_id = p_company and m.customer_id = p_only and (m.breach and p_breach or m.near and p_near)
       and m.portfolio_id = any (v_portfolios) and (p_customer is null or m.customer_id <> p_customer);
  elsif p_backward then
    return query
    select m.customer_id from app.customer_money m
     where m.company_id = p_company and (m.breach or m.near)
       and m.exposure - m.credit_limit > v_above and m.exposure - m.credit_limit <= v_most
       and (m.exposure - m.credit_limit, m.customer_id) > (coalesce(p_excess, '-Infinity'), coalesce(p_customer, '00000000-0000-0000-0000-000000000000'))
       and m.portfolio_id = any (v_portfolios)
     order by m.exposure - m.credit_limit, m.customer_id limit p_limit;
  else
    return query
    select m.customer_id from app.customer_money m
     where m.company_id = p_company and (m.breach or m.near)
       and m.exposure - m.credit_limit > v_above and m.exposure - m.credit_limit <= v_most
       and (m.exposure - m.credit_limit, m.customer_id) < (coalesce(p_excess, 'Infinity'), coalesce(p_customer, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
       and m.portfolio_id = any (v_portfolios)
     order by m.exposure - m.credit_limit desc, m.customer_id desc limit p_limit;
  end if;
end
$$;

-- One page of a customer's story with its texts, which are personal: the read log says who opened it. p_at NULL begins
-- at the newest, or backward at the oldest.
create or replace function app.customer_timeline(p_company int, p_customer uuid, p_at timestamptz, p_id uuid, p_backward boolean, p_limit int)
returns table (id uuid, kind text, outcome text, right_party boolean, contact text, entity text, entity_id uuid, amount numeric, currency text,
               effective_on date, revisit_on date, person text, corrects uuid, corrected boolean, recorded_at timestamptz, body text)
language plpgsql volatile security definer rows 50 set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := app.require_customer(p_company, p_customer);
  v_hits int;
begin
  return query
  with page as (
    select x.* from app.activity x
     where x.company_id = p_company and x.customer_id = p_customer
       and (p_at is null or case when p_backward then (x.recorded_at, x.id) > (p_at, p_id) else (x.recorded_at, x.id) < (p_at, p_id) end)
     order by case when p_backward then x.recorded_at end, case when p_backward then x.id end, x.recorded_at desc, x.id desc
     limit p_limit)
  select x.id, x.kind, x.outcome, x.right_party, c.name, x.entity, x.entity_id, x.amount, x.currency, x.effective_on, x.revisit_on,
         p.display_name, x.corrects,
         exists (select 1 from app.activity y where y.company_id = p_company and y.customer_id = p_customer and y.corrects = x.id),
         x.recorded_at, t.body
    from page x
    left join app.contact c on c.company_id = x.company_id and c.id = x.contact_id
    left join app.person p on p.id = x.person_id
    left join app.activity_text t on t.company_id = x.company_id and t.activity_id = x.id
   order by case when p_backward then x.recorded_at end, case when p_backward then x.id end, x.recorded_at desc, x.id desc;
  get diagnostics v_hits = row_count;
  -- a standby cannot note it down, and nobody reads there but by the same rights
  if not pg_is_in_recovery() then
    insert into app.read_log (person_id, what, company_id, customer_id, portfolio_id, hits)
    values (app.me(), 'timeline', p_company, p_customer, v_portfolio, v_hits);
  end if;
end
$$;

-- That rows of a list were written to a file: who, which, how many.
create or replace function app.note_export(p_company int, p_list text, p_rows int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if not exists (select 1 from app.portfolio p where p.company_id = p_company and p.id = any (app.my_portfolios())) then
    perform app.refuse('company-unknown');
  end if;
  -- a standby cannot note it down, and nobody reads there but by the same rights
  if not pg_is_in_recovery() then
    insert into app.read_log (person_id, what, company_id, hits) values (app.me(), 'export:' || left(p_list, 40), p_company, p_rows);
  end if;
end
$$;

-- A text as LIKE takes it literally.
create or replace function app.like_text(p_text text) returns text
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select replace(replace(replace(p_text, '\', '\\'), '%', '\%'), '_', '\_')
$$;

-- The number at home of a telephone number typed with its country's: +33 6 12 34 56 78 is 06 12 34 56 78, but for the zero.
create or replace function app.national_digits(p_digits text) returns text
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  -- how long a country's number is follows from how it begins (ITU-T E.164)
  select ltrim(substr(p_digits, case when p_digits ~ '^[17]' then 2
                                     when p_digits ~ '^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])' then 3 else 4 end), '0')
$$;

-- Who is calling: words or fragments of the name, reference, SIREN, SIRET or VAT number in any order, with or without their
-- accents (three characters or more; a number also with spaces), a fragment of the e-mail address, four digits or more of a
-- telephone number at home or from abroad, the beginning of a document's number, or the exact amount of an open item. Of
-- each customer the first way it matched, in this order.
create or replace function app.find_customers(p_text text, p_limit int default 50)
returns table (company_id int, customer_id uuid, matched text, shown text)
language plpgsql stable security definer rows 50 set search_path = pg_catalog, app, pg_temp as $$
declare
  v_mine int[] := app.my_portfolios();
  v_text text := lower(btrim(p_text));
  v_folded text := app.folded(btrim(p_text));
  v_like text := '%' || app.like_text(v_text) || '%';
  -- a number or an address is one word; of words in small numbers of letters the index knows nothing
  v_words text[] := case when v_folded ~ '[^0-9 .,+()/-]' and v_folded !~ '@'
    then array(select '%' || app.like_text(w) || '%' from regexp_split_to_table(v_folded, '[\s,.;:/()''–-]+') w where w <> '') end;
  v_known text[];
  v_first text;
  v_second text;
  v_third text;
  -- 000 402 164 and FR 12 000402164 as they are printed on letters
  v_number text := case when v_text ~ '^([a-z]{2} ?)?[0-9][0-9 .]*$' and length(regexp_replace(v_text, '[ .]', '', 'g')) >= 9
    then '%' || regexp_replace(v_text, '[ .]', '', 'g') || '%' end;
  v_prefix text := app.like_text(upper(btrim(p_text))) || '%';
  v_digits text := regexp_replace(v_text, '[^0-9]', '', 'g');
  v_phone text;
  v_sum text := regexp_replace(v_folded, '[\s''€$£]', '', 'g');
  -- 17786.75 and 17786,75, and as screens and letters print it: 17,786.75, 17.786,75 and 17 786,75
  v_amounts numeric[] := array_remove(array[
    case when v_sum ~ '^[0-9]{1,12}([.,][0-9]{1,3})?$' then replace(v_sum, ',', '.')::numeric end,
    case when v_sum ~ '^[0-9]{1,3}(,[0-9]{3}){1,3}([.][0-9]{1,3})?$' then replace(v_sum, ',', '')::numeric end,
    case when v_sum ~ '^[0-9]{1,3}([.][0-9]{3}){1,3}(,[0-9]{1,3})?$' then replace(replace(v_sum, '.', ''), ',', '.')::numeric end], null);
begin
  if length(v_text) < 2 or length(v_text) > 200 or p_limit not between 1 and 500 then
    return;
  end if;
  -- the three longest words are looked up, all are compared with what that finds; what % finds costs the index nothing
  v_known := array(select w from unnest(v_words) w where length(w) >= 5 order by length(w) desc, w limit 3);
  if cardinality(v_known) = 0 then
    v_words := array['%' || app.like_text(v_folded) || '%'];
    v_known := v_words;
  end if;
  v_first := v_known[1];
  v_second := coalesce(v_known[2], '%');
  v_third := coalesce(v_known[3], '%');
  if v_folded ~ '^[+(]?[0-9][0-9 ()./-]*$' then
    -- so many digits without the zero of a call at home come from abroad, whose sign a display leaves out
    v_digits := case when v_folded ~ '^[(]?[+]' or v_digits ~ '^[1-9][0-9]{10,}$' then app.national_digits(v_digits)
                     when v_digits ~ '^00' then app.national_digits(substr(v_digits, 3)) else ltrim(v_digits, '0') end;
    v_phone := case when length(v_digits) >= 4 then '%' || v_digits || '%' end;
  end if;
  return query
  with hit as (
    (select 1 as way, c.company_id, c.id as customer_id, m.matched,
            case m.matched when 'reference' then c.ref when 'name' then c.name else concat_ws(' ', c.siren, c.siret, c.vat_number) end as shown
       from app.customer c
      cross join lateral (
        select case when app.folded(c.ref) like all (v_words) then 'reference'
                    when app.folded(c.name) like all (v_words) then 'name'
                    when app.folded(concat_ws(' ', c.siren, c.siret, c.vat_number)) like all (v_words) or c.search_text like v_number then 'number'
                    -- some words of one, some of another
                    else 'name' end as matched) m
      where (c.search_text like v_first and c.search_text like v_second and c.search_text like v_third and c.search_text like all (v_words)
             or c.search_text like v_number)
        and length(v_text) >= 3 and c.portfolio_id = any (v_mine)
      limit p_limit)
    union all
    (select 2, c.company_id, c.id, 'reference', c.ref from app.customer c, app.company o
      where o.id = c.company_id and c.ref = btrim(p_text) and c.portfolio_id = any (v_mine) limit p_limit)
    union all
    (select 3, c.company_id, c.customer_id, 'phone', concat_ws(' / ', c.phone, c.mobile) from app.contact c
      where v_phone is not null and c.phone_digits like v_phone and c.active and c.portfolio_id = any (v_mine) limit p_limit)
    union all
    (select 4, c.company_id, c.customer_id, 'email', c.email from app.contact c
      where length(v_text) >= 3 and lower(c.email) like v_like and c.active and c.portfolio_id = any (v_mine) limit p_limit)
    union all
    (select 5, d.company_id, d.customer_id, 'document', d.number
       from app.company o join app.document d on d.company_id = o.id
      where upper(d.number) like v_prefix and length(v_text) >= 3 and d.portfolio_id = any (v_mine) limit p_limit)
    union all
    (select 6, i.company_id, i.customer_id, 'amount', app.amount_text(i.open_amount, i.currency) || ' ' || i.currency
       from app.company o join app.due_item i on i.company_id = o.id
      where cardinality(v_amounts) > 0 and i.open_amount <> 0 and i.open_amount = any (v_amounts) and i.portfolio_id = any (v_mine) limit p_limit)),
  best as (
    select distinct on (h.company_id, h.customer_id) h.* from hit h order by h.company_id, h.customer_id, h.way, h.shown)
  select b.company_id, b.customer_id, b.matched, b.shown
    from best b join app.customer c on c.company_id = b.company_id and c.id = b.customer_id
   -- whole words and beginnings before fragments
   order by b.way, case when app.folded(b.shown) = v_folded then 0 when starts_with(app.folded(b.shown), v_folded) then 1 else 2 end, c.name, b.customer_id
   limit p_limit;
end
$$;

grant execute on function
  app.open_as_of(int, date, timestamptz, uuid), app.aging_as_of(int, date, timestamptz, uuid), app.narrow_portfolios(int, int),
  app.position_page(int, int[], text, numeric, uuid, boolean, text, int),
  app.worklist_page(int, int[], int, int, numeric, uuid, boolean, text, int),
  app.breach_page(int, int[], uuid, boolean, boolean, numeric, uuid, boolean, int),
  app.customer_timeline(int, uuid, timestamptz, uuid, boolean, int), app.find_customers(text, int),
  app.note_export(int, text, int)
to encours_person;
reset role;
