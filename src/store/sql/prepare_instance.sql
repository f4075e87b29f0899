INSERT INTO app.instance (kind) VALUES ($1) ON CONFLICT (one) DO NOTHING
