/** Work together with other authorities: who takes part, in which work streams, and what each contributes. */
import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'

export const contributionKinds = {
  money: 'Money',
  time: 'People’s time',
  other: 'Something else',
} as const
export type ContributionKind = keyof typeof contributionKinds

export interface Collaboration {
  id: string
  name: string
  purpose: string
  startedOn: LocalDate | null
  endedOn: LocalDate | null
  /** How many its source says there are; those listed may be fewer. */
  statedMembers: number | null
  statedStreams: number | null
  source: string | null
  version: number
}

export interface Member {
  id: string
  name: string
  isHost: boolean
  pence: number
  days: number
}

export interface Contribution {
  id: string
  member: string
  stream: string | null
  kind: ContributionKind
  pence: number | null
  days: number | null
  description: string
  givenOn: LocalDate
}

/** @throws NotFound */
export async function findCollaboration(ctx: Context, id: string) {
  const collaboration = found(
    await ctx.db
      .selectFrom('collaborations')
      .selectAll()
      .where('id', '=', id)
      .$castTo<Collaboration>()
      .executeTakeFirst(),
  )
  const { rows: members } = await sql<Member>`
    select m.id, m.name, m.is_host, coalesce(sum(c.pence), 0)::bigint as pence, coalesce(sum(c.days), 0)::float as days
    from collaboration_members m left join collaboration_contributions c on c.member_id = m.id
    where m.collaboration_id = ${id} group by m.id, m.name, m.is_host order by m.is_host desc, lower(m.name)`.execute(
    ctx.db,
  )
  const streams = await ctx.db
    .selectFrom('collaborationStreams')
    .select(['id', 'name'])
    .where('collaborationId', '=', id)
    .orderBy('name')
    .execute()
  const { rows: contributions } = await sql<Contribution>`
    select c.id, m.name as member, s.name as stream, c.kind, c.pence, c.days::float, c.description, c.given_on
    from collaboration_contributions c
    join collaboration_members m on m.id = c.member_id
    left join collaboration_streams s on s.id = c.stream_id
    where c.collaboration_id = ${id} order by c.given_on desc, c.id`.execute(ctx.db)
  return { ...collaboration, members, streams, contributions }
}
