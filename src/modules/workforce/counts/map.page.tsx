import { printNumber } from '#platform'
import { AsAtForm, asAtPart, asAtQuery, onDate, page, readAsAt } from '#web'
import { GroupedBarChart } from '#web/charts/index'
import { togetherWords } from './headcount.ts'
import { type WorkforceMap, columns, drawn, mapOn } from './workforce-map.ts'

const number = (value: number) => printNumber(value, 0)

/** The whole workforce on a date: people counted in the register, and beside them groups known as a number. */
export const mapPage = page({
  url: '/map',
  access: 'statistics.see',
  query: asAtQuery,
  async show(ctx, _params, query) {
    const when = readAsAt(query.asAt, ctx.today)
    return { title: 'Map of the workforce', when, map: await mapOn(ctx, when.asAt) }
  },
  view: ({ title, when, map, today, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        Who works with children here: the people in the register, each counted, and beside them the groups
        that are known only as a number. The two are never added to each other.
      </p>
      <AsAtForm {...when} action={link('/map')} today={today} />
      {map.sectors.length === 0 ? (
        <div class="govuk-inset-text">
          Nobody is in the register {onDate(when.asAt, today)}, and no group is entered as a number. People
          come in from files of employers; a group of which only the size is known is entered as a headcount.
        </div>
      ) : (
        <Map map={map} asAt={when.asAt} today={today} link={link} />
      )}
      <h2 class="govuk-heading-m">More</h2>
      <ul class="govuk-list">
        {more.map(([href, text]) => (
          <li>
            <a class="govuk-link" href={link(href)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  ),
})

const more = [
  ['/figures/headcounts', 'Groups known as a number, each with its source'],
  ['/map/volunteers', 'What volunteers give, in weeks'],
] as const

interface MapProps {
  map: WorkforceMap
  asAt: string
  today: string
  link: (path: string) => string
}

function Map({ map: { sectors, all }, asAt, today, link }: MapProps) {
  const on = onDate(asAt, today)
  return (
    <>
      <ul class="ow-figures">
        <li class="ow-figure">
          <span class="ow-figure__number">{number(all.people)}</span>
          <p class="ow-figure__label">people in the register {on}, each counted once</p>
        </li>
        <li class="ow-figure">
          <span class="ow-figure__number">{number(all.core)}</span>
          <p class="ow-figure__label">of them in the core workforce</p>
        </li>
        <li class="ow-figure">
          <span class="ow-figure__number">
            {number(sectors.reduce((sum, { headcounts }) => sum + headcounts.length, 0))}
          </span>
          <p class="ow-figure__label">
            <a class="govuk-link" href={link('/figures/headcounts')}>
              groups known as a number
            </a>
          </p>
        </li>
      </ul>
      <GroupedBarChart
        id="workforce-by-sector"
        title={`The workforce by sector ${on}`}
        table="details"
        unit="people"
        rowHeading="Sector"
        rows={sectors.map(({ sector }) => sector)}
        series={[
          {
            label: 'Counted in the register',
            values: sectors.map(({ people }) => ({ value: people, decimals: 0 })),
          },
          { label: 'Known as a number', values: sectors.map((one) => drawn(one.together)) },
        ]}
      />
      <p class="govuk-body">
        {all.inSeveral === 0
          ? 'Nobody works in more than one sector.'
          : all.inSeveral === 1
            ? '1 person works in more than one sector, and is counted in each and once in the total.'
            : `${number(all.inSeveral)} people work in more than one sector: each is counted in each of them and once in the total.`}{' '}
        Someone with a core and a wider role, or in two cohorts, is likewise counted in both.
      </p>
      <div class="ow-table-scroll" role="region" aria-label="The workforce by sector" tabIndex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-table__caption--m">
            By sector, ring and cohort {on}
          </caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              <th scope="col" class="govuk-table__header">
                Sector
              </th>
              {columns.map(({ header }) => (
                <th scope="col" class="govuk-table__header govuk-table__header--numeric">
                  {header}
                </th>
              ))}
              <th scope="col" class="govuk-table__header">
                Known as a number
              </th>
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {sectors.map((row) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  <a class="govuk-link" href={link(`/map/sectors/${row.sectorId}${asAtPart(asAt, today)}`)}>
                    {row.sector}
                  </a>
                </th>
                {columns.map(({ key }) => (
                  <td class="govuk-table__cell govuk-table__cell--numeric">{number(row[key])}</td>
                ))}
                <td class="govuk-table__cell">
                  {row.together.length === 0 ? 'None entered' : null}
                  {row.together.map((sum) => (
                    <div>{togetherWords(sum)}</div>
                  ))}
                </td>
              </tr>
            ))}
            <tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">
                All, each person once
              </th>
              {columns.map(({ key }) => (
                <td class="govuk-table__cell govuk-table__cell--numeric">
                  <strong>{number(all[key])}</strong>
                </td>
              ))}
              <td class="govuk-table__cell">Not added up across sectors</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p class="govuk-body">
        Save as{' '}
        {(['csv', 'xlsx'] as const).map((format, index) => (
          <>
            {index > 0 ? ' or ' : null}
            <a class="govuk-link" href={link(`/map/export?format=${format}&asAt=${asAt}`)}>
              {format === 'csv' ? 'CSV' : 'Excel'}
              <span class="govuk-visually-hidden"> file of the map</span>
            </a>
          </>
        ))}
      </p>
    </>
  )
}
