/** Brings in requirements: who must have what, by when and how often. */
import { sql } from 'kysely'
import { addSectors, organisationKinds } from '#partnership'
import type { Context } from '#platform'
import { type ImportKind, type Staged, date, oneOf, set, text, wholeNumber } from '#platform/imports/index'
import { addRoles, bases } from '#workforce'
import { addEvidenceTypes } from '../evidence-types.ts'
import { mostDays, mostMonths } from '../requirement.ts'

const days = wholeNumber({ min: 0, max: mostDays })

export const requirementsImport: ImportKind = {
  name: 'requirements',
  title: 'Requirements',
  noun: ['requirement', 'requirements'],
  teaching:
    'Who must have what, how soon after they start, how long it counts, and when to warn. An empty list of roles, sectors, bases or kinds means all of them. Any one of the evidence codes is enough.',
  key: ['requirement_code'],
  columns: [
    {
      name: 'requirement_code',
      required: true,
      type: text(),
      hint: 'A short code that stays the same',
      example: 'SG-CORE',
      alsoCalled: ['code', 'requirement'],
    },
    {
      name: 'title',
      required: true,
      type: text(),
      hint: 'What people call it',
      example: 'Safeguarding children: core awareness',
      alsoCalled: ['name', 'requirement title'],
    },
    {
      name: 'roles',
      type: set(text()),
      hint: 'The roles it binds, parted by semicolons; empty for all',
      example: 'Social worker; Family support worker',
      alsoCalled: ['role', 'job titles'],
    },
    {
      name: 'sectors',
      type: set(text()),
      hint: 'The sectors it binds, parted by semicolons; empty for all',
      example: 'Social care; Health',
      alsoCalled: ['sector'],
    },
    {
      name: 'bases',
      type: set(oneOf(Object.keys(bases))),
      hint: `The bases it binds, of ${Object.keys(bases).join(', ')}; empty for all`,
      example: 'permanent; fixed_term',
      alsoCalled: ['basis'],
    },
    {
      name: 'kinds',
      type: set(oneOf(Object.keys(organisationKinds))),
      hint: `The kinds of organisation it binds, of ${Object.keys(organisationKinds).join(', ')}; empty for all`,
      example: 'school',
      alsoCalled: ['kind', 'organisation kinds'],
    },
    {
      name: 'due_within_days',
      type: days,
      hint: 'Days a person has from when it first binds them',
      example: '42',
      whenEmpty: 0,
    },
    {
      name: 'valid_for_months',
      type: wholeNumber({ min: 1, max: mostMonths }),
      hint: 'Months that evidence counts when it has no expiry of its own; empty for ever',
      example: '36',
      alsoCalled: ['validity', 'valid months', 'frequency (months)'],
    },
    {
      name: 'warn_days',
      type: days,
      hint: 'Days before the expiry from which it is due soon',
      example: '60',
      whenEmpty: 0,
    },
    {
      name: 'grace_days',
      type: days,
      hint: 'Days after the due date before it is overdue',
      example: '28',
      whenEmpty: 0,
    },
    {
      name: 'evidence_codes',
      required: true,
      type: set(text()),
      hint: 'Course or check codes, parted by semicolons, any of which counts; new codes are added',
      example: 'SG-CORE; SG-REFRESHER',
      alsoCalled: ['evidence', 'courses', 'course codes'],
    },
    {
      name: 'applies_from',
      required: true,
      type: date(),
      hint: 'The first day it applies',
      example: '2022-04-01',
      alsoCalled: ['from', 'start date'],
    },
    {
      name: 'applies_to',
      type: date(),
      hint: 'The last day it applies, empty while it goes on',
      alsoCalled: ['to', 'end date'],
    },
  ],
  match: (_ctx, staged) =>
    staged.matched(sql`
      select s.row_number, r.id, jsonb_build_object('title', r.title,
        'roles', array(select x.name from requirement_roles l join roles x on x.id = l.role_id
          where l.requirement_id = r.id order by x.name collate "C"),
        'sectors', array(select x.name from requirement_sectors l join sectors x on x.id = l.sector_id
          where l.requirement_id = r.id order by x.name collate "C"),
        'evidence_codes', array(select x.code from requirement_evidence_types l join evidence_types x on x.id = l.evidence_type_id
          where l.requirement_id = r.id order by x.code collate "C"),
        'bases', array(select x from unnest(r.bases) x order by x collate "C"),
        'kinds', array(select x from unnest(r.kinds) x order by x collate "C"),
        'due_within_days', r.due_within_days, 'valid_for_months', r.valid_for_months, 'warn_days', r.warn_days,
        'grace_days', r.grace_days, 'applies_from', r.applies_from, 'applies_to', r.applies_to) as before
      from staged s join requirements r on r.code = s.requirement_code`),
  async check(_ctx, staged) {
    await staged.refuse(
      'applies_to',
      sql`'It ends before it starts on ' || applies_from`,
      sql`applies_to < applies_from`,
    )
  },
  apply,
}

async function apply(ctx: Context, staged: Staged): Promise<void> {
  await addRoles(ctx, await staged.distinct('roles'))
  await addSectors(ctx, await staged.distinct('sectors'))
  await addEvidenceTypes(ctx, await staged.distinct('evidence_codes'), 'other')
  await sql`update requirements r set title = s.title, bases = s.bases, kinds = s.kinds, due_within_days = s.due_within_days,
      valid_for_months = s.valid_for_months, warn_days = s.warn_days, grace_days = s.grace_days,
      applies_from = s.applies_from, applies_to = s.applies_to, version = r.version + 1
    from staged s where s.outcome = 'changed' and r.id = s.id`.execute(ctx.db)
  await sql`insert into requirements (partnership_id, id, code, title, bases, kinds, due_within_days, valid_for_months,
      warn_days, grace_days, applies_from, applies_to)
    select ${ctx.partnership.id}::uuid, new_id, requirement_code, title, bases, kinds, due_within_days, valid_for_months,
      warn_days, grace_days, applies_from, applies_to
    from staged where outcome = 'created'`.execute(ctx.db)
  await writeLists(ctx)
}

/** Each list as the file has it, in place of what it was. */
async function writeLists(ctx: Context): Promise<void> {
  const lists = [
    { column: 'roles', table: 'requirement_roles', key: 'role_id', from: 'roles', name: 'name' },
    { column: 'sectors', table: 'requirement_sectors', key: 'sector_id', from: 'sectors', name: 'name' },
    {
      column: 'evidence_codes',
      table: 'requirement_evidence_types',
      key: 'evidence_type_id',
      from: 'evidence_types',
      name: 'code',
    },
  ]
  for (const { column, table, key, from, name } of lists) {
    await sql`delete from ${sql.table(table)} where requirement_id in
      (select id from staged where outcome = 'changed')`.execute(ctx.db)
    await sql`insert into ${sql.table(table)} (partnership_id, requirement_id, ${sql.ref(key)})
      select ${ctx.partnership.id}::uuid, coalesce(s.id, s.new_id), x.id
      from staged s, unnest(s.${sql.ref(column)}) as one (name) join ${sql.table(from)} x on x.${sql.ref(name)} = one.name
      where s.outcome in ('created', 'changed')`.execute(ctx.db)
  }
}
