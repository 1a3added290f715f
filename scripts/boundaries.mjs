/** Checks .dependency-cruiser.cjs. A checker that finds no modules at all also finds nothing wrong, so that fails too. */
import { join } from 'node:path'
import { capture, root } from './run.mjs'

const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const { code, output } = await capture(process.execPath, [
  program,
  'src',
  '--config',
  '.dependency-cruiser.cjs',
])
const modules = Number(/(\d+) modules, \d+ dependencies cruised/.exec(output)?.[1] ?? 0)
process.stdout.write(`${output}\n`)
if (modules === 0)
  process.stdout.write('No modules were looked at: dependency-cruiser does not see the sources.\n')
process.exitCode = code || (modules === 0 ? 1 : 0)
