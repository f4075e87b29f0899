COPY staging.placement (import_id, line, id, key, said, portfolio, name, customer, agent, from_on, to_on, substitute) FROM STDIN (FORMAT binary)
