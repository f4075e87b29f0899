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

-- {company, reminders: [id]}: takes approved reminders back of which nothing has left the house: mail that still waits in the
-- outbox, letters that nobody has posted. What has left is named; what the others asked for is proposed again.
create or replace function app.recall_reminders(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_id uuid;
  r app.reminder;
  v_mail uuid;
  v_left jsonb := '[]';
  v_customers uuid[] := '{}';
begin
  select * into a from app.start_action(p_request, 'recall_reminders', p, array['collector', 'manager', 'supervisor'], '{reminders}', '{}');
  if a.replay is not null then
    return a.replay;
  end if;
  -- in one order, whoever named them in which
  for v_id in select distinct app.field_uuid(jsonb_build_object('reminder', k.id), 'reminder') from jsonb_array_elements_text(app.field_list(p, 'reminders')) k(id) order by 1 loop
    select * into r from app.reminder where company_id = a.company and id = v_id and portfolio_id = any (app.my_portfolios()) for update;
    if not found then
      perform app.refuse('reminder-unknown');
    end if;
    select id into v_mail from app.outbox where company_id = a.company and reminder_id = v_id and state = 'queued' for update;
    if found then
      perform app.move_mail(a.company, v_mail, 'recalled', 'recalled', 'recalled', '');
      v_customers := v_customers || r.customer_id;
    elsif r.state = 'approved' and r.channel <> 'email' then
      update app.reminder set state = 'recalled', rev = rev + 1 where company_id = a.company and id = v_id;
      perform app.record_audit(a.company, 'recall_reminders', 'reminder', v_id, r.customer_id, r.portfolio_id, jsonb_build_object('state', 'recalled'));
      perform app.record_change(a.company, r.portfolio_id, r.customer_id, 'reminder', v_id);
      v_customers := v_customers || r.customer_id;
    else
      v_left := v_left || to_jsonb(v_id);
    end if;
  end loop;
  if v_customers = '{}' then
    perform app.refuse('reminder-left');
  end if;
  perform 1 from app.company where id = a.company for no key update;
  perform app.refresh_reminders(a.company, array(select distinct unnest(v_customers) order by 1), app.uuid7(), true);
  return app.end_request(p_request, jsonb_build_object('id', p_request, 'entity', 'reminder', 'rev', 1, 'recalled', cardinality(v_customers), 'left', v_left));
end
$$;

grant execute on function app.mail_text(int, uuid), app.give_up_mail(uuid, jsonb), app.recall_reminders(uuid, jsonb) to encours_person;
reset role;
