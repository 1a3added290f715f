import { z } from 'zod'
import { type Context, isId } from '#platform'
import { type Visitor, RadiosField, SelectField } from '#web'
import { type Over, covers, wholePartnership } from './may-give.ts'

interface Named {
  id: string
  name: string
}

/** What a role can be over, as far as whoever gives it reaches. */
export interface Reach {
  partnership: string | null
  organisations: Named[]
  teams: Named[]
}

const unanswered = 'Select what the role is for'

export const overAnswers = {
  over: z.enum(['partnership', 'organisation', 'team'], { error: unanswered }),
  organisation: z.string().optional(),
  team: z.string().optional(),
}

/** Where the role is to hold, from the answers; or the sentences for what cannot be taken. */
export function readOver(
  answers: {
    over: 'partnership' | 'organisation' | 'team'
    organisation?: string | undefined
    team?: string | undefined
  },
  reach: Reach,
): { over: Over } | { errors: Record<string, string> } {
  if (answers.over === 'partnership')
    return reach.partnership ? { over: wholePartnership } : { errors: { over: unanswered } }
  const field = answers.over
  const id = answers[field] ?? ''
  const known = field === 'organisation' ? reach.organisations : reach.teams
  if (!isId(id) || !known.some((one) => one.id === id)) return { errors: { [field]: `Select the ${field}` } }
  return {
    over:
      field === 'organisation' ? { organisationId: id, teamId: null } : { organisationId: null, teamId: id },
  }
}

/** The organisations and teams for which a visitor manages accounts. */
export async function reachOf(ctx: Context, visitor: Visitor): Promise<Reach> {
  const held = visitor.can('access.manage')
  const organisations = await organisationNames(ctx)
  const teams = await teamNames(ctx, organisations)
  return {
    partnership: held?.everyone ? ctx.partnership.name : null,
    organisations: organisations.filter(({ id }) => covers(held, { organisationId: id, teamId: null }, null)),
    teams: teams
      .filter(({ id, organisationId }) => covers(held, { organisationId: null, teamId: id }, organisationId))
      .map(({ id, name, organisation }) => ({ id, name: organisation ? `${name} (${organisation})` : name })),
  }
}

/** What each organisation that is not closed is called today, or was called last. */
function organisationNames(ctx: Context) {
  return ctx.db
    .selectFrom('organisationPeriods')
    .distinctOn('organisationId')
    .select(['organisationId as id', 'name'])
    .where('organisationId', 'in', (query) =>
      query.selectFrom('organisations').select('id').where('closedOn', 'is', null),
    )
    .orderBy('organisationId')
    .orderBy('startedOn', (order) => order.desc().nullsLast())
    .execute()
    .then((rows) => rows.sort((a, b) => a.name.localeCompare(b.name, 'en-GB')))
}

/** The teams that are open, each with the name of the organisation that it belongs to. */
async function teamNames(ctx: Context, organisations: Named[]) {
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  const teams = await ctx.db
    .selectFrom('teams')
    .select(['id', 'name', 'organisationId'])
    .where('closedOn', 'is', null)
    .orderBy('name')
    .execute()
  return teams.map((team) => ({ ...team, organisation: names.get(team.organisationId ?? '') ?? null }))
}

/** Asks what a role is for. */
export function OverFields({ reach }: { reach: Reach }) {
  const items = (named: Named[]) => named.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <RadiosField
      name="over"
      legend="What is the role for?"
      hint="The role opens the records of the people there, and no others."
      items={[
        reach.partnership !== null && { value: 'partnership', text: `The whole of ${reach.partnership}` },
        reach.organisations.length > 0 && {
          value: 'organisation',
          text: 'One organisation',
          conditional: (
            <SelectField
              name="organisation"
              label="Organisation"
              emptyText="Select an organisation"
              items={items(reach.organisations)}
            />
          ),
        },
        reach.teams.length > 0 && {
          value: 'team',
          text: 'One team',
          conditional: (
            <SelectField name="team" label="Team" emptyText="Select a team" items={items(reach.teams)} />
          ),
        },
      ]}
    />
  )
}
