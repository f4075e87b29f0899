-- $1 company, $2 customer: what is proposed to this customer now, else the latest that was held back
SELECT r.id FROM app.reminder r
 WHERE r.company_id = $1 AND r.customer_id = $2 AND r.state IN ('proposed', 'to_review', 'suppressed')
 ORDER BY r.state = 'suppressed', r.proposed_on DESC, r.id DESC
 LIMIT 1
