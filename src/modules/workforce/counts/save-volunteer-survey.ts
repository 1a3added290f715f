import { type Context, type LocalDate, newId, record } from '#platform'

export interface VolunteerSurvey {
  title: string
  sectorId: string | null
  periodFrom: LocalDate | null
  periodTo: LocalDate
  personWeeks: number
  precision: 'exact' | 'approximate' | 'lower_bound'
  organisations: number | null
  organisationsAsked: number | null
  scopeNote: string
  source: string
}

/** Adds what a survey of volunteers found, or corrects it when its id and version are given. */
export async function saveVolunteerSurvey(
  ctx: Context,
  survey: VolunteerSurvey,
  kept?: { id: string; version: number },
): Promise<'saved' | 'stale' | 'there-already'> {
  const other = await ctx.db
    .selectFrom('volunteerSurveys')
    .select('id')
    .where('title', '=', survey.title)
    .where('periodTo', '=', survey.periodTo)
    .executeTakeFirst()
  if (other && other.id !== kept?.id) return 'there-already'
  const id = kept?.id ?? newId()
  if (kept) {
    const changed = await ctx.db
      .updateTable('volunteerSurveys')
      .set((e) => ({ ...survey, version: e('version', '+', 1) }))
      .where('id', '=', id)
      .where('version', '=', kept.version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return 'stale'
  } else
    await ctx.db
      .insertInto('volunteerSurveys')
      .values({ partnershipId: ctx.partnership.id, id, ...survey })
      .execute()
  await record(
    ctx,
    kept ? 'workforce.volunteer-survey-corrected' : 'workforce.volunteer-survey-added',
    { type: 'volunteer-survey', id },
    { weeks: survey.personWeeks },
  )
  return 'saved'
}
