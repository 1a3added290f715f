import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { complianceRows, statuses } from '#assurance'
import { bookAPlace, takeRegister } from '#learning'
import { type PartnershipIdentity, onlyOneself } from '#platform'
import { verifyHistory } from '#platform/history/verify'
import { sealHistory } from '#platform/history/seal'
import { type World, openWorld } from '../../test/support/world.ts'
import { cast } from './cast.ts'
import { loadDemonstration } from './index.ts'
import { dataPath, readTable } from './sources.ts'

const today = '2026-11-12'
const codes = [
  'cambridgeshire',
  'north-tyneside',
  'nottingham-city',
  'nottinghamshire',
  'richmond-upon-thames',
]
const silent = { say: () => {} }

let world: World
let owner: pg.Client

beforeAll(async () => {
  world = await openWorld()
  owner = new pg.Client({ connectionString: world.ownerUrl })
  await owner.connect()
  await loadDemonstration(world.services, { ...silent, people: 300 })
})
afterAll(async () => {
  await owner?.end()
  await world?.close()
})

async function ask<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(sql, values)).rows
}

async function partnership(code: string): Promise<PartnershipIdentity> {
  return world.services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
}

function complianceIn(here: PartnershipIdentity) {
  return world.act(here, (ctx) => complianceRows(ctx, { asAt: today }))
}

test('every partnership has all the actions of its plan', async () => {
  const rows = await ask<{ code: string; actions: number }>(
    `select p.code, count(*)::int as actions from actions a join partnerships p on p.id = a.partnership_id
     group by p.code order by p.code`,
  )
  expect(rows).toEqual([
    { code: 'cambridgeshire', actions: 16 },
    { code: 'north-tyneside', actions: 49 },
    { code: 'nottingham-city', actions: 32 },
    { code: 'nottinghamshire', actions: 11 },
    { code: 'richmond-upon-thames', actions: 28 },
  ])
})

test('in each some records may be of one person, by name and date of birth, and wait for somebody to say', async () => {
  const rows = await ask<{ code: string; pairs: number; alike: number }>(
    `select p.code, count(*)::int as pairs, count(*) filter (where one.full_name = other.full_name
       and one.birth_date = other.birth_date)::int as alike
     from person_matches m join partnerships p on p.id = m.partnership_id
     join people one on one.id = m.one_id join people other on other.id = m.other_id
     where m.state = 'open' group by p.code order by p.code`,
  )
  expect(rows).toHaveLength(5)
  for (const { pairs, alike } of rows) expect(alike).toBe(pairs)
})

test('published figures and headcounts are there as printed, with their own dates', async () => {
  for (const code of codes) {
    const printed = await readTable(dataPath('partnerships', code, 'figures.csv'), ['value_printed', 'as_at'])
    const kept = await ask<{ value_printed: string; as_at: string }>(
      `select value_printed, as_at::text from figures where partnership_id = $1 order by position`,
      [(await partnership(code)).id],
    )
    expect(kept).toEqual(printed)
  }
  const [employees] = await ask(
    `select sum(value)::int as people from headcounts h join sectors s on s.partnership_id = h.partnership_id and s.id = h.sector_id
     where s.name = 'Social care' and unit = 'people' and precision = 'exact' and h.source like 'Nottingham City%'`,
  )
  expect(employees).toEqual({ people: 387 })
})

test('each partnership has its board paper', async () => {
  const rows =
    await ask(`select p.code, content->>'reportTo' = report_to as whole from papers join partnerships p
    on p.id = papers.partnership_id order by 1`)
  expect(rows).toEqual(codes.map((code) => ({ code, whole: true })))
})

test('in Cambridgeshire the register gives the published vacancies and agency workers of every team', async () => {
  const rows = await ask<{ team: string; vacancies: number; agency_workers: number }>(
    `with funded as (select team_id, sum(fte) as fte from posts where partnership_id = $1 group by 1),
      staff as (select team_id, sum(fte) filter (where basis <> 'agency') as fte,
        count(*) filter (where basis = 'agency')::int as agency from engagements
        where partnership_id = $1 and ended_on is null group by 1)
     select t.name as team, (funded.fte - staff.fte)::float as vacancies, staff.agency as agency_workers
     from funded join staff using (team_id) join teams t on t.partnership_id = $1 and t.id = team_id`,
    [(await partnership('cambridgeshire')).id],
  )
  const published = await readTable(dataPath('partnerships', 'cambridgeshire', 'team-position.csv'), [
    'team',
    'vacancies',
    'agency_workers',
  ])
  for (const { team, vacancies, agency_workers: agency } of published)
    expect(rows).toContainEqual({ team, vacancies: Number(vacancies), agency_workers: Number(agency) })
  const [posts] = await ask(
    `select round(sum(fte), 1)::float as posts from posts p join teams t on t.partnership_id = p.partnership_id and t.id = p.team_id
     where t.name = any ($1) and p.partnership_id = $2`,
    [published.map(({ team }) => team), (await partnership('cambridgeshire')).id],
  )
  expect(posts).toEqual({ posts: 326.7 })
})

test('the size that is asked for is that of the largest partnership at work today', async () => {
  const rows = await ask<{ code: string; people: number }>(
    `select p.code, count(distinct person_id)::int as people from engagements e join partnerships p on p.id = e.partnership_id
     where e.ended_on is null group by p.code`,
  )
  const largest = rows.find(({ code }) => code === 'nottingham-city')!.people
  expect(Math.abs(largest - 300)).toBeLessThanOrEqual(15)
})

test('people started and left in each of the last three years, and nothing lies in the future', async () => {
  const rows = await ask<{ year: number; starters: number; leavers: number }>(
    `select years.ago as year,
       (select count(*)::int from engagements where started_on > $1::date - (years.ago + 1) * 365 and started_on <= $1::date - years.ago * 365) as starters,
       (select count(*)::int from engagements where ended_on > $1::date - (years.ago + 1) * 365 and ended_on <= $1::date - years.ago * 365) as leavers
     from generate_series(0, 2) as years (ago)`,
    [today],
  )
  for (const { starters, leavers } of rows) {
    expect(starters).toBeGreaterThan(10)
    expect(leavers).toBeGreaterThan(10)
  }
  const [future] = await ask(
    `select (select count(*)::int from engagements where started_on > $1 or ended_on > $1) as engagements,
       (select count(*)::int from evidence where obtained_on > $1) as evidence,
       (select count(*)::int from bookings b join sessions s on s.partnership_id = b.partnership_id and s.id = b.session_id
        where attendance is not null and held_on > $1) as attendance`,
    [today],
  )
  expect(future).toEqual({ engagements: 0, evidence: 0, attendance: 0 })
})

test('whoever came to every session of an event has evidence of it, and nobody else', async () => {
  const [counts] = await ask<{ came: number; completed: number; evidence: number }>(
    `with came as (
       select b.person_id, s.event_id from bookings b
       join sessions s on s.partnership_id = b.partnership_id and s.id = b.session_id
       where b.attendance = 'attended' group by 1, 2
       having count(*) = (select count(*) from sessions o where o.event_id = s.event_id))
     select (select count(*)::int from came) as came,
       (select count(*)::int from came join completions c using (person_id, event_id)) as completed,
       (select count(*)::int from evidence where source = 'attendance') as evidence`,
  )
  expect(counts!.came).toBeGreaterThan(100)
  expect(counts!.completed).toBe(counts!.came)
  expect(counts!.evidence).toBe(counts!.came)
})

test.each(codes)('in %s Amina lacks one thing, and can book it today and later', async (code) => {
  const here = await partnership(code)
  const [amina] = await ask<{ ref: string; team_id: string }>(
    `select p.ref, e.team_id from people p join engagements e on e.partnership_id = p.partnership_id and e.person_id = p.id
     where p.partnership_id = $1 and full_name = 'Amina Khan' and e.ended_on is null`,
    [here.id],
  )
  const lines = await complianceIn(here)
  expect(
    lines
      .filter(({ person_ref: ref, status }) => ref === amina!.ref && status === 'overdue')
      .map((line) => line.requirement_code),
  ).toEqual(['SG-WORKING-TOGETHER'])
  const bookable = await ask<{ held_on: string; left: number; taken: boolean }>(
    `select s.held_on::text, s.places - count(b.id)::int as left, s.register_taken_at is not null as taken
     from sessions s join events e on e.partnership_id = s.partnership_id and e.id = s.event_id
     join courses c on c.partnership_id = e.partnership_id and c.id = e.course_id
     left join bookings b on b.partnership_id = s.partnership_id and b.session_id = s.id
     where s.partnership_id = $1 and c.code = 'SG-WORKING-TOGETHER' and s.held_on >= $2
     group by s.id, s.held_on, s.places, s.register_taken_at having s.places > count(b.id) order by s.held_on`,
    [here.id, today],
  )
  expect(bookable[0]).toMatchObject({ held_on: today, taken: false })
  expect(bookable.some(({ held_on: heldOn }) => heldOn > today && heldOn < '2026-12-12')).toBe(true)
  const managed = await ask(
    `select 1 from grants g join accounts a on a.id = g.account_id
     where g.partnership_id = $1 and a.display_name = 'Tom Whitfield' and g.role = 'team_manager' and g.team_id = $2`,
    [here.id, amina!.team_id],
  )
  expect(managed).toHaveLength(1)
})

test('most people are compliant and some are in every other state', async () => {
  const here = await partnership('nottingham-city')
  const lines = await complianceIn(here)
  const share = (status: string) => lines.filter((line) => line.status === status).length / lines.length
  expect(share('met') + share('due_soon')).toBeGreaterThan(0.8)
  for (const status of statuses) expect(share(status), status).toBeGreaterThan(0)
})

test.each(codes)('in %s a visitor can be anybody of the cast', async (code) => {
  for (const { given, family } of cast) {
    const choice = await world.browser().visit(`/p/${code}/demonstration`)
    const [account] = await ask<{ id: string }>(`select id from accounts where email = $1`, [
      `${given}.${family}@${code}.invalid`.toLowerCase(),
    ])
    const page = await choice.submit({ account: account!.id })
    expect(page.status).toBe(200)
    expect(page.html).toContain(`${given} ${family}`)
  }
})

test('the history has one entry for the loading, and its chain holds', async () => {
  const rows = await ask(
    `select p.code, count(*)::int as entries from history_entries h join partnerships p on p.id = h.partnership_id
     where h.action = 'demonstration.loaded' group by 1 order by 1`,
  )
  expect(rows).toEqual(codes.map((code) => ({ code, entries: 1 })))
  await sealHistory(world.services, 'all')
  expect((await verifyHistory(world.services)).every(({ brokenAt }) => brokenAt === null)).toBe(true)
})

test('a visitor can walk the whole path: Amina books today’s session, Dev takes its register, and she lacks nothing more', async () => {
  const here = await partnership('richmond-upon-thames')
  const [amina] = await ask<{ id: string; ref: string }>(
    `select id, ref from people where partnership_id = $1 and full_name = 'Amina Khan'`,
    [here.id],
  )
  const [session] = await ask<{ id: string }>(
    `select s.id from sessions s join events e on e.partnership_id = s.partnership_id and e.id = s.event_id
     join courses c on c.partnership_id = e.partnership_id and c.id = e.course_id
     where s.partnership_id = $1 and c.code = 'SG-WORKING-TOGETHER' and s.held_on = $2`,
    [here.id, today],
  )
  const { id: personId, ref } = amina!
  const { id: sessionId } = session!
  const herself = { personId, scope: onlyOneself }
  const booking = await world.act(here, (ctx) => bookAPlace(ctx, { sessionId, personId }), herself)
  expect(booking.outcome).toBe('booked')
  const register = await world.act(here, (ctx) =>
    takeRegister(ctx, { sessionId, marks: new Map(), everyoneElseAttended: true }),
  )
  expect(register.outcome).toBe('taken')
  const line = (await complianceIn(here)).find(
    (one) => one.person_ref === ref && one.requirement_code === 'SG-WORKING-TOGETHER',
  )
  expect(line).toMatchObject({ status: 'met', met_on: today })
})
