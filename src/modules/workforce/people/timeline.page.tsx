import { sql } from 'kysely'
import { z } from 'zod'
import {
  type Context,
  type LocalDate,
  everyone,
  formatDate,
  formatMoment,
  readDate,
  record,
  withScope,
} from '#platform'
import { page } from '#web'
import { type EngagementLine, engagementsOf } from '../engagements/engagement.queries.ts'
import { bases } from '../engagements/engagement.ts'
import { findPerson } from './people.queries.ts'

/** What was done to a record, in words; other entries of the history are not changes. */
const deeds: Record<string, string> = {
  'workforce.person-added': 'The person was added',
  'workforce.person-corrected': 'Details were corrected',
  'workforce.answer-saved': 'An answer was saved',
  'workforce.answer-confirmed': 'An answer was confirmed',
  'workforce.engagement-added': 'An engagement was added',
  'workforce.terms-changed': 'Terms were changed from a day',
  'workforce.terms-change-undone': 'A change of terms was taken back',
  'workforce.engagement-corrected': 'An engagement was corrected',
  'workforce.engagement-ended': 'An engagement was ended',
  'workforce.engagement-reopened': 'An end was taken back',
  'workforce.person-transferred': 'The person was transferred',
  'workforce.person-erased': 'Details were erased',
}

interface Deed {
  at: Date
  action: string
  by: string | null
}

/** What a person did when, as it is known now or as it was recorded on a day before; and what was done to the record. */
export const timelinePage = page({
  url: '/people/:personId/timeline',
  access: 'workforce.see',
  params: z.object({ personId: z.uuid() }),
  query: z.object({ recordedOn: z.string().max(30).catch('') }),

  async show(ctx, { personId }, { recordedOn }) {
    const person = await findPerson(ctx, personId)
    const reading = recordedOn.trim() === '' ? null : readDate(recordedOn)
    const day = reading && 'date' in reading ? reading.date : null
    // What was recorded once may be of others' teams: earlier rows are for those who see everyone.
    const mayLookBack = ctx.actor.scope.everyone
    await record(ctx, 'workforce.person-viewed', { type: 'person', id: personId })
    return {
      title: `Timeline of ${person.fullName}`,
      personId,
      recordedOn,
      day: mayLookBack ? day : null,
      mayLookBack,
      problem: reading && 'problem' in reading ? reading.problem : null,
      engagements: await engagementsOf(ctx, personId, mayLookBack && day ? await endOf(ctx, day) : undefined),
      deeds: await deedsTo(ctx, personId),
    }
  },

  view: ({ title, personId, recordedOn, day, mayLookBack, problem, engagements, deeds, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {mayLookBack ? (
        <form method="get" action={link(`/people/${personId}/timeline`)} class="ow-filters">
          <div class={`govuk-form-group ow-filters__field${problem ? ' govuk-form-group--error' : ''}`}>
            <label class="govuk-label" for="recordedOn">
              As it was recorded on
            </label>
            <div id="recordedOn-hint" class="govuk-hint">
              For example, 30 9 2026. Empty: as it is known now
            </div>
            {problem ? (
              <p id="recordedOn-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">Error:</span> {problem}
              </p>
            ) : null}
            <input
              class={`govuk-input${problem ? ' govuk-input--error' : ''}`}
              id="recordedOn"
              name="recordedOn"
              type="text"
              value={recordedOn}
              aria-describedby={problem ? 'recordedOn-hint recordedOn-error' : 'recordedOn-hint'}
            />
          </div>
          <div class="ow-filters__buttons">
            <button class="govuk-button govuk-button--secondary" data-module="govuk-button">
              Show
            </button>
          </div>
        </form>
      ) : null}
      <h2 class="govuk-heading-m">
        {day ? `What the register said at the end of ${formatDate(day)}` : 'What they did when'}
      </h2>
      {engagements.length === 0 ? (
        <p class="govuk-body">Nothing was recorded.</p>
      ) : (
        <Periods lines={engagements} />
      )}
      <h2 class="govuk-heading-m">What was done to this record</h2>
      {deeds.length === 0 ? (
        <p class="govuk-body">Nothing but bringing it in.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {deeds.map(({ at, action, by }) => (
            <li>
              {inWords(action)}, {formatMoment(at)}
              {by ? `, by ${by}` : ''}
            </li>
          ))}
        </ul>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/people/${personId}`)}>
          Go back to the person
        </a>
      </p>
    </>
  ),
})

const inWords = (action: string) => deeds[action] ?? action

function Periods({ lines }: { lines: EngagementLine[] }) {
  const heads = ['From', 'To', 'Role', 'Organisation', 'Team', 'Basis', 'Full-time equivalent', 'Reference']
  return (
    <div class="ow-table-scroll" role="region" aria-label="What they did when" tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">What they did when</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {heads.map((text) => (
              <th scope="col" class="govuk-table__header">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {lines.map((line) => (
            <tr class="govuk-table__row">
              {[
                formatDate(line.startedOn),
                line.endedOn ? formatDate(line.endedOn) : '',
                line.role,
                line.organisation,
                line.team,
                bases[line.basis],
                line.fte,
                line.ref,
              ].map((text) => (
                <td class="govuk-table__cell">{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The moment before the next day begins in England. */
async function endOf(ctx: Context, day: LocalDate): Promise<Date> {
  const { rows } = await sql<{
    at: Date
  }>`select ((${day}::date + 1)::timestamp at time zone 'Europe/London') as at`.execute(ctx.db)
  return rows[0]!.at
}

/** Whoever may see a person may know who changed the record, and when. */
function deedsTo(ctx: Context, personId: string): Promise<Deed[]> {
  return withScope(ctx, everyone, async ({ db }) => {
    const { rows } = await sql<Deed>`
      select h.recorded_at as at, h.action, a.display_name as by from history_entries h
      left join accounts a on a.id = h.actor_account_id
      where h.subject_type = 'person' and h.subject_id = ${personId} and h.action = any (${Object.keys(deeds)})
      order by h.recorded_at desc limit 100`.execute(db)
    return rows
  })
}
