/** Brings in exemptions: people excused from a requirement for a time, each with its reason. */
import { sql } from 'kysely'
import type { Context } from '#platform'
import { type ImportKind, counting, type Staged, date, text } from '#platform/imports/index'
import { findPeople } from './evidence-import.ts'
import { personRef } from './person-ref-column.ts'

export const exemptionsImport: ImportKind = {
  name: 'exemptions',
  title: 'Exemptions',
  noun: ['exemption', 'exemptions'],
  teaching:
    'People whom a requirement does not bind for a time, with the reason, such as long leave. While it lasts they count neither as compliant nor as overdue. Bring people and requirements in first.',
  key: ['person_ref', 'requirement_code', 'from'],
  columns: [
    personRef,
    {
      name: 'requirement_code',
      required: true,
      type: text(),
      hint: 'The code of the requirement',
      example: 'SG-CORE',
      alsoCalled: ['requirement', 'code'],
    },
    {
      name: 'from',
      required: true,
      type: date(),
      hint: 'The first day of the exemption',
      example: '2026-01-05',
      alsoCalled: ['start date', 'from date', 'started_on'],
    },
    {
      name: 'to',
      type: date(),
      hint: 'Its last day, empty while it goes on',
      example: '2026-09-30',
      alsoCalled: ['end date', 'to date', 'until', 'ended_on'],
    },
    {
      name: 'reason',
      required: true,
      type: text(2000),
      hint: 'Why, in words that the person may read',
      example: 'On maternity leave',
      alsoCalled: ['exemption reason', 'why'],
    },
  ],
  working: { person_id: 'uuid', requirement_id: 'uuid' },
  match: (_ctx, staged) =>
    staged.matched(sql`
      select s.row_number, x.id, jsonb_build_object('to', x.ended_on, 'reason', x.reason) as before
      from staged s
      join person_refs p on p.ref = s.person_ref
      join requirements r on r.code = s.requirement_code
      join exemptions x on x.person_id = p.person_id and x.requirement_id = r.id and x.started_on = s."from"`),
  check,
  apply,
  inRegister: counting(sql`exemptions`),
}

async function check(ctx: Context, staged: Staged): Promise<void> {
  await findPeople(ctx, staged)
  await staged.refuseRepeated(
    ['person_id', 'requirement_code', 'from'],
    'is about the same person',
    sql`not rejected`,
  )
  await sql`update staged set requirement_id = r.id from requirements r where r.code = staged.requirement_code`.execute(
    ctx.db,
  )
  await staged.refuseUnknown(
    'requirement_code',
    'requirement_id',
    'is not among the requirements. Bring it in first',
  )
  await staged.refuse('to', sql`'It ends before it starts on ' || "from"`, sql`"to" < "from"`)
}

async function apply(ctx: Context): Promise<void> {
  await sql`update exemptions x set ended_on = s."to", reason = s.reason, version = x.version + 1
    from staged s where s.outcome = 'changed' and x.id = s.id`.execute(ctx.db)
  await sql`insert into exemptions
      (partnership_id, id, person_id, requirement_id, started_on, ended_on, reason, approved_by)
    select ${ctx.partnership.id}::uuid, new_id, person_id, requirement_id, "from", "to", reason, ${ctx.actor.accountId}::uuid
    from staged where outcome = 'created'`.execute(ctx.db)
}
