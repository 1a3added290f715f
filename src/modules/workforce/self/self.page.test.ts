/** Who works here sees what is held about them, has it put right, and says what only they may say. */
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { addSchoolAndNursery } from '../../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../../test/support/world.ts'

let world: World
let city: PartnershipIdentity
let personId: string
let amina: SignedUp
let joseph: SignedUp
let other: SignedUp
let count = 0

beforeAll(async () => (world = await openWorld()))
afterAll(() => world?.close())

beforeEach(async () => {
  count += 1
  city = await world.addPartnership(`city-${count}`, { name: 'Nottingham City' })
  const { school, nursery } = await addSchoolAndNursery(world, city)
  personId = await worksAt(school)
  amina = await signedUp(world, city, { name: 'Amina', role: 'practitioner', personId })
  const officer = { role: 'hr_officer', secondFactorGiven: true } as const
  joseph = await signedUp(world, city, { name: 'Joseph', organisationId: school, ...officer })
  other = await signedUp(world, city, { name: 'Other', organisationId: nursery, ...officer })
})

function worksAt(organisationId: string): Promise<string> {
  return world.act(city, async ({ db, partnership }) => {
    const partnershipId = partnership.id
    const [id, roleId] = [newId(), newId()]
    const person = {
      givenName: 'Amina',
      familyName: 'Khan',
      birthDate: '1998-04-17',
      email: 'amina@example.org',
    }
    await db
      .insertInto('people')
      .values({ partnershipId, id, ref: 'AMINA', ...person })
      .execute()
    await db.insertInto('roles').values({ partnershipId, id: roleId, name: 'Teacher' }).execute()
    const job = { personId: id, organisationId, roleId, basis: 'permanent', startedOn: '2024-09-01' }
    await db
      .insertInto('engagements')
      .values({ partnershipId, id: newId(), ref: 'E1', ...job })
      .execute()
    return id
  })
}

const visit = (who: SignedUp, path: string) => world.browser(who.token).visit(`/p/${city.code}${path}`)

describe('my record', () => {
  test('says what is held and from where, and leads on', async () => {
    const page = await visit(amina, '/me')
    for (const words of [
      'Amina Khan',
      '17 April 1998',
      'Hillside School',
      'Teacher',
      'Since',
      '1 September 2024',
    ])
      expect(page.text).toContain(words)
    expect(page.text).toContain('It comes from the setting up of the service')
    expect((await page.follow('Equality monitoring')).heading).toBe('Equality monitoring')
  })

  test('tells an account of nobody that there is no record', async () => {
    expect((await visit(joseph, '/me')).text).toContain('Your account is not of a person in the register')
    expect((await visit(joseph, '/me/email')).status).toBe(404)
    expect((await visit(joseph, '/me/equality')).status).toBe(404)
  })

  test('takes a new address for mail at once', async () => {
    const page = await (await visit(amina, '/me/email')).submit({ 'E-mail address': 'new@example.org' })
    expect(page.text).toContain('new@example.org')
    expect(page.text).toContain('It comes from you')
    const bad = await (await visit(amina, '/me/email')).submit({ 'E-mail address': 'new' })
    expect(bad.errors).toEqual(['Enter an e-mail address, like name@example.org'])
  })
})

const ask = async (field: string, wanted: string) =>
  (await visit(amina, `/me/corrections/new?field=${field}`)).submit({
    'What it should say': wanted,
    'Why (optional)': 'I married',
  })

describe('a correction', () => {
  test('is asked for, accepted by the employer, and in the register from then on', async () => {
    expect((await ask('family_name', 'Khan-Jones')).text).toContain('Khan-Jones Waiting')
    expect((await visit(joseph, '')).text).toContain('1 correction asked for')
    const request = await (await visit(joseph, '/corrections')).follow('Amina Khan')
    const after = await request.submit({ decision: 'accept', 'What to tell the person': 'Congratulations' })
    expect(after.text).toContain('The request was accepted')
    const mine = await visit(amina, '/me')
    expect(mine.text).toContain('Amina Khan-Jones')
    expect(mine.text).toContain('Joseph: Congratulations')
    const kept = await world.act(city, ({ db }) =>
      db.selectFrom('supersededRows').select('rowAsItWas').where('rowId', '=', personId).execute(),
    )
    expect(kept.map(({ rowAsItWas }) => rowAsItWas)).toMatchObject([{ family_name: 'Khan' }])
  })

  test('is declined with a reason, which the person reads here and in a message', async () => {
    await ask('birth_date', '18 April 1998')
    const request = await (await visit(joseph, '/corrections')).follow('Amina Khan')
    expect(request.text).toContain('18 April 1998')
    expect((await request.submit({ decision: 'decline' })).errors).toEqual(['Enter why it is not put right'])
    await request.submit({ decision: 'decline', 'What to tell the person': 'Your passport says 17' })
    const mine = await visit(amina, '/me')
    expect(mine.text).toContain('17 April 1998')
    expect(mine.text).toContain('Declined')
    expect(mine.text).toContain('Your passport says 17')
    const messages = await world.act(city, ({ db }) =>
      db.selectFrom('messages').select(['toAddress', 'body']).execute(),
    )
    expect(messages).toHaveLength(1)
    expect(messages[0]!.body).toContain('Your passport says 17')
  })

  test('is seen by the own employer alone, and asked for once', async () => {
    await ask('trn', '1234567')
    expect((await ask('trn', '7654321')).errors).toEqual([
      'You have asked to correct this already, and it waits for an answer',
    ])
    const [request] = await world.act(city, ({ db }) =>
      db.selectFrom('correctionRequests').select('id').execute(),
    )
    expect((await visit(other, '/corrections')).text).not.toContain('Amina')
    expect((await visit(other, `/corrections/${request!.id}`)).status).toBe(404)
    expect((await visit(amina, `/corrections/${request!.id}`)).status).toBe(403)
  })

  test('is decided once, by whoever was first', async () => {
    await ask('work', 'I moved to the nursery in May')
    const [first, second] = [await visit(joseph, '/corrections'), await visit(joseph, '/corrections')]
    const [one, two] = [await first.follow('Amina Khan'), await second.follow('Amina Khan')]
    await one.submit({ decision: 'accept' })
    expect((await two.submit({ decision: 'accept' })).errors[0]).toContain(
      'Someone else changed this request',
    )
  })

  test('asks for a date as a date', async () => {
    expect((await ask('birth_date', 'in spring')).errors).toEqual([
      'Enter the date of birth, such as 17 4 1998',
    ])
  })
})

const answersInDatabase = async () => {
  const owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ question: string; answer: string }>(
      'select question, answer from equality_answers where person_id = $1 order by question',
      [personId],
    )
    return rows.map(({ question, answer }) => `${question}: ${answer}`)
  } finally {
    await owner.end()
  }
}

describe('equality monitoring', () => {
  test('takes answers, "prefer not to say" among them, shows them to oneself, and takes them back', async () => {
    const form = await visit(amina, '/me/equality')
    await form.submit({ sex: 'Female', ethnicity: 'Pakistani', disability: 'Prefer not to say' })
    const saved = ['disability: prefer_not_to_say', 'ethnicity: pakistani', 'sex: female']
    expect(await answersInDatabase()).toEqual(saved)
    const again = await visit(amina, '/me/equality')
    expect(again.document.querySelector('input[name=sex][checked]')?.getAttribute('value')).toBe('female')
    await again.submit({ sex: 'No answer for now' })
    expect(await answersInDatabase()).toEqual(saved.slice(0, 2))
    await (await visit(amina, '/me/equality')).submit({}, { button: 'Take all my answers away' })
    expect(await answersInDatabase()).toEqual([])
  })

  test('is kept out of the history and of earlier versions', async () => {
    await (await visit(amina, '/me/equality')).submit({ religion: 'Sikh' })
    await (await visit(amina, '/me/equality')).submit({ religion: 'Hindu' })
    const kept = await world.act(city, async ({ db }) =>
      JSON.stringify([
        await db.selectFrom('historyEntries').selectAll().execute(),
        await db.selectFrom('historyPayloads').select('payload').execute(),
        await db.selectFrom('supersededRows').selectAll().execute(),
      ]),
    )
    expect(kept).toContain('workforce.equality-answered')
    expect(kept.toLowerCase()).not.toMatch(/sikh|hindu/)
  })

  test('is read as rows by nobody else, whatever they may see', async () => {
    await (await visit(amina, '/me/equality')).submit({ sex: 'Female' })
    const rows = (actor: Parameters<World['act']>[2]) =>
      world.act(city, ({ db }) => db.selectFrom('equalityAnswers').selectAll().execute(), actor)
    expect(await rows({})).toEqual([])
    expect(await rows({ accountId: joseph.accountId })).toEqual([])
    expect(await rows({ personId })).toHaveLength(1)
  })
})
