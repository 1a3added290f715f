/** What is true of an organisation in a period, and the numbers it has for good: as people give them. */
import type { Context, LocalDate } from '#platform'
import { addLocalities, addSectors } from '../names.ts'
import type { Cohort, OrganisationKind } from './organisation.ts'

export interface OrganisationFacts {
  name: string
  kind: OrganisationKind
  /** By name; a new one is added. */
  sector: string
  cohort: Cohort
  /** The reference or name of what it belongs to, as typed; empty for none. */
  parent: string
  postcode: string | null
  /** By name; a new one is added. */
  locality: string | null
}

export interface OrganisationNumbers {
  urn: string | null
  odsCode: string | null
  ofstedUrn: string | null
  charityNumber: string | null
  openedOn: LocalDate | null
}

/** The columns of a period, with what is named by its id. Names that differ in capitals alone are the same. */
export async function columnsOf(ctx: Context, facts: OrganisationFacts, parentId: string | null) {
  const { name, kind, cohort, postcode } = facts
  return {
    name,
    kind,
    cohort,
    postcode,
    parentId,
    sectorId: await idOfName(ctx, 'sectors', facts.sector),
    localityId: facts.locality ? await idOfName(ctx, 'localities', facts.locality) : null,
  }
}

async function idOfName(ctx: Context, table: 'sectors' | 'localities', name: string): Promise<string> {
  const find = () =>
    ctx.db
      .selectFrom(table)
      .select('id')
      .where((e) => e.or([e('name', '=', name), e(e.fn('lower', ['name']), '=', name.toLowerCase())]))
      .orderBy((e) => e('name', '=', name), 'desc')
      .executeTakeFirst()
  const known = await find()
  if (known) return known.id
  await (table === 'sectors' ? addSectors : addLocalities)(ctx, [name])
  return (await find())!.id
}

/** The organisation that has a school's or a health organisation's number already, by its reference; null when none has. */
export async function numberTaken(
  ctx: Context,
  numbers: OrganisationNumbers,
  exceptId: string | null,
): Promise<{ field: 'urn' | 'odsCode'; reason: string } | null> {
  for (const field of ['urn', 'odsCode'] as const) {
    const value = numbers[field]
    if (!value) continue
    const other = await ctx.db
      .selectFrom('organisations')
      .select(['id', 'ref'])
      .where(field, '=', value)
      .executeTakeFirst()
    if (other && other.id !== exceptId)
      return { field, reason: `Check the number: ${other.ref} has it already` }
  }
  return null
}
