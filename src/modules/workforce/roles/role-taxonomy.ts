/** The groups that roles belong to: the core of the workforce, and the wider groups around it. */

export const rings = { core: 'Core workforce', wider: 'Wider workforce' } as const
export type Ring = keyof typeof rings

export const regulatedActivity = {
  yes: 'Yes',
  no: 'No',
  depends: 'Depends on what the person does',
} as const

/** North Tyneside's strategy of 2019 names the wider groups: health, justice, education, and environment, housing and leisure. */
export const sectorGroups = [
  'Social care and early help',
  'Health',
  'Justice and crime prevention',
  'Education',
  'Environment, housing and leisure',
  'Voluntary and community',
  'Leadership and support',
] as const
export type SectorGroup = (typeof sectorGroups)[number]

/** The group of a family of roles, where the family says it. */
export const groupOfFamily: Record<string, SectorGroup> = {
  'Social work': 'Social care and early help',
  'Early help and family support': 'Social care and early help',
  'Fostering and adoption': 'Social care and early help',
  Residential: 'Social care and early help',
  'Adult services': 'Social care and early help',
  'Commissioned provider': 'Social care and early help',
  Youth: 'Social care and early help',
  Health: 'Health',
  Justice: 'Justice and crime prevention',
  Police: 'Justice and crime prevention',
  Education: 'Education',
  Housing: 'Environment, housing and leisure',
  'Sport and culture': 'Environment, housing and leisure',
  Voluntary: 'Voluntary and community',
  Volunteers: 'Voluntary and community',
  Leadership: 'Leadership and support',
  'Support and administration': 'Leadership and support',
  'Governors and members': 'Leadership and support',
}

/** What is meant where a partnership has not said it in its own words. */
export const usualDefinitions: Record<Ring, string> = {
  core: 'People whose main work, paid or not, is with children, young people or their families.',
  wider:
    'People who meet children, young people or families in their work, or work for them from time to time.',
}
