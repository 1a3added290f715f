import type { Context } from '#platform'
import { type Ask, type PageContext, listPage, mayOpen } from '#web'
import { organisationsWithPeople } from '../people/people.queries.ts'
import { type About, checks, dimensions, findCheck } from './checks.ts'
import { type Gap, gapsOf, tallies } from './quality.queries.ts'
import { firstToMend } from './quality.ts'

interface GapLine extends Gap {
  gap: string
  mendAt: string
}

/** Where each kind of record is mended by those who may, and looked at by the others. */
const mending: Record<About, { may: string; mayNot: string }> = {
  job: { may: '/people/:id/edit', mayNot: '/people/:id' },
  organisation: { may: '/organisations/:id', mayNot: '/organisations/:id' },
  group: { may: '/headcounts/:id/edit', mayNot: '/figures/headcounts' },
}

/** The gaps of one check, each with the page that mends it. */
export const gapsPages = listPage<GapLine>({
  url: '/quality/gaps',
  access: 'workforce.see',
  title: 'Gaps to mend',
  noun: ['gap', 'gaps'],
  intro: (
    <p class="govuk-body">
      Each line is a record in which something does not hold. Open it to mend it, or answer that it is not
      known.
    </p>
  ),
  search: { label: 'Search', hint: 'Name of the person, organisation or group' },
  filters: [
    {
      name: 'check',
      label: 'What is missing',
      all: 'What matters most',
      options: async () =>
        checks.map(({ code, dimension, gap }) => ({ value: code, text: `${dimensions[dimension]}: ${gap}` })),
    },
    { name: 'organisation', label: 'Organisation', options: organisationsWithPeople },
  ],
  columns: [
    {
      key: 'name',
      header: 'Record',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(row.mendAt)}>
          {row.name}
        </a>
      ),
    },
    { key: 'gap', header: 'What is missing', value: (row) => row.gap },
    { key: 'organisation', header: 'Organisation', value: (row) => row.organisation },
    { key: 'sector', header: 'Sector', value: (row) => row.sector },
  ],
  sort: 'name',
  rows: gapRows,
  empty: (
    <p class="govuk-body">
      There are no gaps of this kind in what you may see. Choose another kind, or look at data quality as a
      whole.
    </p>
  ),
})

async function gapRows(ctx: PageContext, ask: Ask) {
  const organisation = ask.filters['organisation'] ?? ''
  const check = findCheck(ask.filters['check'] ?? '') ?? (await worst(ctx, organisation))
  const { rows, total } = await gapsOf(ctx, check, ctx.today, {
    sector: '',
    organisation,
    search: ask.search,
    limit: ask.limit,
    offset: ask.offset,
  })
  const { may, mayNot } = mending[check.about]
  const mendAt = mayOpen('workforce.manage', ctx.visitor) ? may : mayNot
  return {
    rows: rows.map((row) => ({ ...row, gap: check.gap, mendAt: mendAt.replace(':id', row.id) })),
    total,
    above: (
      <p class="govuk-body">
        {dimensions[check.dimension]}: {check.name}.
      </p>
    ),
  }
}

/** What matters most to mend, in an organisation or everywhere. */
async function worst(ctx: Context, organisation: string) {
  const all = await tallies(ctx, ctx.today)
  const here = all.filter(({ organisationId }) => !organisation || organisationId === organisation)
  return firstToMend(here)[0]?.check ?? checks[0]!
}
