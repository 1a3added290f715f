import { describe, expect, test } from 'vitest'
import { settle } from './completion.ts'
import { completedOn, registerOf } from './register.ts'

const today = '2026-11-12'
const cancelledAt = new Date('2026-11-01T09:00:00Z')

test.each([
  ['before the day', { heldOn: '2026-11-13', cancelledAt: null }, 'before-the-day'],
  ['on the day', { heldOn: today, cancelledAt: null }, 'open'],
  ['long after', { heldOn: '2025-01-10', cancelledAt: null }, 'open'],
  ['when it was cancelled', { heldOn: today, cancelledAt }, 'session-cancelled'],
])('a register %s: %o is %s', (_name, session, expected) => {
  const register = registerOf(session, today)
  expect(register.kind === 'closed' ? register.because : register.kind).toBe(expected)
})

describe('an event is completed', () => {
  const first = { id: 'first', heldOn: '2026-11-03', cancelledAt: null }
  const second = { id: 'second', heldOn: '2026-11-10', cancelledAt: null }
  const calledOff = { id: 'third', heldOn: '2026-11-20', cancelledAt }

  test.each([
    ['at once by attending its only session', [first], ['first'], '2026-11-03'],
    ['on the day of the last session, by attending all', [second, first], ['first', 'second'], '2026-11-10'],
    ['not by attending some', [first, second], ['second'], null],
    ['not by attending none', [first], [], null],
    ['without the sessions that were cancelled', [first, calledOff], ['first'], '2026-11-03'],
    ['never when all were cancelled', [calledOff], ['third'], null],
  ])('%s', (_name, sessions, attended, expected) => {
    expect(completedOn(sessions, new Set(attended))).toBe(expected)
  })
})

describe('a corrected register', () => {
  const given = [{ id: 'c1', personId: 'amina', completedOn: '2026-11-03', evidenceId: 'e1' }]

  test('changes nothing when it says the same', () => {
    expect(settle([{ personId: 'amina', completedOn: '2026-11-03' }], given)).toEqual({
      toGive: [],
      toTakeBack: [],
    })
  })
  test('takes back what is no longer true, and gives what now is', () => {
    const earned = [{ personId: 'tom', completedOn: '2026-11-03' }]
    expect(settle(earned, given)).toEqual({ toGive: earned, toTakeBack: given })
  })
  test('moves a completion to another day by taking it back and giving it anew', () => {
    const earned = [{ personId: 'amina', completedOn: '2026-11-04' }]
    expect(settle(earned, given)).toEqual({ toGive: earned, toTakeBack: given })
  })
})
