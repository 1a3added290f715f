import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from '../../cannot-start.ts'
import type { Binaries } from './binaries.ts'
import type { DatabaseUser } from './run.ts'
import { isAlive } from './process.ts'
import { run } from './run.ts'

export const OWNER = 'oneworkforce_owner'

/**
 * Makes an empty cluster with its password and its owner's note, aside, and renames it into place: whoever looks sees
 * all of it or nothing, and of two that make it at once the first wins.
 */
export async function createCluster(
  place: { folder: string; dataFolder: string; user: DatabaseUser },
  binaries: Binaries,
) {
  await removeUnfinished(place.folder)
  const unfinished = `${place.folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    await mkdir(unfinished, { mode: 0o700 })
    const password = randomBytes(24).toString('base64url')
    await writeOwnFile(join(unfinished, 'owner-password'), password, place.user)
    const isOutside = dirname(place.folder) !== place.dataFolder
    if (isOutside) await writeFile(join(unfinished, 'belongs-to'), `${place.dataFolder}\n`)
    await give(unfinished, place.user)
    await initialise(unfinished, binaries, place.user)
    await publish(unfinished, place.folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if (error instanceof CannotStart) throw error
    throw new CannotStart(`The database cannot be created in ${place.folder}: ${(error as Error).message}.`)
  }
}

/** The collation is PostgreSQL's own, so that a newer operating system cannot reorder, and so break, the indexes. */
async function initialise(folder: string, binaries: Binaries, user: DatabaseUser) {
  // Servers before 17 do not have the built-in one; only the tests meet them.
  const locale =
    Number.parseInt(binaries.version, 10) >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8']
  const { exitCode, output } = await run(
    binaries.initdb,
    [
      `--pgdata=${join(folder, 'data')}`,
      `--username=${OWNER}`,
      `--pwfile=${join(folder, 'owner-password')}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--data-checksums',
      ...locale,
    ],
    user,
  )
  if (exitCode === 0) return
  if (/No space left/i.test(output)) throw new CannotStart(`The disk of ${folder} is full: free some space.`)
  const reason = output.split('\n').findLast((line) => /error|fatal|could not/i.test(line)) ?? output
  throw new CannotStart(`PostgreSQL could not create its database in ${folder}: ${reason.trim()}.`)
}

async function publish(unfinished: string, folder: string) {
  try {
    await rename(unfinished, folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // EPERM is Windows' word for a folder that is there already.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'EPERM') throw error
    await rm(unfinished, { recursive: true, force: true })
  }
  const parent = await open(dirname(folder)).catch(() => undefined)
  await parent?.sync().catch(() => undefined)
  await parent?.close()
}

/** What a process that was killed half-way through left behind. */
async function removeUnfinished(folder: string) {
  const prefix = `${basename(folder)}.new-`
  const siblings = await readdir(dirname(folder)).catch(() => [])
  for (const name of siblings) {
    const owner = Number.parseInt(name.slice(prefix.length), 10)
    if (!name.startsWith(prefix) || isAlive(owner)) continue
    await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}

async function writeOwnFile(path: string, text: string, user: DatabaseUser) {
  await writeFile(path, text, { mode: 0o600 })
  await chmod(path, 0o600)
  await give(path, user)
}

async function give(path: string, user: DatabaseUser) {
  if (user.ids) await chown(path, user.ids.uid, user.ids.gid)
}
