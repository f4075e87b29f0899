-- Replaced by the first tables.
CREATE SCHEMA IF NOT EXISTS app;
