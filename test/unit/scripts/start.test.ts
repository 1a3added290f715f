import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../src/platform/root.ts'
import { runNode } from '../../support/run-node.ts'

/** A project of one file, with our own commands. */
let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'oneworkforce project ')) // with spaces, as people's folders have
  cpSync(join(projectRoot, 'bin'), join(project, 'bin'), { recursive: true })
  mkdirSync(join(project, 'scripts'))
  for (const name of [
    'build',
    'build-service',
    'check-node',
    'ensure',
    'one-at-a-time',
    'run',
    'sorry',
    'start',
  ]) {
    cpSync(join(projectRoot, 'scripts', `${name}.mjs`), join(project, 'scripts', `${name}.mjs`))
  }
  for (const name of ['tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(projectRoot, name), join(project, name))
  write('package.json', '{"name":"tiny","version":"1.0.0","type":"module"}')
  write(
    'package-lock.json',
    '{"name":"tiny","version":"1.0.0","lockfileVersion":3,"packages":{"":{"name":"tiny","version":"1.0.0"}}}',
  )
  for (const name of ['@typescript/native', '@types/node', 'undici-types']) {
    mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true })
    symlinkSync(join(projectRoot, 'node_modules', name), join(project, 'node_modules', name))
  }
  mkdirSync(join(project, 'src'))
  write('src/main.ts', `console.log('first' as string)`)
  write('src/cli.ts', `export async function main() { console.log(process.argv.slice(2).join(' ')) }`)
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

const write = (name: string, text: string) => writeFileSync(join(project, name), text)
const start = () => runNode([join(project, 'scripts/start.mjs')])
const BUILDING = 'Building OneWorkforce; this takes a few seconds.\n'

describe('starting', () => {
  test('builds the first time, says so beside the output, and not again', async () => {
    expect(await start()).toEqual({ code: 0, out: 'first\n', err: BUILDING })
    expect(await start()).toEqual({ code: 0, out: 'first\n', err: '' })
  })

  test('builds again when a source has changed, and forgets what is gone', async () => {
    write('src/gone.ts', 'export {}')
    await start()
    expect(existsSync(join(project, 'dist/gone.js'))).toBe(true)
    rmSync(join(project, 'src/gone.ts'))
    write('src/main.ts', `console.log('second' as string)`)
    expect(await start()).toEqual({ code: 0, out: 'second\n', err: BUILDING })
    expect(existsSync(join(project, 'dist/gone.js'))).toBe(false)
  })

  test('does not build again for a test', async () => {
    await start()
    write('src/main.test.ts', 'export {}')
    expect(await start()).toMatchObject({ err: '' })
  })

  test('three at once build once', async () => {
    const runs = await Promise.all([start(), start(), start()])
    expect(runs.map(({ out }) => out)).toEqual(['first\n', 'first\n', 'first\n'])
    expect(runs.filter(({ err }) => err.includes(BUILDING))).toHaveLength(1)
  })

  test('is not held up by one that was killed in its turn', async () => {
    write('.installing-or-building', '4194305')
    expect(await start()).toEqual({ code: 0, out: 'first\n', err: BUILDING })
  })

  test('installs what the lock file asks for and is not there', async () => {
    mkdirSync(join(project, 'greeting'))
    write('greeting/package.json', '{"name":"greeting","version":"1.0.0","main":"index.js"}')
    write('greeting/index.js', `module.exports = 'installed'`)
    write(
      'package.json',
      '{"name":"tiny","version":"1.0.0","type":"module","dependencies":{"greeting":"file:greeting"}}',
    )
    execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
      cwd: project,
      stdio: 'ignore',
    })
    write('src/main.ts', `console.log((await import('greeting' as string)).default)`)
    const { code, out, err } = await start()
    // The compiler that this little project borrows is not in its lock file, so npm ci takes it away.
    expect(err).toMatch(/^Installing the packages that OneWorkforce needs/)
    expect(existsSync(join(project, 'node_modules/greeting/index.js'))).toBe(true)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/OneWorkforce could not be built; the reason is above\.\n$/)
  })

  test('on a Node that is too old says which one is needed', async () => {
    const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } })`
    const { code, err } = await runNode(['--import', pretend, join(project, 'scripts/start.mjs')])
    expect({ code, err }).toEqual({
      code: 1,
      err: 'OneWorkforce needs Node.js 20.19 or later, and this is 18.19.0: install Node.js 24.\n',
    })
  })

  test('a sentence that the service ends with comes without a stack', async () => {
    write(
      'src/main.ts',
      `class CannotStart extends Error { override name = 'CannotStart' }\nthrow new CannotStart('The port is taken.')`,
    )
    expect(await start()).toEqual({ code: 1, out: '', err: `${BUILDING}The port is taken.\n` })
  })
})

test('the command works from any folder, through a link', async () => {
  const link = join(project, 'linked')
  symlinkSync(join(project, 'bin/oneworkforce'), link)
  const first = await runNode([link, 'history', 'verify'], { cwd: tmpdir() })
  expect(first).toEqual({ code: 0, out: 'history verify\n', err: BUILDING })
  expect(readFileSync(link, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})
