import { printNumber } from '#platform'
import type { roleGroupsOn } from './workforce-counts.queries.ts'

type Rows = Awaited<ReturnType<typeof roleGroupsOn>>

/** What people of a sector do, by team: each line counts different people, and so does each total. */
export function RoleGroups({ rows, on }: { rows: Rows; on: string }) {
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">Role groups by team</span>
      </summary>
      <div class="govuk-details__text">
        <div class="ow-table-scroll" role="region" aria-label="Role groups by team" tabIndex={0}>
          <table class="govuk-table">
            <caption class="govuk-table__caption govuk-visually-hidden">Role groups by team {on}</caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                <th scope="col" class="govuk-table__header">
                  Role group
                </th>
                <th scope="col" class="govuk-table__header">
                  Team
                </th>
                <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                  People
                </th>
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {rows.map((row) => (
                <tr class="govuk-table__row">
                  <th scope="row" class="govuk-table__header">
                    {row.isTotal ? 'All, each person once' : (row.roleGroup ?? 'No role group')}
                  </th>
                  <td class="govuk-table__cell">
                    {row.isTotal ? (
                      ''
                    ) : row.isGroupTotal ? (
                      <strong>All teams</strong>
                    ) : (
                      (row.team ?? 'No team named')
                    )}
                  </td>
                  <td class="govuk-table__cell govuk-table__cell--numeric">
                    {row.isGroupTotal ? (
                      <strong>{printNumber(row.people, 0)}</strong>
                    ) : (
                      printNumber(row.people, 0)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </details>
  )
}
