/** Who the embedded PostgreSQL runs as. It refuses to run as root, so root lends it another user. */
import { CannotStart } from '../../cannot-start.ts'
import { run, type DatabaseUser } from './run.ts'

export const ourselves: DatabaseUser = { name: 'the user who started it', ids: undefined }

export const weAreRoot = () => process.getuid?.() === 0

/** As root: `postgres`, else `nobody`. Otherwise ourselves. */
export async function chooseDatabaseUser(): Promise<DatabaseUser> {
  if (!weAreRoot()) return ourselves
  for (const name of ['postgres', 'nobody']) {
    const ids = await idsOf(name)
    if (ids) return { name, ids }
  }
  throw new CannotStart(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody" to run it as: ' +
      'start OneWorkforce as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

async function idsOf(name: string) {
  const [uid, gid] = await Promise.all([
    run('id', ['-u', name], ourselves),
    run('id', ['-g', name], ourselves),
  ])
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return undefined
  return { uid: Number(uid.output), gid: Number(gid.output) }
}

/** Whether this user may enter the folder; on Windows, where it is always ourselves, yes. */
export async function mayEnter(user: DatabaseUser, folder: string): Promise<boolean> {
  if (!user.ids) return true
  const entered = await run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], user)
  return entered.exitCode === 0
}
