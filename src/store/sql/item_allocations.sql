SELECT a.id, a.kind, CASE WHEN a.source_item_id = $2 THEN -a.source_amount ELSE a.amount END AS amount, i.currency,
       a.applied_on, a.recorded_at, a.reverses IS NOT NULL AS withdraws,
       CASE WHEN a.source_item_id = $2 THEN own.number ELSE coalesce(nullif(r.reference, ''), other.number) END AS source
  FROM app.allocation a
  JOIN app.due_item i ON i.company_id = $1 AND i.id = $2
  LEFT JOIN app.receipt r ON r.company_id = $1 AND r.id = a.receipt_id
  LEFT JOIN app.due_item s ON s.company_id = $1 AND s.id = a.source_item_id
  LEFT JOIN app.document other ON other.company_id = $1 AND other.id = s.document_id
  LEFT JOIN app.due_item p ON p.company_id = $1 AND p.id = a.item_id
  LEFT JOIN app.document own ON own.company_id = $1 AND own.id = p.document_id
 WHERE a.company_id = $1 AND (a.item_id = $2 OR a.source_item_id = $2)
 ORDER BY a.applied_on, a.recorded_at, a.id
