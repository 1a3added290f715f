-- Organisations that are kept rather than only brought in: no circles above them on any day, whom to write to there and
-- whether that still holds, what they are in the partnership, with whom they work beyond it, and what teams are for.

create function app.way_round(partnership uuid, organisation uuid, parent uuid, during daterange) returns uuid[]
language sql stable as $$
  with recursive above (organisation_id, during, way) as (
    select parent, during, array[organisation, parent]
    union all
    select p.parent_id, above.during * daterange(p.started_on, p.ended_on, '[]'), above.way || p.parent_id
    from above join organisation_periods p
      on p.partnership_id = partnership and p.organisation_id = above.organisation_id
      and daterange(p.started_on, p.ended_on, '[]') && above.during
    where p.parent_id is not null and above.organisation_id <> organisation
      and not p.parent_id = any (above.way[2:])
  )
  select way from above where organisation_id = organisation limit 1
$$;
comment on function app.way_round(uuid, uuid, uuid, daterange) is
  'The way from an organisation up to itself that a parent in a period would make, or null';

-- A circle is looked for when the transaction ends, so that one import can turn a hierarchy round. The lock is the one
-- that imports take: of two that would close a circle between them, the second sees what the first did.
create function app.refuse_circle() returns trigger language plpgsql as $$
declare
  below organisation_periods;
begin
  perform pg_advisory_xact_lock(hashtextextended('import ' || new.partnership_id::text, 0));
  -- As it stands now: the row may have changed again since.
  select * into below from organisation_periods
    where partnership_id = new.partnership_id and id = new.id and parent_id is not null;
  if found and app.way_round(below.partnership_id, below.organisation_id, below.parent_id,
      daterange(below.started_on, below.ended_on, '[]')) is not null then
    raise exception 'An organisation would stand above itself' using errcode = '23514', constraint = 'no_circle';
  end if;
  return null;
end $$;
comment on function app.refuse_circle() is 'Refuses a parent that stands below the organisation on some day of the period';

create constraint trigger no_circle after insert or update of parent_id, started_on, ended_on on organisation_periods
  deferrable initially deferred for each row when (new.parent_id is not null) execute function app.refuse_circle();

create table contacts (
  partnership_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null check (name <> ''),
  job text,
  email text,
  phone text,
  purpose text not null check (purpose in ('general', 'workforce', 'safeguarding', 'training', 'data')),
  added_on date not null,
  confirmed_on date,
  unreachable_on date,
  unreachable_because text,
  ended_on date,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  check ((unreachable_on is null) = (unreachable_because is null))
);
comment on table contacts is 'Whom to write to or call at an organisation, and when that was last confirmed. Personal data: name, work address for mail, telephone';
comment on column contacts.confirmed_on is 'The day the contact last said that the details are right, or somebody heard it from them';
comment on column contacts.unreachable_on is 'The day a message could not be delivered; cleared when the details are confirmed or the address changes';
create index on contacts (partnership_id, organisation_id);
create index on contacts (partnership_id, lower(email)) where email is not null;
create trigger keep_superseded before update or delete on contacts for each row execute function app.keep_superseded();
call app.isolate('contacts');

-- Details are to be confirmed once a year. They are due a month before the year is over, so that nobody is late who
-- answers the first letter; those that nobody has confirmed yet are due at once.
create function app.contact_freshness(contact contacts, today date) returns text language sql immutable as $$
  select case
    when contact.unreachable_on is not null then 'unreachable'
    when today >= coalesce(contact.confirmed_on + interval '12 months', contact.added_on + interval '1 month') then 'overdue'
    when today >= coalesce(contact.confirmed_on + interval '11 months', contact.added_on) then 'due'
    else 'confirmed' end
$$;
comment on function app.contact_freshness(contacts, date) is 'Whether the details are confirmed, due, overdue or unreachable on a date';

-- Mail that is refused for good says that the contact is not to be reached there, whatever it was about.
create function app.note_unreachable() returns trigger language plpgsql as $$
begin
  update contacts set unreachable_on = (now() at time zone 'Europe/London')::date,
    unreachable_because = coalesce(new.problem, 'The message could not be delivered'), version = version + 1
  where partnership_id = new.partnership_id and lower(email) = lower(new.to_address) and unreachable_on is null;
  return null;
end $$;
create trigger note_unreachable after update of state on messages for each row
  when (new.state = 'failed' and old.state <> 'failed') execute function app.note_unreachable();

create table contact_requests (
  partnership_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  asked_at timestamptz not null default now(),
  expires_on date not null,
  message_id uuid,
  answered_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, contact_id) references contacts (partnership_id, id),
  foreign key (partnership_id, message_id) references messages (partnership_id, id)
);
comment on table contact_requests is 'Each time a contact was asked to confirm the details; the link in the message follows from the id and the installation''s key';
create index on contact_requests (partnership_id, contact_id, asked_at desc);
call app.isolate('contact_requests');

create table contact_suggestions (
  partnership_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  name text not null check (name <> ''),
  job text,
  email text,
  phone text,
  has_left boolean not null default false,
  note text,
  suggested_at timestamptz not null default now(),
  outcome text check (outcome in ('accepted', 'declined')),
  decided_at timestamptz,
  decided_by uuid,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, contact_id) references contacts (partnership_id, id),
  check ((outcome is null) = (decided_at is null))
);
comment on table contact_suggestions is 'What contacts wrote about their own details without signing in; nothing changes until somebody accepts it. Personal data';
create index on contact_suggestions (partnership_id, contact_id);
call app.isolate('contact_suggestions');

create table partner_roles (
  partnership_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  role text not null check (role in ('local_authority', 'health', 'police', 'education', 'relevant_agency', 'other')),
  locality_id uuid,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, locality_id) references localities (partnership_id, id),
  check (ended_on >= started_on),
  exclude using gist (partnership_id with =, organisation_id with =, role with =,
    (coalesce(locality_id, '00000000-0000-0000-0000-000000000000')) with =, daterange(started_on, ended_on, '[]') with &&)
);
comment on table partner_roles is 'What an organisation is in the partnership for the safeguarding of children, for the whole area or one locality';
comment on column partner_roles.role is 'local_authority, health and police are the statutory safeguarding partners (Children Act 2004, section 16E)';
create trigger keep_superseded before update or delete on partner_roles for each row execute function app.keep_superseded();
call app.isolate('partner_roles');

create table partner_representatives (
  partnership_id uuid not null,
  id uuid not null,
  partner_role_id uuid not null,
  name text not null check (name <> ''),
  job text,
  capacity text not null check (capacity in ('lead', 'delegated', 'representative', 'deputy')),
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, partner_role_id) references partner_roles (partnership_id, id),
  check (ended_on >= started_on)
);
comment on table partner_representatives is 'Who speaks for a partner, and as what. Personal data: name and job';
create index on partner_representatives (partnership_id, partner_role_id);
create trigger keep_superseded before update or delete on partner_representatives for each row execute function app.keep_superseded();
call app.isolate('partner_representatives');

create table collaborations (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  name text not null check (name <> ''),
  purpose text not null default '',
  started_on date,
  ended_on date,
  stated_members integer check (stated_members > 0),
  stated_streams integer check (stated_streams > 0),
  source text,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, name),
  check (ended_on >= started_on)
);
comment on table collaborations is 'Work together with other authorities, beyond this partnership';
comment on column collaborations.stated_members is 'How many authorities its source says take part; those listed here may be fewer';
create trigger keep_superseded before update or delete on collaborations for each row execute function app.keep_superseded();
call app.isolate('collaborations');

create table collaboration_members (
  partnership_id uuid not null,
  id uuid not null,
  collaboration_id uuid not null,
  name text not null check (name <> ''),
  is_host boolean not null default false,
  primary key (partnership_id, id),
  unique (partnership_id, collaboration_id, name),
  foreign key (partnership_id, collaboration_id) references collaborations (partnership_id, id)
);
comment on table collaboration_members is 'Authorities and others that take part in a collaboration; most are no organisations of this partnership';
create trigger keep_superseded before update or delete on collaboration_members for each row execute function app.keep_superseded();
call app.isolate('collaboration_members');

create table collaboration_streams (
  partnership_id uuid not null,
  id uuid not null,
  collaboration_id uuid not null,
  name text not null check (name <> ''),
  led_by text,
  primary key (partnership_id, id),
  unique (partnership_id, collaboration_id, name),
  foreign key (partnership_id, collaboration_id) references collaborations (partnership_id, id)
);
comment on table collaboration_streams is 'Work streams of a collaboration';
create trigger keep_superseded before update or delete on collaboration_streams for each row execute function app.keep_superseded();
call app.isolate('collaboration_streams');

create table collaboration_contributions (
  partnership_id uuid not null,
  id uuid not null,
  collaboration_id uuid not null,
  member_id uuid not null,
  stream_id uuid,
  kind text not null check (kind in ('other', 'money', 'time')),
  pence bigint check (pence > 0),
  days numeric(8, 2) check (days > 0),
  description text not null check (description <> ''),
  given_on date not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, collaboration_id) references collaborations (partnership_id, id),
  foreign key (partnership_id, member_id) references collaboration_members (partnership_id, id),
  foreign key (partnership_id, stream_id) references collaboration_streams (partnership_id, id),
  check ((kind = 'money') = (pence is not null)),
  check ((kind = 'time') = (days is not null))
);
comment on table collaboration_contributions is 'What each member gave to a collaboration: money in pence, days of people''s time, or something else';
create index on collaboration_contributions (partnership_id, collaboration_id);
create trigger keep_superseded before update or delete on collaboration_contributions for each row execute function app.keep_superseded();
call app.isolate('collaboration_contributions');

create table peer_support_entries (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  direction text not null check (direction in ('given', 'received')),
  other_party text not null check (other_party <> ''),
  kind text not null check (kind in ('mentoring', 'review', 'visit', 'training', 'sharing', 'other')),
  topic text not null check (topic <> ''),
  started_on date not null,
  ended_on date,
  days numeric(8, 2) check (days > 0),
  what_changed text,
  source text,
  collaboration_id uuid,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, collaboration_id) references collaborations (partnership_id, id),
  check (ended_on >= started_on)
);
comment on table peer_support_entries is 'Support given to other authorities and received from them, and what changed through it';
create trigger keep_superseded before update or delete on peer_support_entries for each row execute function app.keep_superseded();
call app.isolate('peer_support_entries');

alter table teams add column purpose text;
alter table teams add column is_co_located boolean not null default false;
comment on column teams.is_co_located is 'Members of several employers work in one place, such as a multi-agency safeguarding hub';
create trigger keep_superseded before update or delete on teams for each row execute function app.keep_superseded();

create table team_baseline_items (
  partnership_id uuid not null,
  id uuid not null,
  team_id uuid not null,
  evidence_type_id uuid not null,
  primary key (partnership_id, id),
  unique (partnership_id, team_id, evidence_type_id),
  foreign key (partnership_id, team_id) references teams (partnership_id, id),
  foreign key (partnership_id, evidence_type_id) references evidence_types (partnership_id, id)
);
comment on table team_baseline_items is 'Training that every member of a team is to have whoever employs them, beside their employer''s own requirements';
create trigger keep_superseded before update or delete on team_baseline_items for each row execute function app.keep_superseded();
call app.isolate('team_baseline_items');
