/** The demonstration: five partnerships with what they have published, and invented people who live in them. */
import { type LocalDate, type Services, dateInEngland } from '#platform'
import { loadPartnership } from './load-partnership.ts'
import { readReference } from './reference.ts'
import { type Shape, shapes } from './shapes/index.ts'

export { refreshStatistics } from './refresh-statistics.ts'
export { removeDemonstration } from './remove.ts'

export interface DemonstrationOptions {
  say: (sentence: string) => void
  /** How many people work in the largest partnership; the others are scaled with it. */
  people?: number | undefined
  /** The day on which the invented history ends: today unless given. Published figures keep their own dates. */
  today?: LocalDate | undefined
}

/** The workforce that Nottingham City's strategy estimates. */
const fullSize = 12_000

/**
 * Loads the demonstration partnerships that are not there yet, each in a transaction of its own, so that a partnership
 * is there whole or not at all and whatever stopped half-way is finished by the next call. Returns how many it loaded.
 */
export async function loadDemonstration(services: Services, options: DemonstrationOptions): Promise<number> {
  const missing = await missingPartnerships(services)
  if (missing.length === 0) return 0
  const { say, people = fullSize, today = dateInEngland(services.clock()) } = options
  const all = Object.keys(shapes).length
  say(`Loading the demonstration with its invented people: ${missing.length} of ${all} partnerships.`)
  const reference = await readReference()
  const scale = await scaleFor(people)
  for (const code of missing) {
    const shape = await shapes[code]!()
    const loaded = await loadPartnership(services, { code, shape, reference, today, scale })
    if (loaded)
      say(
        `Loaded ${code}: ${loaded['working']} people at work, ${loaded['evidence']} training and check records.`,
      )
  }
  return missing.length
}

/**
 * Whether the database is for the demonstration: nothing is in it, or nothing but a part of the demonstration, as when
 * loading was stopped half-way. Where somebody keeps a partnership of their own, nothing is added unasked.
 */
export async function isForDemonstration(services: Services): Promise<boolean> {
  const own = await services.database
    .selectFrom('partnerships')
    .select('id')
    .where('isDemonstration', '=', false)
    .limit(1)
    .executeTakeFirst()
  return own === undefined
}

async function missingPartnerships(services: Services): Promise<string[]> {
  const there = await services.database.selectFrom('partnerships').select('code').execute()
  return Object.keys(shapes).filter((code) => !there.some((one) => one.code === code))
}

/** The largest partnership decides how all are scaled. */
async function scaleFor(people: number): Promise<number> {
  const [largest] = Object.values(shapes)
  return people / sizeOf(await largest!())
}

function sizeOf(shape: Shape): number {
  return shape.groups.reduce((sum, group) => sum + (group.people ?? group.filledFte ?? 0), 0)
}
