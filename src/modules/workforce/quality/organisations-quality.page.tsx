import type { Context } from '#platform'
import { type Ask, listPage } from '#web'
import { sectorChoices } from '../counts/headcount.queries.ts'
import { type Dimension, dimensions } from './checks.ts'
import { tallies } from './quality.queries.ts'
import { type Rate, byDimension, groupBy, rateOf, rateWords } from './quality.ts'

interface OrganisationQuality {
  id: string
  name: string
  sectorId: string | null
  rates: Record<Dimension, Rate>
  gaps: number
}

const share = ({ holding, asked }: Rate) => (asked === 0 ? 1 : holding / asked)

/** Completeness, validity and timeliness of each organisation, with its gaps. */
export const organisationsQualityPages = listPage<OrganisationQuality>({
  url: '/quality/organisations',
  access: 'workforce.see',
  title: 'Data quality by organisation',
  noun: ['organisation', 'organisations'],
  search: { label: 'Search organisations' },
  filters: [{ name: 'sector', label: 'Sector', options: sectorChoices }],
  columns: [
    {
      key: 'name',
      header: 'Organisation',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`/organisations/${row.id}`)}>
          {row.name}
        </a>
      ),
      sortable: true,
    },
    ...(Object.keys(dimensions) as Dimension[]).map((dimension) => ({
      key: dimension,
      header: dimensions[dimension],
      value: (row: OrganisationQuality) => rateWords(row.rates[dimension]),
      sortable: true,
    })),
    {
      key: 'gaps',
      header: 'Gaps',
      value: (row) => row.gaps,
      cell: (row, { link }) =>
        row.gaps === 0 ? (
          'None'
        ) : (
          <a class="govuk-link" href={link(`/quality/gaps?organisation=${row.id}`)}>
            {row.gaps.toLocaleString('en-GB')} to mend
            <span class="govuk-visually-hidden"> at {row.name}</span>
          </a>
        ),
      kind: 'number',
      sortable: true,
    },
  ],
  sort: '-gaps',
  rows: organisationRows,
  empty: (
    <p class="govuk-body">
      There are no organisations that you may see. When they and their people are in the register, this list
      shows what is missing where.
    </p>
  ),
})

async function organisationRows(ctx: Context, ask: Ask) {
  const all = await tallies(ctx, ctx.today)
  const rows = [...groupBy(all, ({ organisationId }) => organisationId)]
    .flatMap(([id, ofOne]): OrganisationQuality[] => {
      if (id === null) return []
      const { holding, asked } = rateOf(ofOne)
      const { organisation, sectorId } = ofOne[0]!
      return [{ id, name: organisation ?? '', sectorId, rates: byDimension(ofOne), gaps: asked - holding }]
    })
    .filter((row) => row.name.toLowerCase().includes(ask.search.toLowerCase()))
    .filter((row) => !ask.filters['sector'] || row.sectorId === ask.filters['sector'])
    .toSorted((one, other) => (ask.descending ? -1 : 1) * compare(ask.sort, one, other))
  return { rows: rows.slice(ask.offset, ask.offset + ask.limit), total: rows.length }
}

function compare(sort: string, one: OrganisationQuality, other: OrganisationQuality): number {
  if (sort === 'gaps') return one.gaps - other.gaps
  if (sort in dimensions) return share(one.rates[sort as Dimension]) - share(other.rates[sort as Dimension])
  return one.name.localeCompare(other.name, 'en-GB')
}
