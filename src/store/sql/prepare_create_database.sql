SELECT pg_catalog.format('CREATE DATABASE %I TEMPLATE template0 ENCODING ''UTF8''', $1::text)
WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1::text)
