import { describe, expect, test } from 'vitest'
import { codeAt, setUpAddress, stepOfCode, typedSecret } from './totp.ts'

const secret = Buffer.from('12345678901234567890')
const at = (seconds: number) => new Date(seconds * 1000)

// RFC 6238 appendix B prints eight digits; an app that shows six shows the last six of them.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at second %i the code is the one that the standard prints', (seconds, code) => {
  expect(codeAt(secret, at(seconds))).toBe(code)
  expect(stepOfCode(secret, code, at(seconds), null)).toBe(Math.floor(seconds / 30))
})

describe('a code', () => {
  const now = at(1_000_000_020)
  const step = 33_333_334

  test.each([
    [-60, null],
    [-30, step - 1],
    [0, step],
    [30, step + 1],
    [60, null],
  ])('of %i seconds from now stands for step %s', (seconds, expected) => {
    expect(stepOfCode(secret, codeAt(secret, at(1_000_000_020 + seconds)), now, null)).toBe(expected)
  })

  test('is taken once: neither its step nor one before it counts again', () => {
    const code = codeAt(secret, now)
    expect(stepOfCode(secret, code, now, step - 1)).toBe(step)
    expect(stepOfCode(secret, code, now, step)).toBeNull()
    expect(stepOfCode(secret, code, now, step + 1)).toBeNull()
  })

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('is six digits, not %j', (code) => {
    expect(stepOfCode(secret, code, now, null)).toBeNull()
  })
})

test('the app is given who, where and the secret', () => {
  const url = new URL(setUpAddress(secret, 'grace@example.org'))
  expect(url.protocol).toBe('otpauth:')
  expect(decodeURIComponent(url.pathname)).toContain('OneWorkforce:grace@example.org')
  expect(url.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(typedSecret(secret)).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
})
