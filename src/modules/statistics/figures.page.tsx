import { sql } from 'kysely'
import { formatDate } from '#platform'
import type { Context } from '#platform'
import { DocumentView, buildDocument } from '#platform/documents/index'
import { type Ask, listPage, page } from '#web'
import { type Precision, countWords } from '#workforce'
import { GroupedBarChart } from '#web/charts/index'
import { comparisonBlocks, verdictWords } from './comparison.document.ts'
import { indicatorSentence } from './indicator-words.ts'
import { indicatorHistories, publishedFigures, publishedTeams } from './published-figures.ts'
import { teamPositionBlocks } from './team-position.document.ts'

const precisions: Record<string, string> = {
  exact: 'Exact',
  approximate: 'Approximate',
  lower_bound: 'At least',
  upper_bound: 'At most',
  unknown: 'Not known',
}
const bases: Record<string, string> = {
  printed: '',
  document: ' (date of the document)',
  inferred: ' (date inferred)',
}

/** The published figures at a glance: against the region in words, by team, and where to find the rest. */
export const figuresPage = page({
  url: '/figures',
  access: 'statistics.see',
  async show(ctx) {
    const figures = await publishedFigures(ctx)
    const histories = await indicatorHistories(figures)
    const teams = publishedTeams(figures)
    const headcounts = await ctx.db
      .selectFrom('headcounts')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return {
      title: 'Figures',
      histories,
      hasTeams: teams !== null,
      figures: figures.length,
      headcounts: headcounts.count,
    }
  },
  view: ({ title, histories, hasTeams, figures, headcounts, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {histories.length === 0 ? (
        <div class="govuk-inset-text">
          No turnover, vacancy or agency figures have been published for this partnership yet.
        </div>
      ) : (
        <>
          <ul class="ow-figures">
            {histories.map((history) => {
              const verdict = verdictWords(history)
              const tone = verdict.startsWith('Better')
                ? ' ow-figure--good'
                : verdict.startsWith('Worse')
                  ? ' ow-figure--bad'
                  : ''
              return (
                <li class={`ow-figure${tone}`}>
                  <span class="ow-figure__label">{history.indicator.name}</span>
                  <span class="ow-figure__number">{history.own.at(-1)!.printed}</span>
                  <span class="ow-figure__note">{verdict}</span>
                </li>
              )
            })}
          </ul>
          {histories.some((history) => history.region) ? (
            <GroupedBarChart
              id="against-region"
              title="Published rates against the region"
              table="details"
              unit="%"
              rowHeading="Measure"
              rows={histories.map((history) => history.indicator.name)}
              series={[
                {
                  label: 'Before',
                  values: histories.map(
                    (history) => history.own.at(-2) ?? { value: null, because: 'not published' },
                  ),
                },
                { label: 'Latest', values: histories.map((history) => history.own.at(-1)!) },
                {
                  label: 'Region',
                  values: histories.map(
                    (history) => history.region ?? { value: null, because: 'not published' },
                  ),
                },
              ]}
            />
          ) : null}
          <ul class="govuk-list govuk-list--bullet">
            {histories.map((history) => (
              <li>{indicatorSentence(history)}</li>
            ))}
          </ul>
          <p class="ow-source govuk-body-s">
            Published: {[...new Set(histories.map((history) => history.source))].join('; ')}
          </p>
        </>
      )}
      <h2 class="govuk-heading-m">More</h2>
      <ul class="govuk-list">
        {hasTeams ? (
          <li>
            <a class="govuk-link" href={link('/figures/teams')}>
              Position by team, with the totals reconciled
            </a>
          </li>
        ) : null}
        <li>
          <a class="govuk-link" href={link('/figures/published')}>
            All {figures} published figures
          </a>
        </li>
        <li>
          <a class="govuk-link" href={link('/figures/headcounts')}>
            Headcounts by sector ({headcounts})
          </a>
        </li>
      </ul>
    </>
  ),
})

/** A published table of teams, its percentages worked out from counts and its totals set beside those it states. */
export const teamPositionPage = page({
  url: '/figures/teams',
  access: 'statistics.see',
  async show(ctx) {
    const figures = await publishedFigures(ctx)
    const teams = publishedTeams(figures)
    const document = buildDocument({
      title: 'Position by team',
      creator: ctx.partnership.name,
      blocks: teams
        ? [...teamPositionBlocks(teams), ...comparisonBlocks(await indicatorHistories(figures))]
        : [],
    })
    return { title: document.title, document, source: teams?.source ?? null, asAt: teams?.asAt ?? null }
  },
  view: ({ title, document, source, asAt }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      {source && asAt ? (
        <p class="govuk-body">
          Published: {source}, as at {formatDate(asAt)}. Percentages here are worked out from the counts,
          never averaged.
        </p>
      ) : (
        <div class="govuk-inset-text">No table of teams has been published for this partnership.</div>
      )}
      <DocumentView document={document} />
    </>
  ),
})

export const publishedFiguresPages = listPage({
  url: '/figures/published',
  access: 'statistics.see',
  title: 'Published figures',
  noun: ['figure', 'figures'],
  intro: (
    <p class="govuk-body">
      As printed in the document that each names. They are never changed, and never added to.
    </p>
  ),
  search: { label: 'Search', hint: 'What is measured, or of whom' },
  columns: [
    { key: 'label', header: 'Figure', value: (row) => row.label, sortable: true },
    { key: 'scope', header: 'Of', value: (row) => row.scope || 'The partnership' },
    { key: 'value', header: 'As printed', value: (row) => row.valuePrinted, kind: 'number' },
    { key: 'unit', header: 'Unit', value: (row) => row.unit },
    { key: 'precision', header: 'Precision', value: (row) => precisions[row.precision] ?? row.precision },
    {
      key: 'asAt',
      header: 'As at',
      value: (row) => `${formatDate(row.asAt)}${bases[row.asAtBasis] ?? ''}`,
      sortable: true,
    },
    { key: 'note', header: 'Note', value: (row) => row.scopeNote },
    { key: 'source', header: 'Source', value: (row) => row.source },
  ],
  sort: 'label',
  rows: figureRows,
  empty: <p class="govuk-body">No published figures are held for this partnership.</p>,
})

async function figureRows(ctx: Context, ask: Ask) {
  const pattern = `%${ask.search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const wanted = ctx.db
    .selectFrom('figures')
    .$if(ask.search !== '', (query) =>
      query.where((eb) => eb.or([eb('label', 'ilike', pattern), eb('scope', 'ilike', pattern)])),
    )
  const { total } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const direction = ask.descending ? 'desc' : 'asc'
  const rows = await wanted
    .selectAll()
    .orderBy(ask.sort === 'asAt' ? 'asAt' : 'label', direction)
    .orderBy('position')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}

export const headcountsPages = listPage({
  url: '/figures/headcounts',
  access: 'statistics.see',
  title: 'Headcounts by sector',
  noun: ['group', 'groups'],
  intro: (
    <p class="govuk-body">
      Groups of the workforce that are known as a number only, as published or as somebody entered them. They
      are not people in the register and are never added to it.
    </p>
  ),
  filters: [
    {
      name: 'sector',
      label: 'Sector',
      options: async (ctx) =>
        (
          await ctx.db
            .selectFrom('sectors')
            .select('name')
            .orderBy(sql`name collate "en-GB-x-icu"`)
            .execute()
        ).map(({ name }) => ({
          value: name,
          text: name,
        })),
    },
  ],
  columns: [
    { key: 'group', header: 'Group', value: (row) => row.groupName },
    { key: 'sector', header: 'Sector', value: (row) => row.sector, sortable: true },
    {
      key: 'value',
      header: 'Number',
      value: (row) => row.value,
      cell: (row) => sentenceCase(countWords(row)),
      kind: 'number',
    },
    { key: 'precision', header: 'Precision', value: (row) => precisions[row.precision] ?? row.precision },
    { key: 'unit', header: 'Unit', value: (row) => row.unit },
    { key: 'note', header: 'Note', value: (row) => row.scopeNote },
    {
      key: 'apart',
      header: 'Work with children',
      value: (row) => (row.notDisaggregable ? 'Not disaggregable: left out of children-only rates' : ''),
    },
    {
      key: 'asAt',
      header: 'As at',
      value: (row) =>
        row.endedOn ? `${formatDate(row.asAt)} until ${formatDate(row.endedOn)}` : formatDate(row.asAt),
    },
    { key: 'source', header: 'Source', value: (row) => row.source },
  ],
  actions: [{ text: 'Add a group', href: '/headcounts/new', access: 'workforce.manage' }],
  sort: 'sector',
  rows: headcountRows,
  empty: <p class="govuk-body">No headcounts have been published or entered for this partnership.</p>,
})

const sentenceCase = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

async function headcountRows(ctx: Context, ask: Ask) {
  const wanted = ctx.db
    .selectFrom('headcounts')
    .innerJoin('sectors', 'sectors.id', 'headcounts.sectorId')
    .$if(ask.filters['sector'] !== '', (query) => query.where('sectors.name', '=', ask.filters['sector']!))
  const { total } = await wanted
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await wanted
    .selectAll('headcounts')
    .select('sectors.name as sector')
    .$narrowType<{ precision: Precision }>()
    .orderBy('sectors.name', ask.descending ? 'desc' : 'asc')
    .orderBy('headcounts.id')
    .limit(ask.limit)
    .offset(ask.offset)
    .execute()
  return { rows, total }
}
