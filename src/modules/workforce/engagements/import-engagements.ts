/** Brings in engagements: who does what, where, since when. */
import { sql } from 'kysely'
import { addTeams, cohorts, findTeams } from '#partnership'
import type { Context } from '#platform'
import { type ImportKind, counting, type Staged, date, number, oneOf, text } from '#platform/imports/index'
import { addRoles } from '../roles/roles.ts'
import { bases, payStatuses } from './engagement.ts'
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
    {
      name: 'hours_per_week',
      type: number({ min: 0, max: 168, decimals: 2 }),
      hint: 'Contracted hours a week',
      example: '22.2',
      alsoCalled: ['contracted hours', 'hours', 'weekly hours', 'contract hours'],
    },
    {
      name: 'cohort',
      type: oneOf(Object.keys(cohorts)),
      hint: `One of ${Object.keys(cohorts).join(', ')}. Empty: as usual for the organisation and the basis`,
    },
    {
      name: 'pay_status',
      type: oneOf(Object.keys(payStatuses)),
      hint: 'paid or unpaid. Empty: as usual for the basis',
      alsoCalled: ['paid or unpaid'],
    },
    {
      name: 'client_age_from',
      type: number({ min: 0, max: 99, decimals: 0 }),
      hint: 'The youngest children or young people worked with, in years',
      example: '0',
    },
    {
      name: 'client_age_to',
      type: number({ min: 0, max: 99, decimals: 0 }),
      hint: 'The oldest children or young people worked with, in years',
      example: '19',
    },
  ],
  working: {
    person_id: 'uuid',
    organisation_id: 'uuid',
    role_id: 'uuid',
    team_id: 'uuid',
    // Of an engagement whose terms have changed: the last day of the first terms, and the first day of the last.
    first_terms_end: 'date',
    last_terms_start: 'date',
  },
  match: (_ctx, staged) =>
    staged.matched(sql`
      select distinct on (s.row_number) s.row_number, e.id, jsonb_build_object('person_ref', coalesce(known.ref, p.ref),
        'organisation_ref', o.ref, 'team', t.name, 'role', r.name, 'basis', e.basis, 'fte', e.fte,
        'started_on', min(e.started_on) over line,
        'ended_on', case when not bool_or(e.ended_on is null) over line then max(e.ended_on) over line end,
        'leaving_reason', first_value(e.leaving_reason) over latest, 'destination', first_value(e.destination) over latest,
        'hours_per_week', e.hours_per_week,
        -- An empty cell asks for nothing: what is there is as good.
        'cohort', case when s.cohort is not null then e.cohort end,
        'pay_status', case when s.pay_status is not null then e.pay_status end,
        'client_age_from', e.client_age_from, 'client_age_to', e.client_age_to) as before
      from staged s
      join engagements e on e.ref = s.engagement_ref
      join people p on p.id = e.person_id
      left join person_refs known on known.ref = s.person_ref and known.person_id = e.person_id
      join organisations o on o.id = e.organisation_id
      join roles r on r.id = e.role_id
      left join teams t on t.id = e.team_id
      window line as (partition by s.row_number), latest as (partition by s.row_number order by e.started_on desc)
      -- The terms on the day that the file is about.
      order by s.row_number, e.started_on <= ${staged.asAt}::date desc, abs(e.started_on - ${staged.asAt}::date)`),
  check,
  apply,
  inRegister: counting(sql`(select distinct ref from engagements) as engagement`),
  complete: leavers,
}

async function check(ctx: Context, staged: Staged): Promise<void> {
  await sql`update staged set person_id = r.person_id from person_refs r where r.ref = staged.person_ref`.execute(
    ctx.db,
  )
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
  await staged.refuse(
    'client_age_to',
    sql`'Give both ages, the younger first'`,
    sql`(client_age_from is null) <> (client_age_to is null) or client_age_to < client_age_from`,
  )
  await refuseDaysAcrossChanges(ctx, staged)
}

/** The days of terms that changed are for a person to set right: a file knows only the first and the last. */
async function refuseDaysAcrossChanges(ctx: Context, staged: Staged): Promise<void> {
  await sql`update staged s set first_terms_end = line.first_terms_end, last_terms_start = line.last_terms_start
    from (select ref, min(ended_on) as first_terms_end, max(started_on) as last_terms_start
      from engagements where ref in (select ref from engagements where continues_id is not null) group by ref) as line
    where line.ref = s.engagement_ref`.execute(ctx.db)
  await staged.refuse(
    'started_on',
    sql`'Its terms changed on ' || first_terms_end + 1 || ', before this first day. Correct that on the page of the person'`,
    sql`started_on > first_terms_end`,
  )
  await staged.refuse(
    'ended_on',
    sql`'Its terms change on ' || last_terms_start || ', after this last day. Say on the page of the person that it ended'`,
    sql`ended_on < last_terms_start`,
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
  const terms = sql`team_id = s.team_id, role_id = s.role_id, basis = s.basis, fte = s.fte, hours_per_week = s.hours_per_week,
    cohort = coalesce(s.cohort, e.cohort), pay_status = coalesce(s.pay_status, e.pay_status),
    client_age_from = s.client_age_from, client_age_to = s.client_age_to`
  const whose = sql`person_id = s.person_id, organisation_id = s.organisation_id`
  const ending = sql`ended_on = s.ended_on, leaving_reason = s.leaving_reason, destination = s.destination`
  await sql`update engagements e set ${whose}, ${terms}, started_on = s.started_on, ${ending}, version = e.version + 1
    from staged s where s.outcome = 'changed' and e.id = s.id and s.last_terms_start is null`.execute(ctx.db)
  // Where the terms have changed, each row has its part of it: those of the day, the first day, the last.
  const line = sql`from staged s where s.outcome = 'changed' and s.last_terms_start is not null and e.ref = s.engagement_ref`
  await sql`update engagements e set ${whose}, version = e.version + 1 ${line}`.execute(ctx.db)
  await sql`update engagements e set ${terms} ${line} and e.id = s.id`.execute(ctx.db)
  await sql`update engagements e set started_on = s.started_on ${line} and e.continues_id is null`.execute(
    ctx.db,
  )
  await sql`update engagements e set ${ending} ${line} and e.started_on = s.last_terms_start`.execute(ctx.db)
  const columns = sql`person_id, organisation_id, team_id, role_id, basis, fte, started_on, ended_on, leaving_reason,
    destination, hours_per_week, client_age_from, client_age_to`
  await sql`insert into engagements (partnership_id, id, ref, ${columns}, cohort, pay_status)
    select ${ctx.partnership.id}::uuid, new_id, engagement_ref, ${columns}, coalesce(cohort, ''), coalesce(pay_status, '')
    from staged where outcome = 'created'`.execute(ctx.db)
}
