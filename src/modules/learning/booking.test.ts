import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BookableSession,
  type HeldBooking,
  type InTheWay,
  cancellationOf,
  offerOn,
  placesForWaiting,
  placesInWords,
  placesLeft,
} from './booking.ts'

const today = '2026-11-12'
const session: BookableSession = { heldOn: '2026-11-26', cancelledAt: null, places: 3, booked: 0, waiting: 0 }

describe('what a person is offered on a session', () => {
  const cases: [string, Partial<BookableSession>, InTheWay | null, ReturnType<typeof offerOn>][] = [
    ['a place while there is one', { booked: 2 }, null, { kind: 'place' }],
    ['the first turn when it is full', { booked: 3 }, null, { kind: 'waiting-list', turn: 1 }],
    ['the turn after those who wait', { booked: 3, waiting: 4 }, null, { kind: 'waiting-list', turn: 5 }],
    [
      'not the place that was just freed for someone who waits',
      { booked: 2, waiting: 1 },
      null,
      { kind: 'waiting-list', turn: 2 },
    ],
    [
      'a place beside the one that is due to somebody',
      { places: 4, booked: 2, waiting: 1 },
      null,
      { kind: 'place' },
    ],
    ['a place on the day itself', { heldOn: today }, null, { kind: 'place' }],
    ['nothing when it is over', { heldOn: '2026-11-11' }, null, { kind: 'none', because: 'session-over' }],
    [
      'nothing when it was cancelled',
      { cancelledAt: new Date() },
      null,
      { kind: 'none', because: 'session-cancelled' },
    ],
    ['nothing when they are booked already', {}, 'booked-here', { kind: 'none', because: 'already-booked' }],
    ['nothing when they wait already', {}, 'waiting-here', { kind: 'none', because: 'already-waiting' }],
    [
      'nothing when they are booked on another date of the course',
      {},
      'same-course',
      { kind: 'none', because: 'same-course' },
    ],
    [
      'that it was cancelled rather than that they are booked',
      { cancelledAt: new Date() },
      'booked-here',
      { kind: 'none', because: 'session-cancelled' },
    ],
  ]
  test.each(cases)('%s', (_name, is, inTheWay, offer) => {
    expect(offerOn({ ...session, ...is }, inTheWay, today)).toEqual(offer)
  })
})

describe('who moves up from the waiting list', () => {
  test.each([
    ['nobody while it is full', { booked: 3, waiting: 2 }, 0],
    ['one when one place is free', { booked: 2, waiting: 2 }, 1],
    ['no more than wait', { booked: 0, waiting: 2 }, 2],
    ['nobody when it was cancelled', { booked: 0, waiting: 2, cancelledAt: new Date() }, 0],
    ['nobody when it is over', { booked: 0, waiting: 2, heldOn: '2026-11-11' }, 0],
    ['nobody when more came than there are places', { booked: 5, waiting: 2 }, 0],
  ])('%s', (_name, is, expected) => {
    expect(placesForWaiting({ ...session, ...is }, today)).toBe(expected)
  })

  test('a place is never offered both to a newcomer and to somebody who waits', () => {
    const counts = fc.record({
      places: fc.integer({ min: 1, max: 40 }),
      booked: fc.nat(40),
      waiting: fc.nat(40),
    })
    fc.assert(
      fc.property(counts, (counts) => {
        const open = { ...session, ...counts }
        const given = Math.max(counts.booked, 0) + placesForWaiting(open, today) + placesLeft(open)
        expect(given).toBeLessThanOrEqual(Math.max(counts.places, counts.booked))
      }),
    )
  })
})

test.each([
  [{ places: 30, booked: 18, waiting: 0 }, '12 of 30 places left'],
  [{ places: 1, booked: 0, waiting: 0 }, '1 of 1 place left'],
  [{ places: 30, booked: 30, waiting: 0 }, 'Full'],
  [{ places: 30, booked: 30, waiting: 3 }, 'Full, 3 waiting'],
  [{ places: 30, booked: 29, waiting: 1 }, 'Full, 1 waiting'],
])('places are said as numbers: %o is “%s”', (counts, words) => {
  expect(placesInWords(counts)).toBe(words)
})

describe('until when a booking can be cancelled', () => {
  const booked: HeldBooking = { state: 'booked', attendance: null, heldOn: '2026-11-26' }
  test.each<[string, Partial<HeldBooking>, string]>([
    ['before the day', {}, 'possible'],
    ['on the day', { heldOn: today }, 'possible'],
    ['while waiting', { state: 'waiting' }, 'possible'],
    ['not the day after', { heldOn: '2026-11-11' }, 'session-over'],
    ['not twice', { state: 'cancelled' }, 'already-cancelled'],
    [
      'not once the register says whether they came',
      { heldOn: today, attendance: 'absent' },
      'attendance-recorded',
    ],
  ])('%s', (_name, is, expected) => {
    const answer = cancellationOf({ ...booked, ...is }, today)
    expect(answer.kind === 'none' ? answer.because : answer.kind).toBe(expected)
  })
})
