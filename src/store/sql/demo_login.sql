SELECT pg_temp.demo_login($1, $2)
