-- Who keeps the register of an organisation, and what is shared of it: an employer that keeps its own shares totals with
-- the rest of the partnership, and names only while a sharing agreement in force says so. Beside that, what people say of
-- themselves for equality monitoring, which nobody but they can read; and the corrections that people ask for.

create function app.today() returns date language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.today', true), '')::date, (now() at time zone 'Europe/London')::date)
$$;
comment on function app.today() is 'Today in England, the same for the whole of a transaction';

alter table organisations
  add column register_kept_by text not null default 'authority' check (register_kept_by in ('authority', 'itself'));
comment on column organisations.register_kept_by is
  'itself: others see totals of its people only, unless a sharing agreement in force says that it shares them by name';
create index organisations_with_own_register on organisations (partnership_id) where register_kept_by = 'itself';

create table sharing_agreements (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  title text not null check (title <> ''),
  purpose text not null check (purpose <> ''),
  lawful_basis text not null check (lawful_basis in ('public_task', 'legal_obligation', 'contract',
    'legitimate_interests', 'vital_interests')),
  shares text not null check (shares in ('totals', 'named')),
  items text not null check (items <> ''),
  kept_for text not null default '',
  security text not null default '',
  breach_contact text not null default '',
  document_ref text not null default '',
  started_on date not null,
  ended_on date,
  ended_because text,
  reviewed_on date,
  review_on date not null,
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, title),
  check (ended_on >= started_on - 1),
  check (reviewed_on < review_on)
);
comment on table sharing_agreements is
  'What organisations share with the rest of the partnership, why, on which basis in law, from when to when';
comment on column sharing_agreements.lawful_basis is
  'UK GDPR article 6(1). Consent is not among them: between an employer and who works for it, it is not given freely';
comment on column sharing_agreements.items is 'Which data: name, role, employer, training and so on';
comment on column sharing_agreements.ended_on is 'The last day; the day before the first where it never came into force';
create trigger keep_superseded before update or delete on sharing_agreements
  for each row execute function app.keep_superseded();
call app.isolate('sharing_agreements');

create table sharing_agreement_parties (
  partnership_id uuid not null,
  sharing_agreement_id uuid not null,
  organisation_id uuid not null,
  primary key (partnership_id, sharing_agreement_id, organisation_id),
  foreign key (partnership_id, sharing_agreement_id) references sharing_agreements (partnership_id, id) on delete cascade,
  foreign key (partnership_id, organisation_id) references organisations (partnership_id, id)
);
comment on table sharing_agreement_parties is 'The organisations that share by an agreement; the other side is the authority';
create index on sharing_agreement_parties (partnership_id, organisation_id);
call app.isolate('sharing_agreement_parties');

-- A transaction begins by keeping this in a setting: policies ask for it over and over.
create function app.find_withheld() returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(o.id), '{}') from organisations o
  where o.partnership_id = app.partnership() and o.register_kept_by = 'itself'
    and not exists (
      select from sharing_agreement_parties p
      join sharing_agreements a on a.partnership_id = p.partnership_id and a.id = p.sharing_agreement_id
      where p.partnership_id = o.partnership_id and p.organisation_id = o.id and a.shares = 'named'
        and a.started_on <= app.today() and (a.ended_on is null or a.ended_on >= app.today()))
$$;
comment on function app.find_withheld() is
  'The organisations that keep their own register and do not share it by name today';

create function app.withheld() returns uuid[] language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('app.withheld', true), '')::uuid[], app.find_withheld())
$$;
comment on function app.withheld() is 'The same, as it was when the transaction began';

-- What was "everyone" so far has two meanings from here on: the whole register, for the service's own work; and, for
-- people who have a role over the whole partnership, all of it that is shared ('shared').
create function app.sees_partnership() returns boolean language sql stable parallel safe as
  $$ select coalesce(current_setting('app.sees', true), '') in ('everyone', 'shared') $$;
comment on function app.sees_partnership() is 'Whether the actor has a role over the whole partnership, or is the service itself';

create or replace function app.sees_everyone() returns boolean language sql stable parallel safe as $$
  select case coalesce(current_setting('app.sees', true), '')
    when 'everyone' then true when 'shared' then app.withheld() = '{}' else false end
$$;
comment on function app.sees_everyone() is 'Whether there is nobody in the partnership whom the actor may not see';

create function app.own_organisations() returns uuid[] language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;
comment on function app.own_organisations() is 'The organisations that the actor has a role over';

create function app.shared_organisations() returns uuid[] language sql stable parallel safe as $$
  select coalesce(array_agg(o.id), '{}') || app.own_organisations() from organisations o
  where o.partnership_id = app.partnership() and o.id <> all (app.withheld())
$$;

create or replace function app.organisations() returns uuid[] language sql stable parallel safe as $$
  select case when coalesce(current_setting('app.sees', true), '') = 'shared' and app.withheld() <> '{}'
    then app.shared_organisations() else app.own_organisations() end
$$;

-- Through a set that is looked up, since a large authority has a hundred schools that keep their own.
drop policy same_partnership on engagements;
call app.isolate('engagements',
  '(select app.sees_everyone())
   or ((select app.sees_partnership()) and organisation_id not in (select unnest(app.withheld())))
   or organisation_id = any ((select app.own_organisations())::uuid[])
   or team_id = any ((select app.teams())::uuid[]) or person_id = (select app.person())');
drop policy same_partnership on posts;
call app.isolate('posts',
  '(select app.sees_everyone())
   or ((select app.sees_partnership()) and organisation_id not in (select unnest(app.withheld())))
   or organisation_id = any ((select app.own_organisations())::uuid[])
   or team_id = any ((select app.teams())::uuid[])');

-- What names people beside the register follows the people.
drop policy same_partnership on superseded_rows;
call app.isolate('superseded_rows',
  '(select app.sees_everyone()) or ((select app.sees_partnership()) and case
     when table_name = ''people'' then exists (select from people p where p.partnership_id = superseded_rows.partnership_id and p.id = row_id)
     when row_as_it_was ? ''person_id'' then exists (select from people p
       where p.partnership_id = superseded_rows.partnership_id and p.id = (row_as_it_was ->> ''person_id'')::uuid)
       and coalesce((row_as_it_was ->> ''organisation_id'')::uuid <> all ((select app.withheld())::uuid[]), true)
     else true end)');
drop policy same_partnership on history_payloads;
call app.isolate('history_payloads',
  '(select app.sees_everyone()) or ((select app.sees_partnership()) and exists (
     select from history_entries h where h.partnership_id = history_payloads.partnership_id and h.id = entry_id
       and case h.subject_type
         when ''person'' then exists (select from people p where p.partnership_id = h.partnership_id and p.id = h.subject_id)
         when ''engagement'' then exists (select from engagements e where e.partnership_id = h.partnership_id and e.id = h.subject_id)
         else true end))');

-- What belongs to the work of the partnership and not to a person stays open to who has a role over all of it.
drop policy same_partnership on stored_files;
call app.isolate('stored_files', '(select app.sees_partnership()) or stored_by = (select app.account())');
drop policy same_partnership on imports;
call app.isolate('imports', '(select app.sees_partnership())', '(select app.sees_partnership())');
drop policy same_partnership on import_rows;
call app.isolate('import_rows', '(select app.sees_partnership())', '(select app.sees_partnership())');
drop policy same_partnership on import_mappings;
call app.isolate('import_mappings', '(select app.sees_partnership())', '(select app.sees_partnership())');
drop policy same_partnership on person_merge_steps;
call app.isolate('person_merge_steps', '(select app.sees_partnership()) and exists (select from person_merges m
  where m.partnership_id = person_merge_steps.partnership_id and m.id = merge_id)');
drop policy same_partnership on mapping_requests;
call app.isolate('mapping_requests',
  '(select app.sees_partnership()) or organisation_id = any ((select app.organisations())::uuid[])');

-- Totals of the registers that their employers keep. It looks past what the actor may see, and returns numbers; the
-- page that shows them withholds the small ones. Somebody with two jobs at one place counts in the larger.
create function app.own_register_totals(as_at date)
returns table (organisation_id uuid, family text, people integer) language plpgsql stable as $$
#variable_conflict use_column
declare
  sees text := app.swap_setting('app.sees', 'everyone');
begin
  return query
    select jobs.organisation_id, coalesce(jobs.family, ''), count(*)::integer from (
      select distinct on (e.organisation_id, e.person_id) e.organisation_id, r.family
      from organisations o
      join engagements e on e.partnership_id = o.partnership_id and e.organisation_id = o.id
      join roles r on r.partnership_id = e.partnership_id and r.id = e.role_id
      where o.partnership_id = app.partnership() and o.register_kept_by = 'itself'
        and e.started_on <= as_at and (e.ended_on is null or e.ended_on >= as_at)
      order by e.organisation_id, e.person_id, e.fte desc nulls last, e.started_on, e.id
    ) as jobs
    group by 1, 2;
  perform app.swap_setting('app.sees', sees);
end $$;
comment on function app.own_register_totals(date) is
  'How many people work at each organisation that keeps its own register, by the family of their role';

-- Equality monitoring. Special category data: UK GDPR article 9; Data Protection Act 2018, Schedule 1, paragraph 8.
-- No role and no setting of the service opens these rows to anybody but the person they are about. The counting
-- function runs as the owner of the table, whom the policy lets through, and returns numbers.
create table equality_answers (
  partnership_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  question text not null check (question <> ''),
  answer text not null check (answer <> ''),
  answered_at timestamptz not null,
  primary key (partnership_id, id),
  unique (partnership_id, person_id, question),
  foreign key (partnership_id, person_id) references people (partnership_id, id) on delete cascade
);
comment on table equality_answers is
  'What people say of themselves for equality monitoring. Special category data: read by themselves alone, and counted';
comment on column equality_answers.answer is 'A code of the question''s list; prefer_not_to_say is an answer. No copy is kept when it changes';

create function app.is_owner_of_equality() returns boolean language sql stable as $$
  select current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.equality_answers'::regclass)
$$;
comment on function app.is_owner_of_equality() is 'Whether it is the counting function, or a backup, that asks';

-- In a demonstration the answers are invented with the people who give them; they can be written there, and not read.
call app.isolate('equality_answers',
  'person_id = (select app.person()) or (select app.is_owner_of_equality())',
  'person_id = (select app.person()) or (select app.is_owner_of_equality())
   or exists (select from partnerships p where p.id = equality_answers.partnership_id and p.is_demonstration)');

create function app.equality_counts(as_at date)
returns table (sector_id uuid, question text, answer text, people integer) language plpgsql stable security definer
set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  sees text := app.swap_setting('app.sees', 'everyone');
begin
  return query
    with engaged as materialized (
      select distinct on (e.person_id) e.person_id, p.sector_id
      from engagements e
      left join app.current_periods(as_at) p on p.organisation_id = e.organisation_id
      where e.partnership_id = app.partnership()
        and e.started_on <= as_at and (e.ended_on is null or e.ended_on >= as_at)
      order by e.person_id, e.fte desc nulls last, e.started_on, e.id
    ), answers as (
      select a.person_id, a.question, a.answer from equality_answers a where a.partnership_id = app.partnership()
      union all
      select p.id, 'age_band', case
          when age < 25 then '16-24' when age < 35 then '25-34' when age < 45 then '35-44'
          when age < 55 then '45-54' when age < 65 then '55-64' else '65+' end
      from people p, lateral (select extract(year from age(as_at, p.birth_date)) as age) as years
      where p.partnership_id = app.partnership() and p.birth_date is not null
    )
    select g.sector_id, '', '', count(*)::integer from engaged g group by 1
    union all
    select g.sector_id, a.question, a.answer, count(*)::integer
    from engaged g join answers a on a.person_id = g.person_id group by 1, 2, 3;
  perform app.swap_setting('app.sees', sees);
end $$;
comment on function app.equality_counts(date) is
  'How many people gave each answer, by the sector of their largest job; no question means all people of the sector';

create function app.equality_answered_since(moment timestamptz) returns integer language sql stable security definer
set search_path = public, pg_temp as $$
  select count(distinct a.person_id)::integer from equality_answers a
  where a.partnership_id = app.partnership() and a.answered_at > moment
$$;
comment on function app.equality_answered_since(timestamptz) is
  'How many people answered since: too few would be found out by comparing a profile with the one before';

create table equality_profiles (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  as_at date not null,
  threshold integer not null check (threshold between 1 and 100),
  tables jsonb not null,
  people integer not null check (people >= 0),
  taken_at timestamptz not null,
  taken_by uuid,
  taken_by_name text not null default '',
  primary key (partnership_id, id),
  unique (partnership_id, as_at)
);
comment on table equality_profiles is
  'The profile of the workforce as it was released, after disclosure control: what was withheld is not in it';
comment on column equality_profiles.people is 'How many people work in the partnership on that day: the denominator of disclosure';
create trigger keep_superseded before update or delete on equality_profiles
  for each row execute function app.keep_superseded();
call app.isolate('equality_profiles');

create table population_benchmarks (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  question text not null check (question <> ''),
  answer text not null check (answer <> ''),
  area text not null check (area <> ''),
  percent numeric(5, 2) not null check (percent between 0 and 100),
  as_at date not null,
  source text not null check (source <> ''),
  version integer not null default 1,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, question, answer, area, as_at)
);
comment on table population_benchmarks is 'Shares of residents, as published, to compare the workforce with';
create trigger keep_superseded before update or delete on population_benchmarks
  for each row execute function app.keep_superseded();
call app.isolate('population_benchmarks');

-- What people ask to have put right where they may not change it themselves.
create table correction_requests (
  partnership_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  field text not null check (field in ('given_name', 'family_name', 'birth_date', 'swe_number', 'nmc_pin', 'trn', 'work')),
  wanted text not null check (wanted <> ''),
  reason text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'declined', 'withdrawn')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_name text not null default '',
  answer text not null default '',
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, person_id) references people (partnership_id, id) on delete cascade,
  check ((state = 'waiting') = (decided_at is null)),
  check (state <> 'declined' or answer <> '')
);
comment on table correction_requests is 'What a person asks their employer to correct, and what became of it. Personal data';
comment on column correction_requests.field is 'What is wrong; "work" is anything about what they do, in words';
create unique index one_waiting_request on correction_requests (partnership_id, person_id, field) where state = 'waiting';
create index on correction_requests (partnership_id, state);
create trigger keep_superseded before update or delete on correction_requests
  for each row execute function app.keep_superseded();
call app.isolate('correction_requests',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e
     where e.partnership_id = correction_requests.partnership_id and e.person_id = correction_requests.person_id)');

-- As before, for whoever has a role over the whole partnership: whom they cannot see, they cannot erase either.
create or replace function app.forget_copies(person uuid, tables text[]) returns bigint language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  gone bigint;
begin
  if not app.sees_partnership() then
    raise exception 'Only somebody with a role over the whole partnership may erase' using errcode = 'insufficient_privilege';
  end if;
  delete from superseded_rows s
  where s.partnership_id = app.partnership() and s.table_name = any (tables)
    and (s.row_id = person or s.row_as_it_was ->> 'person_id' = person::text);
  get diagnostics gone = row_count;
  return gone;
end $$;
