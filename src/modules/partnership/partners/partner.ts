/**
 * What organisations are in the partnership for the safeguarding of children, and who speaks for them. The three
 * statutory partners share the duty equally: Children Act 2004, sections 16E to 16G; relevant agencies are those that they
 * name. Lead and delegated partners: "Working together to safeguard children" 2023, chapter 2.
 */
export const partnerRoles = {
  local_authority: 'Statutory partner: local authority',
  health: 'Statutory partner: integrated care board',
  police: 'Statutory partner: police',
  education: 'Education',
  relevant_agency: 'Relevant agency',
  other: 'Other partner',
} as const

export type PartnerRole = keyof typeof partnerRoles

/** Those without which the partnership is not complete. */
export const statutoryRoles = ['local_authority', 'health', 'police'] as const satisfies PartnerRole[]

export const capacities = {
  lead: 'Lead safeguarding partner',
  delegated: 'Delegated safeguarding partner',
  representative: 'Representative',
  deputy: 'Deputy',
} as const

export type Capacity = keyof typeof capacities

export const isStatutory = (role: PartnerRole): boolean =>
  (statutoryRoles as readonly PartnerRole[]).includes(role)

export interface Representative {
  id: string
  name: string
  job: string | null
  capacity: Capacity
  startedOn: string
  endedOn: string | null
}

export interface Partner {
  id: string
  organisationId: string
  organisation: string
  role: PartnerRole
  /** The locality that it is a partner for; null for the whole area. */
  area: string | null
  startedOn: string
  endedOn: string | null
  version: number
  representatives: Representative[]
}

/** What is missing among the partners that are, as sentences. */
export function gapsAmong(partners: readonly Partner[], today: string): string[] {
  const now = partners.filter((one) => one.startedOn <= today && (!one.endedOn || one.endedOn >= today))
  const gaps: string[] = []
  for (const role of statutoryRoles) {
    const those = now.filter((one) => one.role === role)
    if (those.length === 0) gaps.push(`No organisation is recorded as ${lower(partnerRoles[role])}`)
    for (const { organisation, representatives } of those)
      for (const capacity of ['lead', 'delegated'] as const) {
        const has = representatives.some(
          (one) =>
            one.capacity === capacity && one.startedOn <= today && (!one.endedOn || one.endedOn >= today),
        )
        if (!has) gaps.push(`${organisation} has no ${lower(capacities[capacity])}`)
      }
  }
  return gaps
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
