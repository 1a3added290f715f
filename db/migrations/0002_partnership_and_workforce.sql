-- The register: organisations with what was true of them when, teams, roles, posts, people and their engagements.

create table sectors (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  name text not null check (name <> ''),
  primary key (partnership_id, id),
  unique (partnership_id, name)
);
comment on table sectors is 'Sectors of the children''s workforce; matched exactly and added when an import names a new one';
call app.isolate('sectors');

create table localities (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  name text not null check (name <> ''),
  primary key (partnership_id, id),
  unique (partnership_id, name)
);
comment on table localities is 'Geographic groups (locality management groups)';
call app.isolate('localities');

create table organisations (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  ref text not null check (ref <> ''),
  urn text,
  ods_code text,
  ofsted_urn text,
  charity_number text,
  opened_on date,
  closed_on date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref),
  -- Looked at when a statement ends, so that one import can let two organisations exchange their numbers.
  unique (partnership_id, urn) deferrable,
  unique (partnership_id, ods_code) deferrable,
  check (closed_on >= opened_on)
);
comment on table organisations is 'Legal bodies and settings: council, trust, school, nursery, charity';
call app.isolate('organisations');

create table organisation_periods (
  partnership_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('council', 'health', 'school', 'early_years', 'police', 'justice', 'voluntary',
                                     'housing', 'leisure_culture', 'provider', 'other')),
  sector_id uuid not null,
  cohort text not null default 'wider' check (cohort in ('employed', 'commissioned', 'wider')),
  parent_id uuid,
  postcode text,
  locality_id uuid,
  started_on date,
  ended_on date,
  known_as_at date,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id),
  foreign key (partnership_id, parent_id) references organisations (partnership_id, id),
  foreign key (partnership_id, locality_id) references localities (partnership_id, id),
  check (ended_on >= started_on),
  check (parent_id <> organisation_id),
  exclude using gist (partnership_id with =, organisation_id with =, daterange(started_on, ended_on, '[]') with &&)
);
comment on table organisation_periods is 'What was true of an organisation in a period; no start means always, no end means still';
comment on column organisation_periods.known_as_at is 'The date for which these facts were given; giving others for the same date corrects them';
create index on organisation_periods (partnership_id, organisation_id);
create index on organisation_periods (partnership_id, sector_id);
create index on organisation_periods (partnership_id, parent_id) where parent_id is not null;
create trigger keep_superseded before update or delete on organisation_periods for each row execute function app.keep_superseded();
create trigger keep_superseded before update or delete on organisations for each row execute function app.keep_superseded();
call app.isolate('organisation_periods');

create function app.current_periods(as_at date) returns setof organisation_periods language sql stable as $$
  select * from organisation_periods
  where partnership_id = app.partnership()
    and (started_on is null or started_on <= as_at) and (ended_on is null or ended_on >= as_at)
$$;
comment on function app.current_periods(date) is 'What is true of each organisation on a date';

create table teams (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  organisation_id uuid,
  name text not null check (name <> ''),
  locality_id uuid,
  closed_on date,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique nulls not distinct (partnership_id, organisation_id, name),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, locality_id) references localities (partnership_id, id)
);
comment on table teams is 'Units inside an organisation; without one, a multi-agency team whose members have different employers';
call app.isolate('teams');

create table roles (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  name text not null check (name <> ''),
  family text,
  ring text check (ring in ('core', 'wider')),
  regulated_activity text check (regulated_activity in ('yes', 'no', 'depends')),
  registration_body text,
  census_org_role text,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, name)
);
comment on table roles is 'What someone does; matched exactly and added when an import names a new one';
call app.isolate('roles');

create table people (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  ref text not null check (ref <> ''),
  given_name text not null check (given_name <> ''),
  family_name text not null check (family_name <> ''),
  full_name text not null generated always as (given_name || ' ' || family_name) stored,
  search_text text not null generated always as (lower(given_name || ' ' || family_name || ' ' || ref)) stored,
  birth_date date,
  email text,
  swe_number text,
  nmc_pin text,
  trn text,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref)
);
comment on table people is 'People of the workforce, once each. Personal data: name, date of birth, address for mail, registration numbers';
create index on people (partnership_id, family_name, given_name, id);
create index people_search on people using gin (search_text gin_trgm_ops);
create index on people (partnership_id, lower(email)) where email is not null;
create index on people (partnership_id, swe_number) where swe_number is not null;
create trigger keep_superseded before update or delete on people for each row execute function app.keep_superseded();

create table engagements (
  partnership_id uuid not null,
  id uuid not null,
  ref text not null check (ref <> ''),
  person_id uuid not null,
  organisation_id uuid not null,
  team_id uuid,
  role_id uuid not null,
  basis text not null check (basis in ('permanent', 'fixed_term', 'agency', 'sessional', 'volunteer', 'student',
                                       'apprentice', 'foster_carer', 'governor')),
  fte numeric(5, 3) check (fte >= 0 and fte <= 2),
  started_on date not null,
  ended_on date,
  leaving_reason text,
  destination text,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, team_id) references teams (partnership_id, id),
  foreign key (partnership_id, role_id) references roles (partnership_id, id),
  check (ended_on >= started_on)
);
comment on table engagements is 'A person in a role at an organisation or team for a period, on a basis. Personal data';
-- Carries what says whether an engagement is open and may be seen, so that people are counted from the index alone.
create index on engagements (partnership_id, person_id) include (started_on, ended_on, organisation_id, team_id);
create index on engagements (partnership_id, organisation_id);
create index on engagements (partnership_id, team_id);
create index on engagements (partnership_id, role_id);
create trigger keep_superseded before update or delete on engagements for each row execute function app.keep_superseded();
call app.isolate('engagements',
  '(select app.sees_everyone()) or organisation_id = any ((select app.organisations())::uuid[])
   or team_id = any ((select app.teams())::uuid[]) or person_id = (select app.person())');

-- A person is visible through an engagement that is. A new person has none yet, so writing asks for the partnership alone.
call app.isolate('people',
  '(select app.sees_everyone()) or id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = people.partnership_id and e.person_id = people.id)');

create table posts (
  partnership_id uuid not null,
  id uuid not null,
  ref text not null check (ref <> ''),
  organisation_id uuid not null,
  team_id uuid,
  role_id uuid not null,
  fte numeric(5, 3) not null check (fte > 0),
  funded_from date not null,
  funded_to date,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref),
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id),
  foreign key (partnership_id, team_id) references teams (partnership_id, id),
  foreign key (partnership_id, role_id) references roles (partnership_id, id),
  check (funded_to >= funded_from)
);
comment on table posts is 'Funded places for a role in a team';
create trigger keep_superseded before update or delete on posts for each row execute function app.keep_superseded();
call app.isolate('posts',
  '(select app.sees_everyone()) or organisation_id = any ((select app.organisations())::uuid[])
   or team_id = any ((select app.teams())::uuid[])');

create table headcounts (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  sector_id uuid not null,
  group_name text not null check (group_name <> ''),
  value integer check (value >= 0),
  precision text not null check (precision in ('exact', 'approximate', 'lower_bound', 'unknown')),
  unit text not null check (unit in ('people', 'households', 'organisations')),
  scope_note text not null default '',
  source text not null check (source <> ''),
  as_at date not null,
  primary key (partnership_id, id),
  unique (partnership_id, sector_id, group_name, as_at),
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id),
  check ((precision = 'unknown') = (value is null))
);
comment on table headcounts is 'Groups known only as a number, as published; never added to counted people';
call app.isolate('headcounts');

-- Imports: rows wait here, checked, until the whole file is applied or abandoned.
create table imports (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  kind text not null,
  options jsonb not null default '{}',
  file_name text not null,
  file_id uuid,
  sample jsonb not null default '{}',
  mapping jsonb,
  as_at date not null,
  complete_for text,
  absent jsonb not null default '[]',
  ending jsonb not null default '[]',
  accept_valid boolean not null default false,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'refused', 'abandoned')),
  problem text,
  row_count integer not null default 0,
  created_count integer not null default 0,
  changed_count integer not null default 0,
  unchanged_count integer not null default 0,
  rejected_count integer not null default 0,
  requested_by uuid,
  requested_by_name text not null default '',
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, file_id) references stored_files (partnership_id, id)
);
comment on table imports is 'Files brought in: what was asked, what was found, what was done';
comment on column imports.sample is 'The headings and the first rows, to choose the columns by. May hold personal data; emptied with the rows';
comment on column imports.complete_for is 'The ref of the organisation that the file is declared complete for';
comment on column imports.absent is 'What is open there and not in the file; ending holds those that somebody confirmed';
call app.isolate('imports', '(select app.sees_everyone())', '(select app.sees_everyone())');

create table import_rows (
  partnership_id uuid not null,
  import_id uuid not null,
  row_number integer not null check (row_number > 0),
  new_id uuid not null,
  cells jsonb not null,
  unreadable jsonb not null default '[]',
  problems jsonb not null default '[]',
  before jsonb,
  outcome text check (outcome in ('created', 'changed', 'unchanged', 'rejected')),
  primary key (partnership_id, import_id, row_number),
  foreign key (partnership_id, import_id) references imports (partnership_id, id) on delete cascade
);
comment on table import_rows is 'Rows of a file while it is previewed; removed some days after. May hold personal data';
comment on column import_rows.new_id is 'The id of the record that this row makes, if it makes one: applying twice makes it once';
comment on column import_rows.unreadable is 'Cells that could not be read, with their text; problems were found against the register';
comment on column import_rows.before is 'The record as it stands, in the columns of the file';
call app.isolate('import_rows', '(select app.sees_everyone())', '(select app.sees_everyone())');
