import { describe, expect, test } from 'vitest'
import { hashPassword, isPassword, passwordProblem } from './passwords.ts'

const grace = {
  displayName: 'Grace Adeyemi-Okafor',
  email: 'grace.adeyemi@council.example',
  signInName: null,
}

describe('a new password', () => {
  test.each([
    'copper lantern meadow',
    'correct-horse-battery',
    'grüne Äpfel schmecken',
    'ΑΒΓΔ εζηθ ικλμ',
    '😀🐎🔋📎😀🐎🔋📎🎈🎁🎀🎊',
    'aB3$kQ9!mZ2@',
  ])('may be %j', (password) => expect(passwordProblem(password, grace)).toBeNull())

  test('needs no capital, digit or sign', () => {
    expect(passwordProblem('lamp ocean tiger', grace)).toBeNull()
  })

  test.each([
    ['', 'Enter a password'],
    ['short one', 'it has 9'],
    ['12345678901', 'it has 11'],
    ['x'.repeat(201), '200 characters or fewer'],
  ])('of the wrong length is refused: %j', (password, sentence) =>
    expect(passwordProblem(password, grace)).toContain(sentence),
  )

  test.each([
    'password1234',
    'Password2026!',
    '123456789012',
    'abcdefghijkl',
    'aaaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    '!!qwertyuiop!!',
  ])('that attackers try first is refused: %j', (password) =>
    expect(passwordProblem(password, grace)).toContain('tried first'),
  )

  test.each([
    'Grace Adeyemi-Okafor',
    'graceadeyemiokafor1',
    'grace.adeyemi@council.example',
    'grace.adeyemi99',
  ])('that is the name or address is refused: %j', (password) =>
    expect(passwordProblem(password, grace)).toContain('your name or e-mail'),
  )

  test('that only contains the name is not', () => {
    expect(passwordProblem('grace likes purple kites', grace)).toBeNull()
  })
})

describe('a kept password', () => {
  test('is kept as Argon2id with the advised cost, and differently each time', async () => {
    const [first, second] = await Promise.all([
      hashPassword('copper lantern meadow'),
      hashPassword('copper lantern meadow'),
    ])
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(first).not.toBe(second)
  })

  test('is recognised, however the keyboard composes its letters, and nothing else is', async () => {
    const kept = await hashPassword('café lantern meadow')
    expect(await isPassword('cafe\u0301 lantern meadow', kept)).toBe(true)
    expect(await isPassword('cafe lantern meadow', kept)).toBe(false)
    expect(await isPassword('', kept)).toBe(false)
  })

  test('of nobody is never right', async () => {
    expect(await isPassword('the password of nobody at all', null)).toBe(false)
  })
})
