-- Who is whom: references that a merge leaves behind, likely duplicates for people to decide on, merges that can be undone,
-- finding people by the beginning of a word, and what imports remember about the systems that files come from.

create table person_aliases (
  partnership_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  ref text not null check (ref <> ''),
  recorded_at timestamptz not null default now(),
  primary key (partnership_id, id),
  unique (partnership_id, ref),
  foreign key (partnership_id, person_id) references people (partnership_id, id)
);
comment on table person_aliases is 'Further references by which files know a person: of a record that was merged, or of another system. Personal data';
create index on person_aliases (partnership_id, person_id);
call app.isolate('person_aliases',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = person_aliases.partnership_id and e.person_id = person_aliases.person_id)');

create view person_refs with (security_invoker = true) as
  select partnership_id, ref, id as person_id from people
  union all
  select partnership_id, ref, person_id from person_aliases;
comment on view person_refs is 'Every reference by which a file may name a person';

-- The same letters, however they are written: "Zoë O''Brien-Khan" is found by zoe, obrien and khan.
create function app.folded(written text) returns text language sql immutable parallel safe as
  $$ select regexp_replace(lower(regexp_replace(normalize(written, NFKD), '[\u0300-\u036f]', '', 'g')), '[''’‘`]', '', 'g') $$;
comment on function app.folded(text) is 'Text in small letters without accents and apostrophes, for comparing names';

create function app.words_of(written text) returns setof text language sql immutable parallel safe as
  $$ select distinct word from regexp_split_to_table(app.folded(written), '[[:space:][:punct:]]+') as word where word <> '' $$;
comment on function app.words_of(text) is 'The words of a name or a reference, folded';

-- A table of words, as under row-level security only operators that leak nothing may use an index: a range of text is one,
-- LIKE is not. Kept by triggers rather than a foreign key, which would ask 200,000 times in an import of 50,000 people.
create table person_words (
  partnership_id uuid not null,
  person_id uuid not null,
  word text collate "C" not null,
  primary key (partnership_id, word, person_id)
);
comment on table person_words is 'The words of each person''s name and references, by whose beginnings people are found. Personal data';
create index on person_words (partnership_id, person_id);
call app.isolate('person_words',
  '(select app.sees_everyone()) or person_id = (select app.person())
   or exists (select 1 from engagements e where e.partnership_id = person_words.partnership_id and e.person_id = person_words.person_id)');

create function app.keep_words() returns trigger language plpgsql as $$
declare
  sees text := app.swap_setting('app.sees', 'everyone');
begin
  if tg_op <> 'INSERT' then
    delete from person_words w using old_rows o where w.partnership_id = o.partnership_id and w.person_id = o.id;
  end if;
  if tg_op <> 'DELETE' then
    if exists (select from new_rows n join person_aliases a on a.partnership_id = n.partnership_id and a.ref = n.ref) then
      raise exception 'This reference is known as another person''s' using errcode = 'unique_violation';
    end if;
    insert into person_words (partnership_id, person_id, word)
      select n.partnership_id, n.id, word
      from new_rows n, app.words_of(n.given_name || ' ' || n.family_name || ' ' || n.ref) as word;
    if tg_op = 'UPDATE' then
      insert into person_words (partnership_id, person_id, word)
        select a.partnership_id, a.person_id, word
        from new_rows n
        join person_aliases a on a.partnership_id = n.partnership_id and a.person_id = n.id, app.words_of(a.ref) as word
        on conflict do nothing;
    end if;
  end if;
  perform app.swap_setting('app.sees', sees);
  return null;
end $$;
create trigger keep_words_added after insert on people
  referencing new table as new_rows for each statement execute function app.keep_words();
create trigger keep_words_changed after update on people
  referencing old table as old_rows new table as new_rows for each statement execute function app.keep_words();
create trigger keep_words_removed after delete on people
  referencing old table as old_rows for each statement execute function app.keep_words();

-- Words that an alias leaves behind when it goes are only further ways to find the person it was an alias of.
create function app.add_alias_words() returns trigger language plpgsql as $$
begin
  insert into person_words (partnership_id, person_id, word)
    select new.partnership_id, new.person_id, word from app.words_of(new.ref) as word on conflict do nothing;
  return null;
end $$;
create trigger add_words after insert or update on person_aliases for each row execute function app.add_alias_words();

drop index people_search;

create function app.people_named(search text) returns table (person_id uuid)
language plpgsql stable rows 200 as $$
#variable_conflict use_column
declare
  found uuid[];
  wanted text;
begin
  -- One range of the index for each word: a join of the words would have to guess how many it finds, and reads the whole table.
  for wanted in select word from app.words_of(search) as word order by length(word) desc, word limit 6 loop
    found := array(
      select distinct w.person_id from person_words w
      where w.partnership_id = app.partnership() and w.word >= wanted and w.word < wanted || chr(1114111)
        and (found is null or w.person_id = any (found)));
    exit when found = '{}';
  end loop;
  return query select unnest(found);
end $$;
comment on function app.people_named(text) is
  'Those of whose name and references some word begins with each word that is searched for, among those the actor may see';

-- Likely duplicates. Nothing merges by itself: a person decides, and that is remembered.
create table person_matches (
  partnership_id uuid not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  reasons text[] not null,
  state text not null default 'open' check (state in ('open', 'different')),
  found_at timestamptz not null default now(),
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, one_id) references people (partnership_id, id),
  foreign key (partnership_id, other_id) references people (partnership_id, id),
  check (one_id <> other_id)
);
comment on table person_matches is 'Two records that may be one person, and whether somebody said that they are two';
create unique index one_match_a_pair on person_matches (partnership_id, least(one_id, other_id), greatest(one_id, other_id));
create index on person_matches (partnership_id, other_id);
call app.isolate('person_matches',
  '(select app.sees_everyone()) or exists (select 1 from engagements e
   where e.partnership_id = person_matches.partnership_id and e.person_id in (person_matches.one_id, person_matches.other_id))');

create table person_merges (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  gone_ref text not null,
  gone_name text not null,
  merged_by uuid,
  merged_by_name text not null default '',
  merged_at timestamptz not null default now(),
  undone_by uuid,
  undone_by_name text,
  undone_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  check (kept_id <> gone_id)
);
comment on table person_merges is 'Two records of one person made one. Personal data: the name that the other record had';
comment on column person_merges.kept_id is 'As it was then: no foreign key, so that a later merge does not rewrite what this one did';
create index on person_merges (partnership_id, kept_id);
create unique index one_merge_of_a_record on person_merges (partnership_id, gone_id) where undone_at is null;
call app.isolate('person_merges',
  '(select app.sees_everyone()) or exists (select 1 from engagements e
   where e.partnership_id = person_merges.partnership_id and e.person_id = person_merges.kept_id)');

create table person_merge_steps (
  partnership_id uuid not null,
  merge_id uuid not null,
  position integer not null check (position > 0),
  table_name text not null,
  row_key jsonb not null,
  before jsonb not null,
  after jsonb,
  problem text,
  primary key (partnership_id, merge_id, position),
  foreign key (partnership_id, merge_id) references person_merges (partnership_id, id)
);
comment on table person_merge_steps is 'What a merge did, row by row, so that it can be undone. Holds personal data of the tables it names';
comment on column person_merge_steps.after is 'The columns that were changed; null when the row was set aside, and before holds all of it';
comment on column person_merge_steps.problem is 'Why the row could not be put back when the merge was undone';
call app.isolate('person_merge_steps', '(select app.sees_everyone())');

-- The merge. It asks the catalogue what refers to a record, so a table that is made next year is not forgotten.
create function app.key_columns(of_table regclass) returns text[] language sql stable as $$
  select array_agg(a.attname::text order by k.at)
  from pg_index i, unnest(i.indkey::int[]) with ordinality k (n, at), pg_attribute a
  where i.indrelid = of_table and i.indisprimary and a.attrelid = of_table and a.attnum = k.n
$$;
comment on function app.key_columns(regclass) is 'The columns of a table''s primary key';

create function app.part_of(row_as_json jsonb, columns text[]) returns jsonb language sql immutable as
  $$ select coalesce(jsonb_object_agg(name, row_as_json -> name), '{}') from unnest(columns) as name $$;
comment on function app.part_of(jsonb, text[]) is 'Only some of the columns of a row';

create function app.note_step(of_merge uuid, of_table regclass, key jsonb, was jsonb, became jsonb) returns void language sql as $$
  insert into person_merge_steps (partnership_id, merge_id, position, table_name, row_key, before, after)
  select app.partnership(), of_merge, coalesce(max(position), 0) + 1, of_table::text, key, was, became
  from person_merge_steps where partnership_id = app.partnership() and merge_id = of_merge
$$;

create function app.change_row(of_table regclass, key jsonb, expected jsonb, wanted jsonb) returns jsonb language plpgsql as $$
declare
  answer jsonb;
begin
  execute (select format('update %1$s t set %2$s from jsonb_populate_record(null::%1$s, $1) k,
      jsonb_populate_record(null::%1$s, $2) e, jsonb_populate_record(null::%1$s, $3) w where %3$s returning to_jsonb(t)',
    of_table,
    (select string_agg(format('%1$I = w.%1$I', name), ', ') from jsonb_object_keys(wanted) name),
    (select string_agg(format('t.%1$I = k.%1$I', name), ' and ') from jsonb_object_keys(key) name) ||
    (select coalesce(string_agg(format(' and t.%1$I is not distinct from e.%1$I', name), ''), '') from jsonb_object_keys(expected) name)))
  into answer using key, expected, wanted;
  return answer;
end $$;
comment on function app.change_row is 'Changes some columns of one row that still stands as expected, and returns it; null when it does not';

create function app.rival(of_table regclass, constraint_or_index text, candidate jsonb) returns jsonb language plpgsql stable as $$
declare
  index_id oid;
  predicate text;
  operators oid[];
  columns text;
  terms text;
  answer jsonb;
begin
  select i.indexrelid, coalesce(pg_get_expr(i.indpred, i.indrelid), 'true'), x.conexclop into index_id, predicate, operators
    from pg_index i join pg_class c on c.oid = i.indexrelid
    left join pg_constraint x on x.conindid = i.indexrelid and x.contype = 'x'
    where i.indrelid = of_table and c.relname = constraint_or_index;
  if index_id is null then return null; end if;
  select string_agg(format('%s as c%s', pg_get_indexdef(index_id, n, true), n), ', '),
      string_agg(format('k.c%1$s %2$s r.c%1$s', n, case when o.oid is null then '=' else format('operator(%I.%s)', s.nspname, o.oprname) end), ' and ')
    into columns, terms
    from pg_index i, generate_series(1, i.indnkeyatts) n
    left join pg_operator o on o.oid = operators[n] left join pg_namespace s on s.oid = o.oprnamespace
    where i.indexrelid = index_id;
  execute format('select k.itself from (select to_jsonb(t) as itself, %2$s from %1$s t where %4$s) k,
      (select %2$s from jsonb_populate_record(null::%1$s, $1) t) r where %3$s limit 1', of_table, columns, terms, predicate)
    into answer using candidate;
  return answer;
end $$;
comment on function app.rival is 'The row that stands where a candidate would, by the constraint or index that refused it';

create function app.put_back(of_table regclass, itself jsonb) returns void language plpgsql as $$
begin
  execute (select format('insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, $1)',
      of_table, string_agg(format('%I', a.attname), ', '))
    from pg_attribute a where a.attrelid = of_table and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and itself ? a.attname) using itself;
end $$;
comment on function app.put_back is 'Writes a row that was set aside, as it was';

-- What only its person may read, and goes with them when they go, is moved in their name, and no copy of it is kept.
create function app.is_private(of_table regclass) returns boolean language sql stable as $$
  select exists (select from pg_constraint
    where conrelid = of_table and confrelid = 'people'::regclass and contype = 'f' and confdeltype = 'c')
$$;

create function app.hand_over(of_table regclass, key jsonb, giver uuid, taker uuid, wanted jsonb) returns boolean language plpgsql as $$
declare
  person text := app.swap_setting('app.person', giver::text);
  itself jsonb;
begin
  execute (select format('delete from %1$s t using jsonb_populate_record(null::%1$s, $1) k where %2$s returning to_jsonb(t)',
    of_table, string_agg(format('t.%1$I = k.%1$I', name), ' and ')) from jsonb_object_keys(key) name) into itself using key;
  perform app.swap_setting('app.person', taker::text);
  if itself is not null then perform app.put_back(of_table, itself || wanted); end if;
  perform app.swap_setting('app.person', person);
  return itself is not null;
end $$;
comment on function app.hand_over is 'Gives a row that only its person may read to another, as these two would do it themselves';

create function app.fold_row(of_merge uuid, of_table regclass, gone jsonb, kept jsonb) returns void language plpgsql as $$
declare
  reference record;
  child jsonb;
  wanted jsonb;
  held jsonb;
  moved jsonb;
  key jsonb;
  refused_by text;
  other jsonb;
  person text;
begin
  for reference in
    select c.conrelid::regclass as child_table, array_agg(f.attname::text order by k.at) as columns,
      array_agg(t.attname::text order by k.at) as to_columns,
      string_agg(format('t.%I = g.%I', f.attname, t.attname), ' and ') as joined
    from pg_constraint c, unnest(c.conkey, c.confkey) with ordinality k (child_n, parent_n, at), pg_attribute f, pg_attribute t
    where c.contype = 'f' and c.confrelid = of_table and c.conparentid = 0
      and f.attrelid = c.conrelid and f.attnum = k.child_n and t.attrelid = c.confrelid and t.attnum = k.parent_n
    group by c.oid, c.conrelid order by c.oid
  loop
    person := current_setting('app.person', true);
    if of_table = 'people'::regclass and app.is_private(reference.child_table) then
      perform app.swap_setting('app.person', gone ->> 'id');
    end if;
    select jsonb_object_agg(child_column, kept -> parent_column), jsonb_object_agg(child_column, gone -> parent_column)
      into wanted, held from unnest(reference.columns, reference.to_columns) as pair (child_column, parent_column);
    for child in execute format('select to_jsonb(t) from %s t, jsonb_populate_record(null::%s, $1) g where %s',
        reference.child_table, of_table, reference.joined) using gone
    loop
      key := app.part_of(child, app.key_columns(reference.child_table));
      if app.is_private(reference.child_table) then
        begin
          perform app.hand_over(reference.child_table, key, (gone ->> 'id')::uuid, (kept ->> 'id')::uuid, wanted);
          perform app.note_step(of_merge, reference.child_table, key, held, wanted);
        exception when unique_violation then
          -- The kept person has said it themself; the other answer goes with the other record.
          null;
        end;
        continue;
      end if;
      begin
        moved := app.change_row(reference.child_table, key, held, wanted);
        if moved is not null then
          perform app.note_step(of_merge, reference.child_table,
            app.part_of(moved, app.key_columns(reference.child_table)), held, wanted);
        end if;
      exception
      when check_violation then
        -- What speaks of both, such as their being a likely match, would say that the record is its own other.
        if not exists (select from jsonb_each(child - reference.columns) held_there where held_there.value = kept -> 'id') then
          raise;
        end if;
        perform app.set_aside(of_merge, reference.child_table, child);
      when unique_violation or exclusion_violation then
        get stacked diagnostics refused_by = constraint_name;
        other := app.rival(reference.child_table, refused_by, child || wanted);
        if other is null then raise; end if;
        perform app.fold_row(of_merge, reference.child_table, child, other);
      end;
    end loop;
    perform app.swap_setting('app.person', coalesce(person, ''));
  end loop;
  perform app.set_aside(of_merge, of_table, gone);
end $$;
comment on function app.fold_row is
  'Makes everything that refers to one row refer to another, then sets the first aside. What the other has already is folded in the same way';

create function app.set_aside(of_merge uuid, of_table regclass, itself jsonb) returns void language plpgsql as $$
declare
  key jsonb := app.part_of(itself, app.key_columns(of_table));
  removed jsonb;
begin
  execute (select format('delete from %1$s t using jsonb_populate_record(null::%1$s, $1) k where %2$s returning to_jsonb(t)',
    of_table, string_agg(format('t.%1$I = k.%1$I', name), ' and ')) from jsonb_object_keys(key) name) into removed using key;
  if removed is not null then perform app.note_step(of_merge, of_table, key, removed, null); end if;
end $$;
comment on function app.set_aside is 'Takes a row out and keeps it with the merge';

create function app.merge_people(of_merge uuid, kept_person uuid, gone_person uuid) returns void language plpgsql as $$
declare
  merging text := app.swap_setting('app.merging', 'yes');
  kept people;
  gone people;
  filled jsonb;
begin
  -- Whoever is writing about either has finished, and whoever comes next finds one record.
  perform from people where partnership_id = app.partnership() and id in (kept_person, gone_person) order by id for update;
  select * into kept from people where partnership_id = app.partnership() and id = kept_person;
  select * into gone from people where partnership_id = app.partnership() and id = gone_person;
  perform app.fold_row(of_merge, 'people', to_jsonb(gone), to_jsonb(kept));
  insert into person_aliases (partnership_id, id, person_id, ref)
    values (app.partnership(), gen_random_uuid(), kept.id, gone.ref);
  -- What the kept record does not know, the other may have known.
  select jsonb_object_agg(a.attname, to_jsonb(gone) -> a.attname) into filled
    from pg_attribute a
    where a.attrelid = 'people'::regclass and a.attnum > 0 and not a.attisdropped and not a.attnotnull
      and a.attgenerated = '' and a.atttypid in ('text'::regtype, 'date'::regtype)
      and to_jsonb(kept) -> a.attname = 'null' and to_jsonb(gone) -> a.attname <> 'null';
  if filled is not null then
    perform app.change_row('people', app.part_of(to_jsonb(kept), '{partnership_id,id}'), '{}', filled);
    perform app.note_step(of_merge, 'people', app.part_of(to_jsonb(kept), '{partnership_id,id}'),
      app.part_of(to_jsonb(kept), array(select jsonb_object_keys(filled))), filled);
  end if;
  update people set version = version + 1 where partnership_id = app.partnership() and id = kept.id;
  perform app.swap_setting('app.merging', merging);
end $$;
comment on function app.merge_people is 'Makes one record of two: all that refers to one refers to the other, which keeps both references';

create function app.undo_merge(of_merge uuid) returns integer language plpgsql as $$
declare
  merging text := app.swap_setting('app.merging', 'yes');
  merge person_merges;
  step person_merge_steps;
  left_out integer := 0;
  problem_found text;
begin
  select * into merge from person_merges where partnership_id = app.partnership() and id = of_merge for update;
  delete from person_aliases
    where partnership_id = app.partnership() and ref = merge.gone_ref and person_id = merge.kept_id;
  for step in select * from person_merge_steps
    where partnership_id = app.partnership() and merge_id = of_merge order by position desc
  loop
    problem_found := null;
    begin
      if step.after is null then
        perform app.put_back(step.table_name::regclass, step.before);
      elsif app.is_private(step.table_name::regclass) then
        if not app.hand_over(step.table_name::regclass, step.row_key, merge.kept_id, merge.gone_id, step.before) then
          problem_found := 'It was changed or removed since';
        end if;
      elsif app.change_row(step.table_name::regclass, step.row_key, step.after, step.before) is null then
        problem_found := 'It was changed or removed since';
      end if;
    exception when integrity_constraint_violation or unique_violation or check_violation or exclusion_violation
        or foreign_key_violation or not_null_violation then
      if step.table_name = 'people' then raise; end if;
      problem_found := 'Something else stands in its place now';
    end;
    if problem_found is not null then
      left_out := left_out + 1;
      update person_merge_steps set problem = problem_found
        where partnership_id = step.partnership_id and merge_id = step.merge_id and position = step.position;
    end if;
  end loop;
  update people set version = version + 1 where partnership_id = app.partnership() and id = merge.kept_id;
  perform app.swap_setting('app.merging', merging);
  return left_out;
end $$;
comment on function app.undo_merge is 'Puts back what a merge moved and set aside, and returns how many rows could not be, each with its reason';

-- A merge says that two people were one all along, so what came from a job of either stays.
create or replace function app.end_grants_with_engagement() returns trigger language plpgsql as $$
begin
  if new.ended_on is not null and new.ended_on is distinct from old.ended_on then
    update grants set ended_on = greatest(new.ended_on, started_on - 1), version = version + 1
    where partnership_id = new.partnership_id and source_engagement_id = new.id
      and (ended_on is null or ended_on > new.ended_on);
  end if;
  if coalesce(current_setting('app.merging', true), '') = 'yes' then return new; end if;
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

-- What is remembered about a system that files come from: its columns, and what is to be done with its files.
create table import_mappings (
  partnership_id uuid not null references partnerships,
  id uuid not null,
  kind text not null,
  name text not null check (name <> ''),
  mapping jsonb not null,
  options jsonb not null default '{}',
  complete_for text,
  applies boolean not null default false,
  tell text,
  saved_by uuid,
  saved_by_name text not null default '',
  saved_at timestamptz not null default now(),
  used_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, name)
);
comment on table import_mappings is 'Which column of a system''s files is which, under a name, to be offered again';
comment on column import_mappings.applies is 'Whether a file that comes by the folder is brought in by itself when no row is rejected; otherwise it waits to be looked through';
comment on column import_mappings.tell is 'The address that is told what became of a file that came by the folder. Personal data';
call app.isolate('import_mappings');
