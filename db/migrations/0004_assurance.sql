-- Requirements say who must have what, by when and how often; evidence is what a person has; compliance compares them on
-- a date. The rules are those of the published interface: in scope, start, best evidence, status.

create table evidence_types (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  code text not null check (code <> ''),
  title text not null,
  kind text not null default 'course' check (kind in ('course', 'check', 'registration', 'qualification', 'other')),
  primary key (partnership_id, id),
  unique (partnership_id, code)
);
comment on table evidence_types is 'What a person can have: a course completed, a check, a registration. Codes are matched exactly';
call app.isolate('evidence_types');

create table evidence (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  person_id uuid not null,
  evidence_type_id uuid not null,
  obtained_on date not null,
  expires_on date,
  hours numeric(7, 2) check (hours >= 0),
  provider text,
  reference text,
  source text not null check (source in ('import', 'attendance', 'recorded')),
  recorded_by uuid,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (partnership_id, id),
  unique (partnership_id, person_id, evidence_type_id, obtained_on),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  foreign key (partnership_id, evidence_type_id) references evidence_types (partnership_id, id),
  check (expires_on >= obtained_on),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
comment on table evidence is 'What a person has, since when and until when. Personal data. Of a check only type, dates and number, never its content';
create index on evidence (partnership_id, evidence_type_id, person_id, obtained_on);
create trigger keep_superseded before update or delete on evidence for each row execute function app.keep_superseded();
call app.isolate('evidence',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = evidence.partnership_id and e.person_id = evidence.person_id)');

create table requirements (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  bases text[] not null default '{}' check (bases <@ array['permanent', 'fixed_term', 'agency', 'sessional', 'volunteer',
    'student', 'apprentice', 'foster_carer', 'governor']),
  kinds text[] not null default '{}' check (kinds <@ array['council', 'health', 'school', 'early_years', 'police', 'justice',
    'voluntary', 'housing', 'leisure_culture', 'provider', 'other']),
  due_within_days integer not null default 0 check (due_within_days >= 0),
  valid_for_months integer check (valid_for_months > 0),
  warn_days integer not null default 0 check (warn_days >= 0),
  grace_days integer not null default 0 check (grace_days >= 0),
  applies_from date not null,
  applies_to date,
  source text,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, code),
  check (applies_to >= applies_from)
);
comment on table requirements is 'Who must have what evidence, within how long, valid for how long. Empty lists mean everyone';
create trigger keep_superseded before update or delete on requirements for each row execute function app.keep_superseded();
call app.isolate('requirements');

create table requirement_roles (
  partnership_id uuid not null,
  requirement_id uuid not null,
  role_id uuid not null,
  primary key (partnership_id, requirement_id, role_id),
  foreign key (partnership_id, requirement_id) references requirements (partnership_id, id) on delete cascade,
  foreign key (partnership_id, role_id) references roles (partnership_id, id)
);
call app.isolate('requirement_roles');

create table requirement_sectors (
  partnership_id uuid not null,
  requirement_id uuid not null,
  sector_id uuid not null,
  primary key (partnership_id, requirement_id, sector_id),
  foreign key (partnership_id, requirement_id) references requirements (partnership_id, id) on delete cascade,
  foreign key (partnership_id, sector_id) references sectors (partnership_id, id)
);
call app.isolate('requirement_sectors');

create table requirement_evidence_types (
  partnership_id uuid not null,
  requirement_id uuid not null,
  evidence_type_id uuid not null,
  primary key (partnership_id, requirement_id, evidence_type_id),
  foreign key (partnership_id, requirement_id) references requirements (partnership_id, id) on delete cascade,
  foreign key (partnership_id, evidence_type_id) references evidence_types (partnership_id, id)
);
comment on table requirement_evidence_types is 'Any of these meets the requirement';
create index on requirement_evidence_types (partnership_id, evidence_type_id);
call app.isolate('requirement_evidence_types');

create table exemptions (
  partnership_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  requirement_id uuid not null,
  started_on date not null,
  ended_on date,
  reason text not null check (reason <> ''),
  approved_by uuid,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, person_id, requirement_id, started_on),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  foreign key (partnership_id, requirement_id) references requirements (partnership_id, id),
  check (ended_on >= started_on)
);
comment on table exemptions is 'A person excused from a requirement for a period, with the reason. Personal data';
create trigger keep_superseded before update or delete on exemptions for each row execute function app.keep_superseded();
call app.isolate('exemptions',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = exemptions.partnership_id and e.person_id = exemptions.person_id)');
