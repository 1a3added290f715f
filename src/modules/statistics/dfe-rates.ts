/**
 * The rates of the children's social work workforce as the Department for Education defines them ("Children's social work
 * workforce", methodology). The Department counts full-time equivalents on 30 September; of people or posts the same
 * formulas give head-count rates, and whoever prints one says which it is.
 */
import type { Rate } from './figures.ts'

/** W02: those who left in the year, of those in post at its end. */
export function turnoverRate({ leavers, inPost }: { leavers: number; inPost: number }): Rate {
  return { numerator: leavers, denominator: inPost }
}

/** W03: vacancies, of vacancies and those in post together. */
export function vacancyRate({ vacancies, inPost }: { vacancies: number; inPost: number }): Rate {
  return { numerator: vacancies, denominator: vacancies + inPost }
}

/** W04: agency workers, of agency workers and those in post together. */
export function agencyRate({ agencyWorkers, inPost }: { agencyWorkers: number; inPost: number }): Rate {
  return { numerator: agencyWorkers, denominator: agencyWorkers + inPost }
}

/** W16: permanent staff in post, of funded posts. */
export function permanentRate({ vacancies, posts }: { vacancies: number; posts: number }): Rate {
  return { numerator: posts - vacancies, denominator: posts }
}
