import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import type { Services } from '#platform'

/** A new secret for a link or a session: 32 random bytes, as text that fits in an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token. The token is random and long, so a plain digest cannot be turned back. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** A digest that only this installation can make: for names, addresses and codes that could otherwise be guessed from it. */
export function keyedHash(services: Services, purpose: string, text: string): Buffer {
  return createHmac('sha256', keyFor(services, purpose)).update(text).digest()
}

/** Encrypts with the installation's key: a nonce of 12 bytes, a tag of 16, then the text. */
export function seal(services: Services, purpose: string, plain: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(services, purpose), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** @throws when the bytes were altered, or sealed by another installation */
export function unseal(services: Services, purpose: string, bytes: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyFor(services, purpose), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
}

/** A key for one purpose, so that what is made for one cannot be used for another. */
function keyFor(services: Services, purpose: string): Buffer {
  const { secret } = services.settings
  if (!secret) throw new Error('The installation has no secret')
  return createHmac('sha256', secret).update(`oneworkforce ${purpose}`).digest()
}
