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
create index on evidence (partnership_id, evidence_type_id, person_id, obtained_on) include (expires_on)
  where withdrawn_at is null;
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
  -- A century is more than any rule asks, and keeps every date that follows within the calendar.
  due_within_days integer not null default 0 check (due_within_days between 0 and 36500),
  valid_for_months integer check (valid_for_months between 1 and 1200),
  warn_days integer not null default 0 check (warn_days between 0 and 36500),
  grace_days integer not null default 0 check (grace_days between 0 and 36500),
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

-- Which engagement puts whom in scope of which requirement on a date: of everyone, or of the people given. Called from SQL
-- it is inlined, so that row-level security and the given people narrow it. `case` where `or` would do keeps the planner
-- from believing that hardly anyone is in scope, for which it would choose loops that take minutes for a partnership.
create function app.binding_engagements(as_at date, persons uuid[] default null)
returns table (person_id uuid, requirement_id uuid, engagement_id uuid, started_on date) language sql stable as $$
  with applying as materialized (
    select r.id, r.bases, r.kinds,
      array(select rr.role_id from requirement_roles rr
            where rr.partnership_id = r.partnership_id and rr.requirement_id = r.id) as roles,
      array(select rs.sector_id from requirement_sectors rs
            where rs.partnership_id = r.partnership_id and rs.requirement_id = r.id) as sectors
    from requirements r
    where r.partnership_id = (select app.partnership())
      and r.applies_from <= as_at and (r.applies_to is null or r.applies_to >= as_at)
  )
  select e.person_id, r.id, e.id, e.started_on
  from engagements e
  left join app.current_periods(as_at) o on o.organisation_id = e.organisation_id
  join applying r on case when r.roles = '{}' then true else e.role_id = any (r.roles) end
    and case when r.bases = '{}' then true else e.basis = any (r.bases) end
    and case when r.sectors = '{}' then true else o.sector_id = any (r.sectors) end
    and case when r.kinds = '{}' then true else o.kind = any (r.kinds) end
  where e.partnership_id = (select app.partnership())
    and e.started_on <= as_at and (e.ended_on is null or e.ended_on >= as_at)
    and (persons is null or e.person_id = any (persons))
$$;
comment on function app.binding_engagements(date, uuid[]) is
  'Which engagement puts whom in scope of which requirement on a date';

-- How they stand.
create function app.compliance(as_at date, persons uuid[] default null)
returns table (person_id uuid, requirement_id uuid, status text, started_on date, due_on date, met_on date)
language sql stable as $$
  with in_scope as (
    select b.person_id, b.requirement_id, min(b.started_on) as engaged_on
    from app.binding_engagements(as_at, persons) b
    group by b.person_id, b.requirement_id
  ), accepted as materialized (
    select r.id as requirement_id, r.valid_for_months, t.evidence_type_id
    from requirements r
    join requirement_evidence_types t on t.partnership_id = r.partnership_id and t.requirement_id = r.id
    where r.partnership_id = (select app.partnership())
      and r.applies_from <= as_at and (r.applies_to is null or r.applies_to >= as_at)
  ), best_evidence as (
    -- Arrays compare by their first element, then their second: the latest expiry, then the latest date.
    select e.person_id, a.requirement_id,
      max(array[coalesce(e.expires_on, (e.obtained_on + make_interval(months => a.valid_for_months))::date, 'infinity'),
                e.obtained_on]) as dates
    from accepted a
    join evidence e on e.partnership_id = (select app.partnership()) and e.evidence_type_id = a.evidence_type_id
    where e.obtained_on <= as_at and e.withdrawn_at is null and (persons is null or e.person_id = any (persons))
    group by e.person_id, a.requirement_id
  ), compared as (
    select s.person_id, s.requirement_id, greatest(r.applies_from, s.engaged_on) as started_on, b.dates[2] as met_on,
      coalesce(b.dates[1], greatest(r.applies_from, s.engaged_on) + r.due_within_days) as due_on, r.warn_days, r.grace_days
    from in_scope s
    join requirements r on r.partnership_id = (select app.partnership()) and r.id = s.requirement_id
    left join best_evidence b on b.person_id = s.person_id and b.requirement_id = s.requirement_id
  )
  select c.person_id, c.requirement_id,
    case
      when (c.person_id, c.requirement_id) in (
        select x.person_id, x.requirement_id from exemptions x
        where x.partnership_id = (select app.partnership())
          and x.started_on <= as_at and (x.ended_on is null or x.ended_on >= as_at)
          and (persons is null or x.person_id = any (persons))) then 'exempt'
      when as_at > c.due_on + c.grace_days then 'overdue'
      when as_at > c.due_on then 'in_grace'
      when c.met_on is null then 'not_yet_due'
      when c.due_on <= as_at + c.warn_days then 'due_soon'
      else 'met'
    end,
    c.started_on, nullif(c.due_on, 'infinity'), c.met_on
  from compared c
$$;
comment on function app.compliance(date, uuid[]) is
  'How everyone in scope stands against each requirement on a date: all whom the actor may see, or the people given';
