import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import type { Basis } from '../engagements/engagement.ts'

export interface Team {
  id: string
  name: string
  purpose: string | null
  isCoLocated: boolean
  /** Null for a team whose members have different employers. */
  organisationId: string | null
  organisationRef: string | null
  organisation: string | null
  closedOn: LocalDate | null
  version: number
}

/** @throws NotFound */
export async function findTeam(ctx: Context, id: string): Promise<Team> {
  const { rows } = await sql<Team>`
    select t.id, t.name, t.purpose, t.is_co_located, t.organisation_id, o.ref as organisation_ref,
      coalesce(p.name, o.ref) as organisation, t.closed_on, t.version
    from teams t left join organisations o on o.id = t.organisation_id
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    where t.id = ${id}`.execute(ctx.db)
  return found(rows[0])
}

export interface Member {
  personId: string
  fullName: string
  engagementId: string
  role: string
  basis: Basis
  employerId: string
  employer: string
}

/** Who works in a team on a date, of those that the actor may see, each under the employer they have there. */
export async function membersOf(ctx: Context, teamId: string, on: LocalDate = ctx.today): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select person.id as person_id, person.full_name, e.id as engagement_id, r.name as role, e.basis,
      e.organisation_id as employer_id, coalesce(p.name, o.ref) as employer
    from engagements e
    join people person on person.id = e.person_id
    join roles r on r.id = e.role_id
    join organisations o on o.id = e.organisation_id
    left join app.current_periods(${on}::date) p on p.organisation_id = o.id
    where e.team_id = ${teamId} and e.started_on <= ${on}::date and coalesce(e.ended_on >= ${on}::date, true)
    order by lower(coalesce(p.name, o.ref)), o.id, person.family_name, person.given_name, e.id`.execute(
    ctx.db,
  )
  return rows
}

/** The members of each employer, in the order of `membersOf`. */
export function byEmployer(
  members: readonly Member[],
): { employerId: string; employer: string; members: Member[] }[] {
  const groups: { employerId: string; employer: string; members: Member[] }[] = []
  for (const member of members) {
    const last = groups.at(-1)
    if (last?.employerId === member.employerId) last.members.push(member)
    else groups.push({ employerId: member.employerId, employer: member.employer, members: [member] })
  }
  return groups
}
