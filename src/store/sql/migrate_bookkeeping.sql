-- One migrator at a time; the lock goes with the transaction.
SELECT pg_catalog.pg_advisory_xact_lock(7310593823127);
CREATE SCHEMA IF NOT EXISTS encours_meta;
GRANT USAGE ON SCHEMA encours_meta TO PUBLIC;
CREATE TABLE IF NOT EXISTS encours_meta.release (
    only_row     boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    migration    bigint NOT NULL,
    code_digest  text NOT NULL,
    program      text NOT NULL,
    applied_at   timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON encours_meta.release TO PUBLIC;
