INSERT INTO app.instance (kind, simulated_at) VALUES ('demo', $1::date + time '12:00')
ON CONFLICT (one) DO UPDATE SET kind = 'demo', simulated_at = coalesce(excluded.simulated_at, app.instance.simulated_at)
