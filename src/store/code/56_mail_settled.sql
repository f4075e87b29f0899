-- Mail that a person has read again or given up.
set local role encours_definer;

-- The text of a mail as it was approved; of a reminder, by the reminder's id: that of its latest mail, else of its letter.
-- Personal, so the read log says who opened it. No row when the text has been erased.
create or replace function app.mail_text(p_company int, p_mail uuid) returns table (subject text, body text)
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
declare
  v_customer uuid;
  v_portfolio int;
begin
  select x.customer_id, x.portfolio_id into v_customer, v_portfolio from (
    select o.customer_id, o.portfolio_id from app.outbox o where o.company_id = p_company and o.id = p_mail
    union all
    select r.customer_id, r.portfolio_id from app.reminder r where r.company_id = p_company and r.id = p_mail) x
   where x.portfolio_id = any (app.my_portfolios()) limit 1;
  if not found then
    perform app.refuse('mail-unknown');
  end if;
  perform app.log_read('mail', p_company, v_customer, v_portfolio, 1);
  return query
  select b.subject, b.body_text
    from app.outbox o join app.outbox_body b on b.company_id = o.company_id and b.outbox_id = o.id
   where o.company_id = p_company and (o.id = p_mail or o.reminder_id = p_mail)
   order by o.recorded_at desc, o.id desc limit 1;
  if not found then
    return query select l.subject, l.body_text from app.reminder_text l where l.company_id = p_company and l.reminder_id = p_mail;
  end if;
end
$$;

-- {company, mail, rev?, reason}: a person gives up a mail that failed, went stale or is uncertain. Its reminder is turned
-- down with it: what it asked for comes back with the next run.
create or replace function app.give_up_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'give_up_mail', p, array['collector', 'manager', 'supervisor'], '{mail,reason}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{failed,stale,uncertain}');
  perform app.move_mail(a.company, o.id, 'recalled', 'rejected', 'given_up', app.field_text(p, 'reason', 500));
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

grant execute on function app.mail_text(int, uuid), app.give_up_mail(uuid, jsonb) to encours_person;
reset role;
