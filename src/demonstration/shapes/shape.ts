import type { Basis } from '#workforce'
import type { OrganisationKind } from '#partnership'

/** What a value is drawn from, with how often each comes. */
export type Weighted<T> = readonly (readonly [T, number])[]

/** An employer, or many settings of one kind with invented names. */
export interface OrganisationPlan {
  key: string
  /** The name; for many settings what follows their invented names, such as "Primary School". */
  name: string | Weighted<string>
  kind: OrganisationKind
  sector: string
  cohort: 'employed' | 'commissioned' | 'wider'
  /** The key of the organisation it is part of. */
  parent?: string
  /** How many there are at full size; one that carries its own name unless given. */
  count?: number
}

/** People who do like work: how many at full size, where, and as what. */
export interface GroupPlan {
  organisation: string
  /** People are spread over these; none where the employer has no teams. */
  teams?: readonly string[]
  /** People working today, at full size. */
  people?: number
  /** Instead: full-time equivalents, filled exactly and whatever the size of the demonstration. */
  filledFte?: number
  roles: Weighted<string>
  /** The first in each team, or in each setting where there are no teams. */
  leads?: readonly string[]
  /** A second duty that the holder of a lead's role carries, such as that of the designated safeguarding lead. */
  alsoLeads?: { role: string; also: string }
  bases?: Weighted<Basis>
  /** Posts are kept for the group: these many stand vacant and are covered by these many agency workers. */
  funded?: { vacancies: number; agency: number }
  /** Of those working today, the share that leaves in a year. */
  turnover?: number
}

/** Who employs whom in a partnership, in what numbers. Invented, but for the proportions and the names that sources give. */
export interface Shape {
  organisations: readonly OrganisationPlan[]
  groups: readonly GroupPlan[]
  /** The team that Tom manages and Amina works in. */
  caseTeam: string
  /** Teams whose members have different employers. */
  multiAgencyTeams: readonly string[]
}
