-- The outbox: mail that waits, is claimed, sent, or needs a person.
--
-- queued -> sending (committed before the first byte goes out) -> sent, or queued again later, or failed, or uncertain
-- when nobody can say. Uncertain mail is never sent again by itself: a person says what became of it.
set local role encours_definer;

-- The address belongs to this customer: frozen at approval, compared again before sending.
create or replace function app.address_hash(p_customer uuid, p_address text) returns bytea
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select sha256(uuid_send(p_customer) || convert_to(p_address, 'UTF8'))
$$;

create or replace function app.outbox_note(p_company int, p_mail uuid, p_event text, p_detail text) returns void
language sql security definer set search_path = pg_catalog, app, pg_temp as $$
  insert into app.outbox_event (company_id, id, outbox_id, customer_id, portfolio_id, event, detail, person_id)
  select o.company_id, app.uuid7(), o.id, o.customer_id, o.portfolio_id, p_event, left(p_detail, 500), app.me()
    from app.outbox o where o.company_id = p_company and o.id = p_mail
$$;

-- Moves a mail and its reminder to a state, with history, audit and change.
create or replace function app.move_mail(p_company int, p_mail uuid, p_state text, p_reminder_state text, p_verb text, p_detail text) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o app.outbox;
  v_activity uuid := app.uuid7();
begin
  update app.outbox set state = p_state, rev = rev + 1,
         -- what the server says of a mail that it takes is no error; the mail's history keeps it
         last_error = case when p_state = 'sent' then null when p_detail = '' then last_error else left(p_detail, 500) end,
         sent_at = case when p_state = 'sent' then coalesce(sent_at, now()) end
   where company_id = p_company and id = p_mail returning * into o;
  if o.reminder_id is not null then
    update app.reminder set state = p_reminder_state, rev = rev + 1,
           sent_on = case when p_reminder_state = 'sent' then coalesce(sent_on, app.today(p_company)) end
     where company_id = p_company and id = o.reminder_id;
    perform app.record_change(p_company, o.portfolio_id, o.customer_id, 'reminder', o.reminder_id);
  end if;
  perform app.outbox_note(p_company, p_mail, p_verb, p_detail);
  perform app.record_audit(p_company, p_verb, 'mail', p_mail, o.customer_id, o.portfolio_id, jsonb_build_object('state', p_state));
  perform app.record_change(p_company, o.portfolio_id, o.customer_id, 'mail', p_mail);
  if p_state = 'sent' then
    if o.reminder_id is not null then
      perform app.note_reminder_sent(p_company, o.customer_id, o.portfolio_id, app.today(p_company));
    end if;
    perform app.write_activity(p_company, v_activity, o.customer_id, o.portfolio_id, 'mail_out', app.today(p_company), o.person_id,
      case when o.reminder_id is null then (select subject from app.outbox_body where company_id = p_company and outbox_id = p_mail) end,
      'mail', p_mail, p_contact => (select c.id from app.contact c where c.company_id = p_company and c.customer_id = o.customer_id and c.email = o.to_address
                                     order by c.active desc, c.id limit 1));
    insert into app.activity_item (company_id, activity_id, item_id, customer_id, portfolio_id)
    select p_company, v_activity, x.item_id, x.customer_id, x.portfolio_id from app.outbox_item x where x.company_id = p_company and x.outbox_id = p_mail;
  end if;
end
$$;

-- The mail did not go out and will not: its reminder ends, and what is still due is proposed anew.
create or replace function app.propose_again(p_company int, p_mail uuid, p_state text, p_verb text, p_detail text) returns void
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_customer uuid;
begin
  perform app.move_mail(p_company, p_mail, p_state, 'recalled', p_verb, p_detail);
  select customer_id into v_customer from app.outbox where company_id = p_company and id = p_mail and reminder_id is not null;
  if found then
    perform 1 from app.company where id = p_company for no key update;
    perform app.refresh_reminders(p_company, array[v_customer], app.uuid7(), true);
  end if;
end
$$;

-- Whether the imported receipts are recent enough to ask for money unattended: not older than one business day.
create or replace function app.receipts_fresh(p_company int) returns boolean
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select coalesce(app.add_business_days(c.country, c.receipts_cover_until, 2) > app.today(p_company), false)
    from app.company c where c.id = p_company
$$;

-- Whether mail of the company may go out now, else why not: stopped, old_receipts.
create or replace function app.mail_blocked(p_company int) returns text
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select case
    when c.mail_stopped or (select i.mail_stopped from app.instance i) then 'stopped'
    when not app.receipts_fresh(p_company)
      and not exists (select 1 from app.mail_override o where o.company_id = p_company and o.day = app.today(p_company)) then 'old_receipts' end
    from app.company c where c.id = p_company
$$;

-- Claims mail for a worker, at most p_max. In the claiming transaction the balance is read again under lock: what
-- was paid, disputed, promised or held meanwhile is not claimed but proposed anew; so is mail whose address changed.
drop function if exists app.claim_mail(text, int, text[]);
create function app.claim_mail(p_worker text, p_max int default 1, p_skip_domains text[] default '{}')
returns table (company_id int, id uuid, kind text, from_name text, from_address text, to_address text, to_name text, reply_to text, message_id text,
               subject text, body_text text, body_html text, attempts int)
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
#variable_conflict use_column
declare
  o app.outbox;
  v_why text;
  v_claimed uuid[] := '{}';
  v_open int[];
  v_running int[];
begin
  if coalesce(btrim(p_worker), '') = '' then
    perform app.refuse('worker-unnamed');
  end if;
  -- old receipts hold back what asks for money unattended, not what a person has just written
  select array_agg(c.id) filter (where app.mail_blocked(c.id) is null), array_agg(c.id) filter (where app.mail_blocked(c.id) is distinct from 'stopped')
    into v_open, v_running from app.company c;
  for o in
    select x.* from app.outbox x
     where x.state = 'queued' and x.not_before <= now() and x.company_id = any (case x.kind when 'reminder' then v_open else v_running end)
       and not lower(substring(x.to_address from '@(.*)$')) = any (p_skip_domains)
     order by x.not_before, x.id limit least(greatest(p_max, 0), 50) * 4 + 4
     for update skip locked
  loop
    exit when cardinality(v_claimed) >= p_max;
    v_why := null;
    if o.address_hash <> app.address_hash(o.customer_id, o.to_address)
       or not exists (select 1 from app.contact c where c.company_id = o.company_id and c.customer_id = o.customer_id and c.active and not c.bounced and c.email = o.to_address) then
      v_why := 'address';
    elsif o.reminder_id is not null then
      select case when r.state = 'approved' then app.reminder_overtaken(r.company_id, r.id, o.recorded_at) else 'not_approved' end
        into v_why from app.reminder r where r.company_id = o.company_id and r.id = o.reminder_id;
    end if;
    if v_why = 'busy' then
      continue;
    elsif v_why is not null then
      perform app.propose_again(o.company_id, o.id, 'stale', 'stale', v_why);
    else
      update app.outbox x set claimed_at = clock_timestamp(), claimed_by = left(p_worker, 200), attempts = x.attempts + 1
       where x.company_id = o.company_id and x.id = o.id;
      perform app.move_mail(o.company_id, o.id, 'sending', 'sending', 'sending', '');
      v_claimed := v_claimed || o.id;
    end if;
  end loop;
  return query
    select x.company_id, x.id, x.kind, c.name, c.mail_from, x.to_address, x.to_name, x.reply_to, x.message_id, b.subject, b.body_text, b.body_html, x.attempts
      from app.outbox x join app.company c on c.id = x.company_id
      join app.outbox_body b on b.company_id = x.company_id and b.outbox_id = x.id
     where x.id = any (v_claimed) and x.state = 'sending';
end
$$;

-- What is attached to a mail that this worker has claimed; a body of NULL is the file of that name in the worker's folder.
drop function if exists app.claimed_attachments(text, int, uuid);
create function app.claimed_attachments(p_worker text, p_company int, p_mail uuid)
returns table (file_name text, media_type text, content bytea)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select a.file_name, a.media_type, coalesce(a.content, convert_to(a.body, 'UTF8'))
    from app.outbox_attachment a join app.outbox o on o.company_id = a.company_id and o.id = a.outbox_id
   where a.company_id = p_company and a.outbox_id = p_mail and o.state = 'sending' and o.claimed_by = left(p_worker, 200)
   order by a.n
$$;

-- The server accepted it. Also when the lease ran out meanwhile: the worker knows.
create or replace function app.mail_sent(p_worker text, p_company int, p_mail uuid, p_reply text) returns boolean
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
begin
  perform 1 from app.outbox where company_id = p_company and id = p_mail and state in ('sending', 'uncertain') and claimed_by = left(p_worker, 200) for update;
  if not found then
    return false;
  end if;
  perform app.move_mail(p_company, p_mail, 'sent', 'sent', 'sent', p_reply);
  return true;
end
$$;

-- It was not accepted. 'transient': again after 1 min, 5 min, 30 min, 2 h, 6 h, then failed; 'permanent': failed;
-- 'address': failed, and the contact's address is marked as bouncing; 'unknown': uncertain.
create or replace function app.mail_failed(p_worker text, p_company int, p_mail uuid, p_kind text, p_error text) returns text
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o app.outbox;
  v_wait interval[] := array['1 minute', '5 minutes', '30 minutes', '2 hours', '6 hours']::interval[];
begin
  select * into o from app.outbox where company_id = p_company and id = p_mail and state in ('sending', 'uncertain') and claimed_by = left(p_worker, 200) for update;
  if not found then
    return null;
  end if;
  if p_kind = 'transient' and o.attempts <= cardinality(v_wait) then
    update app.outbox set not_before = now() + v_wait[o.attempts] where company_id = p_company and id = p_mail;
    perform app.move_mail(p_company, p_mail, 'queued', 'approved', 'deferred', p_error);
    return 'queued';
  elsif p_kind = 'unknown' then
    perform app.move_mail(p_company, p_mail, 'uncertain', 'uncertain', 'uncertain', p_error);
    return 'uncertain';
  end if;
  if p_kind = 'address' then
    update app.contact set bounced = true, rev = rev + 1, updated_at = now()
     where company_id = p_company and customer_id = o.customer_id and email = o.to_address and not bounced;
  end if;
  perform app.move_mail(p_company, p_mail, 'failed', 'failed', 'failed', p_error);
  return 'failed';
end
$$;

-- Claims older than the lease of 60 s: the worker is gone, and nobody knows whether the mail went out.
create or replace function app.expire_claims() returns int
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o record;
  v_expired int := 0;
begin
  for o in
    select company_id, id from app.outbox where state = 'sending' and claimed_at < clock_timestamp() - interval '60 seconds' for update skip locked
  loop
    perform app.move_mail(o.company_id, o.id, 'uncertain', 'uncertain', 'uncertain', '');
    v_expired := v_expired + 1;
  end loop;
  return v_expired;
end
$$;

-- What the dispatcher reports of each company: why mail waits, what of the due mail may go, and what needs a person.
drop function if exists app.dispatch_status();
create function app.dispatch_status()
returns table (company text, blocked text, receipts_cover_until date, today date, due int, free int, waiting int, sending int, uncertain int, failed int, next_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app, pg_temp as $$
  select c.code, app.mail_blocked(c.id), c.receipts_cover_until, app.today(c.id),
         count(o.id) filter (where o.state = 'queued' and o.not_before <= now())::int,
         count(o.id) filter (where o.state = 'queued' and o.not_before <= now() and (app.mail_blocked(c.id) is null or (o.kind <> 'reminder' and app.mail_blocked(c.id) <> 'stopped')))::int,
         count(o.id) filter (where o.state = 'queued' and o.not_before > now())::int,
         count(o.id) filter (where o.state = 'sending')::int, count(o.id) filter (where o.state = 'uncertain')::int, count(o.id) filter (where o.state = 'failed')::int,
         min(o.not_before) filter (where o.state = 'queued' and o.not_before > now())
    from app.company c left join app.outbox o on o.company_id = c.id and o.state in ('queued', 'sending', 'uncertain', 'failed')
   group by c.id, c.code order by c.code
$$;

-- The name under which the copies of a document are kept: its number, what no file name holds made plain.
create or replace function app.document_file(p_number text) returns text
language sql immutable set search_path = pg_catalog, app, pg_temp as $$
  select left(regexp_replace(regexp_replace(p_number, '[^A-Za-z0-9._-]+', '_', 'g'), '^[^A-Za-z0-9_]+', ''), 140) || '.pdf'
$$;

-- What a message is written from, in the shape of a reminder's preview: the contact's language (else the customer's), the
-- company's template of that code, and the items it is about with what is open on them.
create or replace function app.message_preview(p_company int, p_customer uuid, p_contact uuid, p_template text, p_items uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  v_portfolio int := app.require_customer(p_company, p_customer);
  v_today date := app.today(p_company);
  v jsonb;
begin
  if p_contact is not null then
    perform app.require_contact(p_company, p_customer, p_contact);
  end if;
  select jsonb_build_object(
    'reminder', jsonb_build_object('id', k.id, 'rev', 0, 'state', 'message', 'language', coalesce(x.language, k.language), 'channel', 'email',
      'tone', p_template, 'step', 0, 'suppressed_by', null, 'suppressed_until', null, 'proposed_on', v_today),
    'as_of', v_today, 'receipts_cover_until', c.receipts_cover_until,
    'template', (select jsonb_build_object('code', t.code, 'subject', t.subject, 'text', t.body_text, 'html', '')
                   from app.template t where t.company_id = p_company and t.code = p_template and t.language = coalesce(x.language, k.language)),
    'company', jsonb_build_object('name', c.name, 'address', coalesce(c.address, ''), 'siren', coalesce(c.siren, ''), 'vat_number', coalesce(c.vat_number, ''),
      'mail_from', coalesce(c.mail_from, ''), 'payment_details', c.payment_details, 'country', c.country),
    'customer', jsonb_build_object('id', k.id, 'ref', k.ref, 'name', k.name, 'address', coalesce(k.address, '')),
    'contact', jsonb_build_object('id', x.id, 'name', coalesce(x.name, ''), 'email', coalesce(x.email, '')),
    'agent', jsonb_build_object('name', coalesce(me.display_name, ''), 'email', coalesce(me.email, c.mail_reply_to, '')),
    'items', coalesce((
      select jsonb_agg(jsonb_build_object('item', i.id, 'number', d.number, 'issued_on', i.issued_on, 'due_on', i.due_on, 'currency', i.currency, 'total', i.amount::text,
                       'amount', i.open_amount::text, 'days_late', greatest(v_today - i.due_on, 0), 'step', 0, 'suppressed_by', null) order by i.due_on, d.number, i.id)
        from app.due_item i join app.document d on d.company_id = p_company and d.id = i.document_id
       where i.company_id = p_company and i.customer_id = p_customer and i.id = any (p_items)), '[]'),
    'totals', coalesce((
      select jsonb_agg(jsonb_build_object('currency', s.currency, 'overdue', s.amount::text, 'credits', '0', 'net', s.amount::text) order by s.currency)
        from (select i.currency, sum(i.open_amount) as amount from app.due_item i
               where i.company_id = p_company and i.customer_id = p_customer and i.id = any (p_items) group by 1) s), '[]'))
    into v
    from app.customer k
    join app.company c on c.id = k.company_id
    left join app.contact x on x.company_id = k.company_id and x.id = p_contact
    left join app.person me on me.id = app.me()
   where k.company_id = p_company and k.id = p_customer;
  perform app.log_read('contacts', p_company, p_customer, v_portfolio, 1);
  return v;
end
$$;

-- {company, customer, contact, to, subject, text, kind?: message | invoice_copy | statement, items?: [id], copies?: [item id],
-- statement?: {name, media_type, content: base64}, message_id}: mail that a person has written, to one contact, answers to the writer. It
-- waits as long as an approved reminder and is recalled like one. Of each copy the mail worker attaches the document's file.
create or replace function app.send_message(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_customer uuid;
  v_portfolio int;
  v_contact app.contact;
  v_subject text;
  v_text text;
  v_kind text;
  v_statement jsonb := p -> 'statement';
  v_number text;
begin
  select * into a from app.start_action(p_request, 'send_message', p, array['collector', 'manager', 'supervisor'],
    array['customer', 'contact', 'to', 'subject', 'text', 'message_id'], array['kind', 'items', 'copies', 'statement']);
  if a.replay is not null then
    return a.replay;
  end if;
  v_customer := app.field_uuid(p, 'customer');
  v_portfolio := app.require_customer(a.company, v_customer);
  perform app.require_contact(a.company, v_customer, app.field_uuid(p, 'contact'));
  v_subject := app.field_text(p, 'subject');
  v_text := app.field_text(p, 'text', 50000);
  v_kind := coalesce(app.field_choice(p, 'kind', array['message', 'invoice_copy', 'statement']), 'message');
  if v_subject ~ '[[:cntrl:]]' then
    perform app.refuse('subject-wrong');
  elsif app.field_text(p, 'message_id') !~ '^<[0-9a-f-]{36}@[A-Za-z0-9.-]+>$' then
    perform app.refuse('message-id-wrong');
  elsif (select coalesce(c.mail_from, '') = '' from app.company c where c.id = a.company) then
    perform app.refuse('no-mail-from');
  end if;
  select * into v_contact from app.contact c where c.company_id = a.company and c.id = app.field_uuid(p, 'contact');
  if not v_contact.active or v_contact.email is null or v_contact.bounced then
    perform app.refuse('no-address');
  elsif v_contact.email <> app.field_text(p, 'to') then
    perform app.refuse('address-changed');
  end if;
  insert into app.outbox (company_id, id, customer_id, portfolio_id, kind, to_address, to_name, address_hash, reply_to, message_id, not_before, person_id)
  select a.company, p_request, v_customer, v_portfolio, v_kind, v_contact.email, v_contact.name, app.address_hash(v_customer, v_contact.email),
         coalesce((select nullif(email, '') from app.person where id = a.me), c.mail_reply_to), app.field_text(p, 'message_id'),
         now() + make_interval(secs => c.mail_delay_seconds), a.me
    from app.company c where c.id = a.company;
  insert into app.outbox_body (company_id, outbox_id, customer_id, portfolio_id, subject, body_text)
  values (a.company, p_request, v_customer, v_portfolio, v_subject, v_text);

  insert into app.outbox_item (company_id, outbox_id, item_id, customer_id, portfolio_id)
  select distinct a.company, p_request, i.id, v_customer, v_portfolio
    from (select e from jsonb_array_elements_text(coalesce(app.field_list(p, 'items'), '[]')) e
          union all select e from jsonb_array_elements_text(coalesce(app.field_list(p, 'copies'), '[]')) e) x
    join app.due_item i on i.company_id = a.company and i.customer_id = v_customer and i.id::text = lower(x.e);
  insert into app.outbox_attachment (company_id, outbox_id, n, customer_id, portfolio_id, file_name, media_type)
  select a.company, p_request, row_number() over (order by x.file), v_customer, v_portfolio, x.file, 'application/pdf'
    from (select distinct app.document_file(d.number) as file
            from jsonb_array_elements_text(coalesce(app.field_list(p, 'copies'), '[]')) e
            join app.due_item i on i.company_id = a.company and i.customer_id = v_customer and i.id::text = lower(e)
            join app.document d on d.company_id = a.company and d.id = i.document_id) x;
  if (select count(distinct lower(e)) from jsonb_array_elements_text(coalesce(app.field_list(p, 'items'), '[]') || coalesce(app.field_list(p, 'copies'), '[]')) e)
     <> (select count(*) from app.outbox_item x where x.company_id = a.company and x.outbox_id = p_request) then
    perform app.refuse('item-unknown');
  end if;
  -- A letter that says "please find attached" has something attached.
  if v_kind = 'invoice_copy' then
    select d.number into v_number
      from app.outbox_item x join app.due_item i on i.company_id = a.company and i.id = x.item_id
      join app.document d on d.company_id = a.company and d.id = i.document_id
     where x.company_id = a.company and x.outbox_id = p_request
       and not exists (select 1 from app.outbox_attachment f where f.company_id = a.company and f.outbox_id = p_request and f.file_name = app.document_file(d.number))
     order by d.number limit 1;
    if found then
      perform app.refuse('copy-missing', jsonb_build_object('number', v_number, 'file', app.document_file(v_number)));
    end if;
  end if;
  if jsonb_typeof(v_statement) = 'object' then
    perform app.check_body(v_statement, array['name', 'media_type', 'content'], '{}');
    if app.field_text(v_statement, 'name') !~ '^[A-Za-z0-9_][A-Za-z0-9._-]{0,150}$' then
      perform app.refuse('file-name-wrong');
    end if;
    insert into app.outbox_attachment (company_id, outbox_id, n, customer_id, portfolio_id, file_name, media_type, content)
    values (a.company, p_request, 0, v_customer, v_portfolio, app.field_text(v_statement, 'name'),
            app.field_choice(v_statement, 'media_type', array['application/pdf']), app.field_bytes(v_statement, 'content', 2000000));
  end if;
  perform app.outbox_note(a.company, p_request, 'queued', '');
  return app.finish_action(p_request, a.company, 'send_message', 'mail', p_request, v_customer, v_portfolio, 1, p);
end
$$;

-- The mail of a person's verb, locked, in one of the states and at the revision the person saw.
create or replace function app.require_mail(p_company int, p jsonb, p_states text[]) returns app.outbox
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  o app.outbox;
begin
  select * into o from app.outbox where company_id = p_company and id = app.field_uuid(p, 'mail') and portfolio_id = any (app.my_portfolios()) for update;
  if not found then
    perform app.refuse('mail-unknown');
  elsif not o.state = any (p_states) then
    perform app.refuse('mail-not-' || p_states[1], jsonb_build_object('state', o.state));
  elsif coalesce(app.field_int(p, 'rev'), o.rev) <> o.rev then
    perform app.refuse('mail-changed');
  end if;
  return o;
end
$$;

-- Takes a mail back while it waits in the outbox; what it asked for is proposed again.
create or replace function app.recall_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'recall_mail', p, array['collector', 'manager', 'supervisor'], '{mail}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{queued}');
  perform app.propose_again(a.company, o.id, 'recalled', 'recalled', '');
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

-- A person found out what became of an uncertain mail: `outcome` sent or not_sent.
create or replace function app.resolve_uncertain(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'resolve_uncertain', p, array['collector', 'manager', 'supervisor'], '{mail,outcome}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{uncertain}');
  if app.field_choice(p, 'outcome', '{sent,not_sent}') = 'sent' then
    update app.outbox set sent_at = claimed_at where company_id = a.company and id = o.id;
    perform app.move_mail(a.company, o.id, 'sent', 'sent', 'resolved_sent', '');
  else
    perform app.propose_again(a.company, o.id, 'recalled', 'resolved_not_sent', '');
  end if;
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

-- Queues a failed mail again, to the same address, with a fresh count of attempts.
create or replace function app.retry_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  o app.outbox;
begin
  select * into a from app.start_action(p_request, 'retry_mail', p, array['collector', 'manager', 'supervisor'], '{mail}', '{rev}');
  if a.replay is not null then
    return a.replay;
  end if;
  o := app.require_mail(a.company, p, '{failed}');
  if not exists (select 1 from app.contact c where c.company_id = a.company and c.customer_id = o.customer_id and c.active and not c.bounced and c.email = o.to_address) then
    perform app.refuse('address-changed');
  elsif o.reminder_id is not null and not exists (select 1 from app.reminder r where r.company_id = a.company and r.id = o.reminder_id and r.state = 'failed') then
    perform app.refuse('reminder-not-open');
  end if;
  update app.outbox set not_before = now() + make_interval(secs => (select mail_delay_seconds from app.company c where c.id = a.company)),
         attempts = 0, claimed_at = null, claimed_by = null
   where company_id = a.company and id = o.id;
  perform app.move_mail(a.company, o.id, 'queued', 'approved', 'retried', '');
  return app.end_request(p_request, jsonb_build_object('id', o.id, 'entity', 'mail', 'rev', o.rev + 1));
end
$$;

-- The kill switch of a company: nothing more is claimed while it is stopped.
create or replace function app.stop_mail(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
begin
  select * into a from app.start_action(p_request, 'stop_mail', p, array['manager', 'supervisor', 'admin'], '{stopped}', '{reason}');
  if a.replay is not null then
    return a.replay;
  end if;
  update app.company set mail_stopped = app.field_flag(p, 'stopped') where id = a.company;
  return app.finish_action(p_request, a.company, case when app.field_flag(p, 'stopped') then 'stop_mail' else 'start_mail' end, 'company', null, null, null, 1, p);
end
$$;

-- {company, mail_from?, reply_to?, address?, payment_details?, delay_seconds?}: what letters and mail say of the company, where
-- answers go, and how long approved mail waits. An empty text takes one away.
create or replace function app.set_company(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_key text;
  v_delay int;
begin
  select * into a from app.start_action(p_request, 'set_company', p, array['manager', 'supervisor', 'admin'], '{}',
    '{mail_from,reply_to,address,payment_details,delay_seconds}');
  if a.replay is not null then
    return a.replay;
  end if;
  foreach v_key in array array['mail_from', 'reply_to'] loop
    if app.field_text(p, v_key, 254) !~ '^[^@[:space:][:cntrl:]<>,;"]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$' then
      perform app.refuse('address-unfit', jsonb_build_object('address', app.field_text(p, v_key, 254)));
    end if;
  end loop;
  v_delay := app.field_int(p, 'delay_seconds');
  -- it can be recalled for two minutes at least
  if v_delay not between 120 and 86400 then
    perform app.refuse('mail-delay', jsonb_build_object('seconds', v_delay));
  end if;
  update app.company set
    mail_from = case when p ? 'mail_from' then app.field_text(p, 'mail_from', 254) else mail_from end,
    mail_reply_to = case when p ? 'reply_to' then app.field_text(p, 'reply_to', 254) else mail_reply_to end,
    address = case when p ? 'address' then app.field_text(p, 'address', 1000) else address end,
    payment_details = case when p ? 'payment_details' then coalesce(app.field_text(p, 'payment_details', 1000), '') else payment_details end,
    mail_delay_seconds = coalesce(v_delay, mail_delay_seconds)
   where id = a.company;
  return app.finish_action(p_request, a.company, 'set_company', 'company', p_request, null, null, 1, p);
end
$$;

-- Lets mail go out today although the receipts are old, with the reason.
create or replace function app.override_receipts(p_request uuid, p jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, app, pg_temp as $$
declare
  a record;
  v_id uuid := app.uuid7();
begin
  select * into a from app.start_action(p_request, 'override_receipts', p, array['manager', 'supervisor'], '{reason}', '{}');
  if a.replay is not null then
    return a.replay;
  end if;
  if length(coalesce(app.field_text(p, 'reason', 500), '')) < 3 then
    perform app.refuse('reason-missing');
  end if;
  insert into app.mail_override (company_id, id, day, receipts_cover_until, reason, person_id)
  select a.company, v_id, a.today, c.receipts_cover_until, app.field_text(p, 'reason', 500), a.me from app.company c where c.id = a.company;
  return app.finish_action(p_request, a.company, 'override_receipts', 'mail_override', v_id, null, null, 1, p);
end
$$;

grant execute on function app.claim_mail(text, int, text[]), app.claimed_attachments(text, int, uuid), app.mail_sent(text, int, uuid, text), app.mail_failed(text, int, uuid, text, text),
  app.expire_claims(), app.dispatch_status() to encours_dispatcher;
grant execute on function app.send_message(uuid, jsonb), app.message_preview(int, uuid, uuid, text, uuid[]), app.document_file(text), app.recall_mail(uuid, jsonb), app.resolve_uncertain(uuid, jsonb), app.retry_mail(uuid, jsonb), app.stop_mail(uuid, jsonb), app.set_company(uuid, jsonb),
  app.override_receipts(uuid, jsonb), app.mail_blocked(int), app.dispatch_status() to encours_person;

reset role;
