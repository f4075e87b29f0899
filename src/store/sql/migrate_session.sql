-- Whoever works is not queued behind a migration: two seconds, then it gives way.
SET lock_timeout = '2s';
SET statement_timeout = 0;
SET client_min_messages = warning;
