-- Customers are found whichever way their names are typed: without accents, and in small letters.
set local role encours_owner;

-- Small letters without their accents: é is e, ç is c, œ is oe. No SET clause, so that it costs a row of an import next to
-- nothing; what needs no folding is left as it is. It never changes: a column and its index rest on it.
create function app.folded(p text) returns text
language sql immutable strict parallel safe as $$
  select case when pg_catalog.octet_length(p) = pg_catalog.char_length(p) then pg_catalog.lower(p)
    else pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.translate(
           pg_catalog.normalize(pg_catalog.lower(p), 'NFD'),
           -- letters that are not made of a letter and a mark, then the marks
           E'\u0111\u0142\u00f8\u0131\u2019\u00a0\u202f\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328', 'dloi''  '),
           E'\u0153', 'oe'), E'\u00e6', 'ae'), E'\u00df', 'ss') end
$$;
grant execute on function app.folded(text) to encours_definer;

alter table app.customer drop column search_text;
alter table app.customer add column search_text text not null generated always as (
  app.folded(name || ' ' || ref || coalesce(' ' || siren, '') || coalesce(' ' || siret, '') || coalesce(' ' || vat_number, ''))) stored;
comment on column app.customer.search_text is 'Name, reference, SIREN, SIRET and VAT number, folded, for the trigram index.';
create index customer_search on app.customer using gin (search_text app.gin_trgm_ops);
reset role;
