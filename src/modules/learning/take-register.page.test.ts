import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, PartnershipIdentity } from '#platform'
import type { Browser } from '../../../test/support/browser.ts'
import { type TestTeam, aSession, aTeam, putOn } from '../../../test/support/learning.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'

let world: World
let city: PartnershipIdentity
let team: TestTeam
let grace: Browser

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city', { name: 'City' })
  team = await aTeam(world, city, { code: 'T', names: ['Amina Khan', 'Tom Shaw', 'Zadie Bell'] })
  const browser = async (who: Parameters<typeof signedUp>[2]) =>
    world.browser((await signedUp(world, city, { secondFactorGiven: true, ...who })).token)
  grace = await browser({ name: 'Grace Adeyemi', role: 'training_coordinator' })
})
afterAll(() => world?.close())

const act = <T>(work: (ctx: Context) => Promise<T>) => world.act(city, work)
const at = (path: string) => `/p/city/learning${path}`

let codes = 0
const aNewSession = (session: Partial<typeof aSession> = {}) => {
  codes += 1
  return act((ctx) => putOn(ctx, { code: `C-${codes}`, title: `Course ${codes}` }, session))
}
const bookEveryone = async (sessionId: string) => {
  for (const personId of team.personIds) await act((ctx) => bookAPlace(ctx, { sessionId, personId }))
}
const today = { heldOn: '2026-11-12' }

test('the register is taken: each marked, those who walked in by reference, and corrected later', async () => {
  const { sessionId } = await aNewSession(today)
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: team.personIds[0]! }))
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: team.personIds[1]! }))
  const page = await grace.visit(at(`/sessions/${sessionId}`))
  const form = await page.follow('Take the register')

  const empty = await form.submit({}, { button: 'Save the register' })
  expect(empty.status).toBe(422)
  expect(empty.errors).toEqual(['Say whether Amina Khan attended', 'Say whether Tom Shaw attended'])

  const malformed = await form.submit({ 'Amina Khan': 'probably', 'Tom Shaw': 'Part' })
  expect(malformed.errors).toEqual(['Choose attended, part or absent'])

  const unknown = await form.submit({
    'Amina Khan': 'Attended',
    'Tom Shaw': 'Absent',
    'Who came without booking?': 'T-003\nT-999',
  })
  expect(unknown.errors[0]).toContain('There is nobody with the reference “T-999”')
  expect(unknown.valueOf('Who came without booking?')).toContain('T-003')
  expect(unknown.document.querySelectorAll('input[type=radio][checked]')).toHaveLength(2)

  const taken = await unknown.submit({ 'Who came without booking?': 'T-003' })
  expect(taken.text).toContain('The register is taken: 2 attended, 0 came for part, 1 absent.')
  expect(taken.rows('main table tbody tr').map((row) => row.join(' '))).toEqual([
    'Zadie Bell T-003 t-003@example.org Attended, without booking',
    'Amina Khan T-001 t-001@example.org Attended',
    'Tom Shaw T-002 t-002@example.org Absent',
  ])
  const corrected = await (await taken.follow('Correct the register')).submit({ 'Tom Shaw': 'Part' })
  expect(corrected.text).toContain('2 attended, 1 came for part, 0 absent')
})

test('“everyone else attended” is one button, without JavaScript', async () => {
  const { sessionId } = await aNewSession(today)
  await bookEveryone(sessionId)
  const form = await grace.visit(at(`/sessions/${sessionId}/register`))
  const taken = await form.submit({ 'Tom Shaw': 'Absent' }, { button: 'Everyone else attended' })
  expect(taken.text).toContain('2 attended, 0 came for part, 1 absent')
})

test('a register sent twice is taken once, and one that somebody else took meanwhile is shown again', async () => {
  const { sessionId } = await aNewSession(today)
  await bookEveryone(sessionId)
  const mine = await grace.visit(at(`/sessions/${sessionId}/register`))
  const theirs = await grace.visit(at(`/sessions/${sessionId}/register`))
  const button = { button: 'Everyone else attended' }
  const sent = await Promise.all([theirs.sendForm({}, button), theirs.sendForm({}, button)])
  expect(sent.map((answer) => answer.statusCode)).toEqual([303, 303])
  const taken = await act((ctx) =>
    ctx.db
      .selectFrom('historyEntries')
      .select('id')
      .where('action', '=', 'learning.register-taken')
      .where('subjectId', '=', sessionId)
      .execute(),
  )
  expect(taken).toHaveLength(1)
  const stale = await mine.submit({ 'Tom Shaw': 'Absent' }, button)
  expect(stale.errors[0]).toContain('Someone else changed this register')
})

test('the register of a session to come says from when it can be taken', async () => {
  const { sessionId } = await aNewSession()
  const page = await grace.visit(at(`/sessions/${sessionId}`))
  expect(page.text).toContain('The register can be taken from the day of the session.')
  expect(page.text).not.toContain('Take the register')
  const form = await grace.visit(at(`/sessions/${sessionId}/register`))
  expect(form.document.querySelectorAll('main form')).toHaveLength(0)
})

test('a sign-in sheet has everyone booked and room for those who come without booking', async () => {
  const { sessionId } = await aNewSession()
  await bookEveryone(sessionId)
  const sheet = await grace.visit(at(`/sessions/${sessionId}/sign-in-sheet`))
  expect(sheet.rows()).toHaveLength(3 + 6)
  expect(sheet.text).toContain('3 booked')
})

test('the bookings of a session are saved as a file', async () => {
  const { sessionId } = await aNewSession(today)
  await bookEveryone(sessionId)
  const page = await grace.visit(at(`/sessions/${sessionId}`))
  const file = await page.follow('CSV file of the bookings of this session')
  expect(file.headers['content-type']).toContain('text/csv')
  const lines = file.html.trim().split(/\r?\n/)
  expect(lines[0]).toContain('Person')
  expect(lines).toHaveLength(4)
  const excel = await page.follow('Excel file of the bookings of this session')
  expect(excel.body.subarray(0, 2).toString()).toBe('PK')

  const list = await grace.visit(at(`/bookings?session=${sessionId}&search=tom`))
  expect(list.rows().map((row) => row[0])).toEqual(['Tom Shaw'])
  expect((await grace.visit(at('/bookings?session=none'))).text).toContain('No bookings match')
})
