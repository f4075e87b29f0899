-- Roles belong to the cluster: another database of it may have made them, or be making them.
CREATE OR REPLACE FUNCTION pg_temp.demo_login(p_roles text[], p_groups text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_role text;
  v_group text;
BEGIN
  FOR v_role, v_group IN SELECT * FROM unnest(p_roles, p_groups) LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I LOGIN CONNECTION LIMIT 8', v_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    BEGIN
      EXECUTE format('GRANT %I TO %I', v_group, v_role);
    EXCEPTION WHEN duplicate_object OR unique_violation OR internal_error THEN
      NULL;
    END;
  END LOOP;
END
$$;
CREATE OR REPLACE FUNCTION pg_temp.demo_note(p_note text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), p_note);
END
$$;

CREATE OR REPLACE FUNCTION pg_temp.demo_derive(p_company int, p_customers uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.refresh_money(p_company, p_customers);
  IF to_regprocedure('app.refresh_standing(int, uuid[])') IS NOT NULL THEN
    EXECUTE 'SELECT app.refresh_standing($1, $2)' USING p_company, p_customers;
  END IF;
  -- what waits for a decision is what the policy proposes today
  PERFORM app.refresh_reminders(p_company, p_customers, app.uuid7(), true);
END
$$;
