import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { installationSecret } from './installation-secret.ts'

let dataFolder: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'oneworkforce-secret-'))
})
afterEach(() => rm(dataFolder, { recursive: true, force: true }))

const secretOf = (secret?: string) => installationSecret({ secret, dataFolder })
const file = () => join(dataFolder, 'keys', 'secret')

test('a secret that is set is used, and nothing is written', async () => {
  expect(await secretOf('set by the operator, and long enough')).toBe('set by the operator, and long enough')
  expect(await readdir(dataFolder)).toEqual([])
})

test('one is made for an installation that has none, kept for its own user, and the same ever after', async () => {
  const made = await secretOf()
  expect(Buffer.from(made, 'base64url')).toHaveLength(32)
  expect(await secretOf()).toBe(made)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
  expect((await stat(join(dataFolder, 'keys'))).mode & 0o777).toBe(0o700)
  expect(await readdir(join(dataFolder, 'keys'))).toEqual(['secret'])
})

test('several that ask for it at once get the same', async () => {
  const secrets = await Promise.all(Array.from({ length: 10 }, () => secretOf()))
  expect(new Set(secrets).size).toBe(1)
  expect(await readFile(file(), 'utf8')).toBe(secrets[0])
})

test('one that was lost is not quietly replaced', async () => {
  await secretOf()
  await writeFile(file(), '')
  await expect(secretOf()).rejects.toThrow('does not hold the secret that was made')
})

test('where none can be kept, a sentence says what to do', async () => {
  await writeFile(join(dataFolder, 'keys'), '')
  const refused = secretOf()
  await expect(refused).rejects.toBeInstanceOf(CannotStart)
  await expect(refused).rejects.toThrow(/ONEWORKFORCE_DATA or ONEWORKFORCE_SECRET/)
})
