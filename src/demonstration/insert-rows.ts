import { type Insertable, sql } from 'kysely'
import type { Context, DB } from '#platform'

type Row<Table extends keyof DB> = Omit<Insertable<DB[Table]>, 'partnershipId'>

const atOnce = 5000
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Inserts many rows into a table of the partnership in few statements. All rows have the columns of the first. */
export async function insertRows<Table extends keyof DB>(
  ctx: Context,
  table: Table,
  rows: readonly Row<Table>[],
): Promise<void> {
  const first = rows[0]
  if (!first) return
  const properties = Object.keys(first) as (keyof Row<Table> & string)[]
  const named = properties.map((property) => [property, snake(property)] as const)
  const columns = sql.join(named.map(([, column]) => sql.ref(column)))
  const name = snake(table)
  for (let from = 0; from < rows.length; from += atOnce) {
    const batch = rows.slice(from, from + atOnce).map((row) => {
      const record: Record<string, unknown> = {}
      for (const [property, column] of named) record[column] = row[property]
      return record
    })
    await sql`insert into ${sql.table(name)} (partnership_id, ${columns})
      select app.partnership(), ${columns} from json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(batch)}::json)
      `.execute(ctx.db)
  }
}
