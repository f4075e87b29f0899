-- $1 the lane's name. Found and told in one statement: a process number that was read before may be another's.
SELECT pg_cancel_backend(pid)
  FROM pg_stat_activity
 WHERE application_name = $1 AND usename = session_user AND datname = current_database()
   AND pid <> pg_backend_pid()
