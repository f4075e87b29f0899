-- $1 company. Promises.
SELECT p.id, p.customer_id, p.portfolio_id, c.ref AS customer, c.name, c.risk_class AS risk, p.plan_id, p.seq,
       p.amount - p.lowered AS amount, p.received, p.currency, p.made_on, p.promised_on, p.judge_on, p.on_account, p.state, p.judged_on,
       p.person_id, who.display_name AS person, p.rev,
       (SELECT count(*) FROM app.promise_item i WHERE i.company_id = $1 AND i.promise_id = p.id) AS items
  FROM app.promise p
  JOIN app.customer c ON c.company_id = $1 AND c.id = p.customer_id
  LEFT JOIN app.person who ON who.id = p.person_id
 WHERE p.company_id = $1
