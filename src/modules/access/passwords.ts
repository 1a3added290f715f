import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import { projectRoot } from '#platform'

const shortestPassword = 12
const longestPassword = 200

export const passwordHint =
  'At least 12 characters. Three random words are easy to remember and hard to guess. You can paste it, and a password manager can keep it.'

// OWASP, Password Storage Cheat Sheet (2025): Argon2id with 19 MiB of memory, 2 passes and 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The same password typed on another keyboard can arrive in other code points: compared in one form. */
const normal = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost)
}

let nobodysHash: Promise<string> | undefined

/** Whether the password is right. Where there is none to compare with, as much time is spent, so that nobody can tell. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodysHash ??= hashPassword('the password of nobody at all')
  const isRight = await verify(
    passwordHash ?? (await nobodysHash),
    normal(password.slice(0, longestPassword)),
  )
  return isRight && passwordHash !== null
}

/** What a password must not be guessable from. */
export interface Holder {
  displayName: string
  email: string | null
  signInName: string | null
}

/**
 * What is wrong with a new password, as a sentence; null when nothing is. Length, and a list of what attackers try first;
 * no rules about kinds of characters and no expiry. National Cyber Security Centre, "Password administration for system
 * owners" (2018, reviewed 2024) and "Three random words" (2021).
 */
export function passwordProblem(password: string, holder: Holder): string | null {
  const length = Array.from(normal(password)).length
  if (length === 0) return 'Enter a password'
  if (length < shortestPassword)
    return `The password must be ${shortestPassword} characters or more: it has ${length}. Three random words are long enough`
  if (length > longestPassword) return `The password must be ${longestPassword} characters or fewer`
  if (isOften(password))
    return 'This password is one of those that are tried first. Choose another, such as three random words'
  if (isNameOf(password, holder))
    return 'The password must not be your name or e-mail address. Choose another, such as three random words'
  return null
}

let denied: Set<string> | undefined

/** On the list of passwords often used, also with digits and signs around it; or a few characters over and over. */
function isOften(password: string): boolean {
  denied ??= new Set(
    readFileSync(join(projectRoot, 'data', 'reference', 'deny-list.txt'), 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean),
  )
  const lower = normal(password).toLowerCase()
  return (
    denied.has(lower) ||
    denied.has(lettersOf(lower)) ||
    denied.has(core(lower)) ||
    /^(.{1,4}?)\1+.{0,3}$/u.test(lower) ||
    isSequence(lower)
  )
}

function isNameOf(password: string, { displayName, email, signInName }: Holder): boolean {
  const lower = normal(password).toLowerCase()
  const names = [displayName, email, email?.split('@')[0], signInName].filter(
    (name) => name !== null && name !== undefined,
  )
  return names.some((name) => {
    const plain = name.toLowerCase()
    return lower === plain || (lettersOf(plain) !== '' && lettersOf(lower) === lettersOf(plain))
  })
}

/** Without digits and signs in front and behind. */
const core = (text: string) => text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
const lettersOf = (text: string) => text.replaceAll(/[^\p{L}]/gu, '')

/** Each character follows the one before: abcdefghijkl, 123456789012. */
function isSequence(text: string): boolean {
  const runs = [
    'abcdefghijklmnopqrstuvwxyz'.repeat(2),
    '0123456789'.repeat(4),
    '9876543210'.repeat(4),
    '1234567890'.repeat(4),
    'zyxwvutsrqponmlkjihgfedcba'.repeat(2),
  ]
  return runs.some((run) => run.includes(text))
}
