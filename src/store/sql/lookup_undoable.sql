-- $1 rows
SELECT company, id, kind, customer, name, recorded_at FROM app.undoable($1)
