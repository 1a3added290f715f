-- Accounts belong to the installation; what they may do in a partnership is a grant, for a period.

create table accounts (
  id uuid primary key,
  email text check (email = lower(email)),
  sign_in_name text check (sign_in_name = lower(sign_in_name)),
  display_name text not null check (display_name <> ''),
  password_hash text,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  external_issuer text,
  external_subject text,
  closed_at timestamptz,
  is_demonstration boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  unique (email),
  unique (sign_in_name),
  unique (external_issuer, external_subject),
  check (email is not null or sign_in_name is not null)
);
comment on table accounts is 'Who can sign in. Personal data: name and address. An account without e-mail signs in by a name';
comment on column accounts.totp_secret is 'Secret of the authenticator app, encrypted with the installation''s key';
comment on column accounts.external_issuer is 'For single sign-on: the identity provider that knows this account';

create table recovery_codes (
  account_id uuid not null references accounts,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table sign_in_sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references accounts,
  second_factor_at timestamptz,
  started_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  idle_minutes integer not null check (idle_minutes > 0),
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table sign_in_sessions is 'Who is signed in; the token itself is only in the browser';
comment on column sign_in_sessions.idle_minutes is 'Ends by itself when it was not used for so long';
create index on sign_in_sessions (account_id) where ended_at is null;

create table sign_in_attempts (
  id uuid primary key,
  name_hash bytea not null,
  address_hash bytea not null,
  attempted_at timestamptz not null default now(),
  succeeded boolean not null
);
comment on table sign_in_attempts is 'For throttling; holds keyed hashes, not names or addresses';
create index on sign_in_attempts (name_hash, attempted_at);
create index on sign_in_attempts (address_hash, attempted_at);
create index on sign_in_attempts (attempted_at);

create table account_people (
  partnership_id uuid not null,
  id uuid not null,
  account_id uuid not null references accounts,
  person_id uuid not null,
  primary key (partnership_id, id),
  unique (partnership_id, account_id),
  unique (partnership_id, person_id),
  foreign key (partnership_id, person_id) references people (partnership_id, id)
);
comment on table account_people is 'Which person an account is, at most one in each partnership';
call app.isolate('account_people');

create table grants (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  account_id uuid not null references accounts,
  role text not null,
  organisation_id uuid,
  team_id uuid,
  started_on date not null,
  ended_on date,
  source_engagement_id uuid,
  delegated_from_id uuid,
  granted_by uuid references accounts,
  reason text,
  version integer not null default 1,
  granted_at timestamptz not null default now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, team_id) references teams (partnership_id, id),
  foreign key (partnership_id, source_engagement_id) references engagements (partnership_id, id),
  foreign key (partnership_id, delegated_from_id) references grants (partnership_id, id),
  check (ended_on >= started_on - 1),
  check (organisation_id is null or team_id is null)
);
comment on table grants is 'A role over the whole partnership, an organisation or a team, for a period; ends with the engagement or grant it came from';
create index on grants (partnership_id, account_id);
create index on grants (account_id);
create trigger keep_superseded before update or delete on grants for each row execute function app.keep_superseded();
call app.isolate('grants');

create table invitations (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  token_hash bytea not null,
  email text check (email = lower(email)),
  display_name text not null,
  person_id uuid,
  role text not null,
  organisation_id uuid,
  team_id uuid,
  invited_by uuid references accounts,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references accounts,
  withdrawn_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, token_hash),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, team_id) references teams (partnership_id, id)
);
comment on table invitations is 'Links that let someone make an account with a role; the link itself is only in the message';
call app.isolate('invitations');

create table reset_links (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  account_id uuid not null references accounts,
  token_hash bytea not null,
  resets text not null check (resets in ('password', 'second_factor')),
  made_by uuid references accounts,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, token_hash)
);
comment on table reset_links is 'Links by which someone who is locked out chooses a new password, or sets up the second factor anew';
create index on reset_links (account_id);
call app.isolate('reset_links');

-- What comes from an engagement ends with it, whoever ends the engagement and however.
create function app.end_grants_with_engagement() returns trigger language plpgsql as $$
begin
  if new.ended_on is not null and new.ended_on is distinct from old.ended_on then
    update grants set ended_on = greatest(new.ended_on, started_on - 1), version = version + 1
    where partnership_id = new.partnership_id and source_engagement_id = new.id
      and (ended_on is null or ended_on > new.ended_on);
  end if;
  -- A job that turns out to be another's, or elsewhere, never was a reason for the role.
  if (new.person_id, new.organisation_id) is distinct from (old.person_id, old.organisation_id)
     or new.team_id is distinct from old.team_id then
    update grants set ended_on = started_on - 1, version = version + 1
    where partnership_id = new.partnership_id and source_engagement_id = new.id
      and (ended_on is null or ended_on >= started_on)
      and ((new.person_id, new.organisation_id) is distinct from (old.person_id, old.organisation_id)
        or team_id = old.team_id);
  end if;
  return new;
end $$;
create trigger end_grants after update on engagements for each row execute function app.end_grants_with_engagement();

create function app.end_delegated_grants() returns trigger language plpgsql as $$
begin
  if new.ended_on is not null and new.ended_on is distinct from old.ended_on then
    update grants set ended_on = greatest(new.ended_on, started_on - 1), version = version + 1
    where partnership_id = new.partnership_id and delegated_from_id = new.id
      and (ended_on is null or ended_on > new.ended_on);
  end if;
  return new;
end $$;
create trigger end_delegated after update on grants for each row execute function app.end_delegated_grants();

-- However a grant is written, it lasts no longer than what it came from, and one that has an end is never made longer:
-- an engagement that turns out to go on does not bring back what its end took away.
create function app.limit_grant() returns trigger language plpgsql as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
  manages_accounts text := app.swap_setting('app.manages_accounts', 'yes');
  engagement engagements;
  parent grants;
begin
  if tg_op = 'UPDATE' and old.ended_on is not null and (new.ended_on is null or new.ended_on > old.ended_on) then
    raise exception 'A grant that has an end is not made longer: give a new one' using errcode = 'check_violation';
  end if;
  if new.source_engagement_id is not null then
    select * into engagement from engagements e
      where e.partnership_id = new.partnership_id and e.id = new.source_engagement_id;
    new.ended_on := least(new.ended_on, engagement.ended_on);
  end if;
  if new.delegated_from_id is not null then
    select * into parent from grants g where g.partnership_id = new.partnership_id and g.id = new.delegated_from_id for share;
    new.started_on := greatest(new.started_on, parent.started_on);
    new.ended_on := least(new.ended_on, parent.ended_on);
  end if;
  if new.ended_on is not null then new.ended_on := greatest(new.ended_on, new.started_on - 1); end if;
  if exists (select 1 from accounts a where a.id = new.account_id and a.is_demonstration)
     and not exists (select 1 from partnerships p where p.id = new.partnership_id and p.is_demonstration) then
    raise exception 'A demonstration account has no rights outside demonstrations' using errcode = 'check_violation';
  end if;
  perform app.swap_setting('app.sees', sees), app.swap_setting('app.manages_accounts', manages_accounts);
  return new;
end $$;
create trigger limit_grant before insert or update on grants for each row execute function app.limit_grant();

-- Accounts are seen by their holder, by those who share a partnership with them, and while someone is being identified.
alter table accounts enable row level security;
alter table accounts force row level security;
create policy holder_or_partnership on accounts using (
  id = (select app.account()) or (select app.manages_accounts())
  or exists (select 1 from grants g where g.account_id = accounts.id)
  or exists (select 1 from account_people p where p.account_id = accounts.id)
) with check (id = (select app.account()) or (select app.manages_accounts()));

alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy holder on recovery_codes using (account_id = (select app.account()) or (select app.manages_accounts()));

alter table sign_in_sessions enable row level security;
alter table sign_in_sessions force row level security;
create policy holder on sign_in_sessions using (account_id = (select app.account()) or (select app.manages_accounts()));

alter table sign_in_attempts enable row level security;
alter table sign_in_attempts force row level security;
create policy while_identifying on sign_in_attempts using ((select app.manages_accounts()));

-- Who holds a session's token and what they may do in one partnership, in one call: every request begins with it.
create function app.identify(session_token_hash bytea, in_partnership uuid, at timestamptz, today date)
returns table (session_id uuid, account_id uuid, display_name text, has_second_factor boolean, gave_second_factor boolean,
               person_id uuid, granted jsonb)
language plpgsql as $$
#variable_conflict use_column
declare
  partnership_before text := app.swap_setting('app.partnership', in_partnership::text);
  manages_accounts_before text := app.swap_setting('app.manages_accounts', 'yes');
  session sign_in_sessions;
begin
  select s.* into session from sign_in_sessions s
    where s.token_hash = session_token_hash and s.ended_at is null and s.expires_at > at
      and s.last_used_at > at - make_interval(mins => s.idle_minutes);
  -- Written at most once a minute, so that reading pages stays reading.
  if session.last_used_at < at - interval '1 minute' then
    update sign_in_sessions s set last_used_at = at where s.id = session.id;
  end if;
  return query
    select session.id, a.id, a.display_name, a.totp_confirmed_at is not null, session.second_factor_at is not null,
      (select p.person_id from account_people p where p.account_id = a.id),
      (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'organisation', g.organisation_id, 'team', g.team_id)
                                 order by g.id), '[]')
       from grants g where g.account_id = a.id and g.started_on <= today and (g.ended_on is null or g.ended_on >= today))
    from accounts a where a.id = session.account_id and a.closed_at is null;
  perform app.swap_setting('app.partnership', partnership_before),
    app.swap_setting('app.manages_accounts', manages_accounts_before);
end $$;
comment on function app.identify is 'The live session with this token: whose it is, and their person and grants in one partnership today';

create function app.partnerships_of(of_account uuid, today date)
returns table (id uuid, code text, name text, is_demonstration boolean, roles text[])
language plpgsql as $$
#variable_conflict use_column
declare
  partnership_before text := app.swap_setting('app.partnership', '');
  one partnerships;
begin
  for one in select p.* from partnerships p order by p.name loop
    perform set_config('app.partnership', one.id::text, true);
    select one.id, one.code, one.name, one.is_demonstration, array_agg(distinct g.role order by g.role)
      into id, code, name, is_demonstration, roles
      from grants g
      where g.account_id = of_account and g.started_on <= today and (g.ended_on is null or g.ended_on >= today);
    if roles is not null then return next; end if;
  end loop;
  perform set_config('app.partnership', partnership_before, true);
end $$;
comment on function app.partnerships_of is 'The partnerships in which an account may do something today, with its roles there';
