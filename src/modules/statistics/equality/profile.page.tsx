import { z } from 'zod'
import { formatDate } from '#platform'
import { Table, mayOpen, page } from '#web'
import {
  type Released,
  type Symbol,
  printCount,
  printShare,
  shareOf,
  symbols,
} from '../disclosure/symbols.ts'
import { benchmarksOf, ethnicMinorities } from './benchmarks.ts'
import { type ProfileRow, type ProfileTable, allSectors } from './profile.ts'
import { latestProfile } from './release-profile.ts'

/** The profile of the workforce as it was released: who said, what they said, and how that compares with residents. */
export const profilePage = page({
  url: '/figures/equality',
  access: 'statistics.see',
  query: z.object({ question: z.string().max(100).catch('') }),
  async show(ctx, _params, { question }) {
    const profile = await latestProfile(ctx)
    const table = profile?.tables.find((one) => one.question === question) ?? profile?.tables[0]
    return {
      title: 'Equality profile of the workforce',
      profile,
      table,
      benchmarks: table ? await benchmarksOf(ctx, table.question) : [],
      isDemonstration: ctx.partnership.isDemonstration,
    }
  },
  view: ({ title, profile, table, benchmarks, isDemonstration, visitor, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {profile ? (
            <p class="govuk-body">
              {profile.people.toLocaleString('en-GB')} people on {formatDate(profile.asAt)}, each counted once
              in the sector of their largest job. Released by {profile.takenByName}, after disclosure control:
              counts under {profile.threshold} are withheld, and others that would give them away.
              {isDemonstration ? ' Demonstration records: the people and their answers are invented.' : ''}
            </p>
          ) : (
            <p class="govuk-body">
              No profile was released yet. People answer the questions under “My record”, if they like. When
              enough have, release a profile: it shows the workforce by age, sex, ethnic group, disability and
              skill level in each sector, and never a single person.
            </p>
          )}
          <p class="govuk-body ow-actions">
            <a class="govuk-link" href={link('/figures/equality/benchmarks')}>
              Shares of residents
            </a>
            {mayOpen('equality.release', visitor) ? (
              <a class="govuk-link" href={link('/figures/equality/release')}>
                Release a profile
              </a>
            ) : null}
          </p>
          {profile && profile.tables.length > 0 ? (
            <nav aria-label="Characteristics">
              <ul class="govuk-list">
                {profile.tables.map(({ question, name }) => (
                  <li>
                    {question === table?.question ? (
                      <strong>{name}</strong>
                    ) : (
                      <a class="govuk-link" href={link(`/figures/equality?question=${question}`)}>
                        {name}
                      </a>
                    )}
                  </li>
                ))}
              </ul>
            </nav>
          ) : null}
        </div>
      </div>
      {table ? <Shown table={table} benchmarks={benchmarks} /> : null}
    </>
  ),
})

type Benchmark = Awaited<ReturnType<typeof benchmarksOf>>[number]

function Shown({ table, benchmarks }: { table: ProfileTable; benchmarks: Benchmark[] }) {
  const isAsked = table.question !== 'age_band'
  return (
    <>
      <h2 class="govuk-heading-m">{table.name}</h2>
      <Scrolling
        caption={isAsked ? `How many said: ${table.name}` : `Whose age is known`}
        head={
          isAsked
            ? ['Sector', 'People', 'Said', 'Prefer not to say', 'Not answered', 'Disclosure rate']
            : ['Sector', 'People', 'Known', 'Not known', 'Share known']
        }
        rows={table.rows.map((row) => [
          row.sector,
          printCount(row.people),
          printCount(row.said),
          ...(isAsked ? [printCount(row.preferNotToSay)] : []),
          printCount(row.notAnswered),
          printShare(shareOf(row.said, row.people)),
        ])}
      />
      <Scrolling
        caption={`${table.name}: of those ${isAsked ? 'who said' : 'whose age is known'}, how many and what share`}
        head={['Sector', ...table.columns.map(({ text }) => text), isAsked ? 'All who said' : 'All known']}
        rows={table.rows.map((row) => [
          row.sector,
          ...row.answers.map(
            (count) => `${printCount(count)} (${printShare(shareOf(count, row.said, row.people))})`,
          ),
          printCount(row.said),
        ])}
      />
      {benchmarks.length > 0 ? <Compared table={table} benchmarks={benchmarks} /> : null}
      <h3 class="govuk-heading-s">Symbols</h3>
      <ul class="govuk-list">
        {Object.entries(symbols).map(([symbol, meaning]) => (
          <li>
            <strong>{symbol}</strong>: {meaning}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Each sector beside residents. What no count is released for has no difference either. */
function Compared({ table, benchmarks }: { table: ProfileTable; benchmarks: Benchmark[] }) {
  return (
    <>
      {benchmarks.map((benchmark) => {
        const text =
          benchmark.answer === ethnicMinorities.answer
            ? ethnicMinorities.text
            : (table.columns.find(({ code }) => code === benchmark.answer)?.text ?? benchmark.answer)
        return (
          <>
            <Scrolling
              caption={`${text}: compared with residents of ${benchmark.area}`}
              head={['Sector', 'Workforce', 'Residents', 'Difference in percentage points']}
              rows={table.rows.map((row) => {
                const share = shareOf(countOf(table, row, benchmark.answer), row.said, row.people)
                return [
                  row.sector,
                  printShare(share),
                  `${benchmark.percent}%`,
                  difference(share, benchmark.percent),
                ]
              })}
            />
            <p class="govuk-body-s">
              Residents: {benchmark.source}, as at {formatDate(benchmark.asAt)}.
            </p>
          </>
        )
      })}
    </>
  )
}

function countOf(table: ProfileTable, row: ProfileRow, answer: string): Released {
  const at = (code: string): Released =>
    row.answers[table.columns.findIndex((column) => column.code === code)] ?? 'c'
  if (answer !== ethnicMinorities.answer) return at(answer)
  const white = at('white')
  return white === 'c' || row.said === 'c' ? 'c' : row.said - white
}

function difference(share: number | Symbol, residents: number): string {
  if (typeof share !== 'number') return share
  const points = Math.round(share - residents)
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0'
}

function Scrolling({ caption, head, rows }: { caption: string; head: string[]; rows: string[][] }) {
  return (
    <div class="ow-table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <Table
        caption={caption}
        captionClasses="govuk-table__caption--s"
        firstCellIsHeader
        head={head.map((text, at) => ({ text, ...(at > 0 ? { format: 'numeric' } : {}) }))}
        rows={rows.map((row) =>
          row.map((text, at) => ({
            text,
            ...(at > 0 ? { format: 'numeric' } : {}),
            ...(row[0] === allSectors ? { classes: 'govuk-!-font-weight-bold' } : {}),
          })),
        )}
      />
    </div>
  )
}
