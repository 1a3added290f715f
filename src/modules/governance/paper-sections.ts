import { complianceRate } from '#assurance'
import { formatDate } from '#platform'
import {
  type Block,
  bullets,
  facts,
  note,
  numbers,
  paragraph,
  strong,
  table,
} from '#platform/documents/index'
import { printPercentage, comparisonBlocks, teamPositionBlocks } from '#statistics'
import { type PlanAction, type Rating, ratings } from '#strategy'
import type { PaperContent, PaperSection } from './paper.ts'
import type { PaperMaterial } from './paper-material.ts'

type Writer = (section: PaperSection, paper: PaperContent, material: PaperMaterial) => Block[]

/** What stands under each kind of heading: the officer's words, and live figures with their counts and dates. */
export const sectionWriters: Record<PaperSection['section'], Writer> = {
  purpose: (_section, paper) => [paragraph(paper.purpose)],
  cohorts: (_section, _paper, material) => cohortBlocks(material),
  drivers: () => [awaiting('the risks and changes that training answers')],
  actions: (section, _paper, material) => actionBlocks(section, material),
  'plan-status': (_section, _paper, material) => planStatusBlocks(material),
  comparison: (_section, _paper, material) =>
    material.histories.length > 0
      ? comparisonBlocks(material.histories)
      : [paragraph('No turnover, vacancy or agency figures have been published for this partnership.')],
  teams: (_section, _paper, material) =>
    material.teams
      ? teamPositionBlocks(material.teams)
      : [paragraph('No table of teams has been published.')],
  compliance: (_section, _paper, material) => complianceBlocks(material),
  risks: () => [awaiting('what stands in the way, and what is done about it')],
  next: (_section, _paper, material) => nextBlocks(material),
  outlook: () => [awaiting('what the coming two years bring')],
  priorities: (_section, paper) => priorityBlocks(paper),
  implications: () => [paragraph('There are no significant implications.')],
  recommendation: (_section, paper) => [numbers(paper.recommendations)],
  background: (_section, paper) => backgroundBlocks(paper),
}

/** Where judgement begins, the paper says so instead of inventing words. */
function awaiting(what: string): Block {
  return note('To be written by the author: ', what, '.')
}

const cohortNames: Record<string, string> = {
  employed: 'Employed by the authority',
  commissioned: 'Employed by a provider whose service the authority commissions',
  wider: 'The wider children’s workforce',
}

function cohortBlocks({ cohorts, people, today, isDemonstration }: PaperMaterial): Block[] {
  if (cohorts.length === 0) return [paragraph('Nobody is in the register yet.')]
  return [
    table({
      caption: `People with an open engagement on ${formatDate(today)}, by cohort`,
      columns: [{ heading: 'Cohort' }, { heading: 'People', numeric: true }],
      rows: [
        ...cohorts.map((row) => ({
          header: cohortNames[row.cohort] ?? row.cohort,
          cells: [row.people.toLocaleString('en-GB')],
        })),
        { header: 'All (each person once)', cells: [people.toLocaleString('en-GB')] },
      ],
      notes: [
        recordNote(isDemonstration),
        'A person engaged in two cohorts counts in both, and once in the total.',
      ],
    }),
  ]
}

function recordNote(isDemonstration: boolean): string {
  return isDemonstration ? 'Demonstration record: these people are invented.' : 'From the register.'
}

function actionBlocks(section: PaperSection, { plan }: PaperMaterial): Block[] {
  const wanted = section.actions ? plan.filter((action) => section.actions!.includes(action.number)) : plan
  if (wanted.length === 0) return [paragraph('The plan has no actions under this heading.')]
  return [
    table({
      caption: `${section.heading}: actions of the plan`,
      columns: [
        { heading: 'Number' },
        { heading: 'Action' },
        { heading: 'Timescale' },
        { heading: 'Progress' },
      ],
      rows: wanted.map((action) => ({
        header: action.number,
        cells: [action.title, action.timescale || 'none given', progressWords(action)],
      })),
    }),
  ]
}

function progressWords(action: PlanAction): string {
  if (!action.rating) return 'Not reported'
  return `${ratings[action.rating as Rating]}${action.reportedOn ? ` (${formatDate(action.reportedOn)})` : ''}`
}

function planStatusBlocks({ plan, strategyTitle, today }: PaperMaterial): Block[] {
  if (!strategyTitle) return [paragraph('There is no strategy yet.')]
  const priorities = [...new Set(plan.map((action) => action.priorityNumber))]
  const count = (own: PlanAction[], test: (action: PlanAction) => boolean) => String(own.filter(test).length)
  return [
    table({
      caption: `${strategyTitle}: actions by priority on ${formatDate(today)}`,
      columns: [
        { heading: 'Priority' },
        ...['Actions', ...Object.values(ratings), 'Not reported'].map((name) => ({
          heading: name,
          numeric: true,
        })),
      ],
      rows: priorities.map((number) => {
        const own = plan.filter((action) => action.priorityNumber === number)
        return {
          header: `${number}. ${own[0]!.priority}`,
          cells: [
            String(own.length),
            ...Object.keys(ratings).map((rating) => count(own, (action) => action.rating === rating)),
            count(own, (action) => action.rating === null),
          ],
        }
      }),
    }),
  ]
}

function nextBlocks({ plan, today }: PaperMaterial): Block[] {
  const coming = plan
    .filter(
      (action) => action.rating !== 'done' && action.timescaleTo !== null && action.timescaleTo >= today,
    )
    .slice(0, 10)
  if (coming.length === 0)
    return [paragraph('No action of the plan is dated in the coming period.'), awaiting('what comes next')]
  return [bullets(coming.map((action) => `${action.number}: ${action.title} (${action.timescale})`))]
}

function complianceBlocks({ compliance, today, isDemonstration }: PaperMaterial): Block[] {
  if (compliance.length === 0) return [paragraph('No requirement applies to anybody yet.')]
  return [
    table({
      caption: `Who meets each requirement, ${formatDate(today)}`,
      columns: [
        { heading: 'Requirement' },
        { heading: 'In scope', numeric: true },
        { heading: 'Compliant', numeric: true },
        { heading: 'Overdue', numeric: true },
        { heading: 'Rate', numeric: true },
      ],
      rows: compliance.map(({ title, counts }) => {
        const rate = complianceRate(counts)
        const inScope = Object.values(counts).reduce((sum, count) => sum + count, 0)
        return {
          header: title,
          cells: [
            inScope.toLocaleString('en-GB'),
            `${rate.numerator.toLocaleString('en-GB')} of ${rate.denominator.toLocaleString('en-GB')}`,
            counts.overdue.toLocaleString('en-GB'),
            printPercentage(rate, 1),
          ],
        }
      }),
      notes: [
        'Compliance rate: met and due soon, of those in scope and not exempt.',
        recordNote(isDemonstration),
      ],
    }),
  ]
}

function priorityBlocks({ corporatePriorities }: PaperContent): Block[] {
  const { priorities, defaultSentence } = corporatePriorities
  if (priorities.length === 0) return [paragraph(defaultSentence)]
  return [
    facts(
      'Alignment with corporate priorities',
      priorities.map((name) => ({ name, value: defaultSentence })),
    ),
  ]
}

function backgroundBlocks({ backgroundPapers, inspectionRight }: PaperContent): Block[] {
  const listed = backgroundPapers.map(({ title, author, year, access }) => [
    strong(title),
    `, ${author}${year ? `, ${year}` : ''} (${access === 'public' ? 'open to inspection' : 'exempt'})`,
  ])
  return [
    ...(listed.length > 0 ? [bullets(listed)] : [paragraph('There are no background papers.')]),
    paragraph(inspectionRight.sentence),
  ]
}
