/** Vacancies: what is funded on a date less what employees of that role in that team fill. Never below nothing. */

/** Full-time equivalents on a date, of one group of posts or of many added up. */
export interface Establishment {
  posts: number
  funded: number
  /** By employees: agency and sessional workers cover a vacancy, and do not fill it. */
  filled: number
  /** Funded and not filled, group by group: what one team has too much fills no gap of another. */
  vacant: number
  /** Filled beyond what is funded. */
  over: number
  /** By agency workers in the same role and team. */
  agency: number
  /** Employees whose full-time equivalent is not known: they fill something, and nobody can say how much. */
  notKnown: number
}

/**
 * Vacancies as a share of vacancies and what is in post, as the Department for Education's children's social work workforce
 * statistics count it; null when there is neither.
 */
export function vacancyRate({ vacant, filled }: Pick<Establishment, 'vacant' | 'filled'>): number | null {
  return vacant + filled === 0 ? null : vacant / (vacant + filled)
}
