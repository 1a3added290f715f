/** Invents people for the places, those who left in the last three years, and everybody's engagements. */
import { type LocalDate, addDays, daysBetween } from '#platform'
import type { Basis } from '#workforce'
import type { CastMember } from '../cast.ts'
import type { Random } from '../random.ts'
import type { Making } from './making.ts'
import type { Organisation, Team } from './organisations.ts'
import type { Place } from './places.ts'

export interface Person {
  id: string
  ref: string
  given: string
  family: string
  birthDate: LocalDate
  email: string | null
  sweNumber: string | null
  nmcPin: string | null
  trn: string | null
  engagements: Engagement[]
  castMember: CastMember | null
}

export interface Engagement {
  id: string
  ref: string
  organisation: Organisation
  team: Team | null
  role: string
  basis: Basis
  fte: number | null
  startedOn: LocalDate
  endedOn: LocalDate | null
  leavingReason: string | null
  destination: string | null
}

/** How far back people who have left are remembered. */
const yearsOfHistory = 3
const longestDays = 33 * 365

const leavingReasons = [
  ['Resignation', 62],
  ['Retirement', 14],
  ['End of fixed-term contract', 12],
  ['Dismissal', 2],
  ['Other', 10],
] as const
const destinations = [
  ['Same role at another employer', 34],
  ['Other work with children', 20],
  ['Work outside the sector', 18],
  ['Not known', 28],
] as const

/** Roles that people hold only for so long: the first and last day of their time, counted in days before today. */
const shortRoles: Record<string, readonly [number, number]> = {
  'Newly qualified social worker': [20, 345],
  'Early career teacher': [60, 680],
  'Specialist community public health nursing student': [30, 340],
}

export function makePeople(making: Making, places: readonly Place[], code: string): Person[] {
  const random = making.random.branch('people')
  const bodies = registrationBodies(making)
  const addresses = new Set<string>()
  const people: Person[] = []

  const add = (place: Place, startedOn: LocalDate, endedOn: LocalDate | null) => {
    const number = people.length + 1
    const { given, family } = place.holder ?? nameFor(making, random)
    const engagement = engagementAt(making, place, number, startedOn, endedOn, random)
    people.push({
      id: making.nextId(),
      ref: `P${String(number).padStart(5, '0')}`,
      given,
      family,
      birthDate: birthDate(startedOn, endedOn ?? making.today, random),
      email: place.basis === 'volunteer' ? null : address(given, family, code, addresses),
      ...registrations(bodies.get(place.role) ?? '', number),
      engagements: place.also
        ? [
            engagement,
            { ...engagement, id: making.nextId(), ref: `${engagement.ref}-2`, role: place.also, fte: 0 },
          ]
        : [engagement],
      castMember: place.holder,
    })
  }

  // The cast first: the same names at the top of every list of references.
  const holdersFirst = places.toSorted(
    (one, other) => Number(other.holder !== null) - Number(one.holder !== null),
  )
  for (const place of holdersFirst) add(place, startOf(place, making.today, random), null)
  for (const place of places) {
    const leavers = place.turnover * yearsOfHistory
    for (let count = Math.floor(leavers) + Number(random.chance(leavers % 1)); count > 0; count -= 1) {
      const endedOn = addDays(making.today, -random.whole(1, yearsOfHistory * 365))
      const days = Math.min(30 + Math.round(random.lifetime(4 * 365)), longestDays)
      add({ ...place, holder: null, also: null }, addDays(endedOn, -days), endedOn)
    }
  }
  return people
}

function startOf(place: Place, today: LocalDate, random: Random): LocalDate {
  if (place.holder) return addDays(today, -place.holder.daysHere)
  const short = shortRoles[place.role]
  if (short) return addDays(today, -random.whole(...short))
  const mean = 365 / place.turnover
  return addDays(today, -Math.min(3 + Math.round(random.lifetime(mean)), longestDays))
}

function engagementAt(
  making: Making,
  place: Place,
  number: number,
  startedOn: LocalDate,
  endedOn: LocalDate | null,
  random: Random,
): Engagement {
  const { organisation, team, role, basis, fte } = place
  return {
    id: making.nextId(),
    ref: `E${String(number).padStart(5, '0')}`,
    organisation,
    team,
    role,
    basis,
    fte,
    startedOn,
    endedOn,
    leavingReason: endedOn && random.weighted(leavingReasons),
    destination: endedOn && random.weighted(destinations),
  }
}

function nameFor({ reference }: Making, random: Random) {
  return { given: random.pick(reference.names.givenNames), family: random.pick(reference.names.familyNames) }
}

/** Old enough to have started when they did, and of working age when last seen. */
function birthDate(startedOn: LocalDate, lastDay: LocalDate, random: Random): LocalDate {
  const years = daysBetween(startedOn, lastDay) / 365
  const oldestAtStart = Math.max(23, Math.min(55, 67 - years))
  const age = 21 + random.fraction() * (oldestAtStart - 21)
  return addDays(startedOn, -Math.round(age * 365.25) - random.whole(1, 300))
}

/** Addresses that can never be delivered to: RFC 2606 keeps ".invalid" for that. */
function address(given: string, family: string, code: string, taken: Set<string>): string {
  const name = `${given}.${family}`.toLowerCase().replaceAll(/[^a-z.-]/g, '')
  for (let number = 1; ; number += 1) {
    const email = `${name}${number === 1 ? '' : number}@${code}.invalid`
    if (taken.has(email)) continue
    taken.add(email)
    return email
  }
}

function registrationBodies({ reference }: Making): Map<string, string> {
  return new Map(reference.roles.map((role) => [role.role, role.registration_body]))
}

/** Numbers in the form of each register, from a range of our own. */
function registrations(body: string, number: number) {
  const digits = String(number).padStart(5, '0')
  const letter = 'ABCDEFGHIJ'[Math.floor(number / 10_000)] ?? 'K'
  return {
    sweNumber: body === 'Social Work England' ? `SW9${digits}` : null,
    nmcPin: body === 'Nursing and Midwifery Council' ? `99${letter}${digits.slice(-4)}E` : null,
    trn: body === 'Teaching Regulation Agency' ? `99${digits}` : null,
  }
}
