import type { Context, Services } from '#platform'
import { hashToken, keyedHash } from './keys.ts'

type Purpose = 'invitation' | 'reset'

/**
 * The secret part of a link follows from its id and the installation's key. So whoever made the link can print it again
 * while it counts, and what the database keeps cannot be turned into one.
 */
function tokenOf(services: Services, purpose: Purpose, id: string): string {
  return keyedHash(services, `${purpose} link`, id).toString('base64url')
}

export function tokenHashOf(services: Services, purpose: Purpose, id: string): Buffer {
  return hashToken(tokenOf(services, purpose, id))
}

/** The whole address, as it is mailed or printed. */
export function linkOf(ctx: Context, purpose: Purpose, id: string): string {
  const { publicUrl, host, port } = ctx.services.settings
  return `${publicUrl ?? `http://${host}:${port}`}/${purpose}/${ctx.partnership.code}/${tokenOf(ctx.services, purpose, id)}`
}

/** Whether a link reaches its reader by e-mail. Without a mail server it has to be handed over. */
export function isMailed(ctx: Context, email: string | null): email is string {
  return email !== null && (ctx.services.settings.smtpUrl !== undefined || ctx.partnership.isDemonstration)
}
