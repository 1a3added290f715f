/** Figures of the register on a date, for those who need no list. */
import type { Context, LocalDate } from '#platform'
import type { Establishment } from '../posts/vacancy.ts'
import { establishmentOn } from '../posts/establishment.queries.ts'
import { type CohortTotal, listPeople } from './people.queries.ts'

const everything = { search: '', filters: {}, sort: '', descending: false, limit: 0, offset: 0 }

/** People by cohort, each once in a cohort, of those that the actor may see. */
export async function countPeopleOn(ctx: Context, asAt: LocalDate): Promise<CohortTotal[]> {
  const { cohorts } = await listPeople(ctx, { ...everything, filters: { asAt } })
  return cohorts ?? []
}

/** What is funded, filled and vacant in all. */
export async function vacanciesOn(ctx: Context, asAt: LocalDate): Promise<Establishment> {
  return (await establishmentOn(ctx, everything, asAt)).all
}
