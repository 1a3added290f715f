/** Invents what people have: training and checks, for the requirements that their work brings, over the years. */
import { type LocalDate, addDays, addMonths } from '#platform'
import type { Random } from '../random.ts'
import type { Requirement } from '../reference.ts'
import type { Making } from './making.ts'
import type { Engagement, Person } from './people.ts'
import type { Event } from './sessions.ts'

export interface Evidence {
  id: string
  person: Person
  code: string
  obtainedOn: LocalDate
  expiresOn: LocalDate | null
  reference: string | null
  provider: string | null
  /** The event that it came of; otherwise it was brought in from a file. */
  event: Event | null
}

/** How far around a day an event is looked for at which it was obtained. */
const nearby = 25
/** How long before something runs out people look for a place. */
const daysAhead = 100
/** Where training was done that the partnership did not put on itself. */
const elsewhere = ['E-learning', 'In the team', 'Another provider', null] as const

function certificateNumber(random: Random): string {
  return `0019${String(random.whole(0, 99_999_999)).padStart(8, '0')}`
}

export interface Exemption {
  id: string
  person: Person
  requirement: Requirement
  startedOn: LocalDate
  reason: string
}

export interface MadeEvidence {
  evidence: Evidence[]
  exemptions: Exemption[]
  /** Who needs a course soon, or needed it already, by its code: they book. */
  wanting: Map<string, Person[]>
}

export function makeEvidence(
  making: Making,
  people: readonly Person[],
  events: readonly Event[],
): MadeEvidence {
  const maker = new EvidenceMaker(making, events)
  for (const person of people) maker.addFor(person)
  maker.addElectives(events, people)
  const { evidence, exemptions, wanting } = maker
  return { evidence, exemptions, wanting }
}

/** What a requirement asks of one person, over the time that any of their engagements brings it. */
interface Asked {
  requirement: Requirement
  from: LocalDate
  to: LocalDate
  slackness: number
}

class EvidenceMaker {
  readonly evidence: Evidence[] = []
  readonly exemptions: Exemption[] = []
  readonly wanting = new Map<string, Person[]>()
  private readonly making: Making
  private readonly random: Random
  private readonly eventsByCode = new Map<string, Event[]>()
  private readonly matching = new Map<string, Requirement[]>()
  private readonly electives = new Set<string>()

  constructor(making: Making, events: readonly Event[]) {
    this.making = making
    this.random = making.random.branch('evidence')
    for (const event of events) {
      if (!event.registerTaken) continue
      const { code } = event.course
      this.eventsByCode.set(code, [...(this.eventsByCode.get(code) ?? []), event])
    }
  }

  addFor(person: Person): void {
    const asked = this.askedOf(person)
    const days = new Set<string>()
    for (const one of asked) {
      if (person.castMember?.lacks === one.requirement.code) continue
      const { requirement } = one
      if (requirement.evidenceCodes[0]?.endsWith('-REGISTRATION')) this.addRegistrations(person, one, days)
      else this.addTraining(person, one, days, this.isMetByAnother(requirement, asked))
    }
  }

  private askedOf(person: Person): Asked[] {
    const byCode = new Map<string, Asked>()
    for (const engagement of person.engagements)
      for (const requirement of this.requirementsOf(engagement)) {
        const { startedOn, endedOn, organisation } = engagement
        const before = byCode.get(requirement.code)
        byCode.set(requirement.code, {
          requirement,
          from: before && before.from < startedOn ? before.from : startedOn,
          to: endedOn ?? this.making.today,
          slackness: person.castMember ? 0 : organisation.slackness,
        })
      }
    return [...byCode.values()]
  }

  private requirementsOf({ role, basis, organisation: { plan } }: Engagement): Requirement[] {
    const key = `${role}/${basis}/${plan.sector}/${plan.kind}`
    const known = this.matching.get(key)
    if (known) return known
    const includes = (list: readonly string[], value: string) => list.length === 0 || list.includes(value)
    const found = this.making.reference.requirements.filter(
      ({ roles, bases, sectors, kinds }) =>
        includes(roles, role) &&
        includes(bases, basis) &&
        includes(sectors, plan.sector) &&
        includes(kinds, plan.kind),
    )
    this.matching.set(key, found)
    return found
  }

  /** What another requirement asks for counts for this one as well: then it is only done once, at the start. */
  private isMetByAnother(requirement: Requirement, asked: readonly Asked[]): boolean {
    return asked.some(
      (other) =>
        other.requirement !== requirement &&
        requirement.evidenceCodes.includes(other.requirement.evidenceCodes[0]!),
    )
  }

  private addTraining(person: Person, asked: Asked, days: Set<string>, once: boolean): void {
    const { random } = this
    const { requirement, slackness } = asked
    const months = requirement.validForMonths
    const isCast = person.castMember !== null
    let day = this.firstDay(asked, isCast)
    let runsOut = asked.from
    while (day <= asked.to) {
      this.add(person, asked, day, days)
      if (!months || once) return
      runsOut = addMonths(day, months)
      if (!isCast && random.chance(((0.03 + slackness) * months) / 24)) break
      const isLate = !isCast && random.chance(0.05 + slackness)
      day = isLate ? addDays(runsOut, random.whole(5, 200)) : addDays(runsOut, -random.whole(0, 60))
    }
    const { today } = this.making
    if (asked.to !== today) return
    if (runsOut < today && !isCast && random.chance(0.06)) this.excuse(person, requirement, runsOut)
    else if (runsOut < addDays(today, daysAhead)) this.want(requirement.evidenceCodes[0]!, person)
  }

  /** Those who have been here long enter the history at any point of a renewal; new starters do it when it is due. */
  private firstDay({ requirement, from, slackness }: Asked, isCast: boolean): LocalDate {
    const { random } = this
    const { dueWithinDays, validForMonths } = requirement
    const historyBegins = addMonths(this.making.today, -36)
    if (from < historyBegins && validForMonths) {
      const earlier = addDays(historyBegins, -random.whole(0, validForMonths * 30))
      return earlier > from ? earlier : addDays(from, random.whole(0, dueWithinDays))
    }
    const isLate = !isCast && random.chance(0.06 + slackness)
    return addDays(
      from,
      isLate ? dueWithinDays + random.whole(1, 180) : random.whole(0, Math.round(dueWithinDays * 0.9)),
    )
  }

  private add(person: Person, { requirement, from, to }: Asked, wanted: LocalDate, days: Set<string>): void {
    const [usual, ...others] = requirement.evidenceCodes
    const isUsual = others.length === 0 || person.castMember !== null || this.random.chance(0.75)
    const code = isUsual ? usual! : this.random.pick(others)
    const event = this.eventNear(code, wanted, person, from, to)
    const day = event?.completedOn ?? wanted
    if (days.has(`${code} ${day}`)) return
    days.add(`${code} ${day}`)
    event?.people.add(person.id)
    if (code.startsWith('DBS')) this.keep(person, code, day, { reference: certificateNumber(this.random) })
    else this.keep(person, code, day, { event, provider: event ? null : this.random.pick(elsewhere) })
  }

  private eventNear(
    code: string,
    day: LocalDate,
    person: Person,
    from: LocalDate,
    to: LocalDate,
  ): Event | null {
    const earliest = addDays(day, -nearby)
    const latest = addDays(day, nearby)
    const fits = ({ completedOn, people, course, sessions }: Event) =>
      completedOn >= earliest &&
      completedOn <= latest &&
      sessions[0]!.heldOn >= from &&
      completedOn <= to &&
      people.size < course.places - 1 &&
      !people.has(person.id)
    return this.eventsByCode.get(code)?.find(fits) ?? null
  }

  /** Social Work England's registration year ends on 30 November; it can be renewed from 1 September. */
  private addRegistrations(person: Person, { requirement, from, to }: Asked, days: Set<string>): void {
    const code = requirement.evidenceCodes[0]!
    const historyBegins = addMonths(this.making.today, -36)
    let day = from > historyBegins ? from : historyBegins
    let year = Number(day.slice(0, 4)) + (day.slice(5) > '11-30' ? 1 : 0)
    while (day <= to) {
      if (!days.has(`${code} ${day}`))
        this.keep(person, code, day, { expiresOn: `${year}-11-30`, reference: person.sweNumber })
      days.add(`${code} ${day}`)
      if (!person.castMember && this.random.chance(0.004)) return
      const renewed = addDays(`${year}-09-01`, this.random.whole(0, 89))
      day = renewed > day ? renewed : `${year}-12-01`
      year += 1
    }
  }

  /** Courses that nothing requires: people of all agencies come to them. */
  addElectives(events: readonly Event[], people: readonly Person[]): void {
    const required = new Set(this.making.reference.requirements.flatMap(({ evidenceCodes }) => evidenceCodes))
    for (const event of events) {
      const { code, places } = event.course
      if (required.has(code) || !event.registerTaken) continue
      for (let count = this.random.whole(Math.ceil(places * 0.3), places - 2); count > 0; count -= 1) {
        const person = this.random.pick(people)
        const { startedOn, endedOn } = person.engagements[0]!
        const worksThere =
          startedOn <= event.sessions[0]!.heldOn && (endedOn === null || endedOn >= event.completedOn)
        if (!worksThere || event.people.has(person.id) || this.electives.has(`${person.id} ${code}`)) continue
        this.electives.add(`${person.id} ${code}`)
        event.people.add(person.id)
        this.keep(person, code, event.completedOn, { event })
      }
    }
  }

  private keep(
    person: Person,
    code: string,
    obtainedOn: LocalDate,
    more: Partial<Pick<Evidence, 'expiresOn' | 'reference' | 'provider' | 'event'>>,
  ): void {
    this.evidence.push({
      id: this.making.nextId(),
      person,
      code,
      obtainedOn,
      expiresOn: null,
      reference: null,
      provider: null,
      event: null,
      ...more,
    })
  }

  private excuse(person: Person, requirement: Requirement, startedOn: LocalDate): void {
    const reason = this.random.pick(['On parental leave', 'On long-term sick leave', 'On secondment'])
    this.exemptions.push({ id: this.making.nextId(), person, requirement, startedOn, reason })
  }

  private want(code: string, person: Person): void {
    const people = this.wanting.get(code)
    if (people) people.push(person)
    else this.wanting.set(code, [person])
  }
}
