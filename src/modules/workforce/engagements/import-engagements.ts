/** Brings in engagements: who does what, where, since when. */
import { sql } from 'kysely'
import { addTeams, findTeams } from '#partnership'
import type { Context } from '#platform'
import { type ImportKind, type Staged, date, number, oneOf, text } from '#platform/imports/index'
import { addRoles } from '../roles/roles.ts'
import { bases } from './engagement.ts'
import { leavers } from './leavers.ts'

export const engagementsImport: ImportKind = {
  name: 'engagements',
  title: 'Engagements',
  noun: ['engagement', 'engagements'],
  teaching:
    'What people do: one row for each job, placement or voluntary role, with the day it started and, when it is over, the day it ended. Bring in organisations and people first. Someone who moves to another job gets a new row; the old one gets an end date.',
  key: ['engagement_ref'],
  columns: [
    {
      name: 'engagement_ref',
      required: true,
      type: text(),
      hint: 'A reference that stays the same, such as the assignment number',
      example: 'E0001',
      alsoCalled: [
        'assignment number',
        'assignment id',
        'job ref',
        'position id',
        'contract number',
        'post number',
      ],
    },
    {
      name: 'person_ref',
      required: true,
      type: text(),
      hint: 'The person_ref of someone already brought in',
      example: 'P0001',
      alsoCalled: [
        'employee number',
        'employee id',
        'employee ref',
        'payroll number',
        'staff number',
        'staff id',
        'person id',
      ],
    },
    {
      name: 'organisation_ref',
      required: true,
      type: text(),
      hint: 'The organisation_ref of the employer or setting',
      example: 'ORG-001',
      alsoCalled: ['organisation', 'employer', 'employer ref', 'org id', 'organisation code'],
    },
    {
      name: 'team',
      type: text(),
      hint: 'The team’s name; a new name adds a team to the organisation',
      example: 'North assessment team',
      alsoCalled: ['team name', 'department', 'service', 'cost centre'],
    },
    {
      name: 'role',
      required: true,
      type: text(),
      hint: 'What the person does; a new name adds a role',
      example: 'Social worker',
      alsoCalled: ['job title', 'position', 'post title', 'job'],
    },
    {
      name: 'basis',
      required: true,
      type: oneOf(Object.keys(bases)),
      hint: `One of ${Object.keys(bases).join(', ')}`,
      example: 'permanent',
      alsoCalled: ['contract type', 'employment type', 'assignment category'],
    },
    {
      name: 'fte',
      type: number({ min: 0, max: 2, decimals: 3 }),
      hint: 'Full-time equivalent, from 0 to 2',
      example: '0.6',
      alsoCalled: ['full time equivalent', 'whole time equivalent', 'wte'],
    },
    {
      name: 'started_on',
      required: true,
      type: date(),
      hint: 'The first day',
      example: '2024-09-02',
      alsoCalled: ['start date', 'started', 'from', 'effective start date', 'date started'],
    },
    {
      name: 'ended_on',
      type: date(),
      hint: 'The last day, empty while it goes on',
      alsoCalled: ['end date', 'ended', 'leaving date', 'to', 'effective end date', 'date left'],
    },
    {
      name: 'leaving_reason',
      type: text(),
      hint: 'Why it ended',
      alsoCalled: ['reason for leaving', 'leaving reason'],
    },
    {
      name: 'destination',
      type: text(),
      hint: 'Where the person went',
      alsoCalled: ['leaving destination'],
    },
  ],
  working: { person_id: 'uuid', organisation_id: 'uuid', role_id: 'uuid', team_id: 'uuid' },
  match: (_ctx, staged) =>
    staged.matched(sql`
      select s.row_number, e.id, jsonb_build_object('person_ref', p.ref, 'organisation_ref', o.ref, 'team', t.name,
        'role', r.name, 'basis', e.basis, 'fte', e.fte, 'started_on', e.started_on, 'ended_on', e.ended_on,
        'leaving_reason', e.leaving_reason, 'destination', e.destination) as before
      from staged s
      join engagements e on e.ref = s.engagement_ref
      join people p on p.id = e.person_id
      join organisations o on o.id = e.organisation_id
      join roles r on r.id = e.role_id
      left join teams t on t.id = e.team_id`),
  check,
  apply,
  complete: leavers,
}

async function check(ctx: Context, staged: Staged): Promise<void> {
  await sql`update staged set person_id = p.id from people p where p.ref = staged.person_ref`.execute(ctx.db)
  await sql`update staged set organisation_id = o.id from organisations o where o.ref = staged.organisation_ref`.execute(
    ctx.db,
  )
  await staged.refuseUnknown('person_ref', 'person_id', 'is not among the people. Bring the person in first')
  await staged.refuseUnknown(
    'organisation_ref',
    'organisation_id',
    'is not among the organisations. Bring it in first',
  )
  await staged.refuse(
    'ended_on',
    sql`'It ends before it starts on ' || started_on`,
    sql`ended_on < started_on`,
  )
}

async function apply(ctx: Context, staged: Staged): Promise<void> {
  await addRoles(ctx, await staged.distinct('role'))
  await addTeams(
    ctx,
    sql`select organisation_id, team as name from staged where outcome in ('created', 'changed') and team is not null`,
  )
  await sql`update staged set role_id = r.id from roles r where r.name = staged.role`.execute(ctx.db)
  await findTeams(ctx)
  await sql`update engagements e set person_id = s.person_id, organisation_id = s.organisation_id, team_id = s.team_id,
      role_id = s.role_id, basis = s.basis, fte = s.fte, started_on = s.started_on, ended_on = s.ended_on,
      leaving_reason = s.leaving_reason, destination = s.destination, version = e.version + 1
    from staged s where s.outcome = 'changed' and e.id = s.id`.execute(ctx.db)
  await sql`insert into engagements (partnership_id, id, ref, person_id, organisation_id, team_id, role_id, basis, fte,
      started_on, ended_on, leaving_reason, destination)
    select ${ctx.partnership.id}::uuid, new_id, engagement_ref, person_id, organisation_id, team_id, role_id, basis, fte,
      started_on, ended_on, leaving_reason, destination
    from staged where outcome = 'created'`.execute(ctx.db)
}
