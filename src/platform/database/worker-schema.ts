import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

const quiet = new Logger(() => () => {})

/**
 * The job queue's own tables belong to the service's role, which runs its migrations: so the role may create a schema for
 * just that moment.
 */
export async function createWorkerSchema(owner: pg.Client, appUrl: string): Promise<void> {
  const role = pg.escapeIdentifier(decodeURIComponent(new URL(appUrl).username))
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  const database = pg.escapeIdentifier(rows[0]!.name)
  await owner.query(`grant create on database ${database} to ${role}`)
  const pool = new pg.Pool({ connectionString: appUrl, max: 2 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool, logger: quiet })
  } finally {
    await pool.end()
    await owner.query(`revoke create on database ${database} from ${role}`)
  }
}
