import { formatDate } from '#platform'
import { type Block, paragraph, table } from '#platform/documents/index'
import { printNumber } from '#platform/numbers'
import { printPercentage } from './figures.ts'
import type { PublishedTeams } from './published-figures.ts'
import { type RateReconciliation, type TeamReconciliation, reconcile } from './reconciliation.ts'

const methods = {
  weighted: 'All counts over all the numbers that the printed percentages imply',
  'dfe-formula': 'Department for Education formula: agency workers over agency workers and those in post',
  'unweighted-mean': 'Mean of the printed percentages, which gives a small team the weight of a large one',
} as const

/**
 * A published table of teams with what it implies: the counts as published, each percentage worked out from its own two
 * counts, and the totals beside those that the paper states, with the difference.
 */
export function teamPositionBlocks(teams: PublishedTeams): Block[] {
  const found = reconcile(teams.positions, teams.stated)
  const date = formatDate(teams.asAt)
  return [
    table({
      caption: `Position by team, ${date}`,
      columns: [
        { heading: 'Team' },
        { heading: 'Vacancies (published)', numeric: true },
        { heading: 'Posts (implied)', numeric: true },
        { heading: 'Filled by permanent staff', numeric: true },
        { heading: 'Filled, as printed', numeric: true },
        { heading: 'Agency workers (published)', numeric: true },
        { heading: 'Agency rate', numeric: true },
        { heading: 'Agency rate, as printed', numeric: true },
      ],
      rows: [
        ...teams.positions.map((position, index) => ({
          header: position.team,
          cells: [
            String(position.vacancies),
            posts(found.teams[index]!),
            share(found.teams[index]!.permanentRate),
            `${printNumber(position.permanentFilled.value, position.permanentFilled.decimals)}%`,
            String(position.agencyWorkers),
            share(found.teams[index]!.agencyRate),
            `${printNumber(position.agency.value, position.agency.decimals)}%`,
          ],
        })),
        {
          header: 'All teams',
          cells: [
            String(found.vacancies.sum),
            found.posts === null ? 'not known' : printNumber(found.posts, 1),
            share(weighted(found.permanentFilled)?.rate ?? null),
            found.permanentFilled.stated
              ? `${printNumber(found.permanentFilled.stated.value, found.permanentFilled.stated.decimals)}%`
              : '',
            String(found.agencyWorkers.sum),
            share(found.agency.derivations.find((one) => one.method === 'dfe-formula')?.rate ?? null),
            found.agency.stated
              ? `${printNumber(found.agency.stated.value, found.agency.stated.decimals)}%`
              : '',
          ],
        },
      ],
      notes: [
        'Vacancies and agency workers are as published. Posts are not printed: they are what the vacancies and the printed percentage imply (vacancies ÷ (100% − filled)).',
        'The agency rate is worked out by the Department for Education’s formula: agency workers ÷ (agency workers + in post).',
        ...teams.earlier.map(
          (one) => `${one.team} was printed as ${one.printed} filled on ${formatDate(one.asAt)}.`,
        ),
      ],
    }),
    table({
      caption: 'The totals against those that the paper states',
      columns: [
        { heading: 'Total' },
        { heading: 'How it is worked out' },
        { heading: 'Worked out', numeric: true },
        { heading: 'As stated', numeric: true },
        { heading: 'Difference', numeric: true },
      ],
      rows: [
        {
          header: 'Vacancies',
          cells: [
            'Sum of the teams',
            String(found.vacancies.sum),
            text(found.vacancies.stated),
            difference(found.vacancies.difference, 0, ''),
          ],
        },
        ...rateRows('Filled by permanent staff', found.permanentFilled),
        ...rateRows('Agency workers', found.agency, found.agencyDenominator),
      ],
    }),
    paragraph(conclusion(found.agency)),
  ]
}

const weighted = (reconciliation: RateReconciliation) =>
  reconciliation.derivations.find((one) => one.method === 'weighted')

function posts(team: TeamReconciliation): string {
  return team.posts === null ? 'not known' : printNumber(team.posts, 1)
}

function share(rate: TeamReconciliation['permanentRate']): string {
  if (!rate) return 'not known'
  return `${printPercentage(rate, 1)} (${printNumber(rate.numerator, 1)} of ${printNumber(rate.denominator, 1)})`
}

function rateRows(
  name: string,
  reconciliation: RateReconciliation,
  impliedDenominator: number | null = null,
) {
  const { stated } = reconciliation
  return reconciliation.derivations.map((derived) => ({
    header: name,
    cells: [
      `${methods[derived.method]}${derived.method === 'weighted' && impliedDenominator !== null ? ` (${printNumber(impliedDenominator, 1)})` : ''}`,
      derived.percentage === null ? 'not known' : `${printNumber(derived.percentage, 1)}%`,
      stated ? `${printNumber(stated.value, stated.decimals)}%` : 'not stated',
      difference(derived.difference, 1, ' percentage points'),
    ],
  }))
}

function difference(value: number | null, decimals: number, unit: string): string {
  if (value === null) return ''
  const printed = printNumber(value, decimals)
  if (Number(printed.replace('−', '-')) === 0) return 'none'
  return `${value > 0 ? '+' : ''}${printed}${unit}`
}

const text = (value: number | null) => (value === null ? 'not stated' : String(value))

function conclusion(agency: RateReconciliation): string {
  const { stated } = agency
  if (!stated) return 'The paper states no total for agency workers.'
  const agrees = agency.derivations.some(
    (one) =>
      one.percentage !== null &&
      printNumber(one.percentage, stated.decimals) === printNumber(stated.value, stated.decimals),
  )
  return agrees
    ? 'The stated agency percentage follows from the counts of the teams.'
    : `The stated agency percentage of ${printNumber(stated.value, stated.decimals)}% does not follow from the counts of the teams by any of these ways: the printed percentages are shares of numbers that the paper does not print. Both are shown.`
}
