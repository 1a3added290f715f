/** Seats a few people of several employers in the multi-agency safeguarding hub: they keep their employers. */
import type { Person } from './people.ts'
import type { Team } from './organisations.ts'

export const hubName = 'Multi-agency safeguarding hub'
export const hubPurpose =
  'One front door for worries about a child: agencies look at each together, in one room.'

/** How many of each employer, by its key in the shape. Employers that fund posts by team are left alone. */
const seats: Record<string, number> = { health: 3, police: 4, youth: 2, charity: 2, schools: 1 }

export function seatInHub(people: readonly Person[], teams: readonly Team[]): void {
  const hub = teams.find(({ name, organisation }) => name === hubName && organisation === null)
  if (!hub) return
  const left = { ...seats }
  for (const { castMember, engagements } of people) {
    const [now] = engagements
    if (castMember || !now || now.endedOn !== null) continue
    const { key } = now.organisation.plan
    if (!left[key]) continue
    left[key] -= 1
    now.team = hub
  }
}
