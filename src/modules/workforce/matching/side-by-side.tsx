import { formatDate } from '#platform'
import type { RecordOfPerson } from './matches.queries.ts'

type Two = { one: RecordOfPerson; other: RecordOfPerson; link: (path: string) => string }

/** What two records say, line by line, with what is the same said in words. */
export function SideBySide({ one, other, link }: Two) {
  const lines: [heading: string, value: (record: RecordOfPerson) => string][] = [
    ['Name', ({ fullName }) => fullName],
    ['Date of birth', ({ birthDate }) => (birthDate ? formatDate(birthDate) : '')],
    ['E-mail', ({ email }) => email ?? ''],
    ['Social Work England number', ({ sweNumber }) => sweNumber ?? ''],
    ['NMC PIN', ({ nmcPin }) => nmcPin ?? ''],
    ['Teacher reference number', ({ trn }) => trn ?? ''],
    ['Also known as', ({ aliases }) => aliases.join(', ')],
  ]
  return (
    <div class="ow-table-scroll" role="region" aria-label="The two records" tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">The two records</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <td class="govuk-table__header" />
            {[one, other].map((record) => (
              <th scope="col" class="govuk-table__header">
                <a class="govuk-link" href={link(`/people/${record.id}`)}>
                  {record.ref}
                </a>
              </th>
            ))}
            <th scope="col" class="govuk-table__header">
              Compared
            </th>
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {lines.map(([heading, value]) => (
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                {heading}
              </th>
              <td class="govuk-table__cell">{value(one) || 'Not known'}</td>
              <td class="govuk-table__cell">{value(other) || 'Not known'}</td>
              <td class="govuk-table__cell">{compared(value(one), value(other))}</td>
            </tr>
          ))}
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              What they do and did
            </th>
            <td class="govuk-table__cell">
              <Jobs record={one} />
            </td>
            <td class="govuk-table__cell">
              <Jobs record={other} />
            </td>
            <td class="govuk-table__cell" />
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Jobs({ record }: { record: RecordOfPerson }) {
  if (record.jobs.length === 0) return <>Nothing that you may see</>
  return (
    <ul class="govuk-list">
      {record.jobs.map(({ role, organisation, startedOn, endedOn }) => (
        <li>
          {role}, {organisation},{' '}
          {endedOn ? `${formatDate(startedOn)} to ${formatDate(endedOn)}` : `since ${formatDate(startedOn)}`}
        </li>
      ))}
    </ul>
  )
}

function compared(one: string, other: string): string {
  if (one === '' || other === '') return ''
  return one.toLowerCase() === other.toLowerCase() ? 'Same' : 'Different'
}
