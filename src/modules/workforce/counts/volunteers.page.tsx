import { everyone, formatDate, printNumber, withScope } from '#platform'
import { AsAtForm, asAtQuery, mayOpen, onDate, page, readAsAt } from '#web'
import { countWords, precisions } from './headcount.ts'
import { headcountsOn } from './headcount.queries.ts'
import { recordedEffort, surveysUntil, voluntaryOrganisations, yearTo } from './volunteers.queries.ts'

const number = (value: number, decimals = 0) => printNumber(value, decimals)

/** What volunteers give in weeks: as surveys found, and as the register holds it. The two are kept apart. */
export const volunteersPage = page({
  url: '/map/volunteers',
  access: 'statistics.see',
  query: asAtQuery,
  async show(ctx, _params, query) {
    const when = readAsAt(query.asAt, ctx.today)
    const groups = await headcountsOn(ctx, when.asAt)
    return {
      title: 'What volunteers give',
      when,
      surveys: await surveysUntil(ctx, when.asAt),
      // Totals of everybody for whoever may see figures: only counts leave, and nobody's name.
      recorded: await withScope(ctx, everyone, (all) => recordedEffort(all, when.asAt)),
      organisations: await voluntaryOrganisations(ctx, when.asAt),
      organisationGroups: groups.filter(({ unit }) => unit === 'organisations'),
      groups: groups.filter(({ areVolunteers }) => areVolunteers),
      mayManage: mayOpen('workforce.manage', ctx.visitor),
      mayList: mayOpen('workforce.see', ctx.visitor),
    }
  },
  view: ({ title, when, surveys, recorded, mayManage, mayList, link, today, ...counted }) => {
    const { from, to } = yearTo(when.asAt)
    return (
      <>
        <span class="govuk-caption-l">Map of the workforce</span>
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">
          Volunteers give their time: it is told in person-weeks. What surveys found and what the register
          holds are different counts of some of the same people, so they stand apart.
        </p>
        <AsAtForm {...when} action={link('/map/volunteers')} today={today} />
        <h2 class="govuk-heading-m">As surveys found</h2>
        {surveys.length === 0 ? (
          <div class="govuk-inset-text">
            No survey is entered. When the voluntary sector is asked how much time volunteers give, enter its
            total here with its source.
          </div>
        ) : (
          <div class="ow-table-scroll" role="region" aria-label="Surveys of volunteers" tabIndex={0}>
            <table class="govuk-table">
              <caption class="govuk-table__caption govuk-visually-hidden">Surveys of volunteers</caption>
              <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                  {['Survey', 'Person-weeks', 'Precision', 'Period', 'Of', 'Answered', 'Note', 'Source'].map(
                    (text) => (
                      <th scope="col" class="govuk-table__header">
                        {text}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody class="govuk-table__body">
                {surveys.map((survey) => (
                  <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                      {mayManage ? (
                        <a class="govuk-link" href={link(`/map/volunteers/${survey.id}/edit`)}>
                          {survey.title}
                        </a>
                      ) : (
                        survey.title
                      )}
                    </th>
                    <td class="govuk-table__cell">
                      {countWords({ value: survey.personWeeks, precision: survey.precision })}
                    </td>
                    <td class="govuk-table__cell">{precisions[survey.precision]}</td>
                    <td class="govuk-table__cell">
                      {survey.periodFrom
                        ? `${formatDate(survey.periodFrom)} to ${formatDate(survey.periodTo)}`
                        : `To ${formatDate(survey.periodTo)}`}
                    </td>
                    <td class="govuk-table__cell">{survey.sector ?? 'All sectors'}</td>
                    <td class="govuk-table__cell">{answered(survey)}</td>
                    <td class="govuk-table__cell">{survey.scopeNote}</td>
                    <td class="govuk-table__cell">{survey.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {mayManage ? (
          <p class="govuk-body">
            <a class="govuk-link" href={link('/map/volunteers/new')}>
              Add what a survey found
            </a>
          </p>
        ) : null}
        <h2 class="govuk-heading-m">As the register holds it</h2>
        {recorded.length === 0 ? (
          <p class="govuk-body">
            No volunteer of the register was engaged from {formatDate(from)} to {formatDate(to)}. Volunteers
            come into the register with the basis “volunteer”.
          </p>
        ) : (
          <>
            <p class="govuk-body">
              From {formatDate(from)} to {formatDate(to)}: the weeks in which volunteers of the register were
              engaged, whatever their hours. Somebody who volunteers at two places gives weeks at each.
            </p>
            <div
              class="ow-table-scroll"
              role="region"
              aria-label="Weeks of volunteers of the register"
              tabIndex={0}
            >
              <table class="govuk-table">
                <caption class="govuk-table__caption govuk-visually-hidden">
                  Weeks of recorded volunteers by sector
                </caption>
                <thead class="govuk-table__head">
                  <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">
                      Sector
                    </th>
                    <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                      Volunteers
                    </th>
                    <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                      Person-weeks
                    </th>
                  </tr>
                </thead>
                <tbody class="govuk-table__body">
                  {recorded.map((row) => (
                    <tr class="govuk-table__row">
                      <th scope="row" class="govuk-table__header">
                        {row.sector ?? 'No sector'}
                      </th>
                      <td class="govuk-table__cell govuk-table__cell--numeric">{number(row.people)}</td>
                      <td class="govuk-table__cell govuk-table__cell--numeric">
                        {number(row.personWeeks, 1)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {mayList ? (
              <p class="govuk-body">
                <a class="govuk-link" href={link('/people?basis=volunteer')}>
                  The volunteers in the register
                </a>
              </p>
            ) : null}
          </>
        )}
        <h2 class="govuk-heading-m">Who they give it to, and who is not seen</h2>
        <ul class="govuk-list govuk-list--bullet">
          <li>
            {number(counted.organisations)} voluntary{' '}
            {counted.organisations === 1 ? 'organisation is' : 'organisations are'} in the register{' '}
            {onDate(when.asAt, today)}
          </li>
          {[...counted.organisationGroups, ...counted.groups].map((group) => (
            <li>
              Known as a number: {group.groupName}, {countWords(group)}
              {group.value === null ? '' : ` ${group.unit}`} ({formatDate(group.asAt)}, {group.source})
            </li>
          ))}
        </ul>
      </>
    )
  },
})

function answered({
  organisations,
  organisationsAsked,
}: {
  organisations: number | null
  organisationsAsked: number | null
}) {
  if (organisations === null) return 'Not stated'
  return organisationsAsked === null
    ? `${number(organisations)} organisations`
    : `${number(organisations)} of ${number(organisationsAsked)} organisations`
}
