SELECT pg_catalog.current_setting('server_version'), pg_catalog.current_database()::text, session_user::text,
       pg_catalog.pg_database_size(pg_catalog.current_database())
