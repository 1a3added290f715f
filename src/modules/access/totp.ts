import { type Services } from '#platform'
import { Secret, TOTP } from 'otpauth'
import { keyedHash, seal, unseal } from './keys.ts'

// What every authenticator app can do: six digits, half a minute, SHA-1. RFC 6238; the secret is 160 bits, RFC 4226 section 4.
const period = 30
const secretBytes = 20

/**
 * The secret that an account would set up now. It follows from the account and its version, so that the page shows the
 * same one again after a wrong code, and nothing is kept until a code has shown that the app has it.
 */
export function secretToSetUp(services: Services, account: { id: string; version: number }): Buffer {
  return keyedHash(services, 'authenticator secret', `${account.id} ${account.version}`).subarray(
    0,
    secretBytes,
  )
}

export const sealSecret = (services: Services, secret: Buffer) => seal(services, 'authenticator', secret)
export const unsealSecret = (services: Services, sealed: Buffer) => unseal(services, 'authenticator', sealed)

/**
 * The time step that a code stands for, or null when it is wrong. A step before or after is taken, for clocks that are a
 * little off; a step that was used, or one before it, never again (RFC 6238 section 5.2).
 */
export function stepOfCode(secret: Buffer, code: string, now: Date, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = appFor(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 })
  if (delta === null) return null
  const step = Math.floor(now.getTime() / 1000 / period) + delta
  return lastStep !== null && step <= lastStep ? null : step
}

/** What the app shows at this moment: for tests, and to see that a code is right. */
export function codeAt(secret: Buffer, now: Date): string {
  return appFor(secret, '').generate({ timestamp: now.getTime() })
}

/** The address that the square code holds, for the app to read. */
export function setUpAddress(secret: Buffer, accountName: string): string {
  return appFor(secret, accountName).toString()
}

/** The secret as people type it: groups of four letters and digits. */
export function typedSecret(secret: Buffer): string {
  return secretOf(secret).base32.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

function appFor(secret: Buffer, label: string): TOTP {
  return new TOTP({
    issuer: 'OneWorkforce',
    label,
    secret: secretOf(secret),
    algorithm: 'SHA1',
    digits: 6,
    period,
  })
}

function secretOf(secret: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(secret).buffer })
}
