/** The link by which a contact says, without signing in, whether the details are right. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Context, isId } from '#platform'

/** The whole address, as it is mailed. It follows from the request's id and the installation's secret. */
export function linkOf(ctx: Context, requestId: string): string {
  const { publicUrl, host, port } = ctx.services.settings
  return `${publicUrl ?? `http://${host}:${port}`}/p/${ctx.partnership.code}/confirm-contact/${tokenOf(ctx, requestId)}`
}

export function tokenOf(ctx: Context, requestId: string): string {
  return `${requestId}.${signatureOf(ctx, requestId).toString('base64url')}`
}

/** The request that a token was made for; null when it was not made here. */
export function requestIn(ctx: Context, token: string): string | null {
  const [id = '', signature = ''] = token.split('.', 2)
  if (!isId(id)) return null
  const expected = signatureOf(ctx, id)
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null
}

function signatureOf({ services, partnership }: Context, requestId: string): Buffer {
  return createHmac('sha256', services.settings.secret)
    .update(`oneworkforce contact link ${partnership.id} ${requestId}`)
    .digest()
}
