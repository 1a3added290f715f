import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../../../src/platform/root.ts'
import { runNode } from '../../support/run-node.ts'

/** The only folder on the path, so that what the machine has does not matter. */
let machine: string
beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'oneworkforce-machine-'))
})
afterEach(() => rmSync(machine, { recursive: true, force: true }))

const has = (name: string, script = 'exit 0') =>
  writeFileSync(join(machine, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })

/** What `npm test` would use, as root or as an ordinary user. */
function ensureBrowser({
  as: user,
  env = {},
}: {
  as: 'root' | 'ordinary user'
  env?: Record<string, string>
}) {
  const pretend = `data:text/javascript,process.getuid = () => ${user === 'root' ? 0 : 1000}`
  const script = `
    import { command } from '${projectRoot}/scripts/sorry.mjs'
    import { ensureBrowser } from '${projectRoot}/scripts/browser.mjs'
    await command(async () => console.log(await ensureBrowser()))`
  return runNode(['--import', pretend, '--input-type=module', '-e', script], {
    env: { CHROMIUM_PATH: '', ...env, PATH: machine },
  })
}

test('CHROMIUM_PATH decides', async () => {
  has('chromium')
  has('my-chrome')
  const mine = join(machine, 'my-chrome')
  expect(await ensureBrowser({ as: 'ordinary user', env: { CHROMIUM_PATH: mine } })).toMatchObject({
    code: 0,
    out: `${mine}\n`,
  })
})

test('a CHROMIUM_PATH that leads nowhere is told, not passed over', async () => {
  has('chromium')
  const { code, err } = await ensureBrowser({ as: 'root', env: { CHROMIUM_PATH: '/nowhere/chrome' } })
  expect({ code, err }).toEqual({
    code: 1,
    err: 'CHROMIUM_PATH is /nowhere/chrome, which is not a program: name the Chromium or Chrome to use.\n',
  })
})

test('without one, a browser on the machine is taken', async () => {
  has('google-chrome')
  expect(await ensureBrowser({ as: 'ordinary user' })).toMatchObject({
    code: 0,
    out: `${machine}/google-chrome\n`,
  })
})

/** An apt-get that knows one package. */
const installs = [
  'here=${0%/*}',
  'if [ "$1" = install ]; then',
  "  printf '#!/bin/sh\\n' > $here/chromium",
  '  /bin/chmod +x $here/chromium',
  'fi',
].join('\n')

test.each(['root', 'ordinary user'] as const)('as %s who may install, it is installed', async (user) => {
  has('apt-get', installs)
  has('sudo', '[ "$1" = -n ] && shift; [ "$1" = true ] && exit 0; exec "$@"')
  expect(await ensureBrowser({ as: user })).toMatchObject({ code: 0, out: `${machine}/chromium\n` })
})

test('where that takes a password, the exact command is printed and the run ends with 1', async () => {
  has('apt-get', installs)
  has('sudo', 'exit 1')
  const { code, err } = await ensureBrowser({ as: 'ordinary user' })
  expect(code).toBe(1)
  expect(err).toContain('\nsudo apt-get update && sudo apt-get install -y --no-install-recommends chromium\n')
})

test('where there is no apt-get, the person is told what to install', async () => {
  const { code, err } = await ensureBrowser({ as: 'root' })
  expect(code).toBe(1)
  expect(err).toMatch(/need Chromium or Chrome.*CHROMIUM_PATH=\/path\/to\/chrome npm test/)
})
