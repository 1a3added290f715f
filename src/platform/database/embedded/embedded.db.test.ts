import { once } from 'node:events'
import { chownSync, existsSync, statSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
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
  serverNow,
  serverOf,
  until,
} from '../../../../test/support/embedded-database.ts'
import { weAreRoot } from './database-user.ts'

aFreshInstallationForEachTest()

describe('starting', () => {
  test('a fresh folder becomes a database in UTF-8, sorted by PostgreSQL itself, checked and durable', async () => {
    const database = await open()
    const [facts] = await ask(
      database.ownerUrl,
      `select current_database() as name, current_setting('server_encoding') as encoding, datlocprovider as provider,
         datlocale as locale, current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
         current_setting('listen_addresses') as listens, current_setting('timezone') as zone
       from pg_database where datname = current_database()`,
    )
    expect(facts).toEqual({
      name: 'oneworkforce',
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      checksums: 'on',
      fsync: 'on',
      listens: '127.0.0.1',
      zone: 'UTC',
    })
    expect(installation.said.join(' ')).toMatch(
      /Creating the database in .*Starting the database\. The database is running on port/,
    )
    await database.release()
  })

  test('what was written is there at the next start, on the same port', async () => {
    givenADatabase()
    const first = await open()
    await ask(first.ownerUrl, 'create table kept (word text)')
    await ask(first.ownerUrl, `insert into kept values ('safe')`)
    await first.release()
    const second = await open()
    expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([{ word: 'safe' }])
    expect(second.ownerUrl).toBe(first.ownerUrl)
    await second.release()
  })

  test('the password is for its owner only, and no other password is let in', async () => {
    givenADatabase()
    const database = await open()
    const { mode } = statSync(join(placeOf(), 'owner-password'))
    expect(mode & 0o777).toBe(0o600)
    const wrong = database.ownerUrl.replace(/:[^:@]+@/, ':wrong@')
    await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await database.release()
  })

  test('another program on the usual port only moves the database to a free one', async () => {
    givenADatabase()
    const first = await open()
    await first.release()
    const { port } = new URL(first.ownerUrl)
    const squatter = createServer().listen(Number(port), '127.0.0.1')
    await once(squatter, 'listening')
    const second = await open()
    expect(new URL(second.ownerUrl).port).not.toBe(port)
    await second.release()
    squatter.close()
  })
})

describe('sharing', () => {
  test('a second process joins, and only the last to leave stops the server', async () => {
    givenADatabase()
    const database = await open()
    const { other, url } = await anotherProcess()
    expect(url).toBe(database.ownerUrl)
    await database.release()
    expect(await ask(url, 'select 1 as alive')).toEqual([{ alive: 1 }])
    other.stdin.end()
    await once(other, 'exit')
    expect(await serverNow()).toBeUndefined()
  })

  test('five that open a fresh folder at once share one server', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => open()))
    expect(new Set(all.map(({ ownerUrl }) => ownerUrl)).size).toBe(1)
    await Promise.all(all.map((one) => one.release()))
    expect(await serverNow()).toBeUndefined()
  })

  test('whoever opens while the last one leaves gets a database that stays', async () => {
    givenADatabase()
    let last = await open()
    for (let round = 0; round < 5; round += 1) {
      const [, next] = await Promise.all([last.release(), open()])
      expect(await ask(next.ownerUrl, 'select 1 as alive')).toEqual([{ alive: 1 }])
      last = next
    }
    await last.release()
  })
})

describe('after a crash', () => {
  test('the server of a killed process is adopted, and stopped by the next one to leave', async () => {
    givenADatabase()
    const { other, url } = await anotherProcess()
    const before = await serverOf()
    other.kill('SIGKILL')
    await once(other, 'exit')
    const database = await open()
    expect(database.ownerUrl).toBe(url)
    expect((await serverOf()).pid).toBe(before.pid)
    await database.release()
    expect(await serverNow()).toBeUndefined()
  })

  test('a killed server is started again on the same port, and what was confirmed is there', async () => {
    givenADatabase()
    const database = await open()
    await ask(database.ownerUrl, 'create table confirmed (number integer)')
    for (let number = 1; number <= 3; number += 1) {
      await until(() => ask(database.ownerUrl, `insert into confirmed values (${number}) returning number`))
      process.kill((await serverOf()).pid, 'SIGKILL')
      await until(
        async () =>
          installation.said.filter((sentence) => sentence === 'The database is back.').length === number,
      )
    }
    const rows = await until(() => ask(database.ownerUrl, 'select number from confirmed order by number'))
    expect(rows).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }])
    await database.release()
    expect(await serverNow()).toBeUndefined()
  })

  test('when process and server were both killed, the next start recovers', async () => {
    givenADatabase()
    const { other, url } = await anotherProcess()
    await ask(url, `create table confirmed as select 'safe' as word`)
    const { pid } = await serverOf()
    other.kill('SIGKILL')
    await once(other, 'exit')
    process.kill(pid, 'SIGKILL')
    const database = await open()
    expect(await ask(database.ownerUrl, 'select * from confirmed')).toEqual([{ word: 'safe' }])
    await database.release()
  })

  test('a server number that now belongs to another program does not keep the database from starting', async () => {
    givenADatabase()
    const pidFile = join(placeOf(), 'data', 'postmaster.pid')
    await writeFile(pidFile, `${process.pid}\n${dirname(pidFile)}\n0\n1\n\n127.0.0.1\n\nready   \n`)
    if (weAreRoot()) chownSync(pidFile, statSync(dirname(pidFile)).uid, statSync(dirname(pidFile)).gid)
    const database = await open()
    expect(await ask(database.ownerUrl, 'select 1 as alive')).toEqual([{ alive: 1 }])
    await database.release()
  })

  test('a database that somebody was killed while creating is created anew', async () => {
    await mkdir(join(installation.dataFolder, 'database.new-4194305', 'data'), { recursive: true })
    const database = await open()
    expect(existsSync(join(installation.dataFolder, 'database.new-4194305'))).toBe(false)
    await database.release()
  })
})
