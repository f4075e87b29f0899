COPY staging.rate (import_id, line, id, key, said, base, quote, on_date, rate, source) FROM STDIN (FORMAT binary)
