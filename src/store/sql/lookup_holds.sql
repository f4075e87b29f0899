-- $1 ids of holds. The company of each that the person may see.
SELECT h.id, c.code
  FROM app.hold h
  JOIN app.company c ON c.id = h.company_id
 WHERE h.id = ANY ($1)
