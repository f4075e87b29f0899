SELECT pg_temp.demo_note($1)
