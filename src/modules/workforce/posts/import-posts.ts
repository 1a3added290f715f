/** Brings in posts: the funded places that people fill, so that vacancies can be worked out. */
import { sql } from 'kysely'
import { addTeams, findTeams } from '#partnership'
import type { Context } from '#platform'
import { type ImportKind, counting, type Staged, date, number, text } from '#platform/imports/index'
import { addRoles } from '../roles/roles.ts'

export const postsImport: ImportKind = {
  name: 'posts',
  title: 'Posts',
  noun: ['post', 'posts'],
  teaching:
    'Funded places for a role in a team, filled or not. What is funded and not filled by an employee is a vacancy, so bring posts in when the establishment changes.',
  key: ['post_ref'],
  columns: [
    {
      name: 'post_ref',
      required: true,
      type: text(),
      hint: 'A reference that stays the same, such as the position number',
      example: 'POST-001',
      alsoCalled: ['post number', 'position number', 'position id', 'post id'],
    },
    {
      name: 'organisation_ref',
      required: true,
      type: text(),
      hint: 'The organisation_ref of the employer',
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
      hint: 'What the post is for; a new name adds a role',
      example: 'Social worker',
      alsoCalled: ['job title', 'position', 'post title', 'job'],
    },
    {
      name: 'fte',
      required: true,
      type: number({ min: 0.001, max: 99, decimals: 3 }),
      hint: 'Full-time equivalent that is funded',
      example: '1',
      alsoCalled: ['full time equivalent', 'funded fte', 'budgeted fte', 'wte'],
    },
    {
      name: 'funded_from',
      required: true,
      type: date(),
      hint: 'The first day it is funded',
      example: '2024-04-01',
      alsoCalled: ['start date', 'from', 'effective start date'],
    },
    {
      name: 'funded_to',
      type: date(),
      hint: 'The last day it is funded, empty while it goes on',
      alsoCalled: ['end date', 'to', 'effective end date'],
    },
  ],
  working: { organisation_id: 'uuid', role_id: 'uuid', team_id: 'uuid' },
  match: (_ctx, staged) =>
    staged.matched(sql`
      select s.row_number, p.id, jsonb_build_object('organisation_ref', o.ref, 'team', t.name, 'role', r.name,
        'fte', p.fte, 'funded_from', p.funded_from, 'funded_to', p.funded_to) as before
      from staged s
      join posts p on p.ref = s.post_ref
      join organisations o on o.id = p.organisation_id
      join roles r on r.id = p.role_id
      left join teams t on t.id = p.team_id`),
  check,
  apply,
  inRegister: counting(sql`(select distinct ref from posts) as post`),
}

async function check(ctx: Context, staged: Staged): Promise<void> {
  await sql`update staged set organisation_id = o.id from organisations o where o.ref = staged.organisation_ref`.execute(
    ctx.db,
  )
  await staged.refuseUnknown(
    'organisation_ref',
    'organisation_id',
    'is not among the organisations. Bring it in first',
  )
  await staged.refuse(
    'funded_to',
    sql`'It ends before it starts on ' || funded_from`,
    sql`funded_to < funded_from`,
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
  await sql`update posts p set organisation_id = s.organisation_id, team_id = s.team_id, role_id = s.role_id, fte = s.fte,
      funded_from = s.funded_from, funded_to = s.funded_to, version = p.version + 1
    from staged s where s.outcome = 'changed' and p.id = s.id`.execute(ctx.db)
  await sql`insert into posts (partnership_id, id, ref, organisation_id, team_id, role_id, fte, funded_from, funded_to)
    select ${ctx.partnership.id}::uuid, new_id, post_ref, organisation_id, team_id, role_id, fte, funded_from, funded_to
    from staged where outcome = 'created'`.execute(ctx.db)
}
