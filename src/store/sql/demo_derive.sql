SELECT pg_temp.demo_derive($1, $2)
