-- The notes that name the person, at customers not opened since, the latest first. Seen under the person's own rights: of a
-- customer that has left their portfolios nothing is told.
SELECT m.id, m.company_id, m.activity_id, m.customer_id, c.name, by.display_name AS by, m.recorded_at
  FROM app.mention m
  JOIN app.customer c ON c.company_id = m.company_id AND c.id = m.customer_id
  JOIN app.person by ON by.id = m.by_id
 WHERE m.person_id = (SELECT app.me()) AND m.seen_at IS NULL
 ORDER BY m.recorded_at DESC, m.id DESC
 LIMIT 100
