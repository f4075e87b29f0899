SELECT pg_catalog.to_regprocedure('app.check()') IS NOT NULL
