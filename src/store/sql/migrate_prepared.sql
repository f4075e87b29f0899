SELECT pg_catalog.to_regclass('encours_meta.release') IS NOT NULL
