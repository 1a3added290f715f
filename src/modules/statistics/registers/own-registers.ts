/** Totals of the registers that organisations keep themselves, as others may see them. */
import { sql } from 'kysely'
import type { Context } from '#platform'
import type { Released } from '../disclosure/symbols.ts'
import { type Sum, withheldIn } from '../disclosure/protect.ts'

/** The smallest number of people that is told of an organisation. */
export const smallestTotal = 5

export interface OwnRegister {
  organisationId: string
  name: string
  /** The agreement by which its people are shared by name today. */
  sharedUnder: string | null
  /** By the family of the role, in the order of `families`. */
  counts: Released[]
  people: Released
}

export interface OwnRegisters {
  families: string[]
  registers: OwnRegister[]
  all: { counts: Released[]; people: Released }
}

interface Counted {
  organisationId: string
  family: string
  people: number
}

/** How many people work today at each organisation that keeps its own register, small numbers withheld. */
export async function ownRegisters(ctx: Context): Promise<OwnRegisters> {
  const { rows: organisations } = await sql<Omit<OwnRegister, 'counts' | 'people'>>`
    select o.id as organisation_id, coalesce(p.name, o.ref) as name, (
      select a.title from sharing_agreements a
      join sharing_agreement_parties s on s.sharing_agreement_id = a.id and s.organisation_id = o.id
      where a.shares = 'named' and a.started_on <= ${ctx.today}::date
        and (a.ended_on is null or a.ended_on >= ${ctx.today}::date)
      order by a.started_on limit 1) as shared_under
    from organisations o left join app.current_periods(${ctx.today}::date) p on p.organisation_id = o.id
    where o.register_kept_by = 'itself' and (o.closed_on is null or o.closed_on >= ${ctx.today}::date)
    order by lower(coalesce(p.name, o.ref)), o.id`.execute(ctx.db)
  const { rows: counted } =
    await sql<Counted>`select * from app.own_register_totals(${ctx.today}::date)`.execute(ctx.db)
  return released(organisations, counted)
}

/** The table as it may be shown: each organisation by kind of work, with totals both ways. */
export function released(
  organisations: readonly Omit<OwnRegister, 'counts' | 'people'>[],
  counted: readonly Counted[],
): OwnRegisters {
  const families = [...new Set(counted.map(({ family }) => family))].sort((one, other) =>
    one.localeCompare(other),
  )
  const rows = organisations.map(({ organisationId }) => {
    const counts = families.map(
      (family) =>
        counted.find((one) => one.organisationId === organisationId && one.family === family)?.people ?? 0,
    )
    return [...counts, sum(counts)]
  })
  const width = families.length + 1
  rows.push(Array.from({ length: width }, (_, column) => sum(rows.map((row) => row[column]!))))
  const withheld = withheldIn({
    counts: rows.flat(),
    sums: sumsOf(rows.length, width),
    threshold: smallestTotal,
  })
  const cells = rows.map((row, at) =>
    row.map((count, column): Released => (withheld.has(at * width + column) ? 'c' : count)),
  )
  const split = (at: number) => ({ counts: cells[at]!.slice(0, -1), people: cells[at]!.at(-1)! })
  return {
    families,
    registers: organisations.map((organisation, at) => ({ ...organisation, ...split(at) })),
    all: split(organisations.length),
  }
}

/** The last row and the last column add the others up. */
function sumsOf(height: number, width: number): Sum[] {
  const places = (length: number, place: (at: number) => number) =>
    Array.from({ length }, (_, at) => place(at))
  const rows = places(height, (row) => row).map((row) => ({
    total: row * width + width - 1,
    parts: places(width - 1, (column) => row * width + column),
  }))
  const columns = places(width, (column) => column).map((column) => ({
    total: (height - 1) * width + column,
    parts: places(height - 1, (row) => row * width + column),
  }))
  return [...rows, ...columns]
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
