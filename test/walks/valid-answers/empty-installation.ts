import { Client } from 'pg'
import { readTables } from '../../support/catalogue.ts'
import { openWorld } from '../../support/world.ts'

type Empty = Awaited<ReturnType<typeof open>>
let kept: Empty | undefined

/** An installation that nobody has set up: the one of before, as long as it is still empty. */
export async function openEmpty(): Promise<Empty> {
  const empty = kept ?? (await open())
  kept = undefined
  return empty
}

/** Ends the one that is still kept. */
export async function closeEmpty(): Promise<void> {
  const last = kept
  kept = undefined
  await last?.end()
}

async function open() {
  const world = await openWorld()
  const client = new Client({ connectionString: world.ownerUrl })
  await client.connect()
  const tables = await readTables(client)
  const empty = {
    browser: () => world.browser(),
    async countRows() {
      const { rows } = await client.query<{ name: string; count: string }>(
        tables.map(({ name }) => `select '${name}' as name, count(*) from ${name}`).join(' union all '),
      )
      return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
    },
    async close() {
      if ((await empty.countRows())['partnerships'] === 0 && !kept) kept = empty
      else await empty.end()
    },
    async end() {
      await client.end()
      await world.close()
    },
  }
  return empty
}
