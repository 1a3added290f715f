-- Counting: groups known only as a number, what each sector faces, households of foster carers, what volunteers give,
-- and rounds in which the partnership maps its workforce.

-- A headcount holds from its date until a later one of the same group, or until it is ended.
alter table headcounts
  add column organisation_id uuid,
  add column not_disaggregable boolean not null default false,
  add column are_volunteers boolean not null default false,
  add column ended_on date,
  add column version integer not null default 1,
  add column recorded_at timestamptz not null default now(),
  add foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  add check (ended_on >= as_at);
comment on column headcounts.organisation_id is 'Where the group works, when that is one organisation';
comment on column headcounts.not_disaggregable is
  'The part of the group that works with children cannot be told apart: kept out of every rate about children''s work';
comment on column headcounts.are_volunteers is 'The group gives its time unpaid';
create trigger keep_superseded before update or delete on headcounts for each row execute function app.keep_superseded();

create table sector_overviews (
  partnership_id uuid not null,
  id uuid not null,
  sector_id uuid not null,
  left_out text not null default '',
  challenges text not null default '',
  opportunities text not null default '',
  source text not null default '',
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, sector_id),
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id)
);
comment on table sector_overviews is 'What a sector''s numbers leave out, what it faces and what it can build on; one line each';
create trigger keep_superseded before update or delete on sector_overviews for each row execute function app.keep_superseded();
call app.isolate('sector_overviews');

create table action_sectors (
  partnership_id uuid not null,
  action_id uuid not null,
  sector_id uuid not null,
  primary key (partnership_id, action_id, sector_id),
  foreign key (partnership_id, action_id) references actions (partnership_id, id) on delete cascade,
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id)
);
comment on table action_sectors is 'The sectors that an action of a strategy answers to';
create index on action_sectors (partnership_id, sector_id);
call app.isolate('action_sectors');

create table households (
  partnership_id uuid not null,
  id uuid not null,
  ref text not null check (ref <> ''),
  organisation_id uuid not null,
  started_on date not null,
  ended_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  check (ended_on >= started_on)
);
comment on table households is 'Foster caring households, from approval until they stop: another unit than the people in them';
comment on column households.organisation_id is 'The fostering service that approved it';
create index on households (partnership_id, organisation_id);
create trigger keep_superseded before update or delete on households for each row execute function app.keep_superseded();
call app.isolate('households',
  '(select app.sees_everyone()) or organisation_id = any ((select app.organisations())::uuid[])');

create table household_carers (
  partnership_id uuid not null,
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  place smallint not null check (place in (1, 2)),
  is_connected boolean not null default false,
  started_on date not null,
  ended_on date,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, household_id) references households (partnership_id, id),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  check (ended_on >= started_on),
  -- One or two carers at any time, and each in one household.
  exclude using gist (partnership_id with =, household_id with =, place with =, daterange(started_on, ended_on, '[]') with &&),
  exclude using gist (partnership_id with =, person_id with =, daterange(started_on, ended_on, '[]') with &&)
);
comment on table household_carers is 'Who cares in a household when. Personal data';
comment on column household_carers.is_connected is 'Approved for particular children: a relative or friend of theirs';
create index on household_carers (partnership_id, household_id);
create trigger keep_superseded before update or delete on household_carers for each row execute function app.keep_superseded();
call app.isolate('household_carers',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from households h where h.partnership_id = household_carers.partnership_id and h.id = household_id)',
  '(select app.sees_everyone())
   or exists (select 1 from households h where h.partnership_id = household_carers.partnership_id and h.id = household_id)');

create table volunteer_surveys (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  sector_id uuid,
  title text not null check (title <> ''),
  period_from date,
  period_to date not null,
  person_weeks integer not null check (person_weeks >= 0),
  precision text not null check (precision in ('exact', 'approximate', 'lower_bound')),
  organisations integer check (organisations > 0),
  organisations_asked integer check (organisations_asked > 0),
  scope_note text not null default '',
  source text not null check (source <> ''),
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, title, period_to),
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id),
  check (period_to >= period_from),
  check (organisations <= organisations_asked)
);
comment on table volunteer_surveys is 'Weeks that volunteers gave, as a survey found: never added to the weeks of volunteers in the register';
comment on column volunteer_surveys.sector_id is 'The sector it is about; none is all of them';
comment on column volunteer_surveys.organisations is 'How many organisations answered, of those that were asked';
create trigger keep_superseded before update or delete on volunteer_surveys for each row execute function app.keep_superseded();
call app.isolate('volunteer_surveys');

create table mapping_rounds (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  title text not null check (title <> ''),
  purpose text not null default '',
  opened_on date not null,
  due_on date not null,
  closed_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, title),
  check (due_on >= opened_on),
  check (closed_on >= opened_on)
);
comment on table mapping_rounds is 'A time in which organisations are asked whether the register has all their people, and unseen groups are looked for';
create trigger keep_superseded before update or delete on mapping_rounds for each row execute function app.keep_superseded();
call app.isolate('mapping_rounds');

create table mapping_requests (
  partnership_id uuid not null,
  id uuid not null,
  mapping_round_id uuid not null,
  sector_id uuid not null,
  organisation_id uuid,
  group_name text not null,
  contact_name text not null default '',
  contact_email text not null default '',
  state text not null default 'asked' check (state in ('asked', 'returned', 'confirmed', 'declined')),
  answered_on date,
  note text not null default '',
  reminded_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, mapping_round_id) references mapping_rounds (partnership_id, id),
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  unique (partnership_id, mapping_round_id, organisation_id),
  unique nulls not distinct (partnership_id, mapping_round_id, sector_id, organisation_id, group_name),
  check ((organisation_id is null) = (group_name <> '')),
  check ((state = 'asked') = (answered_on is null))
);
comment on table mapping_requests is 'Who is asked in a round: an organisation, or whoever may know an unseen group. Personal data: a name and address for mail';
comment on column mapping_requests.state is
  'asked: no answer yet; returned: numbers or a file came; confirmed: the register is right; declined: will not say';
create trigger keep_superseded before update or delete on mapping_requests for each row execute function app.keep_superseded();
call app.isolate('mapping_requests',
  '(select app.sees_everyone()) or organisation_id = any ((select app.organisations())::uuid[])');

-- Counts on any date read these columns alone, for all that the actor may see.
create index engagements_counted on engagements (partnership_id, organisation_id, person_id)
  include (started_on, ended_on, role_id, team_id, basis);
