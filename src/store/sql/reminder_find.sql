SELECT r.company_id, c.code, r.rev, r.state
  FROM app.reminder r JOIN app.company c ON c.id = r.company_id
 WHERE r.id = $1
