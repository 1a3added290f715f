import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPlace } from '#platform/database/embedded/place'
import { findServer } from '#platform/database/embedded/server'
import { type OurProcess, runOperatorsCommand, startService } from '../test/support/processes.ts'
import { until } from '../test/support/until.ts'

let parent: string
let env: { ONEWORKFORCE_DATA: string; ONEWORKFORCE_EMPTY: string }
let service: OurProcess | undefined

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'oneworkforce-serve-embedded-'))
  await chmod(parent, 0o755)
  env = { ONEWORKFORCE_DATA: join(parent, 'var'), ONEWORKFORCE_EMPTY: '1' }
  service = undefined
})
afterEach(async () => {
  service?.kill('SIGKILL')
  const server = await databaseServer()
  if (server) process.kill(server.pid, 'SIGQUIT')
  await until(databaseServer, (still) => still === undefined)
  await rm(parent, { recursive: true, force: true, maxRetries: 5 })
})

const databaseServer = async () => findServer(await findPlace(env.ONEWORKFORCE_DATA, () => {}))

test('the embedded database is shared by the service and commands, and stopped by the last to leave', async () => {
  service = startService(env)
  const address = await service.says(/OneWorkforce is ready: (http:\S+)/)
  expect(await databaseServer()).toMatchObject({ isReady: true })

  const created = await runOperatorsCommand(env, 'partnership', 'create', 'hull', '--name', 'Hull', '--json')
  expect(created.code).toBe(0)
  expect(JSON.parse(created.out)).toMatchObject({ code: 'hull', name: 'Hull' })
  expect(created.err).toContain('Using the database that runs on port')
  expect((await fetch(`${address}/health/ready`)).status).toBe(200)
  expect(await databaseServer()).toMatchObject({ isReady: true })

  service.kill('SIGTERM')
  expect(await service.ended()).toBe(0)
  expect(service.out).toMatch(/Stopped\.\n$/)
  expect(await databaseServer()).toBeUndefined()

  const listed = await runOperatorsCommand(env, 'partnership', 'list', '--json')
  expect(JSON.parse(listed.out)).toEqual([{ code: 'hull', name: 'Hull', laNumber: null, region: null }])
  expect(listed.err).toContain('Starting the database.')
  expect(await databaseServer()).toBeUndefined()

  // What the command recorded was sealed before it left.
  const verified = await runOperatorsCommand(env, 'history', 'verify', '--json')
  expect(JSON.parse(verified.out)).toMatchObject({
    intact: true,
    chains: [{ partnership: 'installation' }, { partnership: 'hull', sealed: 1, unsealed: 0 }],
  })
})
