-- Published figures with what they count and where they come from, and the papers that print them.

create table figures (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  indicator_code text not null check (indicator_code <> ''),
  label text not null check (label <> ''),
  scope_kind text not null default 'partnership' check (scope_kind in ('partnership', 'organisation', 'sector', 'team', 'group', 'region')),
  scope text not null default '',
  comparator text not null default 'own' check (comparator in ('own', 'region', 'england')),
  as_at date not null,
  as_at_basis text not null default 'printed' check (as_at_basis in ('printed', 'document', 'inferred')),
  period_from date,
  period_to date,
  numerator numeric,
  denominator numeric,
  value numeric,
  value_printed text not null,
  unit text not null,
  precision text not null check (precision in ('exact', 'approximate', 'lower_bound', 'upper_bound', 'unknown')),
  source text not null check (source <> ''),
  scope_note text not null default '',
  position integer not null default 0,
  primary key (partnership_id, id),
  unique (partnership_id, indicator_code, label, scope_kind, scope, comparator, as_at, source),
  check (period_to >= period_from)
);
comment on table figures is 'Figures as published, each with its unit, precision, period and source; never generated, never changed';
call app.isolate('figures');

create table papers (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  code text not null check (code <> ''),
  kind text not null default 'board-paper' check (kind in ('board-paper')),
  title text not null check (title <> ''),
  report_to text not null,
  meeting_on date,
  content jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, code)
);
comment on table papers is 'Reports to boards: their structure and the officer''s own words; figures are filled in when it is opened';
call app.isolate('papers');
