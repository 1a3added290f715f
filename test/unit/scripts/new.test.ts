import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#platform'
import { runNode } from '../../support/run-node.ts'

let copy: string

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'oneworkforce-new-'))
  for (const name of [
    'src',
    'test',
    'package.json',
    'tsconfig.json',
    'vitest.config.ts',
    '.prettierrc.json',
    '.oxlintrc.json',
  ])
    await cp(join(projectRoot, name), join(copy, name), { recursive: true })
  await cp(join(projectRoot, 'scripts'), join(copy, 'scripts'), { recursive: true })
  for (const name of ['node_modules', 'dist', 'db', 'data'])
    await symlink(join(projectRoot, name), join(copy, name))
})
afterAll(() => rm(copy, { recursive: true, force: true }))

const inCopy = (...args: string[]) => runNode(args, { cwd: copy })
const newScript = (...words: string[]) =>
  inCopy('--conditions=source', '--import', 'tsx', 'scripts/new.ts', ...words)
const tool = (path: string) => join('node_modules', path)

test(
  'a new page type-checks and is formatted and linted, and its test fails until it does what it is for',
  { timeout: 240_000 },
  async () => {
    const made = await newScript('page', 'learning/bookings', 'swap-places')
    expect(made).toMatchObject({ code: 0, err: '' })
    const files = [
      'src/modules/learning/bookings/swap-places.page.tsx',
      'src/modules/learning/bookings/swap-places.page.test.ts',
    ]
    expect(made.out.split('\n').slice(0, 2)).toEqual(files)
    expect(made.out).toContain('Now add swapPlacesPage to the routes of src/modules/learning/index.ts')

    const types = await inCopy(tool('@typescript/native/bin/tsc'), '--noEmit')
    expect(types.out.split('\n').filter((line) => line.includes('swap-places'))).toEqual([])
    expect(await inCopy(tool('prettier/bin/prettier.cjs'), '--check', ...files)).toMatchObject({ code: 0 })
    expect(await inCopy(tool('oxlint/bin/oxlint'), '--deny-warnings', ...files)).toMatchObject({ code: 0 })

    const run = () => inCopy(tool('vitest/vitest.mjs'), 'run', files[1]!)
    expect((await run()).out).toMatch(/Tests .*2 failed/)

    const front = join(copy, 'src/modules/learning/index.ts')
    const index = await readFile(front, 'utf8')
    await writeFile(
      front,
      `import { swapPlacesPage } from './bookings/swap-places.page.tsx'\n${index.replace(/export const routes: AnyRoute\[\] = \[/, '$& swapPlacesPage,')}`,
    )
    expect((await run()).out).toMatch(/Tests .*1 failed.*1 passed/)

    const page = join(copy, files[0]!)
    const text = await readFile(page, 'utf8')
    await writeFile(
      page,
      text.replaceAll('problem', 'redirect').replace(/redirect\(\{.*\}\)/, `redirect('/')`),
    )
    expect((await run()).out).toMatch(/Tests .*2 passed/)
  },
)

test('nothing is written over, and wrong words say how it is used', { timeout: 60_000 }, async () => {
  const again = await newScript('page', 'learning', 'catalogue')
  expect(again).toMatchObject({
    code: 2,
    err: expect.stringContaining('catalogue.page.tsx is there already.'),
  })
  for (const words of [
    [],
    ['page'],
    ['page', 'learning', 'Upper'],
    ['page', 'nowhere', 'a-page'],
    ['page', 'learning/../x', 'a-page'],
  ])
    expect(await newScript(...words)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^Use: npm run new/),
    })
})
