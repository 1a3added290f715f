/** Makes the places that people work in today, and the posts behind them. */
import type { Basis } from '#workforce'
import { caseTeam, cast } from '../cast.ts'
import type { CastMember } from '../cast.ts'
import type { Random } from '../random.ts'
import type { GroupPlan, Shape } from '../shapes/index.ts'
import { type Making, scaled } from './making.ts'
import { type Organisation, type Organisations, type Team, employer } from './organisations.ts'

/** One person's work: for whom, where, as what. */
export interface Place {
  organisation: Organisation
  team: Team | null
  role: string
  basis: Basis
  fte: number | null
  /** A second duty of the same person. */
  also: string | null
  turnover: number
  holder: CastMember | null
}

export interface Post {
  organisation: Organisation
  team: Team | null
  role: string
  fte: number
}

const usualTurnover = 0.09
const unpaid: readonly Basis[] = ['volunteer', 'foster_carer', 'governor']

export function makePlaces(
  making: Making,
  shape: Shape,
  organisations: Organisations,
  teams: readonly Team[],
) {
  const random = making.random.branch('places')
  const places: Place[] = []
  const posts: Post[] = []
  for (const group of shape.groups) {
    const made = placesOf(group, { random, scale: making.scale, organisations, teams })
    places.push(...made.places)
    posts.push(...made.posts)
  }
  for (const member of cast) seat(member, shape, places, organisations, teams)
  return { places, posts }
}

interface Where {
  random: Random
  scale: number
  organisations: Organisations
  teams: readonly Team[]
}

function placesOf(group: GroupPlan, where: Where) {
  const { random } = where
  const units = unitsOf(group, where)
  const ftes =
    group.filledFte === undefined ? ftesOfPeople(group, where) : ftesThatFill(group.filledFte, random)
  const places = ftes.map((fte, index): Place => {
    const unit = units[group.teams ? index % units.length : Math.floor((index * units.length) / ftes.length)]!
    return {
      ...unit,
      role: '',
      basis: random.weighted(group.bases ?? [['permanent', 1]]),
      fte,
      ...usual(group),
    }
  })
  giveRoles(group, places, random)
  for (const place of places) if (unpaid.includes(place.basis)) place.fte = null
  if (!group.funded) return { places, posts: [] }

  const size = group.filledFte === undefined ? where.scale : 1
  const posts: Post[] = places.map(({ organisation, team, role, fte }) => ({
    organisation,
    team,
    role,
    fte: fte ?? 1,
  }))
  for (let count = Math.round(group.funded.vacancies * size); count > 0; count -= 1)
    posts.push({ ...units[count % units.length]!, role: random.weighted(group.roles), fte: 1 })
  const agency = Array.from({ length: Math.round(group.funded.agency * size) }, (_, index) => ({
    ...units[index % units.length]!,
    role: random.weighted(group.roles.filter(([role]) => role !== 'Newly qualified social worker')),
    basis: 'agency' as const,
    fte: 1,
    ...usual(group),
    turnover: 0.6,
  }))
  return { places: [...places, ...agency], posts }
}

const usual = (group: GroupPlan) => ({ also: null, turnover: group.turnover ?? usualTurnover, holder: null })

function unitsOf(group: GroupPlan, { organisations, teams }: Where) {
  if (!group.teams)
    return (organisations.get(group.organisation) ?? []).map((organisation) => ({ organisation, team: null }))
  const organisation = employer(organisations, group.organisation)
  return teams
    .filter((team) => team.organisation === organisation && group.teams!.includes(team.name))
    .map((team) => ({ organisation, team }))
}

function ftesOfPeople(group: GroupPlan, { random, scale }: Where): number[] {
  return Array.from({ length: scaled(group.people ?? 0, scale) }, () =>
    random.weighted([
      [1, 70],
      [0.8, 12],
      [0.6, 10],
      [0.5, 8],
    ]),
  )
}

/** Exactly so many full-time equivalents: whole posts, some of them shared by two people, and what is left over. */
function ftesThatFill(total: number, random: Random): number[] {
  const whole = Math.floor(total)
  const ftes = Array.from({ length: whole }, () => (random.chance(0.08) ? [0.5, 0.5] : [1])).flat()
  const rest = Math.round((total - whole) * 1000) / 1000
  return rest > 0 ? [...ftes, rest] : ftes
}

/** The first in each team or setting are its leads; the others have the group's roles, each as often as its weight says. */
function giveRoles(group: GroupPlan, places: Place[], random: Random): void {
  const seen = new Map<unknown, number>()
  for (const place of places) {
    const unit = place.team ?? place.organisation
    const position = seen.get(unit) ?? 0
    seen.set(unit, position + 1)
    const lead = group.leads?.[position]
    place.role = lead ?? random.weighted(group.roles)
    if (lead) place.basis = 'permanent'
    if (lead && group.alsoLeads?.role === lead) place.also = group.alsoLeads.also
  }
}

/** Seats somebody of the cast in a place of theirs where there is one, or in one of their own. */
function seat(
  member: CastMember,
  shape: Shape,
  places: Place[],
  organisations: Organisations,
  teams: readonly Team[],
): void {
  const organisation = employer(organisations, member.organisation)
  const teamName = member.team === caseTeam ? shape.caseTeam : member.team
  const team = teams.find((one) => one.organisation === organisation && one.name === teamName) ?? null
  const free = places.find(
    (place) =>
      !place.holder &&
      place.organisation === organisation &&
      place.team === team &&
      place.role === member.role,
  )
  if (free) free.holder = member
  else
    places.push({
      organisation,
      team,
      role: member.role,
      basis: member.basis ?? 'permanent',
      fte: 1,
      also: null,
      turnover: usualTurnover,
      holder: member,
    })
}
