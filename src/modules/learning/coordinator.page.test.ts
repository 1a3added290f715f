import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context, PartnershipIdentity } from '#platform'
import type { Browser } from '../../../test/support/browser.ts'
import { type TestTeam, aSession, aTeam, putOn } from '../../../test/support/learning.ts'
import { signedUp } from '../../../test/support/signed-up.ts'
import { type World, openWorld } from '../../../test/support/world.ts'
import { bookAPlace } from './book-a-place.ts'
import { addSession } from './put-on-event.ts'

let world: World
let city: PartnershipIdentity
let team: TestTeam
let grace: Browser
let amina: Browser

beforeAll(async () => {
  world = await openWorld()
  city = await world.addPartnership('city', { name: 'City' })
  team = await aTeam(world, city, { code: 'T', names: ['Amina Khan', 'Tom Shaw', 'Zadie Bell'] })
  const browser = async (who: Parameters<typeof signedUp>[2]) =>
    world.browser((await signedUp(world, city, { secondFactorGiven: true, ...who })).token)
  grace = await browser({ name: 'Grace Adeyemi', role: 'training_coordinator' })
  amina = await browser({ name: 'Amina Khan', role: 'practitioner', personId: team.personIds[0]! })
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

const course = {
  Title: 'Trauma and attachment',
  Code: 'TRAUMA',
  'How is it held?': 'In person',
  Length: '6',
  'Months it counts for': '24',
}
const session = {
  'heldOn-day': '26',
  'heldOn-month': '11',
  'heldOn-year': '2026',
  'Starts at': '9.30am',
  'Ends at': '4pm',
  Venue: 'Town hall',
  Places: '12',
}

test('a coordinator adds a course, puts it on, and it can be booked', async () => {
  const catalogue = await grace.visit(at(''))
  const added = await (await catalogue.follow('Add a course')).submit(course)
  expect(added.heading).toBe('Trauma and attachment')
  expect(added.text).toContain('6 hours')
  expect(added.text).toContain('There is no date to book at present')
  const form = await added.follow('Put on this course')
  expect(form.valueOf('Name of the event')).toBe('Trauma and attachment')
  const put = await form.submit(session)
  expect(put.heading).toBe('Trauma and attachment')
  expect(put.text).toContain('Thursday 26 November 2026, 9:30am to 4pm')
  expect(put.text).toContain('0 of 12 taken (12 of 12 places left)')

  const second = await (
    await put.follow('Add a session to this event')
  ).submit({ ...session, 'heldOn-day': '27', 'Name of this session': 'Day 2' })
  expect(second.heading).toBe('Trauma and attachment: Day 2')
  expect((await amina.visit(at('?search=trauma'))).rows()[0]!.join(' ')).toContain('(and 1 more date)')
})

test('an empty course says what to enter in each field, and keeps what was typed', async () => {
  const form = await grace.visit(at('/courses/new'))
  const empty = await form.submit()
  expect(empty.status).toBe(422)
  expect(empty.errors).toEqual([
    'Enter a code, like SG-CORE',
    'Enter what the course is called',
    'Choose how the course is held',
  ])
  const malformed = await form.submit({
    Title: 'First aid',
    Code: 'not/so<good>',
    'How is it held?': 'by telepathy',
    Length: 'a day',
    'Months it counts for': '0',
  })
  expect(malformed.errors).toHaveLength(4)
  expect(malformed.valueOf('Title')).toBe('First aid')
  expect(malformed.valueOf('Length')).toBe('a day')
})

test('a code that another course has is refused, and a course sent twice is added once', async () => {
  const form = await grace.visit(at('/courses/new'))
  const answers = { ...course, Title: 'Once', Code: 'ONCE' }
  const sent = await Promise.all([form.sendForm(answers), form.sendForm(answers)])
  expect(new Set(sent.map((answer) => answer.headers.location)).size).toBe(1)
  const again = await (await grace.visit(at('/courses/new'))).submit(answers)
  expect(again.errors).toEqual(['Another course has this code. Choose a different one.'])
})

test('a description that somebody else changed meanwhile is not overwritten', async () => {
  const { courseId } = await aNewSession()
  const mine = await grace.visit(at(`/courses/${courseId}/edit`))
  const theirs = await grace.visit(at(`/courses/${courseId}/edit`))
  expect((await theirs.submit({ Summary: 'Theirs' })).text).toContain('The description was changed')
  const stale = await mine.submit({ Summary: 'Mine' })
  expect(stale.status).toBe(422)
  expect(stale.errors[0]).toContain('Someone else changed this course')
  expect(stale.valueOf('Summary')).toBe('Mine')
  expect((await stale.submit()).text).toContain('Mine')
})

test('an event without a date, times or places says so for each, and in words what is wrong', async () => {
  const { courseId } = await aNewSession()
  const form = await grace.visit(at(`/courses/${courseId}/events/new`))
  expect((await form.submit({ 'Name of the event': '' })).errors).toEqual([
    'Enter the date of the session, like 26 11 2026',
    'Enter when it starts, like 9:30am or 14:00',
    'Enter when it ends, like 4pm or 16:00',
    'Enter how many places there are, as a number from 1 to 5,000',
    'Enter what this event is called',
  ])
  const malformed = await form.submit({
    ...session,
    'heldOn-month': '13',
    'Starts at': 'nine',
    'Online link': 'javascript:alert(1)',
    Places: '0',
  })
  expect(malformed.errors).toHaveLength(4)
  expect(malformed.errors[0]).toContain('13')
  expect(malformed.valueOf('Starts at')).toBe('nine')
  expect(malformed.document.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#heldOn-day')
  const backwards = await form.submit({ ...session, 'Ends at': '9am' })
  expect(backwards.errors).toEqual(['The end must be later than the start'])
})

test('a session sent twice is put on once', async () => {
  const { courseId } = await aNewSession()
  const form = await grace.visit(at(`/courses/${courseId}/events/new`))
  await Promise.all([form.sendForm(session), form.sendForm(session)])
  const events = await act((ctx) =>
    ctx.db.selectFrom('events').select('id').where('courseId', '=', courseId).execute(),
  )
  expect(events).toHaveLength(2)
})

test('a changed session tells who was told, and one that moved on is shown again', async () => {
  const { sessionId } = await aNewSession({ places: 2 })
  await bookEveryone(sessionId)
  const open = await grace.visit(at(`/sessions/${sessionId}/edit`))
  const few = await open.submit({ Places: '1' })
  expect(few.errors).toEqual([
    '2 people have a place. Enter 2 or more, or cancel some of their bookings first.',
  ])
  const changed = await open.submit({ Venue: 'Town hall', Places: '3' })
  expect(changed.text).toContain(
    'The session was changed. 3 people were told. 1 moved up from the waiting list.',
  )
  const stale = await open.submit({ Venue: 'Library' })
  // The same opening of the form was taken already: it leads where it led before.
  expect(stale.url).toBe(at(`/sessions/${sessionId}`))
  const [mine, theirs] = [
    await grace.visit(at(`/sessions/${sessionId}/edit`)),
    await grace.visit(at(`/sessions/${sessionId}/edit`)),
  ]
  await theirs.submit({ Venue: 'Library' })
  expect((await mine.submit({ Venue: 'Cinema' })).errors[0]).toContain('Someone else changed this session')
})

test('a session is cancelled with a reason that everyone reads', async () => {
  const { sessionId, eventId } = await aNewSession()
  await bookEveryone(sessionId)
  await act((ctx) => addSession(ctx, eventId, { ...aSession, heldOn: '2026-12-03', title: 'Day 2' }))
  const form = await grace.visit(at(`/sessions/${sessionId}/cancel`))
  const other = await grace.visit(at(`/sessions/${sessionId}/cancel`))
  const empty = await form.submit({ 'What is cancelled?': 'The whole event: this and 1 more' })
  expect(empty.errors).toEqual(['Say why it is cancelled: everyone booked will read it'])
  expect(empty.document.querySelector('input[value=event]')?.hasAttribute('checked')).toBe(true)
  const malformed = await form.submit({ what: 'all of it', 'Why is it cancelled?': 'Snow' })
  expect(malformed.errors).toEqual(['Choose what is cancelled'])

  const cancelled = await empty.submit({ 'Why is it cancelled?': 'The trainer is ill' })
  expect(cancelled.text).toContain('2 sessions are cancelled. 3 people were told by e-mail.')
  expect(cancelled.text).toContain('The trainer is ill')
  expect((await other.submit({ 'Why is it cancelled?': 'Again' })).errors).toEqual([
    'This session was cancelled already.',
  ])
  const mine = await amina.visit(at('/mine'))
  expect(mine.text).toContain('Cancelled')
})

test('sessions are listed by what there is to do', async () => {
  const { sessionId } = await aNewSession()
  await bookEveryone(sessionId)
  await act((ctx) =>
    ctx.db.updateTable('sessions').set({ heldOn: '2026-11-10' }).where('id', '=', sessionId).execute(),
  )
  const title = `Course ${codes}`
  const names = async (query: string) =>
    (await grace.visit(at(`/sessions?search=${encodeURIComponent(title)}&${query}`)))
      .rows()
      .map((row) => row[0])
  expect(await names('when=register')).toEqual([title])
  expect(await names('when=upcoming')).toEqual([])
  await (
    await grace.visit(at(`/sessions/${sessionId}/register`))
  ).submit({}, { button: 'Everyone else attended' })
  expect(await names('when=register')).toEqual([])
  expect(await names('when=past')).toEqual([title])
})

test('only coordinators open what coordinators do', async () => {
  const { sessionId, courseId, eventId } = await aNewSession()
  for (const path of [
    '/courses/new',
    `/courses/${courseId}/edit`,
    `/courses/${courseId}/events/new`,
    `/events/${eventId}/sessions/new`,
    '/sessions',
    `/sessions/${sessionId}`,
    `/sessions/${sessionId}/edit`,
    `/sessions/${sessionId}/cancel`,
    `/sessions/${sessionId}/register`,
    `/sessions/${sessionId}/sign-in-sheet`,
    '/bookings',
  ])
    expect([path, (await amina.visit(at(path))).status]).toEqual([path, 403])
})
