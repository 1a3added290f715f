-- What every part stands on: who is asking (settings of the transaction), which rows that lets them see,
-- what a row said before it was corrected, the history that cannot be rewritten, messages and form submissions.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create schema app;
comment on schema app is 'Functions that policies, constraints and the history are built from';

-- A pooled connection keeps '' after a transaction-local setting ends, so '' means "not set" everywhere below.
create function app.partnership() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.partnership', true), '')::uuid $$;
comment on function app.partnership() is 'The one partnership that this transaction acts in';

create function app.sees_everyone() returns boolean language sql stable parallel safe as
  $$ select coalesce(current_setting('app.sees', true), '') = 'everyone' $$;
comment on function app.sees_everyone() is 'Whether the actor may see every organisation of the partnership';

create function app.organisations() returns uuid[] language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;
comment on function app.organisations() is 'The organisations whose people the actor may see';

create function app.teams() returns uuid[] language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('app.teams', true), ''), '{}')::uuid[] $$;
comment on function app.teams() is 'The teams whose members the actor may see';

create function app.person() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.person', true), '')::uuid $$;
comment on function app.person() is 'The actor''s own person in this partnership';

create function app.account() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.account', true), '')::uuid $$;
comment on function app.account() is 'The actor''s account';

create function app.manages_accounts() returns boolean language sql stable parallel safe as
  $$ select coalesce(current_setting('app.manages_accounts', true), '') = 'yes' $$;
comment on function app.manages_accounts() is 'Set only while someone is being signed in, invited or identified';

-- For functions that look past what the actor may see. A `set` clause would put the setting back by itself, but only a
-- superuser may write one for settings of our own, and owners of hosted databases are none.
create function app.swap_setting(setting text, value text) returns text language plpgsql as $$
declare
  before text := coalesce(current_setting(setting, true), '');
begin
  perform set_config(setting, value, true);
  return before;
end $$;
comment on function app.swap_setting(text, text) is
  'Changes what policies read, for the rest of the transaction, and returns what it was, to be put back';

-- Every tenant table is closed to other partnerships, also to its owner; `visible` narrows reading further.
create procedure app.isolate(target regclass, visible text default 'true', writable text default 'true') language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy same_partnership on %s
       using (partnership_id = (select app.partnership()) and (%s))
       with check (partnership_id = (select app.partnership()) and (%s))', target, visible, writable);
end $$;
comment on procedure app.isolate is 'Closes a table to other partnerships; "visible" and "writable" narrow what the actor may see and write inside one';

create table partnerships (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name text not null check (name <> ''),
  la_number text check (la_number ~ '^[0-9]{3}$'),
  region text,
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
comment on table partnerships is 'One local authority area and its partners: the tenant';
comment on column partnerships.la_number is 'The Department for Education''s three-digit number of the authority';
comment on column partnerships.is_demonstration is 'Holds invented people; only such a partnership offers "choose who you are"';

-- One mechanism keeps what was believed before, for every table that asks for it.
create table superseded_rows (
  partnership_id uuid not null,
  id bigint generated always as identity,
  table_name text not null,
  row_id uuid not null,
  row_as_it_was jsonb not null,
  superseded_at timestamptz not null default now(),
  primary key (partnership_id, id)
);
comment on table superseded_rows is 'Rows as they were before a correction or deletion. Holds personal data of the table it came from';
create index on superseded_rows (partnership_id, table_name, row_id, superseded_at);
call app.isolate('superseded_rows', '(select app.sees_everyone())');

create function app.keep_superseded() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old is distinct from new then
    insert into superseded_rows (partnership_id, table_name, row_id, row_as_it_was)
    values (old.partnership_id, tg_table_name, old.id, to_jsonb(old));
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- History. Entries are inserted without a lock and sealed into a chain, in order, by one sealer moments later. The chain
-- holds a salted digest of the personal payload, so that a payload can be erased or expire and the chain still verifies.
-- Entries of the installation (sign-in, accounts) belong to the nil partnership.
create table history_entries (
  partnership_id uuid not null,
  id uuid not null,
  recorded_at timestamptz not null default clock_timestamp(),
  actor_account_id uuid,
  action text not null,
  subject_type text,
  subject_id uuid,
  payload_digest bytea not null,
  primary key (partnership_id, id)
);
comment on table history_entries is 'What was done, by which account, to what, when. Only ever added to';
create index on history_entries (partnership_id, recorded_at desc);
create index on history_entries (partnership_id, subject_type, subject_id);
call app.isolate('history_entries');

create table history_payloads (
  partnership_id uuid not null,
  entry_id uuid not null,
  salt bytea not null,
  payload jsonb not null,
  primary key (partnership_id, entry_id),
  foreign key (partnership_id, entry_id) references history_entries (partnership_id, id)
);
comment on table history_payloads is 'The details of an entry: may name people, and may be erased when its time is over';
call app.isolate('history_payloads', '(select app.sees_everyone())');

create table history_seals (
  partnership_id uuid not null,
  position bigint not null check (position > 0),
  entry_id uuid not null,
  hash bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (partnership_id, position),
  unique (partnership_id, entry_id),
  foreign key (partnership_id, entry_id) references history_entries (partnership_id, id)
);
comment on table history_seals is 'The order of the entries and the hash that chains each to the one before';
call app.isolate('history_seals');

create function app.payload_digest(salt bytea, payload jsonb) returns bytea language sql immutable as
  $$ select sha256(salt || convert_to(payload::text, 'UTF8')) $$;

-- As JSON, so that no text can slide from one column into the next.
create function app.entry_hash(previous bytea, entry history_entries) returns bytea language sql immutable as $$
  select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(
    entry.partnership_id, entry.id, extract(epoch from entry.recorded_at)::numeric(20, 6), entry.actor_account_id,
    entry.action, entry.subject_type, entry.subject_id, encode(entry.payload_digest, 'hex'))::text, 'UTF8'))
$$;

create function app.record(id uuid, actor uuid, action text, subject_type text, subject_id uuid, salt bytea, payload jsonb)
returns void language sql as $$
  insert into history_entries (partnership_id, id, actor_account_id, action, subject_type, subject_id, payload_digest)
  values (app.partnership(), id, actor, action, subject_type, subject_id, app.payload_digest(salt, payload));
  insert into history_payloads (partnership_id, entry_id, salt, payload) values (app.partnership(), id, salt, payload);
$$;

create function app.seal_history(recent interval default null) returns bigint language plpgsql as $$
declare
  since timestamptz := coalesce(clock_timestamp() - recent, '-infinity');
  entry history_entries;
  last_position bigint;
  last_hash bytea;
  sealed bigint := 0;
begin
  -- One sealer a partnership at a time; another that comes meanwhile has nothing to do.
  if not pg_try_advisory_xact_lock(hashtextextended('seal history ' || app.partnership()::text, 0)) then return 0; end if;
  select position, hash into last_position, last_hash from history_seals
    where partnership_id = app.partnership() order by position desc limit 1;
  for entry in
    select e.* from history_entries e
    where e.partnership_id = app.partnership() and e.recorded_at > since
      and not exists (select 1 from history_seals s where s.partnership_id = e.partnership_id and s.entry_id = e.id)
    order by e.id limit 20000
  loop
    last_position := coalesce(last_position, 0) + 1;
    last_hash := app.entry_hash(last_hash, entry);
    insert into history_seals (partnership_id, position, entry_id, hash)
    values (entry.partnership_id, last_position, entry.id, last_hash);
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;
comment on function app.seal_history(interval) is
  'Seals the entries that are not sealed yet, in order: all of them, or the recent ones; returns how many';

create function app.verify_history()
returns table (sealed bigint, unsealed bigint, broken_at bigint, reason text) language plpgsql stable as $$
declare
  link record;
  expected bytea;
  previous bytea;
  expected_position bigint := 1;
begin
  sealed := 0;
  for link in
    select s.position, s.hash, e as entry, e.id as found, p.salt, p.payload, p.entry_id as has_payload
    from history_seals s
    left join history_entries e on e.partnership_id = s.partnership_id and e.id = s.entry_id
    left join history_payloads p on p.partnership_id = s.partnership_id and p.entry_id = s.entry_id
    where s.partnership_id = app.partnership()
    order by s.position
  loop
    broken_at := link.position;
    if link.position <> expected_position then reason := 'a seal is missing before this one'; exit; end if;
    if link.found is null then reason := 'the entry is gone'; exit; end if;
    expected := app.entry_hash(previous, link.entry);
    if expected <> link.hash then reason := 'the entry or its seal was changed'; exit; end if;
    if link.has_payload is not null
       and app.payload_digest(link.salt, link.payload) <> (link.entry).payload_digest then
      reason := 'the details were changed'; exit;
    end if;
    previous := link.hash;
    sealed := sealed + 1;
    expected_position := expected_position + 1;
    broken_at := null;
  end loop;
  select count(*) into unsealed from history_entries e
    where e.partnership_id = app.partnership()
      and not exists (select 1 from history_seals s where s.partnership_id = e.partnership_id and s.entry_id = e.id);
  return next;
end $$;
comment on function app.verify_history() is 'Walks the chain of this partnership; broken_at and reason name the first broken link';

-- A form sent twice is done once: the second waits for the first, then is given the first's answer.
create table form_submissions (
  token text primary key,
  account_id uuid,
  url text not null,
  location text,
  message text,
  submitted_at timestamptz not null default now()
);
comment on table form_submissions is 'Answers already given to a form, by the form''s token: where the first sending led, and what it said';
create index on form_submissions (submitted_at);

create table messages (
  partnership_id uuid not null,
  id uuid not null,
  account_id uuid,
  person_id uuid,
  to_address text not null,
  subject text not null,
  body text not null,
  is_confidential boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  problem text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (partnership_id, id)
);
comment on table messages is 'E-mail to be sent or sent. Personal data: address and content';
comment on column messages.is_confidential is 'Holds a link that lets its reader in: shown to nobody else, and taken out once it is sent';
create index on messages (partnership_id, created_at desc);
call app.isolate('messages');

create table stored_files (
  partnership_id uuid not null,
  id uuid not null,
  key text not null,
  file_name text not null,
  content_type text not null,
  size_bytes bigint not null check (size_bytes >= 0),
  sha256 bytea not null,
  stored_by uuid,
  stored_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, key)
);
comment on table stored_files is 'Files kept in the file store, by their key';
call app.isolate('stored_files', '(select app.sees_everyone()) or stored_by = (select app.account())');
