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
  expires_at timestamptz not null,
  ended_at timestamptz
);
comment on table sign_in_sessions is 'Who is signed in; the token itself is only in the browser';
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

-- What comes from an engagement ends with it, whoever ends the engagement and however.
create function app.end_grants_with_engagement() returns trigger language plpgsql as $$
begin
  if new.ended_on is not null and new.ended_on is distinct from old.ended_on then
    update grants set ended_on = greatest(new.ended_on, started_on - 1), version = version + 1
    where partnership_id = new.partnership_id and source_engagement_id = new.id
      and (ended_on is null or ended_on > new.ended_on);
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
