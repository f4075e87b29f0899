SELECT p.id, p.display_name FROM app.person p WHERE app.works(p.id) ORDER BY p.display_name, p.id
