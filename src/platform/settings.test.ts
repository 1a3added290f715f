import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { projectRoot } from './root.ts'
import { loadEnvironment, readSettings, settingNames, SettingError } from './settings.ts'

const complaints = (env: Record<string, string>) => {
  try {
    readSettings(env)
    return []
  } catch (error) {
    if (error instanceof SettingError) return error.message.split('\n')
    throw error
  }
}

const key = 'team-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0'

describe('settings', () => {
  test('have defaults that work on a fresh machine', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: undefined,
      dataFolder: join(projectRoot, 'var'),
      startsEmpty: false,
      mailFrom: 'OneWorkforce <no-reply@localhost>',
      logLevel: 'info',
    })
  })

  test('that are empty or blank count as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', ONEWORKFORCE_EMPTY: '', S3_BUCKET: '' })).toEqual(
      readSettings({}),
    )
  })

  test.each([
    ['PORT', '0', { port: 0 }],
    ['PORT', '65535', { port: 65_535 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', 'workforce.local', { host: 'workforce.local' }],
    ['DATABASE_URL', 'postgresql://o:p@db/one', { databaseUrl: 'postgresql://o:p@db/one' }],
    ['ONEWORKFORCE_DATA', '/srv/one', { dataFolder: '/srv/one' }],
    ['ONEWORKFORCE_DROP_FOLDER', '/srv/drop', { dropFolder: '/srv/drop' }],
    ['ONEWORKFORCE_EMPTY', '1', { startsEmpty: true }],
    ['ONEWORKFORCE_EMPTY', '0', { startsEmpty: false }],
    ['PUBLIC_URL', 'https://one.example.org/', { publicUrl: 'https://one.example.org' }],
    ['PUBLIC_URL', 'https://a.example.org', { mailFrom: 'OneWorkforce <no-reply@a.example.org>' }],
    ['SMTP_URL', 'smtps://u:p@mail:465', { smtpUrl: 'smtps://u:p@mail:465' }],
    ['MAIL_FROM', 'Team <team@example.org>', { mailFrom: 'Team <team@example.org>' }],
    ['NOTIFY_API_KEY', key, { notifyApiKey: key }],
    ['LOG_LEVEL', 'debug', { logLevel: 'debug' }],
  ])('%s may be %s', (name, value, expected) => {
    expect(readSettings({ [name]: value })).toMatchObject(expected)
  })

  test.each([
    ['PORT', '99999'],
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['HOST', 'http://localhost'],
    ['HOST', 'two words'],
    ['DATABASE_URL', 'mysql://o@db/one'],
    ['DATABASE_URL', 'postgres://o:p@db'],
    ['DATABASE_URL', 'db'],
    ['ONEWORKFORCE_EMPTY', 'maybe'],
    ['ONEWORKFORCE_SECRET', 'too short'],
    ['PUBLIC_URL', 'workforce.example.org'],
    ['PUBLIC_URL', 'https://example.org/workforce'],
    ['SMTP_URL', 'mail.example.org:25'],
    ['MAIL_FROM', 'nobody'],
    ['NOTIFY_API_KEY', 'abc'],
    ['LOG_LEVEL', 'loud'],
  ])('%s may not be %s, in one sentence that names it and says what to write', (name, value) => {
    const sentences = complaints({ [name]: value })
    expect(sentences).toHaveLength(1)
    expect(sentences[0]).toMatch(new RegExp(`^${name} .*(write|must be) .*\\.$`))
  })

  test('that are secret are never repeated in a complaint', () => {
    const wrong = {
      DATABASE_URL: 'mysql://owner:hunter2@db/one',
      ONEWORKFORCE_SECRET: 'hunter2',
      SMTP_URL: 'hunter2',
      NOTIFY_API_KEY: 'hunter2',
    }
    expect(complaints(wrong)).toHaveLength(4)
    expect(complaints(wrong).join()).not.toContain('hunter2')
  })

  test('that belong together are asked for together', () => {
    const s3 = { S3_ENDPOINT: 'https://s3.example.org', S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' }
    expect(complaints(s3)).toEqual([
      'S3_SECRET_ACCESS_KEY is missing: set all of S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, or none.',
    ])
    expect(readSettings({ ...s3, S3_SECRET_ACCESS_KEY: 'key' }).s3).toEqual({
      endpoint: 'https://s3.example.org',
      bucket: 'files',
      accessKeyId: 'id',
      secretAccessKey: 'key',
    })
    expect(complaints({ OIDC_ISSUER: 'https://login.example.org' })).toHaveLength(2)
  })

  test('of the application role need an owner, and another user than the owner', () => {
    const owner = 'postgres://owner:p@db/one'
    expect(complaints({ DATABASE_APP_URL: 'postgres://app:p@db/one' })[0]).toMatch(/^DATABASE_URL is missing/)
    expect(complaints({ DATABASE_URL: owner, DATABASE_APP_URL: owner })[0]).toMatch(/another user/)
    expect(complaints({ DATABASE_URL: owner, DATABASE_APP_URL: 'postgres://app:p@db/one' })).toEqual([])
  })

  test('with a misspelt name are told', () => {
    expect(complaints({ ONEWORKFORCE_DTA: '/srv' })[0]).toMatch(/^ONEWORKFORCE_DTA is not a setting/)
  })

  test('are all complained about at once', () => {
    expect(complaints({ PORT: 'x', HOST: '?', LOG_LEVEL: 'loud' })).toHaveLength(3)
  })
})

describe('.env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oneworkforce-settings-'))
  const before = { ...process.env }
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    rmSync(folder, { recursive: true, force: true })
  })

  test('adds to the environment without overriding it, with a data folder relative to the project', () => {
    process.env['S3_BUCKET'] = 'from-the-environment'
    writeFileSync(
      join(folder, '.env'),
      'S3_BUCKET=from-the-file\nMAIL_FROM="a@example.org"\nONEWORKFORCE_DATA=./elsewhere\n',
    )
    loadEnvironment(folder)
    expect(process.env).toMatchObject({
      S3_BUCKET: 'from-the-environment',
      MAIL_FROM: 'a@example.org',
      ONEWORKFORCE_DATA: join(folder, 'elsewhere'),
    })
  })
})

describe('.env.example', () => {
  const example = readFileSync(join(projectRoot, '.env.example'), 'utf8')

  test('documents every setting, and nothing else', () => {
    const documented = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name)
    expect(new Set(documented)).toEqual(new Set(settingNames))
  })

  test('would be accepted if every line that has a value were taken', () => {
    const env = Object.fromEntries(
      [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=(.+)$/gm)].map(([, name, value]) => [name!, value!]),
    )
    const complete = {
      ...env,
      S3_ACCESS_KEY_ID: 'a',
      S3_SECRET_ACCESS_KEY: 'b',
      OIDC_CLIENT_ID: 'c',
      OIDC_CLIENT_SECRET: 'd',
    }
    expect(complaints(complete)).toEqual([])
  })

  test('leaves out no variable that the source reads', () => {
    // What the machine sets, and what the package manager and the tools do.
    const others = new Set([
      'PATH',
      'TMPDIR',
      'TEMP',
      'TZ',
      'HOME',
      'NODE_ENV',
      'CI',
      'FORCE_COLOR',
      'NO_COLOR',
    ])
    const read = sourceFiles().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\benv(?:\.|\[['"])([A-Z][A-Z0-9_]*)/g)].map(
        ([, name]) => name!,
      ),
    )
    expect(read.length).toBeGreaterThan(0)
    expect([...new Set(read)].filter((name) => !others.has(name) && !settingNames.includes(name))).toEqual([])
  })
})

function sourceFiles(): string[] {
  return ['src', 'scripts', 'test', 'bin'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(\.(ts|tsx|mjs)|^oneworkforce)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
}
