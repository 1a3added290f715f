import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, PartnershipIdentity } from '#platform'
import type { Browser } from '../../../test/support/browser.ts'
import { type TestTeam, aSession, aTeam, manyNames, putOn } from '../../../test/support/learning.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'
import { cancelBooking } from './cancel-booking.ts'
import { cancelSession } from './cancel-session.ts'
import { putOnEvent } from './put-on-event.ts'

let world: World
let city: PartnershipIdentity
let team: TestTeam
let large: TestTeam
let amina: Browser
let tom: Browser
let grace: Browser

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city', { name: 'City' })
  team = await aTeam(world, city, { code: 'T', names: ['Amina Khan', 'Tom Shaw', 'Zadie Bell'] })
  large = await aTeam(world, city, { code: 'L', names: manyNames(30) })
  const [aminaId, tomId] = team.personIds as [string, string]
  const browser = async (who: Parameters<typeof signedUp>[2]) =>
    world.browser((await signedUp(world, city, { secondFactorGiven: true, ...who })).token)
  amina = await browser({ name: 'Amina Khan', role: 'practitioner', personId: aminaId })
  tom = await browser({ name: 'Tom Shaw', role: 'team_manager', personId: tomId, teamId: team.teamId })
  grace = await browser({ name: 'Grace Adeyemi', role: 'training_coordinator' })
})
afterAll(() => world?.close())

const act = <T>(work: (ctx: Context) => Promise<T>) => world.act(city, work)

let codes = 0
const aNewSession = (session: Partial<typeof aSession> = {}) => {
  codes += 1
  return act((ctx) => putOn(ctx, { code: `C-${codes}`, title: `Course ${codes}` }, session))
}
const bookPage = (sessionId: string) => `/p/city/learning/sessions/${sessionId}/book-a-place`
const count = (sessionId: string) =>
  act(async (ctx) =>
    ctx.db.selectFrom('bookings').select('id').where('sessionId', '=', sessionId).execute(),
  ).then((rows) => rows.length)

test('a practitioner finds a course, books a place and sees what to do next', async () => {
  const { sessionId } = await aNewSession({ onlineLink: 'https://meet.example.org/abc' })
  const catalogue = await amina.visit('/p/city/learning')
  expect(catalogue.heading).toBe('Find a course')
  const course = await catalogue.follow(`Course ${codes}`)
  expect(course.text).toContain('12 of 12 places left')
  expect(course.text).not.toContain('meet.example.org')
  const form = await course.follow('Book a place')
  expect(form.url).toBe(bookPage(sessionId))
  const booking = await form.submit()
  expect(booking.url).toMatch(/^\/p\/city\/learning\/bookings\/[0-9a-f-]{36}$/)
  expect(booking.heading).toBe('Place booked')
  expect(booking.text).toContain('The place is booked')
  expect(booking.text).toContain('Thursday 26 November 2026, 9:30am to 4pm')
  expect(booking.text).toContain('https://meet.example.org/abc')
  expect(booking.text).toContain('The details were sent to t-001@example.org')

  const mine = await booking.follow('My bookings')
  expect(mine.rows()[0]).toEqual([
    `Course ${codes}`,
    'Thursday 26 November 2026, 9:30am to 4pm',
    'Loxley House, room 2 and online',
    'Booked',
  ])
  const again = await amina.visit(bookPage(sessionId))
  expect(again.text).toContain('You have a place on this session')
  expect((await again.follow('See your booking')).url).toBe(booking.url)
})

test('the same form sent twice at once books once, and leads to the same booking', async () => {
  const { sessionId } = await aNewSession()
  const form = await amina.visit(bookPage(sessionId))
  const answers = await Promise.all([form.sendForm(), form.sendForm(), form.sendForm()])
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303, 303])
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1)
  expect(await count(sessionId)).toBe(1)
})

test('a practitioner cannot book for anybody else, not even by their id', async () => {
  const { sessionId } = await aNewSession()
  const form = await amina.visit(bookPage(sessionId))
  expect(form.text).not.toContain('Tom Shaw')
  const answer = await form.sendForm({ person: team.personIds[1]! })
  expect(answer.statusCode).toBe(404)
  expect(await count(sessionId)).toBe(0)
})

test('a manager of a small team chooses from it, and must choose somebody', async () => {
  const { sessionId } = await aNewSession()
  const form = await tom.visit(bookPage(sessionId))
  expect(form.text).toContain('Tom Shaw (you)')
  expect(form.text).toContain('Zadie Bell')
  const empty = await form.submit()
  expect(empty.status).toBe(422)
  expect(empty.errors).toEqual(['Choose who the place is for'])
  const malformed = await form.submit({ person: 'nobody' })
  expect(malformed.errors).toEqual(['Choose who the place is for'])

  const booking = await form.submit({ 'Who is the place for?': 'Zadie Bell' })
  expect(booking.text).toContain('The place is booked')
  expect(booking.text).toContain('Zadie Bell')
  const outside = await (await tom.visit(bookPage(sessionId))).sendForm({ person: large.personIds[0]! })
  expect(outside.statusCode).toBe(404)
})

test('in a large partnership the person is searched for, never chosen from a long list', async () => {
  const { sessionId } = await aNewSession()
  const page = await grace.visit(bookPage(sessionId))
  expect(page.text).toContain('Find the person the place is for')
  expect(page.document.querySelectorAll('main input[type=radio]')).toHaveLength(0)

  const nobody = await grace.visit(`${bookPage(sessionId)}?search=nobody+of+this+name`)
  expect(nobody.text).toContain('Nobody whom you may book for has “nobody of this name”')
  const many = await grace.visit(`${bookPage(sessionId)}?search=person`)
  expect(many.text).toContain('These are the first 15')
  const byRef = await grace.visit(`${bookPage(sessionId)}?search=l-017`)
  const booking = await byRef.submit({ person: large.personIds[16]! })
  expect(booking.text).toContain('Amina017 Person')

  const twice = await (
    await grace.visit(`${bookPage(sessionId)}?search=l-017`)
  ).submit({
    person: large.personIds[16]!,
  })
  expect(twice.status).toBe(422)
  expect(twice.errors[0]).toContain('There is a place booked for this person on this session already')
  // The search is kept beside the refusal.
  expect(twice.text).toContain('Amina017 Person')
})

test('a full session offers the waiting list, and says whose turn it is', async () => {
  const { sessionId } = await aNewSession({ places: 1 })
  const first = await act((ctx) => bookAPlace(ctx, { sessionId, personId: large.personIds[0]! }))
  await act((ctx) => bookAPlace(ctx, { sessionId, personId: large.personIds[1]! }))
  const form = await amina.visit(bookPage(sessionId))
  expect(form.heading).toBe('Join the waiting list')
  expect(form.text).toContain('Full, 1 waiting')
  const waiting = await form.submit()
  expect(waiting.heading).toBe('On the waiting list')
  expect(waiting.text).toContain('Number 2 of 2 waiting')

  if (first.outcome === 'refused') throw new Error(first.because)
  await act((ctx) => cancelBooking(ctx, first.bookingId))
  expect((await amina.visit(waiting.url)).text).toContain('Number 1 of 1 waiting')
})

test('booking another date of the same course is refused, and shows the first', async () => {
  const { sessionId, courseId } = await aNewSession()
  const booking = await (await amina.visit(bookPage(sessionId))).submit()
  const later = await act((ctx) =>
    putOnEvent(ctx, { courseId, title: 'Again', session: { ...aSession, heldOn: '2026-12-03' } }),
  )
  const page = await amina.visit(bookPage(later.sessionId))
  expect(page.text).toContain('You are booked, or waiting, on another date of this course')
  expect((await page.follow('See your booking')).url).toBe(booking.url)
  const byManager = await (await tom.visit(bookPage(later.sessionId))).submit({ person: team.personIds[0]! })
  expect(byManager.errors[0]).toContain('Thursday 26 November 2026')
})

test('a session that is over or cancelled says so, also to a form that was open before', async () => {
  const { sessionId } = await aNewSession()
  const open = await amina.visit(bookPage(sessionId))
  await act((ctx) => cancelSession(ctx, { sessionId, reason: 'The trainer is ill' }))
  const late = await open.submit()
  expect(late.status).toBe(422)
  expect(late.errors).toEqual(['This session was cancelled, so places on it cannot be booked.'])
  expect(late.text).toContain('Other dates of')

  const past = await aNewSession({ heldOn: '2026-11-11' })
  expect((await amina.visit(bookPage(past.sessionId))).text).toContain('This session is over')
})

test('a booking is cancelled once, and a form that was open before says that it was', async () => {
  const { sessionId } = await aNewSession()
  const booking = await (await amina.visit(bookPage(sessionId))).submit()
  const form = await booking.follow('Cancel this booking')
  const other = await booking.follow('Cancel this booking')
  const twice = await Promise.all([form.sendForm(), form.sendForm()])
  expect(twice.map((answer) => answer.statusCode)).toEqual([303, 303])
  const stale = await other.submit()
  expect(stale.status).toBe(422)
  expect(stale.errors).toEqual(['This booking was cancelled already.'])
  const after = await amina.visit(booking.url)
  expect(after.heading).toBe('Booking cancelled')
  expect(after.text).not.toContain('Cancel this booking')
  expect((await amina.visit(`${booking.url}/cancel`)).text).toContain('This booking was cancelled already.')
})

test('the day after, a booking can no longer be cancelled', async () => {
  const { sessionId } = await aNewSession()
  const booking = await (await amina.visit(bookPage(sessionId))).submit()
  const form = await booking.follow('Cancel this booking')
  await act((ctx) =>
    ctx.db.updateTable('sessions').set({ heldOn: '2026-11-11' }).where('id', '=', sessionId).execute(),
  )
  expect((await form.submit()).errors).toEqual([
    'The session is over, so the booking can no longer be cancelled.',
  ])
})

test('other people’s bookings are not found', async () => {
  const { sessionId } = await aNewSession()
  const result = await act((ctx) => bookAPlace(ctx, { sessionId, personId: large.personIds[3]! }))
  if (result.outcome === 'refused') throw new Error(result.because)
  const url = `/p/city/learning/bookings/${result.bookingId}`
  expect((await amina.visit(url)).status).toBe(404)
  expect((await tom.visit(`${url}/cancel`)).status).toBe(404)
  expect((await grace.visit(url)).status).toBe(200)
  expect((await amina.visit('/p/city/learning/bookings/none')).status).toBe(404)
  expect((await amina.visit('/p/city/learning/bookings')).status).toBe(403)
})

test('somebody without an e-mail address is told what to do instead', async () => {
  const { sessionId } = await aNewSession()
  await act((ctx) =>
    ctx.db.updateTable('people').set({ email: null }).where('id', '=', team.personIds[2]!).execute(),
  )
  const booking = await (await tom.visit(bookPage(sessionId))).submit({ person: team.personIds[2]! })
  expect(booking.text).toContain('We have no e-mail address of Zadie Bell')
})

test('nothing booked yet teaches where to begin', async () => {
  const zadie = world.browser(
    (
      await signedUp(world, city, {
        name: 'Zadie Bell',
        role: 'practitioner',
        personId: large.personIds[29]!,
      })
    ).token,
  )
  const mine = await zadie.visit('/p/city/learning/mine')
  expect(mine.text).toContain('You have nothing booked')
  expect((await mine.follow('Find a course')).heading).toBe('Find a course')
  expect((await grace.visit('/p/city/learning/mine')).text).toContain('not linked to a person')
})
