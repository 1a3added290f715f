/** What each setting may be. A problem completes the sentence that begins with the setting's name, and never repeats a secret. */
import { isIP } from 'node:net'

export type Check<T> = (text: string) => { value: T } | { problem: string }

const text: Check<string> = (value) => ({ value })

/** Text of a form; `what` completes "must be …". */
function matching(pattern: RegExp, what: string): Check<string> {
  return (value) => (pattern.test(value) ? { value } : { problem: `must be ${what}` })
}

function oneOf(...allowed: string[]): Check<string> {
  return (value) =>
    allowed.includes(value) ? { value } : { problem: `is "${value}"; write ${orList(allowed)}` }
}

const orList = (words: string[]) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** An address of one of these kinds; `example` shows the person what to write. */
function address(
  protocols: string[],
  example: string,
  isGood: (url: URL) => boolean = () => true,
): Check<string> {
  return (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined
    if (url && protocols.includes(url.protocol) && isGood(url)) return { value }
    return { problem: `is not an address that can be used; write it like ${example}` }
  }
}

const port: Check<number> = (value) =>
  /^\d{1,5}$/.test(value) && Number(value) <= 65_535
    ? { value: Number(value) }
    : { problem: `is "${value}"; write a whole number from 1 to 65535, or 0 for any free port` }

const host: Check<string> = (value) =>
  isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)
    ? { value }
    : { problem: `is "${value}"; write a name or an IP address, such as 127.0.0.1 or 0.0.0.0` }

const flag: Check<boolean> = (value) =>
  value === '0' || value === '1'
    ? { value: value === '1' }
    : { problem: `is "${value}"; write 1 for yes, or 0 or nothing for no` }

const postgres = address(
  ['postgres:', 'postgresql:'],
  'postgres://user:password@host:5432/database',
  (url) => url.pathname.length > 1,
)

const site: Check<string> = (value) => {
  const answer = address(
    ['http:', 'https:'],
    'https://workforce.example.org, without a path',
    (url) => url.pathname === '/' && !url.search && !url.hash && !url.username,
  )(value)
  return 'value' in answer ? { value: new URL(value).origin } : answer
}

/** https, or http on this machine. */
const issuer = address(
  ['http:', 'https:'],
  'https://login.example.org/tenant',
  (url) => url.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname),
)

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

export const checks = {
  PORT: port,
  HOST: host,
  DATABASE_URL: postgres,
  DATABASE_APP_URL: postgres,
  ONEWORKFORCE_DATA: text,
  ONEWORKFORCE_DROP_FOLDER: text,
  ONEWORKFORCE_EMPTY: flag,
  ONEWORKFORCE_SECRET: matching(/^.{32,}$/s, 'at least 32 characters that nobody can guess'),
  PUBLIC_URL: site,
  SMTP_URL: address(
    ['smtp:', 'smtps:'],
    'smtp://user:password@mail.example.org:587',
    (url) => url.hostname !== '',
  ),
  MAIL_FROM: matching(
    /^([^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'an e-mail address, or a name with one, such as Workforce team <workforce@example.org>',
  ),
  NOTIFY_API_KEY: matching(
    new RegExp(`${UUID}-${UUID}$`, 'i'),
    'the whole API key as GOV.UK Notify shows it once',
  ),
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  S3_ENDPOINT: address(['http:', 'https:'], 'https://s3.eu-west-2.amazonaws.com'),
  S3_BUCKET: matching(
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    '3 to 63 lower-case letters, digits, dots and hyphens',
  ),
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  LOG_LEVEL: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  // Read by the tests alone.
  CHROMIUM_PATH: text,
  ONEWORKFORCE_TEST_POSTGRES: text,
} satisfies Record<string, Check<unknown>>
