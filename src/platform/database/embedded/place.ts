/**
 * Where an installation keeps its database: in its data folder, or, where the data folder is closed to the user that
 * the database runs as, in a folder of that user's. The data folder's `database-location` then records which.
 */
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../../cannot-start.ts'
import { chooseDatabaseUser, mayEnter, weAreRoot } from './database-user.ts'
import type { DatabaseUser } from './run.ts'

/** Everything of one database server: the cluster, its log, its password. */
export interface Place {
  readonly folder: string
  readonly dataFolder: string
  readonly user: DatabaseUser
  readonly exists: boolean
}

/** Root's own corner for what the database's user must reach; outside it, nobody else could have put anything there. */
const OUTSIDE = '/var/lib/oneworkforce'

export const clusterOf = (place: { folder: string }) => join(place.folder, 'data')

export async function findPlace(dataFolder: string, say: (sentence: string) => void): Promise<Place> {
  const folder = await findFolder(dataFolder, say)
  const cluster = await stat(clusterOf({ folder })).catch(() => undefined)
  if (!cluster) return { folder, dataFolder, user: await chooseDatabaseUser(), exists: false }

  // Root runs an existing database as whoever its files belong to.
  const user =
    weAreRoot() && cluster.uid !== 0
      ? { name: `user ${cluster.uid}`, ids: { uid: cluster.uid, gid: cluster.gid } }
      : await chooseDatabaseUser()
  if (!(await mayEnter(user, clusterOf({ folder })))) {
    throw new CannotStart(
      `The database in ${folder} cannot be reached by ${user.name}, which it belongs to: open the folders above it ` +
        `with "chmod a+x", or move the project back to where it was.`,
    )
  }
  return { folder, dataFolder, user, exists: true }
}

async function findFolder(dataFolder: string, say: (sentence: string) => void): Promise<string> {
  const record = join(dataFolder, 'database-location')
  const recorded = await readIfThere(record)
  if (recorded) {
    await refuseCopies(recorded, dataFolder)
    return recorded
  }
  const inside = join(dataFolder, 'database')
  const alreadyInside = await readIfThere(join(inside, 'data', 'PG_VERSION'))
  if (alreadyInside || (await mayEnter(await chooseDatabaseUser(), dataFolder))) return inside

  await writeOnce(record, `${await freeFolderOutside(dataFolder, say)}\n`)
  return (await readIfThere(record)) ?? inside
}

/** A folder in root's corner that only root can prepare, and everyone may pass through. */
export async function outsideFolder(): Promise<string> {
  try {
    await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
    const { uid, mode } = await stat(OUTSIDE)
    if (uid !== 0 || mode & 0o022) throw new Error('it can be written by others than root')
    return OUTSIDE
  } catch (error) {
    throw new CannotStart(
      `${OUTSIDE} cannot be used for the database (${(error as Error).message}): ` +
        'set ONEWORKFORCE_DATA to a folder outside any private folder such as /root, or set DATABASE_URL.',
    )
  }
}

/** Named after the data folder. What a deleted data folder left behind is not touched: the next name is taken. */
async function freeFolderOutside(dataFolder: string, say: (sentence: string) => void): Promise<string> {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const outside = await outsideFolder()
  for (let number = 1; ; number += 1) {
    const folder = join(outside, number === 1 ? name : `${name}-${number}`)
    const there = await stat(folder).catch(() => undefined)
    if (!there) return folder
    say(
      `${folder} holds the database of an earlier installation in this place; delete it if nobody needs it.`,
    )
  }
}

/** A data folder copied to a second place would share the first one's database; a moved one takes it along. */
async function refuseCopies(folder: string, dataFolder: string) {
  const belongsTo = join(folder, 'belongs-to')
  const first = await readIfThere(belongsTo)
  if (!first || first === dataFolder) return
  if ((await readIfThere(join(first, 'database-location'))) === folder) {
    throw new CannotStart(
      `${dataFolder} is a copy of ${first}, and only one of them can have the database in ${folder}: delete ` +
        `${join(dataFolder, 'database-location')} to begin with an empty database, then restore a backup into it.`,
    )
  }
  await writeFile(belongsTo, `${dataFolder}\n`)
}

/** The folder, made when missing, by its real path. */
export async function prepareDataFolder(dataFolder: string): Promise<string> {
  const probe = join(dataFolder, `.can-be-written-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(dataFolder, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
    return await realpath(dataFolder)
  } catch (error) {
    throw new CannotStart(
      `OneWorkforce keeps its data in ${dataFolder} but cannot write there (${(error as NodeJS.ErrnoException).code}): ` +
        "allow it, run as the folder's owner, or set ONEWORKFORCE_DATA to a folder of yours.",
    )
  }
}

/** Writes a file that is whole or absent; the first to write it wins. */
async function writeOnce(path: string, text: string) {
  const unfinished = `${path}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  await writeFile(unfinished, text)
  try {
    await link(unfinished, path)
  } catch (error) {
    // Some file systems have no links; there the last to write wins, which only matters to two first starts at once.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return await rename(unfinished, path)
  }
  await rm(unfinished, { force: true })
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim() || undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new CannotStart(`${path} cannot be read (${code}): run as the user that it belongs to, or as root.`)
  }
}
