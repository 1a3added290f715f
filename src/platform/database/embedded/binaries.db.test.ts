import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { binariesIn, findBinaries, makeLibraryLinks } from './binaries.ts'
import { chooseDatabaseUser, ourselves } from './database-user.ts'
import { run } from './run.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oneworkforce-binaries-'))
  await chmod(folder, 0o755)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const installed = async () =>
  dirname(dirname((await findBinaries(ourselves, () => Promise.resolve(folder))).postgres))

test('the links that an install script would have made are made at the first use', async () => {
  const native = join(folder, 'native')
  await cp(await installed(), native, { recursive: true, verbatimSymlinks: true })
  for (const entry of await readdir(join(native, 'lib'), { withFileTypes: true })) {
    if (entry.isSymbolicLink()) await rm(join(native, 'lib', entry.name))
  }
  await makeLibraryLinks(native)
  await makeLibraryLinks(native)
  const links = (await readdir(join(native, 'lib'), { withFileTypes: true })).filter((entry) =>
    entry.isSymbolicLink(),
  )
  if (process.platform === 'linux')
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/)
  expect(links.length > 0).toBe(process.platform !== 'win32')
  expect((await binariesIn(native, ourselves)).version).toMatch(/^18\.\d+$/)
})

test('programs that the user cannot run are copied to where they can be, open to read and not to write', async () => {
  const user = await chooseDatabaseUser()
  const closed = join(folder, 'closed')
  await cp(await installed(), closed, { recursive: true, verbatimSymlinks: true })
  // Closed to every user: root's database user cannot enter, and nobody can run the programs.
  execFileSync('chmod', ['-R', 'go=', closed])
  for (const name of await readdir(join(closed, 'bin'))) await chmod(join(closed, 'bin', name), 0o600)
  const binaries = await findBinaries(user, () => Promise.resolve(folder), {
    native: closed,
    packageVersion: '18.0.0',
  })
  const { exitCode, output } = await run(binaries.postgres, ['--version'], user)
  expect({ exitCode, output }).toMatchObject({ exitCode: 0 })
  expect(
    execFileSync('find', [join(folder, 'postgresql-18.0.0'), '-perm', '/022', '!', '-type', 'l']).toString(),
  ).toBe('')
})

test('programs that do not run on this machine are refused with a sentence', async () => {
  await expect(binariesIn(folder, ourselves)).rejects.toThrow(/does not run here.*set DATABASE_URL/)
})
