import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type Actor,
  type PartnershipIdentity,
  type Scope,
  Forbidden,
  NotFound,
  installation,
  onlyOneself,
} from '#platform'
import { type Access, type NavigationItem, type Visitor, nobody } from './access.ts'
import type { AnyRoute } from './page.ts'
import { type Site, sessionCookie } from './site.ts'

/** Signed out, or never signed in: the page leads to the sign-in page and back. */
export class SignInNeeded extends Error {
  override name = 'SignInNeeded'
}

/** Signed in by password; the second factor is still to be given. */
export class SecondFactorNeeded extends Error {
  override name = 'SecondFactorNeeded'
}

export interface Visit {
  partnership: PartnershipIdentity
  visitor: Visitor
}

/** Who is visiting, and in which partnership. Never refuses: error pages need it too. */
export async function identify(site: Site, request: FastifyRequest): Promise<Visit> {
  const code = (request.params as { partnership?: string } | undefined)?.partnership
  const partnership = code === undefined ? installation : await site.findPartnership(code)
  if (!partnership) return { partnership: installation, visitor: nobody }
  const visitor = await site.identify(request.cookies[sessionCookie], partnership)
  return { partnership, visitor }
}

/** The actor as whom a route's work is done: with the scope that its permission was given for, and no more. */
export async function enter(
  site: Site,
  route: AnyRoute,
  request: FastifyRequest,
): Promise<Visit & { actor: Actor }> {
  const visit = await identify(site, request)
  const { partnership, visitor } = visit
  if (route.place !== 'installation' && partnership === installation)
    throw new NotFound('No such partnership')
  if (route.demonstrationOnly && !(await isDemonstration(site, partnership)))
    throw new NotFound('Not a demonstration')
  const scope = scopeFor(route, visitor)
  return {
    ...visit,
    actor: {
      accountId: visitor.accountId,
      personId: visitor.personId,
      name: visitor.name,
      scope,
      managesAccounts: route.place === 'installation',
    },
  }
}

async function isDemonstration(site: Site, partnership: PartnershipIdentity): Promise<boolean> {
  if (partnership !== installation) return partnership.isDemonstration
  const all = await site.services.database.selectFrom('partnerships').select('isDemonstration').execute()
  return all.length > 0 && all.every((one) => one.isDemonstration)
}

/** @throws SignInNeeded, SecondFactorNeeded, Forbidden */
function scopeFor({ access, place }: AnyRoute, visitor: Visitor): Scope {
  if (access === 'anyone') return onlyOneself
  if (!visitor.accountId) throw new SignInNeeded()
  if (visitor.secondFactorNeeded) throw new SecondFactorNeeded()
  if (access === 'signed-in') {
    // Being signed in is not enough where one has no role: other partnerships are not one's own.
    if (place !== 'installation' && visitor.roleName === '') throw new Forbidden('Has no role here')
    return onlyOneself
  }
  const scope = visitor.can(access)
  if (!scope) throw new Forbidden(`Needs ${access}`)
  return scope
}

/** Whether a link to something of a partnership with this access should be shown. */
export function mayOpen(access: Access, visitor: Visitor): boolean {
  if (access === 'anyone') return true
  if (!visitor.accountId) return false
  return access === 'signed-in' ? visitor.roleName !== '' : visitor.can(access) !== null
}

/** Whether an item of the navigation is for this visitor. */
export function isFor(item: NavigationItem, visitor: Visitor): boolean {
  if (!mayOpen(item.access, visitor)) return false
  if (!item.aboutOthers || item.access === 'anyone' || item.access === 'signed-in') return true
  const scope = visitor.can(item.access)
  return scope !== null && (scope.everyone || scope.organisations.length + scope.teams.length > 0)
}

/** Pages of people's records are not kept by browsers or proxies. */
export function neverKept(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}

/** Addresses in the partnership being visited; installation pages keep theirs. */
export function linkIn({ partnership }: Visit): (path: string) => string {
  if (partnership.code === '') return (path) => path
  return (path) => `/p/${partnership.code}${path === '/' ? '' : path}`
}
