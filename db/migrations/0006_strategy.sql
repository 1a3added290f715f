-- Strategy, priority, action, progress; numbering and timescales kept as printed.

create table strategies (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  code text not null check (code <> ''),
  title text not null check (title <> ''),
  started_on date,
  ended_on date,
  vision text not null default '',
  owner text not null default '',
  source text not null default '',
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, code),
  check (ended_on >= started_on)
);
comment on table strategies is 'What the partnership has promised for its workforce';
call app.isolate('strategies');

create table lenses (
  partnership_id uuid not null,
  id uuid not null,
  strategy_id uuid not null,
  name text not null check (name <> ''),
  position integer not null,
  primary key (partnership_id, id),
  unique (partnership_id, strategy_id, name),
  foreign key (partnership_id, strategy_id) references strategies (partnership_id, id)
);
comment on table lenses is 'The kinds of change a strategy sorts its actions by, such as Recruiting, Modernising, Developing, Deploying';
call app.isolate('lenses');

create table priorities (
  partnership_id uuid not null,
  id uuid not null,
  strategy_id uuid not null,
  number text not null,
  title text not null check (title <> ''),
  aim text not null default '',
  outcome text not null default '',
  position integer not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, strategy_id, number),
  foreign key (partnership_id, strategy_id) references strategies (partnership_id, id)
);
call app.isolate('priorities');

create table actions (
  partnership_id uuid not null,
  id uuid not null,
  strategy_id uuid not null,
  priority_id uuid not null,
  number text not null,
  title text not null check (title <> ''),
  timescale text not null default '',
  timescale_kind text not null default 'none'
    check (timescale_kind in ('none', 'date', 'range', 'dates', 'recurring', 'ongoing', 'completed', 'unclear')),
  timescale_from date,
  timescale_to date,
  repeats_every_months integer check (repeats_every_months > 0),
  position integer not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, strategy_id, number),
  foreign key (partnership_id, strategy_id) references strategies (partnership_id, id),
  foreign key (partnership_id, priority_id) references priorities (partnership_id, id),
  check (timescale_to >= timescale_from)
);
comment on table actions is 'What will be done; number and timescale as printed, with what the timescale means beside it';
create trigger keep_superseded before update or delete on actions for each row execute function app.keep_superseded();
call app.isolate('actions');

create table action_leads (
  partnership_id uuid not null,
  action_id uuid not null,
  position integer not null,
  name text not null check (name <> ''),
  person_id uuid,
  primary key (partnership_id, action_id, position),
  foreign key (partnership_id, action_id) references actions (partnership_id, id) on delete cascade,
  foreign key (partnership_id, person_id) references people (partnership_id, id)
);
comment on table action_leads is 'Who leads an action: as printed, and the person when known';
call app.isolate('action_leads');

create table action_lenses (
  partnership_id uuid not null,
  action_id uuid not null,
  lens_id uuid not null,
  primary key (partnership_id, action_id, lens_id),
  foreign key (partnership_id, action_id) references actions (partnership_id, id) on delete cascade,
  foreign key (partnership_id, lens_id) references lenses (partnership_id, id)
);
call app.isolate('action_lenses');

create table progress_reports (
  partnership_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  reported_on date not null,
  rating text not null check (rating in ('not_started', 'on_track', 'at_risk', 'off_track', 'done')),
  text text not null check (text <> ''),
  reported_by uuid,
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  foreign key (partnership_id, action_id) references actions (partnership_id, id)
);
create index on progress_reports (partnership_id, action_id, reported_on desc);
call app.isolate('progress_reports');
