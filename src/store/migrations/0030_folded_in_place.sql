-- A function of one expression is a part of the expression that calls it, unless it is declared strict and its own is not:
-- then a row of an import pays for an execution of its own, five times what folding takes. NULL folds to NULL all the same.
set local role encours_owner;
create or replace function app.folded(p text) returns text
language sql immutable parallel safe as $$
  select case when pg_catalog.octet_length(p) = pg_catalog.char_length(p) then pg_catalog.lower(p)
    else pg_catalog.replace(pg_catalog.replace(pg_catalog.replace(pg_catalog.translate(
           pg_catalog.normalize(pg_catalog.lower(p), 'NFD'),
           -- letters that are not made of a letter and a mark, then the marks
           E'\u0111\u0142\u00f8\u0131\u2019\u00a0\u202f\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0323\u0326\u0327\u0328', 'dloi''  '),
           E'\u0153', 'oe'), E'\u00e6', 'ae'), E'\u00df', 'ss') end
$$;
reset role;
