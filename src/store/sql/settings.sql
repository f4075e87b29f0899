-- $1 company: what it works by, in one answer
SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'policy', p.name, 'is_default', p.is_default, 'step', s.step, 'offset_days', s.offset_days, 'channel', s.channel, 'tone', s.tone,
                 'template', s.template_code, 'fee', s.fee, 'interest', s.interest, 'min_gap_days', p.min_gap_days)
               ORDER BY p.is_default DESC, p.code, s.step), '[]')
          FROM app.reminder_policy p JOIN app.reminder_step s ON s.company_id = p.company_id AND s.policy_id = p.id
         WHERE p.company_id = $1 AND p.active) AS steps,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'code', t.code, 'language', t.language, 'subject', t.subject, 'text', t.body_text, 'updated_on', t.updated_at::date)
               ORDER BY t.code, t.language), '[]')
          FROM app.template t WHERE t.company_id = $1) AS templates,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'kind', x.kind, 'of', x.of, 'from_on', x.from_on, 'value', x.value::text, 'source', x.source)
               ORDER BY x.kind = 'fx' DESC, x.kind, x.of, x.from_on DESC), '[]')
          FROM (
            -- of a daily rate the latest is enough
            SELECT 'fx' AS kind, f.base || ' ' || f.quote AS of, f.on_date AS from_on, f.rate AS value, f.source
              FROM (SELECT DISTINCT ON (base, quote) * FROM app.fx_rate ORDER BY base, quote, on_date DESC) f
            UNION ALL
            SELECT r.kind, r.country, r.from_on, r.percent, r.source FROM app.interest_rate r) x) AS rates,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'code', p.code, 'portfolio', p.name, 'person', who.display_name, 'substitute', coalesce(a.substitute, false),
                 'from_on', a.from_on, 'to_on', a.to_on,
                 'customers', (SELECT count(*) FROM app.customer c WHERE c.portfolio_id = p.id AND c.company_id = $1 AND c.active))
               ORDER BY p.code, a.substitute, who.display_name), '[]')
          FROM app.portfolio p
          LEFT JOIN app.portfolio_person a ON a.portfolio_id = p.id AND (a.to_on IS NULL OR a.to_on >= (SELECT app.today($1)))
          LEFT JOIN app.person who ON who.id = a.person_id
         WHERE p.company_id = $1 AND p.id = ANY ((SELECT app.my_portfolios())::int[])) AS assignments
