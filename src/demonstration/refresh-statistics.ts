import pg from 'pg'

/**
 * Tells the database how its tables are filled now. It would find out by itself within a minute or so, and until then
 * choose slow ways. Only the owner may.
 */
export async function refreshStatistics(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'oneworkforce demonstration' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('analyze')
  } finally {
    await client.end()
  }
}
