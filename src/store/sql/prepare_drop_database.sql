SELECT pg_catalog.format('DROP DATABASE %I WITH (FORCE)', $1::text)
WHERE EXISTS (SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1::text)
