/** How many people are of the core workforce and of the wider one, and what is meant by that. */
import { rings } from './role-taxonomy.ts'
import type { RingCount, ringDefinitions } from './role.queries.ts'

interface Props {
  rings: RingCount[]
  people: number
  definitions: Awaited<ReturnType<typeof ringDefinitions>>
  /** "today" or "on 30 June 2027" */
  on: string
  problem: string | undefined
  mayEdit: boolean
  link: (path: string) => string
}

export function RingTotals({ rings: counted, people, definitions, on, problem, mayEdit, link }: Props) {
  return (
    <>
      {problem ? (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {problem}. The counts are of today.
        </p>
      ) : null}
      <dl class="govuk-summary-list">
        {counted.map(({ ring, people, roles }) => (
          <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{ring ? rings[ring] : 'Neither said'}</dt>
            <dd class="govuk-summary-list__value">
              <strong>{people.toLocaleString('en-GB')}</strong> {people === 1 ? 'person' : 'people'} {on}, in{' '}
              {roles} {roles === 1 ? 'role' : 'roles'}
              {ring ? (
                <span class="govuk-hint govuk-!-margin-bottom-0">
                  {definitions[ring].definition}
                  {definitions[ring].source ? ` (${definitions[ring].source})` : ''}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      <p class="govuk-body">
        {people.toLocaleString('en-GB')} different {people === 1 ? 'person' : 'people'} in all: somebody with
        a core and a wider role counts in both lines and once here.
        {mayEdit ? (
          <>
            {' '}
            <a class="govuk-link" href={link('/roles/definitions')}>
              Say what core and wider mean here
            </a>
          </>
        ) : null}
      </p>
    </>
  )
}
