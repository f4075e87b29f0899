-- What PUBLIC loses on the database itself. Not in a migration: a copy of a database does not inherit its privileges.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to encours_person, encours_dispatcher', current_database());
end
$$
