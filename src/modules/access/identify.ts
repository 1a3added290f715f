import { sql } from 'kysely'
import { type PartnershipIdentity, type Scope, type Services, dateInEngland } from '#platform'
import { type Permission, type Visitor, nobody } from '#web'
import { hashToken } from './keys.ts'
import { type Granted, asksForSecondFactor, mainRoleName, scopeOf } from './roles.ts'

interface Identified {
  sessionId: string
  accountId: string
  displayName: string
  hasSecondFactor: boolean
  gaveSecondFactor: boolean
  personId: string | null
  granted: Granted[]
}

/** Who holds this session token, as seen in this partnership. One round trip: every request begins with it. */
export async function identify(
  services: Services,
  token: string | undefined,
  partnership: PartnershipIdentity,
): Promise<Visitor> {
  if (!token || token.length > 100) return nobody
  const now = services.clock()
  const { rows } =
    await sql<Identified>`select * from app.identify(${hashToken(token)}::bytea, ${partnership.id}::uuid,
    ${now}::timestamptz, ${dateInEngland(now)}::date)`.execute(services.database)
  return rows[0] ? visitorOf(rows[0], partnership) : nobody
}

function visitorOf(identified: Identified, partnership: PartnershipIdentity): Visitor {
  const { granted } = identified
  const scopes = new Map<Permission, Scope | null>()
  return {
    accountId: identified.accountId,
    personId: identified.personId,
    name: identified.displayName,
    roleName: mainRoleName(granted),
    sessionId: identified.sessionId,
    secondFactorNeeded: needsSecondFactor(identified, partnership),
    can(permission) {
      let scope = scopes.get(permission)
      if (scope === undefined) scopes.set(permission, (scope = scopeOf(permission, granted)))
      return scope
    },
  }
}

/** Whoever has set one up gives it; whoever has a role that asks for one sets it up first. Not in a demonstration. */
function needsSecondFactor(
  { hasSecondFactor, gaveSecondFactor, granted }: Identified,
  partnership: PartnershipIdentity,
): boolean {
  if (gaveSecondFactor) return false
  return hasSecondFactor || (!partnership.isDemonstration && asksForSecondFactor(granted))
}
