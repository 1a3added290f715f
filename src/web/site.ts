import type { FastifyReply } from 'fastify'
import type { PartnershipIdentity, Services } from '#platform'
import type { Metrics } from '#platform/metrics'
import type { NavigationItem, Visitor } from './access.ts'
import type { AnyRoute } from './page.ts'

/** What app.ts puts together for the web server. */
export interface Site {
  services: Services
  routes: AnyRoute[]
  /** The navigation of a partnership's pages; each item is shown to those who may open it. */
  navigation: NavigationItem[]
  /** Who holds this session token, as seen in this partnership. */
  identify(token: string | undefined, partnership: PartnershipIdentity): Promise<Visitor>
  /** The partnership with this code, or undefined. */
  findPartnership(code: string): Promise<PartnershipIdentity | undefined>
  metrics?: Metrics
  /** Whether the service is ready for work: its database answers and is up to date. */
  ready(): Promise<boolean>
}

export const sessionCookie = 'oneworkforce_session'
export const messageCookie = 'oneworkforce_message'

/** Sets a cookie that only this service reads, or clears it when the value is null. */
export function setCookie(reply: FastifyReply, name: string, value: string | null): void {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto' } as const
  if (value === null) reply.clearCookie(name, options)
  else reply.setCookie(name, value, options)
}
