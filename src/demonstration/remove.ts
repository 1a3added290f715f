/** Takes the demonstration away, and nothing else. */
import pg from 'pg'
import { type Table, seeEverything, tablesInOrder } from '#platform/operations/tables'

/**
 * Removes the demonstration partnerships with everything in them, history included, and the accounts made for them. The
 * service's own role may not rewrite history, so the owner of the database does this. All or nothing.
 */
export async function removeDemonstration(ownerUrl: string, say: (sentence: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'oneworkforce demonstration' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ id: string; name: string }>(
      'select id, name from partnerships where is_demonstration order by name',
    )
    if (rows.length > 0) {
      say(`Removing the demonstration: ${rows.map(({ name }) => name).join(', ')}.`)
      await remove(
        client,
        rows.map(({ id }) => id),
        await tablesInOrder(client),
      )
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    await client.end()
  }
}

async function remove(client: pg.Client, partnerships: string[], tables: Table[]): Promise<void> {
  const tenants = tables.filter(({ isTenant }) => isTenant).toReversed()
  // What is taken away for good leaves no copies of itself behind.
  for (const { name } of tenants) await client.query(`alter table ${name} disable trigger user`)
  for (const partnership of partnerships) {
    await client.query(seeEverything, [partnership])
    for (const { name } of tenants)
      await client.query(`delete from ${name} where partnership_id = $1`, [partnership])
  }
  for (const { name } of tenants) await client.query(`alter table ${name} enable trigger user`)
  await client.query('delete from partnerships where id = any ($1)', [partnerships])
  // Accounts belong to the installation, and these were made for the demonstration alone.
  const accounts = 'select id from accounts where is_demonstration'
  for (const table of ['sign_in_sessions', 'recovery_codes'])
    await client.query(`delete from ${table} where account_id in (${accounts})`)
  await client.query(`delete from accounts where id in (${accounts})`)
}
