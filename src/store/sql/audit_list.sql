-- $1 company, $2 customer, $3 from, $4 to (business dates), $5 number to begin below, $6 rows
SELECT a.seq, a.recorded_at, a.actor, p.display_name AS person, a.verb, a.entity, a.entity_id, c.ref AS customer, c.name
  FROM app.audit a
  JOIN app.company o ON o.id = a.company_id
  LEFT JOIN app.person p ON p.id = a.person_id
  LEFT JOIN app.customer c ON c.company_id = a.company_id AND c.id = a.customer_id
 WHERE a.company_id = $1 AND ($2::uuid IS NULL OR a.customer_id = $2) AND a.seq < $5
   AND (a.recorded_at AT TIME ZONE o.time_zone)::date BETWEEN $3::date AND $4::date
 ORDER BY a.seq DESC LIMIT $6
