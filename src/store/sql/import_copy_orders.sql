COPY staging.sales_order (import_id, line, id, key, said, customer, external_id, number, ordered_on, requested_on, currency, amount, delivered_amount, invoiced_amount, status, shipped_on) FROM STDIN
