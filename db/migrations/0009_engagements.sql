-- What people do, with everything that changes over time. A change from a date closes a row of `engagements` and opens
-- another under the same ref, which continues it; a correction changes the row and `superseded_rows` keeps the old one.
-- Counting on a date therefore stays one comparison with started_on and ended_on. See docs/decisions/0011.

-- Who saved something, and from where: a page, a file, oneself, or the service's own work.
create function app.source() returns text language sql stable as $$
  select coalesce(nullif(current_setting('app.source', true), ''), case
    when app.account() is null then 'service'
    when not app.sees_everyone() and app.organisations() = '{}' and app.teams() = '{}' then 'self'
    else 'page' end)
$$;
comment on function app.source() is 'Where what is being saved comes from: "page", "self", "service", or "file: " and its name';

create function app.note_source() returns trigger language plpgsql as $$
begin
  if old is distinct from new then
    new.saved_at := now();
    new.saved_by := app.account();
    new.saved_from := app.source();
  end if;
  return new;
end $$;

alter table people
  add column saved_at timestamptz not null default now(),
  add column saved_by uuid default app.account(),
  add column saved_from text not null default app.source(),
  add column erased_at timestamptz,
  add column kept_until date;
comment on column people.saved_by is 'The account that saved the row as it is; none for commands and files brought in by a command';
comment on column people.erased_at is 'When who this was has been erased: what stays is evidence that the law wants, or a line to count';
comment on column people.kept_until is
  'Set when all but the evidence that the law wants was erased: its last day. Afterwards who this was may be erased too';
create trigger note_source before update on people for each row execute function app.note_source();

alter table engagements
  add column cohort text not null default '' check (cohort in ('employed', 'commissioned', 'wider')),
  add column pay_status text not null default '' check (pay_status in ('paid', 'unpaid')),
  add column hours_per_week numeric(5, 2) check (hours_per_week >= 0 and hours_per_week <= 168),
  add column client_age_from integer check (client_age_from between 0 and 99),
  add column client_age_to integer check (client_age_to between 0 and 99),
  add column continues_id uuid,
  add column same_work_since date not null default 'epoch',
  add column saved_at timestamptz not null default now(),
  add column saved_by uuid default app.account(),
  add column saved_from text not null default app.source(),
  add check ((client_age_from is null) = (client_age_to is null) and client_age_to >= client_age_from),
  add unique (partnership_id, continues_id) deferrable initially deferred,
  add foreign key (partnership_id, continues_id) references engagements (partnership_id, id),
  drop constraint engagements_partnership_id_ref_key;
comment on column engagements.cohort is
  'Exactly one; when it is not given, the organisation''s for those who are employed there, and wider for the others';
comment on column engagements.pay_status is 'When it is not given, as usual for the basis';
comment on column engagements.hours_per_week is 'Contracted hours';
comment on column engagements.client_age_from is 'The youngest children or young people worked with, in years; none when it is not known';
comment on column engagements.continues_id is
  'The row of the same engagement that ends the day before this one starts: its terms changed from that day';
comment on column engagements.same_work_since is
  'The first day, without a break, of this role on this basis in this engagement: what deadlines are counted from';
-- One first row for a ref, and at most one that continues each: together with app.check_terms_follow, one unbroken line.
create unique index engagements_first_of_ref on engagements (partnership_id, ref) where continues_id is null;
create index on engagements (partnership_id, ref);
create trigger note_source before update on engagements for each row execute function app.note_source();

create function app.default_pay_status(basis text) returns text language sql immutable as
  $$ select case when basis in ('volunteer', 'student', 'governor') then 'unpaid' else 'paid' end $$;
create function app.default_cohort(basis text, organisations_own text) returns text language sql immutable as $$
  select case when basis in ('volunteer', 'student', 'governor', 'foster_carer') then 'wider'
    else coalesce(organisations_own, 'wider') end
$$;
comment on function app.default_cohort(text, text) is
  'The three cohorts are of those employed by the council, by a provider that it commissions, and everybody else';

create function app.usual_cohort(engagement engagements) returns text language sql stable as $$
  select app.default_cohort(engagement.basis, (
    select p.cohort from organisation_periods p
    where p.partnership_id = engagement.partnership_id and p.organisation_id = engagement.organisation_id
    order by daterange(p.started_on, p.ended_on, '[]') @> engagement.started_on desc, p.started_on desc nulls last limit 1))
$$;

-- What was not given, or was as usual until the basis or the organisation changed, is as usual.
create function app.derive_engagement() returns trigger language plpgsql as $$
declare
  sees text;
  previous engagements;
begin
  if tg_op = 'UPDATE' and (old.basis, old.organisation_id) is distinct from (new.basis, new.organisation_id) then
    if new.pay_status = old.pay_status and old.pay_status = app.default_pay_status(old.basis) then new.pay_status := ''; end if;
    if new.cohort = old.cohort and old.cohort = app.usual_cohort(old) then new.cohort := ''; end if;
  end if;
  if coalesce(new.pay_status, '') = '' then new.pay_status := app.default_pay_status(new.basis); end if;
  if coalesce(new.cohort, '') = '' then new.cohort := app.usual_cohort(new); end if;
  new.same_work_since := new.started_on;
  if new.continues_id is not null then
    sees := app.swap_setting('app.sees', 'everyone');
    select * into previous from engagements e where e.partnership_id = new.partnership_id and e.id = new.continues_id;
    if (previous.role_id, previous.basis) = (new.role_id, new.basis) then
      new.same_work_since := previous.same_work_since;
    end if;
    perform app.swap_setting('app.sees', sees);
  end if;
  return new;
end $$;
create trigger derive before insert or update on engagements for each row execute function app.derive_engagement();

-- What the next row derives from this one is derived again.
create function app.derive_next_engagement() returns trigger language plpgsql as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
begin
  update engagements set same_work_since = same_work_since
    where partnership_id = new.partnership_id and continues_id = new.id;
  perform app.swap_setting('app.sees', sees);
  return new;
end $$;
create trigger derive_next after update on engagements for each row
  when ((old.role_id, old.basis, old.same_work_since) is distinct from (new.role_id, new.basis, new.same_work_since))
  execute function app.derive_next_engagement();

-- The rows of an engagement follow each other without a gap or an overlap, whoever writes them and however.
create function app.check_terms_follow() returns trigger language plpgsql as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
  partnership text := app.swap_setting('app.partnership', new.partnership_id::text);
begin
  if exists (
    select from engagements later
    join engagements earlier on earlier.partnership_id = later.partnership_id and earlier.id = later.continues_id
    where later.partnership_id = new.partnership_id and (later.id = new.id or later.continues_id = new.id)
      and ((earlier.ref, earlier.person_id, earlier.organisation_id) is distinct from
           (later.ref, later.person_id, later.organisation_id)
        or earlier.ended_on + 1 is distinct from later.started_on)
  ) then
    raise exception 'The terms of engagement % do not follow each other', new.ref using errcode = 'check_violation';
  end if;
  perform app.swap_setting('app.sees', sees), app.swap_setting('app.partnership', partnership);
  return new;
end $$;
create constraint trigger terms_follow after insert on engagements deferrable initially deferred for each row
  when (new.continues_id is not null) execute function app.check_terms_follow();
create constraint trigger terms_still_follow after update on engagements deferrable initially deferred for each row
  when ((old.ref, old.person_id, old.organisation_id, old.started_on, old.ended_on, old.continues_id)
    is distinct from (new.ref, new.person_id, new.organisation_id, new.started_on, new.ended_on, new.continues_id))
  execute function app.check_terms_follow();

-- Roles in this service that came from an engagement go on with the row that continues it, where they still fit.
create or replace function app.end_grants_with_engagement() returns trigger language plpgsql as $$
declare
  next engagements;
begin
  if new.ended_on is not null and new.ended_on is distinct from old.ended_on then
    select * into next from engagements e where e.partnership_id = new.partnership_id and e.continues_id = new.id;
    if found then
      update grants set source_engagement_id = next.id, version = version + 1
      where partnership_id = new.partnership_id and source_engagement_id = new.id
        and (ended_on is null or ended_on > new.ended_on)
        and (team_id is null or team_id is distinct from new.team_id or team_id = next.team_id);
    end if;
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

-- A change that is undone leaves what came from it, or named it, with the row that it continued.
create function app.hand_back_to_earlier_terms() returns trigger language plpgsql as $$
begin
  if old.continues_id is not null then
    update grants set source_engagement_id = old.continues_id, version = version + 1
    where partnership_id = old.partnership_id and source_engagement_id = old.id;
    update transfers set from_engagement_id = old.continues_id
    where partnership_id = old.partnership_id and from_engagement_id = old.id;
    update transfers set to_engagement_id = old.continues_id
    where partnership_id = old.partnership_id and to_engagement_id = old.id;
  end if;
  return old;
end $$;
create trigger hand_back before delete on engagements for each row execute function app.hand_back_to_earlier_terms();

create view engagement_spans with (security_invoker = true) as
  select partnership_id, ref, person_id, organisation_id, min(started_on) as started_on,
    case when bool_or(ended_on is null) then null else max(ended_on) end as ended_on
  from engagements group by partnership_id, ref, person_id, organisation_id;
comment on view engagement_spans is 'Engagements from their first day to their last, whatever changed between: for starters and leavers';

create function app.engagements_as_recorded(at timestamptz) returns setof engagements language sql stable as $$
  select e.* from engagements e
  where e.partnership_id = app.partnership() and e.recorded_at <= at
    and not exists (select 1 from superseded_rows s where s.partnership_id = e.partnership_id
      and s.table_name = 'engagements' and s.row_id = e.id and s.superseded_at > at)
  union all
  select was.* from (
    select distinct on (s.row_id) s.row_as_it_was from superseded_rows s
    where s.partnership_id = app.partnership() and s.table_name = 'engagements' and s.superseded_at > at
    order by s.row_id, s.id) earliest,
  lateral jsonb_populate_record(null::engagements, earliest.row_as_it_was) was
  where was.recorded_at <= at
$$;
comment on function app.engagements_as_recorded(timestamptz) is
  'What the register said at a moment, corrected or not since. For those who may see everyone';

-- As in 0004, but deadlines are counted from the first day of the same work, not from a change of team or hours.
create or replace function app.binding_engagements(as_at date, persons uuid[] default null)
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
  select e.person_id, r.id, e.id, e.same_work_since
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

-- What is asked about people, with "not known", "not applicable" and "refused" as answers. No row: not yet collected.
create table answers (
  partnership_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  question text not null check (question <> ''),
  state text not null check (state in ('answered', 'not_known', 'not_applicable', 'refused')),
  value text,
  confirmed_at timestamptz,
  confirmed_by uuid,
  confirmed_from text,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  saved_at timestamptz not null default now(),
  saved_by uuid default app.account(),
  saved_from text not null default app.source(),
  primary key (partnership_id, id),
  unique (partnership_id, person_id, question),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  check (value is null or state = 'answered'),
  check ((confirmed_at is null) = (confirmed_from is null))
);
comment on table answers is 'Answers about a person that people itself does not hold, and what is known of those it does. Personal data';
comment on column answers.value is 'None for a question whose answer is a column of people: there it stands';
comment on column answers.confirmed_at is 'When somebody last looked at the answer and said that it is still right';
create trigger keep_superseded before update or delete on answers for each row execute function app.keep_superseded();
call app.isolate('answers',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = answers.partnership_id and e.person_id = answers.person_id)');

create table transfers (
  partnership_id uuid not null,
  id uuid not null,
  ref text not null check (ref <> ''),
  person_id uuid not null,
  from_engagement_id uuid not null,
  to_engagement_id uuid not null,
  transferred_on date not null,
  reason text not null default '',
  carried jsonb not null default '[]',
  recorded_by_name text not null default '',
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  foreign key (partnership_id, from_engagement_id) references engagements (partnership_id, id),
  foreign key (partnership_id, to_engagement_id) references engagements (partnership_id, id)
);
comment on table transfers is 'Moves of a person from one organisation to another, with what moved along: the receipt. Personal data';
comment on column transfers.carried is 'What moved along, as counts: [{"what": "pieces of evidence", "count": 12}]';
comment on column transfers.transferred_on is 'The first day at the new organisation';
create index on transfers (partnership_id, person_id);
call app.isolate('transfers',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = transfers.partnership_id and e.person_id = transfers.person_id)');

alter table roles add column sector_group text check (sector_group <> '');
comment on column roles.sector_group is 'The group of the workforce that the role belongs to: social care, health, justice, education and so on';
comment on column roles.ring is 'Whether the role is of the core workforce or of the wider one, as ring_definitions says';

create table ring_definitions (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  ring text not null check (ring in ('core', 'wider')),
  definition text not null check (definition <> ''),
  source text not null default '',
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, ring)
);
comment on table ring_definitions is 'What a partnership means by its core and its wider workforce, and where that is written';
create trigger keep_superseded before update or delete on ring_definitions for each row execute function app.keep_superseded();
call app.isolate('ring_definitions');

alter table posts
  add column saved_at timestamptz not null default now(),
  add column saved_by uuid default app.account(),
  add column saved_from text not null default app.source();
create trigger note_source before update on posts for each row execute function app.note_source();
create index on posts (partnership_id, organisation_id);

-- The service's own role cannot rewrite what was recorded. Erasing a person is the one reason to, and this the one way.
create function app.forget_copies(person uuid, tables text[]) returns bigint language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  gone bigint;
begin
  if not app.sees_everyone() then
    raise exception 'Only somebody who may see everyone may erase' using errcode = 'insufficient_privilege';
  end if;
  delete from superseded_rows s
  where s.partnership_id = app.partnership() and s.table_name = any (tables)
    and (s.row_id = person or s.row_as_it_was ->> 'person_id' = person::text);
  get diagnostics gone = row_count;
  return gone;
end $$;
comment on function app.forget_copies(uuid, text[]) is 'Removes earlier versions of what tables said of a person; returns how many';
