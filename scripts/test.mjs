/**
 * `npm test`: everything that must hold before a change is kept. It goes on after a failure, so that one run tells all,
 * and its last line is the sum of the tests of all runs and of the checks, each of which counts as one.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBrowser } from './browser.mjs'
import { ensureBuilt, ensureInstalled } from './ensure.mjs'
import { capture, root } from './run.mjs'
import { command } from './sorry.mjs'
import { isNode24, testOnNode24 } from './test-node24.mjs'
import { runVitest } from './vitest.mjs'

const POSTGRES_15 = '/usr/lib/postgresql/15/bin'
const tool = (path, ...args) => [join(root, 'node_modules', path), ...args]

const CHECKS = [
  { name: 'types', args: tool('@typescript/native/bin/tsc', '--noEmit') },
  { name: 'lint', args: tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '.') },
  { name: 'formatting', args: tool('prettier/bin/prettier.cjs', '--check', '.') },
  { name: 'boundaries', args: [join(root, 'scripts/boundaries.mjs')] },
  {
    name: 'map of pages',
    args: tool('tsx/dist/cli.mjs', '--conditions=source', join(root, 'scripts/map.ts'), '--check'),
  },
  { name: 'dead code', args: tool('knip/bin/knip.js', '--tsConfig', 'tsconfig.build.json') },
]

/** What ran, in order: `{ name, passed, failed, skipped }`. */
const results = []
const say = (line) => process.stdout.write(`${line}\n`)

await command(async () => {
  await ensureInstalled({ dev: true })
  await ensureBuilt()
  const browser = await ensureBrowser()
  mkdirSync(join(root, 'test-results'), { recursive: true })

  // The checks use one processor while the tests begin on the other; what they say comes after the tests, in one piece.
  const checking = runChecks(CHECKS)
  const main = await tests('unit, database, page and browser tests', () =>
    runVitest({
      name: 'main',
      projects: ['unit', 'database', 'pages', 'browser'],
      env: { CHROMIUM_PATH: browser },
    }),
  )
  report(await checking)
  report(
    await runChecks([
      { name: 'capabilities', args: [join(root, 'scripts/capabilities.mjs'), '--report', main.report] },
    ]),
  )

  // Once more with the other Node and the oldest PostgreSQL that are supported, in one run where both are there.
  const on15 = existsSync(POSTGRES_15) && { ONEWORKFORCE_TEST_POSTGRES: POSTGRES_15 }
  if (!isNode24)
    await tests(`unit and database tests on Node 24${on15 ? ' and PostgreSQL 15' : ''}`, () =>
      testOnNode24(on15 || {}),
    )
  else {
    say('The tests above ran on Node 24 already.')
    if (on15)
      await tests('database tests on PostgreSQL 15', () =>
        runVitest({
          name: 'postgres15',
          projects: ['database'],
          args: ['--exclude=test/crash/**'],
          env: on15,
        }),
      )
  }

  say('')
  for (const result of results) say(`${result.failed === 0 ? '✓' : '✗'} ${result.name}: ${inWords(result)}`)
  const sum = (kind) => results.reduce((total, result) => total + result[kind], 0)
  say(`${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') === 0 ? 0 : 1
})

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A run that cannot even begin counts as one failure. */
async function tests(name, runThem) {
  say(`\n— ${name} —`)
  const result = await runThem().catch((error) => {
    say(error.message)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  results.push({ name, ...result })
  return result
}

async function runChecks(checks) {
  const ended = []
  for (const { name, args } of checks) ended.push({ name, ...(await capture(process.execPath, args)) })
  return ended
}

function report(checks) {
  for (const { name, code, output } of checks) {
    if (code !== 0) say(`\n— ${name} —\n${output}`)
    results.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 })
  }
}
