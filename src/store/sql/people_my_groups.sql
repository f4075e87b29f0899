SELECT substr(rolname, 9)
  FROM pg_roles
 WHERE rolname IN ('encours_collector', 'encours_manager', 'encours_supervisor', 'encours_auditor',
                   'encours_importer', 'encours_dispatcher', 'encours_admin')
   AND pg_has_role(session_user, oid, 'MEMBER')
 ORDER BY rolname
