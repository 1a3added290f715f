import { sql } from 'kysely'
import { type Context, type LocalDate, NotFound, found } from '#platform'
import type { PageContext } from '#web'
import type { Basis } from '../engagements/engagement.ts'

/** The person that the visitor is. @throws NotFound when the account is of nobody in the register */
export function ownPersonId({ visitor }: PageContext): string {
  if (!visitor.personId) throw new NotFound('This account is not of a person in the register')
  return visitor.personId
}

/** What the register says of oneself. */
export async function myDetails(ctx: Context, personId: string) {
  return found(await ctx.db.selectFrom('people').selectAll().where('id', '=', personId).executeTakeFirst())
}

export interface MyWork {
  id: string
  ref: string
  role: string
  organisation: string
  team: string | null
  basis: Basis
  fte: number | null
  startedOn: LocalDate
  endedOn: LocalDate | null
  savedAt: Date
  savedFrom: string
}

/** What one does and did, the newest first, under the names that organisations have today. */
export async function myWork(ctx: Context, personId: string): Promise<MyWork[]> {
  const { rows } = await sql<MyWork>`
    select e.id, e.ref, r.name as role, coalesce(p.name, o.ref) as organisation, t.name as team, e.basis, e.fte,
      e.started_on, e.ended_on, e.saved_at, e.saved_from
    from engagements e
    join roles r on r.id = e.role_id
    join organisations o on o.id = e.organisation_id
    left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    left join teams t on t.id = e.team_id
    where e.person_id = ${personId} order by e.started_on desc, e.id`.execute(ctx.db)
  return rows
}

/** Where something in the register came from. */
export function sourceInWords(savedFrom: string): string {
  if (savedFrom.startsWith('file: ')) return `the file ${savedFrom.slice(6)}`
  const words: Record<string, string> = {
    page: 'somebody who keeps the register',
    self: 'you',
    service: 'the setting up of the service',
  }
  return words[savedFrom] ?? savedFrom
}
