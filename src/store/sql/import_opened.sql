-- The company, where it has no reminder policy yet and the importer may give it one.
select c.id from app.company c
 where c.code = $1 and app.has_role('admin')
   and not exists (select 1 from app.reminder_policy p where p.company_id = c.id)
