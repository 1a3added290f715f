/** The profile from the answers to the page: counted for everybody, released with care, compared with residents. */
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type PartnershipIdentity, newId } from '#platform'
import { addSchoolAndNursery } from '../../../../test/support/school-and-nursery.ts'
import { type SignedUp, signedUp } from '../../../../test/support/signed-up.ts'
import { type World, openWorld, testNow } from '../../../../test/support/world.ts'

let world: World
let city: PartnershipIdentity
let grace: SignedUp
let reader: SignedUp
let school: string
let count = 0

beforeAll(async () => (world = await openWorld()))
afterAll(() => world?.close())

beforeEach(async () => {
  count += 1
  world.setClock(testNow)
  city = await world.addPartnership(`city-${count}`, { name: 'Nottingham City' })
  school = (await addSchoolAndNursery(world, city)).school
  grace = await signedUp(world, city, { name: 'Grace', role: 'workforce_lead', secondFactorGiven: true })
  reader = await signedUp(world, city, { name: 'Margaret', role: 'board_member', secondFactorGiven: true })
})

/** Hires so many people, of whom each said this of their sex, or nothing. */
async function hire(many: number, sex: string | null): Promise<void> {
  const owner = new Client({ connectionString: world.ownerUrl })
  await owner.connect()
  try {
    const roleId = newId()
    const at = [city.id, roleId, school]
    await owner.query(
      'insert into roles (partnership_id, id, name) values ($1, $2::uuid, $2::uuid::text)',
      at.slice(0, 2),
    )
    await owner.query(
      "select set_config('app.partnership', $1, false), set_config('app.sees', 'everyone', false)",
      [city.id],
    )
    for (let number = 0; number < many; number += 1) {
      const id = newId()
      await owner.query(
        `insert into people (partnership_id, id, ref, given_name, family_name) values ($1, $2::uuid, $2::uuid::text, 'A', 'B')`,
        [city.id, id],
      )
      await owner.query(
        `insert into engagements (partnership_id, id, ref, person_id, organisation_id, role_id, basis, started_on)
         values ($1, $4::uuid, $4::uuid::text, $5, $3, $2, 'permanent', '2024-01-01')`,
        [...at, newId(), id],
      )
      if (sex)
        await owner.query(
          `insert into equality_answers (partnership_id, id, person_id, question, answer, answered_at)
           values ($1, $2, $3, 'sex', $4, $5)`,
          [city.id, newId(), id, sex, world.services.clock()],
        )
    }
  } finally {
    await owner.end()
  }
}

const visit = (who: SignedUp, path = '') =>
  world.browser(who.token).visit(`/p/${city.code}/figures/equality${path}`)
const release = async () => (await visit(grace, '/release')).submit()

describe('the equality profile', () => {
  test('is released with counts and shares, and tells who said apart from what they said', async () => {
    await hire(60, 'female')
    await hire(20, 'male')
    await hire(10, 'prefer_not_to_say')
    await hire(30, null)
    expect((await visit(reader)).text).toContain('No profile was released yet')
    expect((await release()).text).toContain('The profile was released')
    const page = await visit(reader)
    expect(page.text).toContain('120 people on 12 November 2026')
    const [disclosed, , shares] = page.rows()
    expect(disclosed).toEqual(['Schools', '120', '80', '10', '30', '67%'])
    expect(shares).toEqual(['Schools', '60 (75%)', '20 (25%)', '80'])
  })

  test('withholds what could be somebody, also from the row of totals', async () => {
    await hire(60, 'female')
    await hire(2, 'male')
    await hire(30, null)
    await release()
    const page = await visit(reader)
    expect(page.rows()[2]).toEqual(['Schools', 'c (c)', 'c (c)', expect.stringMatching(/^(62|c)$/)])
    expect(page.text).toContain('c: withheld, so that nobody can be recognised')
  })

  test('counts those whose register is kept elsewhere, whom nobody here can see', async () => {
    await hire(40, 'female')
    const owner = new Client({ connectionString: world.ownerUrl })
    await owner.connect()
    await owner.query(`update organisations set register_kept_by = 'itself' where id = $1`, [school])
    await owner.end()
    await release()
    expect((await visit(reader)).text).toContain('40 people on')
  })

  test('is not released again before enough time and enough new answers', async () => {
    await hire(40, 'female')
    await release()
    expect((await release().catch((error: Error) => error.message)).toString()).toContain('No form')
    expect((await visit(grace, '/release')).text).toContain('The next can be released from 10 December 2026')
    world.setClock(new Date('2026-12-10T10:30:00Z'))
    grace = await signedUp(world, city, { name: 'Grace', role: 'workforce_lead', secondFactorGiven: true })
    await hire(9, 'male')
    expect((await visit(grace, '/release')).text).toContain('9 people have answered since the last profile')
    await hire(1, 'male')
    expect((await release()).text).toContain('The profile was released')
  })

  test('is compared with residents, as somebody entered them with their source', async () => {
    await hire(60, 'female')
    await hire(40, 'male')
    await release()
    const form = await visit(grace, '/benchmarks/new')
    const answers = {
      'The share of residents who are': 'Sex: Female',
      Share: '51',
      Area: 'Nottingham City',
      'asAt-day': '21',
      'asAt-month': '3',
      'asAt-year': '2021',
      Source: 'A published census table',
    }
    expect((await form.submit(answers)).text).toContain('The share was saved')
    expect((await (await visit(grace, '/benchmarks/new')).submit(answers)).errors).toEqual([
      'This share of the area is recorded for that day already. Change that one',
    ])
    const page = await visit(reader)
    expect(page.rows().at(-1)).toEqual(['All sectors', '60%', '51%', '+9'])
    expect(page.text).toContain('Residents: A published census table, as at 21 March 2021')
  })

  test('is released by those alone who answer for it', async () => {
    expect((await visit(reader, '/release')).status).toBe(403)
    expect((await visit(reader, '/benchmarks/new')).status).toBe(403)
  })
})
