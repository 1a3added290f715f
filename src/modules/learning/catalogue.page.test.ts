import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, PartnershipIdentity } from '#platform'
import type { Browser } from '../../../test/support/browser.ts'
import { aCourse, aSession, aTeam, manyNames, putOn } from '../../../test/support/learning.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { bookableLinks } from './bookable-links.ts'
import { bookAPlace } from './book-a-place.ts'
import { catalogue } from './catalogue.queries.ts'
import { putOnEvent } from './put-on-event.ts'
import { addCourse } from './save-course.ts'

let world: World
let city: PartnershipIdentity
let amina: Browser

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city', { name: 'City' })
  const { personIds } = await aTeam(world, city, { code: 'T', names: manyNames(4) })
  amina = world.browser(
    (await signedUp(world, city, { name: 'Amina', role: 'practitioner', personId: personIds[0]! })).token,
  )
  await act((ctx) => putOn(ctx, {}, { places: 30 }))
  const full = await act((ctx) =>
    putOn(
      ctx,
      { code: 'PFA', title: 'Paediatric first aid', summary: 'Saving lives', mode: 'blended' },
      { places: 1, heldOn: '2026-11-20' },
    ),
  )
  for (const personId of personIds)
    await act((ctx) => bookAPlace(ctx, { sessionId: full.sessionId, personId }))
  await act((ctx) =>
    addCourse(ctx, {
      ...aCourse,
      code: 'FASD',
      title: 'Foetal alcohol spectrum',
      summary: '',
      aims: '',
      mode: 'e_learning',
      evidenceCode: 'FASD',
    }),
  )
  await act((ctx) => putOn(ctx, { code: 'OLD', title: 'Held last year' }, { heldOn: '2025-11-20' }))
})
afterAll(() => world?.close())

const act = <T>(work: (ctx: Context) => Promise<T>) => world.act(city, work)
/** The title and the places of each course. */
const list = async (query = '') => {
  const page = await amina.visit(`/p/city/learning${query}`)
  const titles = [...page.document.querySelectorAll('tbody th a')].map((link) => link.textContent)
  return page.rows().map((row, index) => [titles[index], row[4]])
}
const titles = async (query: string) => (await list(query)).map((row) => row[0])

const safeguarding = 'Safeguarding children: core awareness'
const firstAid = 'Paediatric first aid'

test('each course is listed with its next date and the places left on it', async () => {
  expect(await list()).toEqual([
    ['Foetal alcohol spectrum', ''],
    ['Held last year', ''],
    [firstAid, 'Full, 3 waiting'],
    [safeguarding, '30 of 30 places left'],
  ])
  const page = await amina.visit('/p/city/learning')
  expect(page.text).toContain('No date yet')
  expect(page.text).toContain('Friday 20 November 2026, 9:30am to 4pm')
})

test.each([
  ['the beginning of a word', 'safeg'],
  ['another form of the word', 'saved'],
  ['a code', 'pfa'],
  ['words in another order', 'aid+paediatric'],
  ['a slip of the keyboard', 'pediatric+frist+aid'],
  ['capitals and stray signs', '++PAEDIATRIC%2C+%26first%21'],
])('a course is found by %s', async (_what, search) => {
  const found = await titles(`?search=${search}`)
  expect(found[0]).toBe(search === 'safeg' ? safeguarding : firstAid)
})

test.each(['zzzzzz', "'; drop table courses --", '%25', ':*', '%F0%9F%98%80'])(
  'a search for “%s” finds nothing and says what to try',
  async (search) => {
    const page = await amina.visit(`/p/city/learning?search=${search}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('No courses match. Try fewer words or clear the filters.')
  },
)

test('courses are narrowed by how they are held, and to those with places left', async () => {
  expect(await titles('?mode=e_learning')).toEqual(['Foetal alcohol spectrum'])
  expect(await titles('?places=left')).toEqual([safeguarding])
  expect(await titles('?mode=telepathy')).toEqual([])
})

test('with places left shows the next date that has one, not the next date', async () => {
  const { courseId } = await act((ctx) =>
    ctx.db.selectFrom('courses').select('id as courseId').where('code', '=', 'PFA').executeTakeFirstOrThrow(),
  )

  await act((ctx) =>
    putOnEvent(ctx, { courseId, title: 'Again', session: { ...aSession, heldOn: '2026-12-10' } }),
  )
  const found = (await list('?places=left')).find((row) => row[0]?.startsWith('Paediatric'))
  expect(found?.[1]).toBe('12 of 12 places left')
})

test('the catalogue takes one query, and two for a slip of the keyboard', async () => {
  const asked = { filters: {}, sort: 'relevance', descending: false, limit: 25, offset: 0 }
  const queries = (search: string) =>
    act(async (ctx) => {
      let count = 0
      const db = ctx.db.withPlugin({
        transformQuery: ({ node }) => ((count += 1), node),
        transformResult: async ({ result }) => result,
      })
      await catalogue({ ...ctx, db }, { ...asked, search })
      return count
    })
  expect([await queries(''), await queries('aid'), await queries('paediatrik')]).toEqual([1, 1, 2])
})

test('what somebody needs leads to the course that gives it, when it has a date', async () => {
  const types = await act((ctx) => ctx.db.selectFrom('evidenceTypes').select(['id', 'code']).execute())
  const id = (code: string) => types.find((type) => type.code === code)!.id
  const links = await act((ctx) => bookableLinks(ctx, [id('SG-CORE'), id('FASD')]))
  expect(links.get(id('SG-CORE'))?.text).toMatch(/^Book /)
  expect(links.has(id('FASD'))).toBe(false)
  const page = await amina.visit(`/p/city${links.get(id('SG-CORE'))!.href}`)
  expect(page.text).toContain('Book a place')
})
