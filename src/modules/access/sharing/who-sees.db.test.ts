/** The page that says who sees whom must say what row-level security does: both are asked, and compared. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { addSchoolAndNursery } from '../../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'
import { type RoleCode } from '../roles.ts'
import { identify } from '../identify.ts'
import { placesOf, rolesGiven } from './who-sees.queries.ts'
import { whoSees } from './who-sees.ts'

let world: World
let city: PartnershipIdentity
let places: Awaited<ReturnType<typeof addSchoolAndNursery>>
let amina: string
let count = 0

beforeAll(async () => (world = await openWorld()))
afterAll(() => world?.close())
beforeEach(async () => {
  count += 1
  city = await world.addPartnership(`city-${count}`)
  places = await addSchoolAndNursery(world, city)
  amina = newId()
  await world.act(city, async ({ db, partnership: { id: partnershipId } }) => {
    const roleId = newId()
    const name = { givenName: 'Amina', familyName: 'Khan' }
    await db
      .insertInto('people')
      .values({ partnershipId, id: amina, ref: 'AMINA', ...name })
      .execute()
    await db.insertInto('roles').values({ partnershipId, id: roleId, name: 'Teacher' }).execute()
    const job = { personId: amina, organisationId: places.school, teamId: places.team, roleId }
    const terms = { basis: 'permanent', startedOn: '2024-09-01' }
    await db
      .insertInto('engagements')
      .values({ partnershipId, id: newId(), ref: 'E1', ...job, ...terms })
      .execute()
  })
})

async function share(shares: 'named' | 'totals', endedOn: string | null) {
  await world.act(city, async ({ db, partnership: { id: partnershipId } }) => {
    await db
      .updateTable('organisations')
      .set({ registerKeptBy: 'itself' })
      .where('id', '=', places.school)
      .execute()
    const sharingAgreementId = newId()
    await db
      .insertInto('sharingAgreements')
      .values({
        partnershipId,
        id: sharingAgreementId,
        title: `Agreement ${sharingAgreementId}`,
        purpose: 'Training',
        lawfulBasis: 'public_task',
        items: 'Names',
        shares,
        startedOn: '2026-01-01',
        endedOn,
        reviewOn: '2026-12-31',
      })
      .execute()
    await db
      .insertInto('sharingAgreementParties')
      .values({ partnershipId, sharingAgreementId, organisationId: places.school })
      .execute()
  })
}

/** Whether row-level security shows Amina to somebody with the permission to see people. */
async function isShown(who: SignedUp): Promise<boolean> {
  const visitor = await identify(world.services, who.token, city)
  const scope = visitor.can('workforce.see')
  if (!scope) return false
  const { accountId, personId, name } = visitor
  const find = world.act(
    city,
    ({ db }) => db.selectFrom('people').select('id').where('id', '=', amina).executeTakeFirst(),
    { accountId, personId, name, scope },
  )
  return (await find) !== undefined
}

const grants: { role: RoleCode; over: 'partnership' | 'school' | 'nursery' | 'team' }[] = [
  { role: 'workforce_lead', over: 'partnership' },
  { role: 'board_member', over: 'partnership' },
  { role: 'practitioner', over: 'partnership' },
  { role: 'setting_lead', over: 'school' },
  { role: 'setting_lead', over: 'nursery' },
  { role: 'hr_officer', over: 'school' },
  { role: 'team_manager', over: 'team' },
  { role: 'trainer', over: 'partnership' },
]

test.each([
  ['while the authority keeps the register', async () => {}],
  ['under an agreement by name', () => share('named', null)],
  ['under an agreement on totals', () => share('totals', null)],
  ['after an agreement has ended', () => share('named', '2026-11-11')],
] as const)('tells of everybody who sees a person, and of nobody else, %s', async (_when, prepare) => {
  await prepare()
  const signed = new Map<string, { who: SignedUp; isTold: boolean }>()
  for (const [index, { role, over }] of grants.entries()) {
    const where = {
      partnership: {},
      school: { organisationId: places.school },
      nursery: { organisationId: places.nursery },
      team: { teamId: places.team },
    }[over]
    const who = await signedUp(world, city, { name: `Somebody ${'abcdefgh'[index]}`, role, ...where })
    signed.set(who.accountId, { who, isTold: false })
  }
  const seers = await world.act(city, async (ctx) =>
    whoSees(await placesOf(ctx, amina), await rolesGiven(ctx)),
  )
  for (const { accountId, sees } of seers)
    if (sees.includes('who they are and what they do')) signed.get(accountId)!.isTold = true
  for (const { who, isTold } of signed.values())
    expect([who.email, isTold]).toEqual([who.email, await isShown(who)])
  expect(seers.length).toBeGreaterThan(2)
})

test('names the agreement, the organisation or the team that is the reason', async () => {
  await share('named', null)
  await signedUp(world, city, { name: 'Grace', role: 'workforce_lead' })
  await signedUp(world, city, { name: 'Head', role: 'setting_lead', organisationId: places.school })
  await signedUp(world, city, { name: 'Tom', role: 'team_manager', teamId: places.team })
  const seers = await world.act(city, async (ctx) =>
    whoSees(await placesOf(ctx, amina), await rolesGiven(ctx)),
  )
  expect(seers.map(({ name, why }) => [name, why])).toEqual([
    ['Grace', expect.stringContaining('Hillside School shares by name: Agreement')],
    ['Head', 'Has this role over Hillside School'],
    ['Tom', 'Has this role over the team Reception'],
  ])
})

test('a role that has ended sees nothing', async () => {
  await signedUp(world, city, {
    name: 'Grace',
    role: 'workforce_lead',
    startedOn: '2026-01-01',
    endedOn: '2026-11-11',
  })
  const seers = await world.act(city, async (ctx) =>
    whoSees(await placesOf(ctx, amina), await rolesGiven(ctx)),
  )
  expect(seers).toEqual([])
})
