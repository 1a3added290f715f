import { randomBytes } from 'node:crypto'
import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemonstration } from '../../demonstration/index.ts'
import {
  type Installation,
  ask,
  closeInstallations,
  contents,
  emptyInstallation,
  installationOfPlainOwner,
  temporaryFolder,
} from '../../../test/support/installations.ts'
import { testNow } from '../../../test/support/world.ts'
import { inContext, operator } from '../context.ts'
import { record } from '../history/record.ts'
import { sealHistory } from '../history/seal.ts'
import { verifyHistory } from '../history/verify.ts'
import { newId } from '../ids.ts'
import { later } from '../jobs/index.ts'
import { readContainer, writeContainer } from './container.ts'
import { type RestoreRefused, backUp, restore } from './index.ts'

let folder: string
let source: Installation
let backup: string

beforeAll(async () => {
  folder = await temporaryFolder()
  source = await emptyInstallation()
  await fill(source)
  backup = join(folder, 'backup')
  await backUp(source.services, source.ownerUrl, backup)
})
afterAll(closeInstallations)

/** The demonstration, and something in the tables that it leaves empty. */
async function fill({ services, ownerUrl }: Installation): Promise<void> {
  await loadDemonstration(services, { say: () => {}, people: 100 })
  const partnership = await services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('code', '=', 'nottingham-city')
    .executeTakeFirstOrThrow()
  const content = randomBytes(300_000)
  await services.files.put('imports/one.csv', Readable.from(content), {
    contentType: 'text/csv',
    sizeBytes: content.length,
  })
  await inContext(services, { partnership, actor: operator('test') }, async (ctx) => {
    const file = { contentType: 'text/csv', sizeBytes: content.length, sha256: randomBytes(32) }
    await ctx.db
      .insertInto('storedFiles')
      .values([
        {
          ...file,
          partnershipId: partnership.id,
          id: newId(),
          key: 'imports/one.csv',
          fileName: 'tab\tand "quote"\n.csv',
        },
        {
          ...file,
          partnershipId: partnership.id,
          id: newId(),
          key: 'imports/lost.csv',
          fileName: 'lost.csv',
        },
      ])
      .execute()
    await ctx.db
      .updateTable('people')
      .set({ givenName: 'Changed \\N' })
      .where('ref', 'in', ['P00020', 'P00021'])
      .execute()
    await later(
      ctx,
      'send-message',
      { messageId: newId() },
      { key: 'a key', runAt: new Date('2030-01-01T00:00:00Z') },
    )
    await record(ctx, 'test.unsealed', null)
  })
  await sealHistory(services, 'all')
  await ask(
    ownerUrl,
    `insert into sign_in_attempts (id, name_hash, address_hash, succeeded) values (gen_random_uuid(), '\\x00', '\\xff', true)`,
  )
}

const protections = `
  select c.relname, c.relrowsecurity, c.relforcerowsecurity, array_agg(t.tgname::text || t.tgenabled::text order by t.tgname) as triggers
  from pg_class c left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by 1, 2, 3 order by 1`

test('what is restored is what was backed up, table by table, file by file and job by job', async () => {
  const target = await emptyInstallation()
  const restored = await restore(target.services, target.ownerUrl, backup)
  const before = await contents(source)
  expect(await contents(target)).toEqual(before)
  expect(before.filter((line) => / [1-9]\d* /.test(line)).length).toBeGreaterThan(30)
  expect(restored).toMatchObject({ files: 1, jobs: 1, hasSameSecret: true, madeAt: testNow.toISOString() })

  const read = async ({ services }: Installation) => {
    const chunks: Buffer[] = []
    for await (const chunk of await services.files.open('imports/one.csv')) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  }
  expect((await read(target)).equals(await read(source))).toBe(true)
  const jobs = `select key, run_at, max_attempts from graphile_worker.jobs`
  expect(await ask(target.ownerUrl, jobs)).toEqual(await ask(source.ownerUrl, jobs))
})

test('what protects the rows is back, and the history goes on', async () => {
  const target = await emptyInstallation()
  const before = await ask(target.ownerUrl, protections)
  await restore(target.services, target.ownerUrl, backup)
  expect(await ask(target.ownerUrl, protections)).toEqual(before)

  const { services } = target
  const partnership = await services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('code', '=', 'nottingham-city')
    .executeTakeFirstOrThrow()
  await inContext(services, { partnership, actor: operator('test') }, async (ctx) => {
    await ctx.db.updateTable('people').set({ givenName: 'Again' }).where('ref', '=', 'P00020').execute()
    await record(ctx, 'test.after-restore', null)
  })
  await sealHistory(services, 'all')
  const chains = await verifyHistory(services)
  expect(chains.every(({ brokenAt, unsealed }) => brokenAt === null && unsealed === 0)).toBe(true)
  const kept = await ask(
    target.ownerUrl,
    `select id::int from superseded_rows where row_as_it_was->>'ref' = 'P00020' order by id`,
  )
  expect(kept).toHaveLength(2)
})

test('an owner whom row-level security binds backs up and restores everything too', async () => {
  const plain = await installationOfPlainOwner()
  await restore(plain.services, plain.ownerUrl, backup)
  expect(await contents(plain)).toEqual(await contents(source))
  const second = join(folder, 'second')
  await backUp(plain.services, plain.ownerUrl, second)
  const target = await emptyInstallation()
  await restore(target.services, target.ownerUrl, second)
  expect(await contents(target)).toEqual(await contents(source))
})

test('a file that the store has lost is named, and the rest is backed up', async () => {
  const made = await backUp(source.services, source.ownerUrl, join(folder, 'third'))
  expect(made.missingFiles).toEqual(['imports/lost.csv'])
  expect(made.files).toBe(1)
})

async function refusal(target: Installation, path: string): Promise<string> {
  return restore(target.services, target.ownerUrl, path).then(
    () => 'restored',
    (error: RestoreRefused) => `${error.name}: ${error.message}`,
  )
}

test('a file that broke off or was altered is refused, wherever that happened, and nothing is restored', async () => {
  const target = await emptyInstallation()
  const whole = await readFile(backup)
  const path = join(folder, 'spoilt')
  for (const share of [0, 0.0001, 0.3, 0.7, 0.999, 1 - 1 / whole.length]) {
    await writeFile(path, whole)
    await truncate(path, Math.floor(whole.length * share))
    expect(await refusal(target, path), `cut to ${share}`).toMatch(
      /^RestoreRefused: .* cannot be restored: .* Nothing was changed/,
    )
  }
  for (let count = 1; count < 30; count += 1) {
    const at = Math.floor((whole.length * count) / 30)
    const altered = Buffer.from(whole)
    altered[at] = altered[at]! ^ 0x10
    await writeFile(path, altered)
    expect(await refusal(target, path), `altered at ${at}`).toMatch(/^RestoreRefused: /)
  }
  await writeFile(path, 'not a backup')
  expect(await refusal(target, path)).toContain('damaged, or no backup')
  expect(await refusal(target, join(folder, 'nowhere'))).toContain('cannot be read')
  expect(await ask(target.ownerUrl, 'select from partnerships')).toEqual([])
})

test('content that was exchanged behind a right packing is refused too', async () => {
  const target = await emptyInstallation()
  const unpacked = gunzipSync(await readFile(backup))
  const at = unpacked.indexOf('Amina\tKhan')
  expect(at).toBeGreaterThan(0)
  unpacked.write('Anima', at)
  const path = join(folder, 'forged')
  await writeFile(path, gzipSync(unpacked))
  expect(await refusal(target, path)).toContain('it was altered')
  expect(await ask(target.ownerUrl, 'select from partnerships')).toEqual([])
})

test('a restore that fails at the very end leaves nothing, and no files', async () => {
  const target = await emptyInstallation()
  const path = join(folder, 'miscounted')
  await writeContainer(path, async function* (write) {
    const sections = readContainer(backup)
    for (;;) {
      const next = await sections.next()
      if (next.done) return { ...next.value, rows: { ...next.value.rows, people: 1 } }
      yield write.head(next.value.head)
      for await (const chunk of next.value.data) yield write.data(chunk)
    }
  })
  await expect(restore(target.services, target.ownerUrl, path)).rejects.toThrow('people has')
  expect(await ask(target.ownerUrl, 'select from people')).toEqual([])
  expect(await target.services.files.exists('imports/one.csv')).toBe(false)
  expect(await ask(target.ownerUrl, protections)).toEqual(await ask(source.ownerUrl, protections))
})

test('only an empty installation of the same version is restored into', async () => {
  expect(await refusal(source, backup)).toContain('There are partnerships or accounts here already')
  const target = await emptyInstallation()
  await ask(target.ownerUrl, `insert into schema_migrations (name, sha256) values ('9999_later.sql', 'x')`)
  expect(await refusal(target, backup)).toContain('made by another version of OneWorkforce')
})

test('another secret is told, because second factors depend on it', async () => {
  const target = await emptyInstallation({ secret: 'another secret that is long enough' })
  expect(await restore(target.services, target.ownerUrl, backup)).toMatchObject({ hasSameSecret: false })
})
