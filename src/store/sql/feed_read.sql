SELECT w.watermark, c.seq, c.company_id, c.entity, c.entity_id, c.customer_id, c.person
  FROM (SELECT app.watermark() AS watermark) w
  LEFT JOIN LATERAL app.changes_since($1) c ON true
 ORDER BY c.seq
