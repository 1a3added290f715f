/** Agreements are kept by people and enforced by the database: what a page shows follows from one to the other. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { addSchoolAndNursery } from '../../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let city: PartnershipIdentity
let grace: SignedUp
let head: SignedUp
let places: Awaited<ReturnType<typeof addSchoolAndNursery>>
let amina: string
let count = 0

beforeAll(async () => (world = await openWorld()))
afterAll(() => world?.close())

beforeEach(async () => {
  count += 1
  city = await world.addPartnership(`city-${count}`, { name: 'Nottingham City' })
  places = await addSchoolAndNursery(world, city)
  amina = await works('Amina', 'Khan', places.school)
  await works('Ruth', 'Ellison', places.nursery)
  grace = await signedUp(world, city, { name: 'Grace', role: 'workforce_lead', secondFactorGiven: true })
  head = await signedUp(world, city, {
    name: 'Head',
    role: 'setting_lead',
    organisationId: places.school,
    secondFactorGiven: true,
  })
})

function works(givenName: string, familyName: string, organisationId: string): Promise<string> {
  return world.act(city, async ({ db, partnership }) => {
    const partnershipId = partnership.id
    const [personId, roleId] = [newId(), newId()]
    await db
      .insertInto('people')
      .values({ partnershipId, id: personId, ref: givenName, givenName, familyName })
      .execute()
    await db
      .insertInto('roles')
      .values({ partnershipId, id: roleId, name: `Teacher ${personId}`, family: 'school' })
      .execute()
    await db
      .insertInto('engagements')
      .values({
        partnershipId,
        id: newId(),
        ref: `${givenName}-1`,
        personId,
        organisationId,
        roleId,
        basis: 'permanent',
        startedOn: '2024-09-01',
      })
      .execute()
    return personId
  })
}

const visit = (who: SignedUp, path: string) => world.browser(who.token).visit(`/p/${city.code}${path}`)

async function keepsItsOwn() {
  const form = await visit(grace, `/sharing/organisations/${places.school}/keeper`)
  await form.submit({ registerKeptBy: 'itself' })
}

const date = (name: string, [day, month, year]: [string, string, string]) => ({
  [`${name}-day`]: day,
  [`${name}-month`]: month,
  [`${name}-year`]: year,
})

const answers = (more: Record<string, string> = {}) => ({
  Title: 'Training records of Hillside School',
  'Organisations that share': 'hillside school',
  Purpose: 'To book staff on training',
  lawfulBasis: 'public_task',
  shares: 'named',
  'Which data': 'Name and role',
  ...date('startedOn', ['12', '11', '2026']),
  ...date('reviewOn', ['1', '11', '2027']),
  ...more,
})

const agree = async (more: Record<string, string> = {}) =>
  (await visit(grace, '/sharing/agreements/new')).submit(answers(more))

describe('a school that keeps its own register', () => {
  test('is not seen by name by a role over the whole partnership, and is by its head', async () => {
    expect((await visit(grace, '/people')).text).toContain('Amina Khan')
    await keepsItsOwn()
    const people = await visit(grace, '/people')
    expect(people.text).toContain('Ruth Ellison')
    expect(people.text).not.toContain('Amina')
    expect((await visit(grace, `/people/${amina}`)).status).toBe(404)
    expect((await visit(grace, '/people?search=khan')).text).not.toContain('Amina')
    expect((await visit(grace, '/people/export')).html).not.toContain('Amina')
    expect((await visit(head, '/people')).text).toContain('Amina Khan')
  })

  test('is seen by name while an agreement in force says so, and closed again the day after its last', async () => {
    await keepsItsOwn()
    const agreement = await agree()
    expect(agreement.text).toContain('In force')
    expect(agreement.text).toContain('Hillside School (it keeps its own)')
    expect((await visit(grace, `/people/${amina}`)).heading).toBe('Amina Khan')
    const ended = await (
      await agreement.follow('End Training records')
    ).submit({
      ...date('endedOn', ['11', '11', '2026']),
      'Why it ends': 'The school has a system of its own',
    })
    expect(ended.text).toContain('Ended')
    expect((await visit(grace, `/people/${amina}`)).status).toBe(404)
  })

  test('stays closed under an agreement on totals, or one that begins tomorrow', async () => {
    await keepsItsOwn()
    await agree({ shares: 'totals' })
    await agree({ Title: 'Later', ...date('startedOn', ['13', '11', '2026']) })
    expect((await visit(grace, `/people/${amina}`)).status).toBe(404)
  })
})

describe('the totals of a school that keeps its own register', () => {
  test('are told to the authority, small numbers withheld, and count everybody', async () => {
    expect((await visit(grace, '/figures/own-registers')).text).toContain(
      'The authority keeps every register',
    )
    await keepsItsOwn()
    expect((await visit(grace, '/figures/own-registers')).rows()).toEqual([
      ['Hillside School', 'c', 'c', 'Totals only'],
      ['All of them', 'c', 'c', ''],
    ])
    for (const name of ['Bea', 'Cal', 'Dee', 'Eva', 'Fay']) await works(name, 'Khan', places.school)
    await agree({ shares: 'totals' })
    const page = await visit(grace, '/figures/own-registers')
    expect(page.rows()).toEqual([
      ['Hillside School', '6', '6', 'Totals only'],
      ['All of them', '6', '6', ''],
    ])
    expect(page.text).toContain('0 of 1 share it by name today')
    expect(page.text).not.toMatch(/Amina|Bea/)
  })
})

describe('the register of agreements', () => {
  test('teaches when it is empty, and lists what there is with what is to be reviewed', async () => {
    expect((await visit(grace, '/sharing/agreements')).text).toContain('There are no agreements yet')
    await agree({ ...date('startedOn', ['1', '9', '2025']), ...date('reviewOn', ['1', '9', '2026']) })
    const [row] = (await visit(grace, '/sharing/agreements?when=review')).rows()
    expect(row).toEqual([
      'Training records of Hillside School',
      'People by name',
      '1',
      'Public task',
      '1 Sep 2025',
      'Open',
      'In force',
      '1 Sep 2026 Overdue',
    ])
    expect((await visit(grace, '')).text).toContain('1 sharing agreement to review')
  })

  test('takes a review, which says when to look next', async () => {
    const agreement = await agree({
      ...date('startedOn', ['1', '9', '2025']),
      ...date('reviewOn', ['1', '9', '2026']),
    })
    expect(agreement.text).toContain('The review was due on 1 September 2026')
    const reviewed = await (await agreement.follow('Record a review')).submit()
    expect(reviewed.text).toContain('12 November 2027')
    expect(reviewed.text).not.toContain('The review was due')
  })

  test('names the organisations that it does not know, and refuses a title twice', async () => {
    const unknown = await agree({ 'Organisations that share': 'Hillside School\nNowhere School' })
    expect(unknown.errors).toEqual([
      'No organisation has this reference or name: Nowhere School. Check the list of organisations',
    ])
    await agree()
    expect((await agree()).errors).toEqual(['Another agreement has this title. Choose a different one'])
  })

  test('keeps what an agreement said before, and is told when it moved on', async () => {
    const agreement = await agree()
    const first = await agreement.follow('Change Training records')
    const second = await agreement.follow('Change Training records')
    await first.submit({ Purpose: 'To plan training together' })
    const late = await second.submit({ Purpose: 'Something else' })
    expect(late.errors[0]).toContain('Someone else changed this agreement')
    const kept = await world.act(city, ({ db }) =>
      db
        .selectFrom('supersededRows')
        .select('rowAsItWas')
        .where('tableName', '=', 'sharing_agreements')
        .execute(),
    )
    expect(kept).toHaveLength(1)
    expect(kept[0]!.rowAsItWas).toMatchObject({ purpose: 'To book staff on training' })
  })

  test('is changed by nobody without the right to', async () => {
    expect((await visit(head, '/sharing/agreements')).status).toBe(200)
    expect((await visit(head, '/sharing/agreements/new')).status).toBe(403)
    expect((await visit(head, `/sharing/organisations/${places.school}/keeper`)).status).toBe(403)
  })
})
