/** Invents a whole partnership, in memory: nothing here touches the database. */
import type { LocalDate } from '#platform'
import { courses } from '../courses.ts'
import { Random, idMaker } from '../random.ts'
import type { Reference } from '../reference.ts'
import type { Shape } from '../shapes/index.ts'
import { makeBookings, withTurns } from './bookings.ts'
import { makeEvidence } from './evidence.ts'
import { seatInHub } from './hub.ts'
import type { Making } from './making.ts'
import { makeOrganisations, makeTeams } from './organisations.ts'
import { makePeople } from './people.ts'
import { makePlaces } from './places.ts'
import { makeCourses, makeEvents } from './sessions.ts'

export type InventedPartnership = ReturnType<typeof inventPartnership>

export interface Wanted {
  code: string
  shape: Shape
  localities: readonly string[]
  today: LocalDate
  /** 1 is full size. */
  scale: number
  reference: Reference
}

export function inventPartnership({ code, shape, localities, today, scale, reference }: Wanted) {
  const random = new Random(`oneworkforce/${code}`)
  const making: Making = { random, nextId: idMaker(random.branch('ids'), today), today, scale, reference }
  const { nextId } = making
  const id = nextId()

  const sectors = reference.sectors.map((name) => ({ id: nextId(), name }))
  const places = localities.map((name) => ({ id: nextId(), name }))
  const roles = reference.roles.map((role) => ({ id: nextId(), ...role }))
  const evidenceTypes = [
    ...reference.evidenceTypes,
    ...courses
      .filter(({ code }) => !reference.evidenceTypes.some((type) => type.code === code))
      .map(({ code, title }) => ({ code, title, kind: 'course' })),
  ].map((type) => ({ id: nextId(), ...type }))
  const requirements = reference.requirements.map((requirement) => ({ id: nextId(), ...requirement }))

  const organisations = makeOrganisations(making, shape, localities.length)
  const teams = makeTeams(making, shape, organisations)
  const work = makePlaces(making, shape, organisations, teams)
  const people = makePeople(making, work.places, code)
  seatInHub(people, teams)
  const taught = makeCourses(making, new Map(evidenceTypes.map((type) => [type.code, type.id])))
  const events = makeEvents(making, taught, people.length)
  const { evidence, exemptions, wanting } = makeEvidence(making, people, events)
  const { bookings, completions } = makeBookings(making, events, { people, evidence, wanting })
  return {
    id,
    making,
    sectors,
    localities: places,
    roles,
    evidenceTypes,
    requirements,
    organisations: [...organisations.values()].flat(),
    teams,
    posts: work.posts,
    people,
    courses: taught,
    events,
    evidence,
    exemptions,
    bookings: withTurns(bookings),
    completions,
  }
}
