/** Makes the employers of a partnership and their teams. */
import { caseTeam, cast } from '../cast.ts'
import type { OrganisationPlan, Shape } from '../shapes/index.ts'
import { type Making, scaled } from './making.ts'
import { placeNames } from './setting-names.ts'

export interface Organisation {
  id: string
  ref: string
  name: string
  plan: OrganisationPlan
  parent: Organisation | null
  /** By its position in the partnership's list; null for those that cover all of them. */
  locality: number | null
  /** How likely its people are to let training slip: some settings are better run than others. */
  slackness: number
}

export interface Team {
  id: string
  name: string
  /** Null for a team whose members have different employers. */
  organisation: Organisation | null
}

/** The setting that Ruth leads: the first of the nurseries. */
const firstNursery = 'Willow Tree'

export function makeOrganisations(making: Making, shape: Shape, localities: number) {
  const random = making.random.branch('organisations')
  const nextName = placeNames(random)
  const byKey = new Map<string, Organisation[]>()
  for (const plan of shape.organisations) {
    const many = plan.count !== undefined
    const count = many ? scaled(plan.count!, making.scale) : 1
    const parent = plan.parent ? (byKey.get(plan.parent)?.[0] ?? null) : null
    byKey.set(
      plan.key,
      Array.from({ length: count }, (_, index) => ({
        id: making.nextId(),
        ref: refOf(plan.key, many ? index + 1 : null),
        name: nameOf(plan, index, nextName, random),
        plan,
        parent,
        locality: many ? index % localities : null,
        slackness: random.whole(0, 100) / 1000,
      })),
    )
  }
  return byKey
}

export type Organisations = ReturnType<typeof makeOrganisations>

function refOf(key: string, number: number | null): string {
  return number === null
    ? key.toUpperCase()
    : `${key.toUpperCase().slice(0, 3)}-${String(number).padStart(3, '0')}`
}

function nameOf(
  plan: OrganisationPlan,
  index: number,
  nextName: () => string,
  random: Making['random'],
): string {
  if (typeof plan.name === 'string') return plan.name
  if (plan.key === 'nurseries' && index === 0) return `${firstNursery} Nursery`
  return `${nextName()} ${random.weighted(plan.name)}`
}

/** Every team that the shape or the cast names, once; those without an employer are for several. */
export function makeTeams(making: Making, shape: Shape, organisations: Organisations): Team[] {
  const teams: Team[] = []
  const add = (organisation: Organisation | null, name: string) => {
    if (!teams.some((team) => team.organisation === organisation && team.name === name))
      teams.push({ id: making.nextId(), name, organisation })
  }
  for (const { organisation, teams: names = [] } of shape.groups)
    for (const name of names) add(employer(organisations, organisation), name)
  for (const { organisation, team } of cast)
    if (team) add(employer(organisations, organisation), team === caseTeam ? shape.caseTeam : team)
  for (const name of shape.multiAgencyTeams) add(null, name)
  return teams
}

export function employer(organisations: Organisations, key: string): Organisation {
  const organisation = organisations.get(key)?.[0]
  if (!organisation) throw new Error(`The shape has no organisation ${key}`)
  return organisation
}
