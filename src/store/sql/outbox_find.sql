SELECT c.code, o.rev, o.state
  FROM app.outbox o JOIN app.company c ON c.id = o.company_id
 WHERE o.id = $1
