SELECT day FROM app.holiday WHERE country = $1 AND day BETWEEN $2::date - 366 AND $2::date + 731 ORDER BY day
