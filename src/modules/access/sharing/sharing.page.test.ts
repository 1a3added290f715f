import { afterAll, beforeAll, expect, test } from 'vitest'
import { type City, openCity } from '../../../../test/support/city.ts'

let here: City
const visit: City['visit'] = (who, path) => here.visit(who, path)
beforeAll(async () => (here = await openCity()))
afterAll(() => here?.world.close())

test('somebody reads who can see their record, as what and why, and who has looked', async () => {
  const { grace, amina, people } = here
  expect((await visit(amina, '/me/sharing')).text).toContain('Nobody else has opened your page yet')
  await visit(grace, `/people/${people.amina}`)
  const page = await (await visit(amina, '/me')).follow('Who can see my record')
  expect(page.heading).toBe('Who can see my record')
  const rows = page.rows()
  expect(rows.map(([who]) => who)).toEqual(['Grace', 'Tom'])
  expect(rows[1]!.slice(1)).toEqual([
    'Team manager',
    'who they are and what they do, training, checks and compliance, and may book places for them',
    'Has this role over the team Assessment',
  ])
  expect(page.text).toMatch(/Who has lookedGrace, \d/)
})

test('whoever answers for sharing reads it of anybody and of any organisation', async () => {
  const { grace, tom, people, world, city } = here
  const person = await visit(grace, `/sharing/people/${people.amina}`)
  expect(person.heading).toContain('Who can see Amina')
  expect(person.rows().length).toBe(2)
  const organisation = await world.act(city, ({ db }) =>
    db
      .selectFrom('engagements')
      .select('organisationId')
      .where('personId', '=', people.amina)
      .executeTakeFirstOrThrow(),
  )
  const page = await visit(grace, `/sharing/organisations/${organisation.organisationId}`)
  expect(page.text).toContain('Register: the authority keeps it')
  expect(page.rows().map(([who]) => who)).toEqual(['Grace', 'Tom'])
  expect((await visit(tom, `/sharing/people/${people.amina}`)).status).toBe(403)
})
