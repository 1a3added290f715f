import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

/**
 * One connection for preparing the database; end it when done.
 *
 * @throws CannotStart when the database cannot be reached, naming the setting that says where it is
 */
export async function connectOnce(
  url: string,
  setting: 'DATABASE_URL' | 'DATABASE_APP_URL',
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'oneworkforce prepare',
    connectionTimeoutMillis: 20_000,
  })
  // Without a listener a stopping server would take the process down.
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    // A name with several addresses fails with one error for each, and no message of its own.
    const { message, code } = error as NodeJS.ErrnoException
    throw new CannotStart(
      `The database that ${setting} names cannot be reached (${message || code}). Does it run, and is the address right?`,
    )
  }
}
