import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { projectRoot } from '../root.ts'
import { connectOnce } from './connect-once.ts'

/**
 * The role that the service works as, and its address. It is named after the database and its password follows from the
 * installation's secret, so nothing is stored.
 *
 * @throws CannotStart when the owner may not create a role
 */
export async function createAppRole(owner: pg.Client, ownerUrl: string, secret: string): Promise<string> {
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  const role = `${rows[0]!.name}_app`
  const password = createHash('sha256').update(`${role}:${secret}`).digest('base64url')
  const exists = await owner.query('select from pg_roles where rolname = $1', [role])
  const verb = exists.rowCount ? 'alter' : 'create'
  try {
    // Nothing more is said of the role, since only a superuser may: a new one can log in and no more.
    await owner.query(
      `${verb} role ${pg.escapeIdentifier(role)} login password ${pg.escapeLiteral(password)}`,
    )
  } catch (error) {
    throw new CannotStart(
      `The owner of the database may not ${verb} the role ${role} (${(error as Error).message}). Create a role that can ` +
        'only log in, and name it in DATABASE_APP_URL.',
    )
  }
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

/**
 * Row-level security binds only a role that cannot step over it.
 *
 * @throws CannotStart when the role could, by itself or as one that it may become
 */
export async function refuseRoleThatSeesAll(appUrl: string): Promise<void> {
  const client = await connectOnce(appUrl, 'DATABASE_APP_URL')
  try {
    const { rows } = await client.query<{ role: string; could: boolean }>(
      `select current_user as role, exists (select from pg_roles r where pg_has_role(current_user, r.oid, 'member')
        and (r.rolsuper or r.rolbypassrls or r.oid in (select relowner from pg_class where relnamespace = 'public'::regnamespace)))
        as could`,
    )
    const { role, could } = rows[0]!
    if (could)
      throw new CannotStart(
        `The role ${role} could step over the isolation of partnerships. Name a role in DATABASE_APP_URL that is neither ` +
          'superuser nor owner of the tables, has no BYPASSRLS, and is a member of no such role.',
      )
  } finally {
    await client.end()
  }
}

/** Gives the role its rights on whatever the migrations have made. */
export async function giveRights(owner: pg.Client, appUrl: string): Promise<void> {
  const role = pg.escapeIdentifier(decodeURIComponent(new URL(appUrl).username))
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  const grants = await readFile(join(projectRoot, 'db', 'grants.sql'), 'utf8')
  await owner.query(
    grants.replaceAll('{{role}}', role).replaceAll('{{database}}', pg.escapeIdentifier(rows[0]!.name)),
  )
}
