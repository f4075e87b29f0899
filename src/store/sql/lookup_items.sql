SELECT i.id
FROM app.company c
JOIN app.document d ON d.company_id = c.id AND upper(d.number) = upper($3)
JOIN app.due_item i ON i.company_id = d.company_id AND (i.id = d.id OR i.document_id = d.id AND i.id <> i.document_id)
WHERE c.code = $1 AND d.customer_id = $2 AND i.open_amount > 0
ORDER BY i.due_on, i.seq
