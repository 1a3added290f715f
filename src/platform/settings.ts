/**
 * The settings of an installation, read from environment variables. `.env.example` says what each is for; a test
 * keeps the two alike.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { CannotStart } from './cannot-start.ts'
import { checks, type Check } from './setting-checks.ts'
import { projectRoot } from './root.ts'

/** One or several wrong settings, a sentence for each that names the variable and says what to write. */
export class SettingError extends CannotStart {
  override name = 'SettingError'
}

export interface Settings {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** The owner's; undefined: the embedded database. */
  readonly databaseUrl: string | undefined
  /** The application role's, where the owner may not create one. */
  readonly databaseAppUrl: string | undefined
  /** An absolute path. */
  readonly dataFolder: string
  /** An absolute path: files that other systems leave there are taken. */
  readonly dropFolder: string | undefined
  /** No demonstration is loaded into an empty database. */
  readonly startsEmpty: boolean
  /** undefined: one is made and kept in the data folder. */
  readonly secret: string | undefined
  /** The address that people use, without a slash at its end. */
  readonly publicUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly notifyApiKey: string | undefined
  readonly oidc: { issuer: string; clientId: string; clientSecret: string } | undefined
  readonly s3: { endpoint: string; bucket: string; accessKeyId: string; secretAccessKey: string } | undefined
  readonly logLevel: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Every variable that the service or its tests read. */
export const settingNames: readonly string[] = Object.keys(checks)

/** Reads them all before complaining, so that everything wrong is mended in one go. An empty value is no value. */
export function readSettings(env: Environment): Settings {
  const problems = [...wrongNames(env), ...togetherness(env)]
  const read = <T>(name: keyof typeof checks, check: Check<T>) => {
    const text = env[name]?.trim()
    if (!text) return undefined
    const answer = check(text)
    if ('problem' in answer) problems.push(`${name} ${answer.problem}.`)
    return 'value' in answer ? answer.value : undefined
  }

  const port = read('PORT', checks.PORT) ?? 3000
  const host = read('HOST', checks.HOST) ?? '127.0.0.1'
  const databaseUrl = read('DATABASE_URL', checks.DATABASE_URL)
  const databaseAppUrl = read('DATABASE_APP_URL', checks.DATABASE_APP_URL)
  if (databaseUrl && databaseAppUrl && new URL(databaseUrl).username === new URL(databaseAppUrl).username) {
    problems.push('DATABASE_APP_URL must name another user than DATABASE_URL, one that owns nothing.')
  }
  const publicUrl = read('PUBLIC_URL', checks.PUBLIC_URL)
  const dropFolder = read('ONEWORKFORCE_DROP_FOLDER', checks.ONEWORKFORCE_DROP_FOLDER)
  const settings: Settings = {
    port,
    host,
    databaseUrl,
    databaseAppUrl,
    dataFolder: resolve(read('ONEWORKFORCE_DATA', checks.ONEWORKFORCE_DATA) ?? join(projectRoot, 'var')),
    dropFolder: dropFolder === undefined ? undefined : resolve(dropFolder),
    startsEmpty: read('ONEWORKFORCE_EMPTY', checks.ONEWORKFORCE_EMPTY) ?? false,
    secret: read('ONEWORKFORCE_SECRET', checks.ONEWORKFORCE_SECRET),
    publicUrl,
    smtpUrl: read('SMTP_URL', checks.SMTP_URL),
    mailFrom:
      read('MAIL_FROM', checks.MAIL_FROM) ??
      `OneWorkforce <no-reply@${publicUrl ? new URL(publicUrl).hostname : 'localhost'}>`,
    notifyApiKey: read('NOTIFY_API_KEY', checks.NOTIFY_API_KEY),
    oidc: allOf({
      issuer: read('OIDC_ISSUER', checks.OIDC_ISSUER),
      clientId: read('OIDC_CLIENT_ID', checks.OIDC_CLIENT_ID),
      clientSecret: read('OIDC_CLIENT_SECRET', checks.OIDC_CLIENT_SECRET),
    }),
    s3: allOf({
      endpoint: read('S3_ENDPOINT', checks.S3_ENDPOINT),
      bucket: read('S3_BUCKET', checks.S3_BUCKET),
      accessKeyId: read('S3_ACCESS_KEY_ID', checks.S3_ACCESS_KEY_ID),
      secretAccessKey: read('S3_SECRET_ACCESS_KEY', checks.S3_SECRET_ACCESS_KEY),
    }),
    logLevel: read('LOG_LEVEL', checks.LOG_LEVEL) ?? 'info',
  }
  if (problems.length > 0) throw new SettingError(problems.join('\n'))
  return settings
}

/**
 * Adds what the project's `.env` says to the environment, where the environment does not say otherwise. A relative
 * data folder is relative to where it is written: in `.env` to the project, on the command line to where that was typed.
 */
export function loadEnvironment(folder: string = projectRoot): void {
  const file = join(folder, '.env')
  if (!existsSync(file)) return
  const given = process.env['ONEWORKFORCE_DATA']
  try {
    loadEnvFile(file)
  } catch (error) {
    throw new SettingError(`${file} cannot be read: ${(error as Error).message}.`)
  }
  const written = process.env['ONEWORKFORCE_DATA']
  if (!given && written) process.env['ONEWORKFORCE_DATA'] = resolve(folder, written)
}

/** Settings that mean something only with all of their kind. */
const TOGETHER = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
]

function togetherness(env: Environment): string[] {
  const isSet = (name: string) => Boolean(env[name]?.trim())
  const problems = TOGETHER.filter((group) => group.some(isSet)).flatMap((group) =>
    group
      .filter((name) => !isSet(name))
      .map((name) => `${name} is missing: set all of ${group.join(', ')}, or none.`),
  )
  if (isSet('DATABASE_APP_URL') && !isSet('DATABASE_URL')) {
    problems.push('DATABASE_URL is missing: DATABASE_APP_URL is only used together with it.')
  }
  return problems
}

/** A misspelt name would be silently without effect. Only names that begin with ours can be told. */
function wrongNames(env: Environment): string[] {
  const ours = settingNames.filter((name) => name.startsWith('ONEWORKFORCE_'))
  return Object.keys(env)
    .filter((name) => name.startsWith('ONEWORKFORCE_') && !ours.includes(name))
    .map((name) => `${name} is not a setting: those that begin so are ${ours.join(', ')}.`)
}

type AllGiven<T> = { [K in keyof T]: Exclude<T[K], undefined> }

function allOf<T extends Record<string, unknown>>(values: T): AllGiven<T> | undefined {
  return Object.values(values).every((value) => value !== undefined) ? (values as AllGiven<T>) : undefined
}
