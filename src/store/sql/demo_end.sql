SELECT setval(pg_get_serial_sequence('app.company', 'id'), (SELECT max(id) FROM app.company)),
       setval(pg_get_serial_sequence('app.person', 'id'), (SELECT max(id) FROM app.person)),
       setval(pg_get_serial_sequence('app.portfolio', 'id'), (SELECT max(id) FROM app.portfolio));
SELECT app.record_audit(id, 'generate', 'company', NULL, NULL, NULL, jsonb_build_object('code', code)) FROM app.company ORDER BY id;
