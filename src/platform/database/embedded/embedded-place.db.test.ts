import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  aFreshInstallationForEachTest,
  anotherProcess,
  ask,
  givenADatabase,
  installation,
  open,
  placeOf,
  serverOf,
} from '../../../../test/support/embedded-database.ts'
import { CannotStart } from '../../cannot-start.ts'
import { projectRoot } from '../../root.ts'
import { weAreRoot } from './database-user.ts'

aFreshInstallationForEachTest()

describe('what a person must mend is one sentence that says how', () => {
  test('a data folder that cannot be one', async () => {
    await mkdir(dirname(installation.dataFolder), { recursive: true })
    await writeFile(installation.dataFolder, 'a file')
    await expect(open()).rejects.toThrow(/cannot write there \(E\w+\).*set ONEWORKFORCE_DATA/)
  })

  test('a database of another version', async () => {
    givenADatabase()
    await writeFile(join(placeOf(), 'data', 'PG_VERSION'), '14\n')
    const failure = await open().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(CannotStart)
    expect((failure as Error).message).toMatch(/was made by PostgreSQL 14.*backup/)
  })

  test('a lost or wrong password file', async () => {
    givenADatabase()
    const file = join(placeOf(), 'owner-password')
    const password = await readFile(file, 'utf8')
    await writeFile(file, 'wrong')
    await expect(open()).rejects.toThrow(/refuses the password/)
    await rm(file)
    await expect(open()).rejects.toThrow(/password of the database is missing/)
    await writeFile(file, password)
    await (await open()).release()
  })

  test('a server that cannot start says why and where to read more', async () => {
    givenADatabase()
    await rm(join(placeOf(), 'data', 'global', 'pg_control'))
    await expect(open()).rejects.toThrow(/did not start .*server\.log says more/)
  })
})

describe.runIf(weAreRoot())('as root', () => {
  test('in a folder closed to the database user, the database goes to a folder of that user and var says where', async () => {
    await chmod(dirname(installation.dataFolder), 0o700)
    const database = await open()
    const place = placeOf()
    expect(place).toMatch(/^\/var\/lib\/oneworkforce\/[0-9a-f]{12}$/)
    expect(statSync(join(place, 'data'))).toMatchObject({ mode: 0o40700 })
    expect(statSync(join(place, 'data')).uid).not.toBe(0)
    await ask(database.ownerUrl, `create table kept as select 'safe' as word`)
    await database.release()

    const moved = join(dirname(installation.dataFolder), 'moved')
    await rename(installation.dataFolder, moved)
    const again = await open(moved)
    expect(await ask(again.ownerUrl, 'select * from kept')).toEqual([{ word: 'safe' }])
    await again.release()

    await cp(moved, installation.dataFolder, { recursive: true })
    await expect(open()).rejects.toThrow(/is a copy of .*moved.*delete .*database-location/)

    // A deleted installation and a new one in its place: the old database is named and left alone.
    await rm(moved, { recursive: true })
    await rm(installation.dataFolder, { recursive: true })
    const fresh = await open()
    expect(placeOf()).toBe(`${place}-2`)
    expect(installation.said.join(' ')).toContain(`${place} holds the database of an earlier installation`)
    await fresh.release()
  })
})

// Under a private folder such as /root another user could not read the program, or the Node, that it is to run.
describe.runIf(weAreRoot() && isOpenToAll(projectRoot) && isOpenToAll(process.execPath))(
  'as an ordinary user',
  () => {
    test('the database runs as that user in its own folder, and root later runs it as that user too', async () => {
      const ids = nobody()
      await mkdir(installation.dataFolder)
      chownSync(installation.dataFolder, ids.uid, ids.gid)
      const { other, url } = await anotherProcess(ids)
      expect(statSync(join(installation.dataFolder, 'database', 'data')).uid).toBe(ids.uid)
      expect(await ask(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
      other.stdin.end()
      await once(other, 'exit')
      const database = await open()
      const { pid } = await serverOf()
      expect(statSync(`/proc/${pid}`).uid).toBe(ids.uid)
      await database.release()
    })

    test('a folder that is not theirs is refused with a sentence', async () => {
      await mkdir(installation.dataFolder, { mode: 0o755 })
      await expect(anotherProcess(nobody())).rejects.toThrow(/cannot write there \(EACCES\)/)
    })
  },
)

function nobody() {
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

function isOpenToAll(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o005) === 0o005
  return isOpen && (dirname(folder) === folder || isOpenToAll(dirname(folder)))
}
