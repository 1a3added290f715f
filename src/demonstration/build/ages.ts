/** The ages that invented people work with, as their role and workplace would have it. */
import type { Organisation } from './organisations.ts'

export interface ClientAges {
  clientAgeFrom: number | null
  clientAgeTo: number | null
}

const between = (clientAgeFrom: number, clientAgeTo: number): ClientAges => ({ clientAgeFrom, clientAgeTo })

/** Families of roles that work with an age of their own, wherever they work. */
const ofFamily: Record<string, ClientAges> = {
  'Social work': between(0, 18),
  'Early help and family support': between(0, 19),
  'Fostering and adoption': between(0, 18),
  Residential: between(8, 18),
  Youth: between(11, 19),
  Justice: between(10, 18),
  Health: between(0, 19),
}

const ofRole: Record<string, ClientAges> = {
  'Personal adviser for care leavers': between(16, 25),
  'Health visitor': between(0, 5),
  'School nurse': between(5, 19),
  'Special educational needs coordinator': between(0, 25),
}

/** Not known for those whose work is not with children of a certain age. */
export function clientAges(role: string, family: string, { name, plan }: Organisation): ClientAges {
  const known = ofRole[role] ?? ofFamily[family]
  if (known) return known
  if (plan.kind === 'early_years') return between(0, 4)
  if (plan.kind !== 'school') return { clientAgeFrom: null, clientAgeTo: null }
  if (/primary|infant|junior/i.test(name)) return between(4, 11)
  return /college/i.test(name) ? between(16, 19) : between(11, 18)
}
