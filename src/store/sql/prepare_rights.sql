-- Rights on the database itself do not come with a copy of it.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO encours_person, encours_dispatcher', current_database());
END
$$
