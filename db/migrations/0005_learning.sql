-- Course, event, session, booking, attendance. Who gets the last place is decided under a lock on the session, and a
-- trigger that counts under the same lock refuses one booking too many whoever wrote it.

create table courses (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  summary text not null default '',
  aims text not null default '',
  audience text not null default '',
  mode text not null default 'classroom' check (mode in ('classroom', 'online', 'e_learning', 'blended', 'conference', 'briefing')),
  duration_minutes integer check (duration_minutes > 0),
  evidence_type_id uuid not null,
  valid_for_months integer check (valid_for_months > 0),
  published_at timestamptz,
  withdrawn_at timestamptz,
  version integer not null default 1,
  search tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', code), 'A')
    || setweight(to_tsvector('english', summary), 'B') || setweight(to_tsvector('english', aims || ' ' || audience), 'C')) stored,
  primary key (partnership_id, id),
  unique (partnership_id, code),
  foreign key (partnership_id, evidence_type_id) references evidence_types (partnership_id, id)
);
comment on table courses is 'The learning offer; attending grants the evidence of its type';
create index courses_search on courses using gin (search);
create index on courses (partnership_id, title);
call app.isolate('courses');

create table events (
  partnership_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  title text not null check (title <> ''),
  notes text not null default '',
  cancelled_at timestamptz,
  cancelled_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, course_id) references courses (partnership_id, id),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
comment on table events is 'A course put on: one or more sessions';
create index on events (partnership_id, course_id);
call app.isolate('events');

create table sessions (
  partnership_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  title text not null default '',
  held_on date not null,
  starts_at text not null check (starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ends_at text not null check (ends_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  venue text not null default '',
  online_link text,
  trainer text not null default '',
  places integer not null check (places > 0),
  cancelled_at timestamptz,
  cancelled_reason text,
  register_taken_at timestamptz,
  register_taken_by uuid,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, event_id) references events (partnership_id, id),
  check (ends_at > starts_at),
  check ((cancelled_at is null) = (cancelled_reason is null))
);
comment on table sessions is 'A date, times (Europe/London) and place at which people learn; what is booked';
create index on sessions (partnership_id, event_id);
create index on sessions (partnership_id, held_on);
call app.isolate('sessions');

create table bookings (
  partnership_id uuid not null,
  id uuid not null,
  session_id uuid not null,
  person_id uuid not null,
  turn integer not null check (turn > 0),
  state text not null check (state in ('booked', 'waiting', 'cancelled')),
  booked_by uuid,
  booked_at timestamptz not null,
  cancelled_by uuid,
  cancelled_at timestamptz,
  attendance text check (attendance in ('attended', 'part', 'absent')),
  walked_in boolean not null default false,
  attendance_recorded_at timestamptz,
  attendance_recorded_by uuid,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, session_id, turn),
  foreign key (partnership_id, session_id) references sessions (partnership_id, id),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  check ((state = 'cancelled') = (cancelled_at is not null)),
  check (attendance is null or state = 'booked'),
  check ((attendance is null) = (attendance_recorded_at is null))
);
comment on table bookings is 'A place, or a place in the queue, for one person on one session, and whether they came. Personal data';
comment on column bookings.turn is 'The order in which people asked, given out under the lock on the session; the waiting list moves in this order';
comment on column bookings.walked_in is 'Came without a booking and was added on the day; does not take a booked place';
create unique index one_live_booking on bookings (partnership_id, session_id, person_id) where state <> 'cancelled';
create index on bookings (partnership_id, person_id);
create index on bookings (partnership_id, session_id, state);
create trigger keep_superseded before update or delete on bookings for each row execute function app.keep_superseded();
call app.isolate('bookings',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = bookings.partnership_id and e.person_id = bookings.person_id)');

-- Counts over everybody's bookings, for those who may see only some of them: it returns numbers and nothing else.
create function app.session_counts(wanted uuid[])
returns table (session_id uuid, booked integer, waiting integer) language plpgsql stable as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
begin
  return query
    select s.id,
      (count(b.id) filter (where b.state = 'booked' and not b.walked_in))::integer,
      (count(b.id) filter (where b.state = 'waiting'))::integer
    from sessions s
    left join bookings b on b.partnership_id = s.partnership_id and b.session_id = s.id and b.state <> 'cancelled'
    where s.partnership_id = app.partnership() and s.id = any (wanted)
    group by s.id;
  perform app.swap_setting('app.sees', sees);
end $$;
comment on function app.session_counts(uuid[]) is 'Places taken and people waiting on each session';

-- Both look past what the actor may see, and return a number.
create function app.next_turn(wanted uuid) returns integer language plpgsql stable as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
  answer integer;
begin
  select coalesce(max(turn), 0) + 1 into answer
    from bookings where partnership_id = app.partnership() and session_id = wanted;
  perform app.swap_setting('app.sees', sees);
  return answer;
end $$;
comment on function app.next_turn(uuid) is 'The turn of the next to ask for a place; called under the lock on the session';

create function app.turn_in_line(wanted uuid, own_turn integer) returns integer language plpgsql stable as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
  answer integer;
begin
  select count(*) into answer from bookings
    where partnership_id = app.partnership() and session_id = wanted and state = 'waiting' and turn <= own_turn;
  perform app.swap_setting('app.sees', sees);
  return answer;
end $$;
comment on function app.turn_in_line(uuid, integer) is 'How many people wait up to and including this turn: 1 is next';

create function app.refuse_overbooking() returns trigger language plpgsql as $$
declare
  session_places integer;
  taken integer;
begin
  if new.state = 'booked' and not new.walked_in then
    -- Lock first, count in a second statement: one statement would count before it waited.
    select places into session_places from sessions
      where partnership_id = new.partnership_id and id = new.session_id for update;
    select booked into taken from app.session_counts(array[new.session_id]);
    if taken > session_places then
      raise exception 'session % has % places', new.session_id, session_places using errcode = '23514', constraint = 'places_of_session';
    end if;
  end if;
  return null;
end $$;
create trigger refuse_overbooking after insert or update of state, session_id, walked_in on bookings
  for each row execute function app.refuse_overbooking();

-- A session cannot be made smaller than the places that were given away.
create function app.refuse_too_few_places() returns trigger language plpgsql as $$
declare
  taken integer;
begin
  select booked into taken from app.session_counts(array[new.id]);
  if taken > new.places then
    raise exception 'session % has % places taken', new.id, taken using errcode = '23514', constraint = 'places_of_session';
  end if;
  return null;
end $$;
create trigger refuse_too_few_places after update of places on sessions
  for each row when (new.places < old.places) execute function app.refuse_too_few_places();

create table completions (
  partnership_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  person_id uuid not null,
  completed_on date not null,
  evidence_id uuid not null,
  recorded_at timestamptz not null,
  primary key (partnership_id, id),
  unique (partnership_id, event_id, person_id),
  foreign key (partnership_id, event_id) references events (partnership_id, id),
  foreign key (partnership_id, person_id) references people (partnership_id, id),
  foreign key (partnership_id, evidence_id) references evidence (partnership_id, id)
);
comment on table completions is 'Who attended every session of an event, and the evidence that came of it. Worked out from the registers. Personal data';
create index on completions (partnership_id, evidence_id);
create index on completions (partnership_id, person_id);
create trigger keep_superseded before update or delete on completions for each row execute function app.keep_superseded();
call app.isolate('completions',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = completions.partnership_id and e.person_id = completions.person_id)');
