SELECT c.code AS company, x.rev
FROM (
    SELECT company_id, rev FROM app.promise WHERE id = $2 AND $1 = 'promise'
    UNION ALL
    SELECT company_id, rev FROM app.dispute WHERE id = $2 AND $1 = 'dispute'
    UNION ALL
    SELECT company_id, rev FROM app.hold WHERE id = $2 AND $1 = 'hold'
    UNION ALL
    SELECT company_id, rev FROM app.alert WHERE id = $2 AND $1 = 'alert'
    UNION ALL
    SELECT company_id, 1 FROM app.activity WHERE id = $2 AND $1 = 'undo'
    UNION ALL
    SELECT company_id, rev FROM app.promise WHERE id = $2 AND $1 = 'undo'
) x
JOIN app.company c ON c.id = x.company_id
LIMIT 1
