INSERT INTO encours_meta.release (migration, code_digest, program)
VALUES ($1, $2, $3)
ON CONFLICT (only_row) DO UPDATE
SET migration = excluded.migration, code_digest = excluded.code_digest,
    program = excluded.program, applied_at = now()
