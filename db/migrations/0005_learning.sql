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
  booked integer not null default 0 check (booked >= 0),
  waiting integer not null default 0 check (waiting >= 0),
  last_turn integer not null default 0,
  cancelled_at timestamptz,
  cancelled_reason text,
  register_taken_at timestamptz,
  register_taken_by uuid,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, event_id) references events (partnership_id, id),
  check (ends_at > starts_at),
  check ((cancelled_at is null) = (cancelled_reason is null)),
  -- Neither a booking too many nor fewer places than were given away.
  constraint places_of_session check (booked <= places)
);
comment on table sessions is 'A date, times (Europe/London) and place at which people learn; what is booked';
comment on column sessions.booked is 'Places given away, kept by a trigger on the bookings; those who walked in are not among them';
comment on column sessions.waiting is 'People on the waiting list, kept in the same way';
comment on column sessions.last_turn is 'The turn of the last who asked';
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

-- Counted as bookings come and go, over everybody's, so that nobody need look past what they may see. The row of the session
-- is locked by it, which is what makes people who book at the same moment wait for each other.
create function app.count_places() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update sessions set booked = booked - (old.state = 'booked' and not old.walked_in)::integer,
      waiting = waiting - (old.state = 'waiting')::integer
    where partnership_id = old.partnership_id and id = old.session_id;
  end if;
  if tg_op <> 'DELETE' then
    update sessions set booked = booked + (new.state = 'booked' and not new.walked_in)::integer,
      waiting = waiting + (new.state = 'waiting')::integer, last_turn = greatest(last_turn, new.turn)
    where partnership_id = new.partnership_id and id = new.session_id;
    if not found then
      raise exception 'the places of session % cannot be counted', new.session_id;
    end if;
  end if;
  return null;
end $$;
create trigger count_places after insert or delete or update of session_id, state, walked_in, turn on bookings
  for each row execute function app.count_places();

-- It looks past what the actor may see, and returns a number.
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
