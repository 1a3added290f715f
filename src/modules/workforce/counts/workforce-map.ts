/** The map of the workforce: each sector's counted people beside its groups that are known only as a number. */
import { type Context, type LocalDate, everyone, withScope } from '#platform'
import { type Together, together } from './headcount.ts'
import { type HeadcountEntry, headcountsOn, sectorChoices } from './headcount.queries.ts'
import { type WorkforceCount, workforceOn } from './workforce-counts.queries.ts'

export interface SectorOnMap extends WorkforceCount {
  sector: string
  headcounts: HeadcountEntry[]
  together: Together[]
}

export interface WorkforceMap {
  /** Every sector with people or a headcount. */
  sectors: SectorOnMap[]
  /** Each person once. */
  all: WorkforceCount
}

const nobody: Omit<WorkforceCount, 'sectorId'> = {
  people: 0,
  core: 0,
  wider: 0,
  noRing: 0,
  employed: 0,
  commissioned: 0,
  widerCohort: 0,
  volunteers: 0,
  childrenOnly: 0,
  inSeveral: 0,
}

export async function workforceMap(ctx: Context, asAt: LocalDate): Promise<WorkforceMap> {
  const counts = await workforceOn(ctx, asAt)
  const entries = await headcountsOn(ctx, asAt)
  const sectors = await sectorChoices(ctx)
  return {
    sectors: sectors.flatMap(({ value: sectorId, text: sector }): SectorOnMap[] => {
      const count = counts.find((one) => one.sectorId === sectorId)
      const headcounts = entries.filter((one) => one.sectorId === sectorId)
      if (!count && headcounts.length === 0) return []
      return [{ ...nobody, ...count, sectorId, sector, headcounts, together: together(headcounts) }]
    }),
    all: counts.find(({ sectorId }) => sectorId === null) ?? { ...nobody, sectorId: null },
  }
}

/** What a sector's groups of people come to, for a drawing: the words before the number stay with it. */
export function drawn(sums: readonly Together[]) {
  const people = sums.find(({ unit }) => unit === 'people')
  if (!people) return { value: null, because: 'no group entered' }
  if (people.value === null) return { value: null, because: 'not known' }
  const qualifier = [people.isAtLeast && 'at least', people.isApproximate && 'about']
    .filter(Boolean)
    .join(' ')
  return { value: people.value, decimals: 0, ...(qualifier && { qualifier }) }
}

/** The map for whoever may see figures: totals of everybody, and nobody's name. */
export const mapOn = (ctx: Context, asAt: LocalDate): Promise<WorkforceMap> =>
  withScope(ctx, everyone, (all) => workforceMap(all, asAt))

/** What is counted of a sector, in the order of its columns. */
export const columns = [
  { key: 'people', header: 'People' },
  { key: 'core', header: 'Core' },
  { key: 'wider', header: 'Wider ring' },
  { key: 'noRing', header: 'No ring' },
  { key: 'employed', header: 'Employed by the council' },
  { key: 'commissioned', header: 'Commissioned' },
  { key: 'widerCohort', header: 'Wider cohort' },
] as const
