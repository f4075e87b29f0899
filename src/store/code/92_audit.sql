-- Sealing the audit: batches of finished transactions, each hash over its rows and the hash before. A chain kept at
-- every commit would make all writers queue; a row is unsealed for as long as nobody runs the sealer (a worker does,
-- each minute), and verification says how many are.
set local role encours_definer;

-- What is hashed of a row: all of it but the portfolio, which moves with the customer.
create or replace function app.audit_row_digest(a app.audit) returns bytea
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select sha256(convert_to(jsonb_build_array(a.seq, extract(epoch from a.recorded_at)::text, a.xid::text, a.actor, a.person_id, a.company_id, a.verb,
    a.entity, a.entity_id, a.customer_id, encode(a.row_hash, 'hex'))::text, 'UTF8'))
$$;

-- Seals what is finished: the digests of the rows of transactions below the oldest still running, and one hash over
-- them and the hash before. Returns the number of rows sealed; two sealers at once seal once.
create or replace function app.seal_audit() returns bigint
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_last app.audit_seal;
  v_from xid8;
  v_below xid8;
  v_seal bigint;
  v_rows bigint;
begin
  lock table app.audit_seal in share row exclusive mode;
  select * into v_last from app.audit_seal order by id desc limit 1;
  v_from := coalesce(v_last.below_xid, '0'::xid8);
  v_below := pg_snapshot_xmin(pg_current_snapshot());
  if v_below <= v_from or not exists (select 1 from app.audit where xid >= v_from and xid < v_below) then
    return 0;
  end if;
  insert into app.audit_seal (from_xid, below_xid, rows, hash, previous) values (v_from, v_below, 0, '\x', v_last.hash) returning id into v_seal;
  insert into app.audit_digest (seq, seal_id, digest)
  select a.seq, v_seal, app.audit_row_digest(a) from app.audit a where a.xid >= v_from and a.xid < v_below;
  get diagnostics v_rows = row_count;
  update app.audit_seal set rows = v_rows, hash = app.seal_hash(v_seal, v_last.hash) where id = v_seal;
  return v_rows;
end
$$;

-- Seals unless somebody has within the minute. Whoever is connected calls this, so that a database without a mail
-- worker is sealed too; it tells nothing and changes nothing but the seals.
create or replace function app.seal_audit_if_due() returns bigint
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  if exists (select 1 from app.audit_seal where sealed_at > now() - interval '55 seconds') then
    return 0;
  end if;
  return app.seal_audit();
end
$$;

create or replace function app.seal_hash(p_seal bigint, p_previous bytea) returns bytea
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select sha256(coalesce(p_previous, ''::bytea) || coalesce(string_agg(digest, ''::bytea order by seq), ''::bytea)) from app.audit_digest where seal_id = p_seal
$$;

-- Walks the chain. One row: whether it holds, how many rows are sealed and how many not yet, the last hash (written
-- down elsewhere, it binds the administrator of the database too), and when it does not hold the first bad row.
create or replace function app.verify_audit() returns table (ok boolean, sealed bigint, unsealed bigint, head text, bad_seq bigint, bad_seal bigint)
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_seal app.audit_seal;
  v_previous bytea;
  v_below xid8 := '0'::xid8;
begin
  if app.me() is not null then
    perform app.require(array['auditor', 'supervisor', 'manager', 'admin']);
  end if;
  -- changed or removed rows differ from their digest; rows slipped in among sealed transactions have none
  select min(x.seq) into bad_seq from (
    select d.seq from app.audit_digest d left join app.audit a on a.seq = d.seq
     where a.seq is null or app.audit_row_digest(a) <> d.digest
    union all
    select a.seq from app.audit a where a.xid < (select max(s.below_xid) from app.audit_seal s)
       and not exists (select 1 from app.audit_digest d where d.seq = a.seq)) x;
  sealed := 0;
  for v_seal in select * from app.audit_seal s order by s.id loop
    if v_seal.from_xid <> v_below or v_seal.previous is distinct from v_previous
       or v_seal.hash <> app.seal_hash(v_seal.id, v_previous)
       or v_seal.rows <> (select count(*) from app.audit_digest d where d.seal_id = v_seal.id) then
      bad_seal := v_seal.id;
      -- where no row of the batch stands out, the batch begins to be bad
      if bad_seq is null or bad_seq > (select max(d.seq) from app.audit_digest d where d.seal_id = v_seal.id) then
        bad_seq := (select min(d.seq) from app.audit_digest d where d.seal_id = v_seal.id);
      end if;
      exit;
    end if;
    sealed := sealed + v_seal.rows;
    v_previous := v_seal.hash;
    v_below := v_seal.below_xid;
  end loop;
  ok := bad_seq is null and bad_seal is null;
  select count(*) into unsealed from app.audit a where a.xid >= coalesce((select max(s.below_xid) from app.audit_seal s), '0'::xid8);
  head := encode(v_previous, 'hex');
  return next;
end
$$;

grant execute on function app.seal_audit() to encours_dispatcher, encours_admin;
grant execute on function app.seal_audit_if_due() to encours_person, encours_dispatcher;
grant execute on function app.verify_audit() to encours_person;
reset role;
