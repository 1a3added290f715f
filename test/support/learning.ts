/** A partnership with people to teach, a course to teach them, and sessions of it. */
import { type Context, type PartnershipIdentity, newId } from '#platform'
import { addCourse, putOnEvent } from '#learning'
import type { CourseDetails, SessionDetails } from '#learning'
import type { World } from './world.ts'

export const aSession: SessionDetails = {
  title: '',
  heldOn: '2026-11-26',
  startsAt: '09:30',
  endsAt: '16:00',
  venue: 'Loxley House, room 2',
  onlineLink: null,
  trainer: 'Dev Patel',
  places: 12,
}

export const aCourse: CourseDetails = {
  code: 'SG-CORE',
  title: 'Safeguarding children: core awareness',
  summary: 'What everyone who meets children in their work needs to know.',
  aims: 'Notice the signs of harm\nKnow whom to tell',
  audience: 'Everyone who works with children',
  mode: 'classroom',
  durationMinutes: 360,
  validForMonths: null,
  evidenceCode: 'SG-CORE',
}

/** A course with one event of one session. */
export async function putOn(
  ctx: Context,
  course: Partial<CourseDetails> = {},
  session: Partial<SessionDetails> = {},
) {
  const details = { ...aCourse, ...course }
  const added = await addCourse(ctx, details)
  if (added.outcome !== 'saved') throw new Error(`The course was not added: ${added.outcome}`)
  const { courseId } = added
  const event = await putOnEvent(ctx, {
    courseId,
    title: details.title,
    session: { ...aSession, ...session },
  })
  return { courseId, ...event }
}

export interface TestTeam {
  organisationId: string
  teamId: string
  personIds: string[]
}

/** An organisation with a team and its people, engaged as social workers since 2024. Their refs begin with the code. */
export async function aTeam(
  world: Pick<World, 'act'>,
  partnership: PartnershipIdentity,
  { code, names }: { code: string; names: string[] },
): Promise<TestTeam> {
  return world.act(partnership, async (ctx) => {
    const here = { partnershipId: partnership.id }
    const [organisationId, teamId] = [newId(), newId()]
    await ctx.db
      .insertInto('organisations')
      .values({ ...here, id: organisationId, ref: code })
      .execute()
    const sectorId = await ensure(ctx, 'sectors', 'Social care')
    const roleId = await ensure(ctx, 'roles', 'Social worker')
    await ctx.db
      .insertInto('organisationPeriods')
      .values({ ...here, id: newId(), organisationId, name: `${code} council`, kind: 'council', sectorId })
      .execute()
    await ctx.db
      .insertInto('teams')
      .values({ ...here, id: teamId, organisationId, name: `${code} team` })
      .execute()
    const personIds: string[] = []
    for (const [index, name] of names.entries()) {
      const id = newId()
      const [givenName = '', ...family] = name.split(' ')
      const ref = `${code}-${String(index + 1).padStart(3, '0')}`
      await ctx.db
        .insertInto('people')
        .values({
          ...here,
          id,
          ref,
          givenName,
          familyName: family.join(' ') || 'Person',
          email: `${ref.toLowerCase()}@example.org`,
        })
        .execute()
      await ctx.db
        .insertInto('engagements')
        .values({
          ...here,
          id: newId(),
          ref: `${ref}-E`,
          personId: id,
          organisationId,
          teamId,
          roleId,
          basis: 'permanent',
          startedOn: '2024-01-01',
        })
        .execute()
      personIds.push(id)
    }
    return { organisationId, teamId, personIds }
  })
}

async function ensure(ctx: Context, table: 'sectors' | 'roles', name: string): Promise<string> {
  const existing = await ctx.db.selectFrom(table).select('id').where('name', '=', name).executeTakeFirst()
  if (existing) return existing.id
  const id = newId()
  await ctx.db.insertInto(table).values({ partnershipId: ctx.partnership.id, id, name }).execute()
  return id
}

/** So many names, all different: "Amina 007 Person". */
export function manyNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Amina${String(index + 1).padStart(3, '0')} Person`)
}
