import { countPeopleOn, vacanciesOn } from '#workforce'
import { addDays, dateInEngland, inContext, operator } from '#platform'
import { type Result, atMost, median } from './result.ts'
import { alone } from './load.ts'
import type { Workshop } from './workshop.ts'

/** People by cohort, and vacancies, on days of the past that nobody has asked about before. */
export async function benchCounts(workshop: Workshop): Promise<Result[]> {
  const { services } = await workshop.service()
  const asking = { partnership: await workshop.partnership(), actor: operator('bench') }
  const today = dateInEngland(services.clock())
  let day = 0
  const onAnotherDay = async (count: typeof countPeopleOn | typeof vacanciesOn) => {
    day += 1
    const asAt = addDays(today, -7 * day)
    await inContext(services, asking, async (ctx) => count(ctx, asAt))
  }
  const people = await alone(20, () => onAnotherDay(countPeopleOn))
  const vacancies = await alone(20, () => onAnotherDay(vacanciesOn))
  return [
    atMost('people by cohort on a date, median', median(people), 'ms', 300),
    atMost('vacancies on a date, median', median(vacancies), 'ms', 300),
  ]
}
