/**
 * Makes dist/ from src/. Types are not checked here but in `npm test`, so a build takes a second. It is
 * made aside and then moved file by file into place, so that a running service never misses one.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { root, run } from './run.mjs'
import { Sorry } from './sorry.mjs'

const dist = join(root, 'dist')
/** Kept beside the result: what it was built from. */
export const stamp = join(dist, '.built-from')

/** @param {string} inputs stands for the sources */
export async function build(inputs) {
  const unfinished = join(root, 'dist.new')
  await rm(unfinished, { recursive: true, force: true })
  try {
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc')
    const args = [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', unfinished]
    if ((await run(process.execPath, args)) !== 0)
      throw new Sorry('OneWorkforce could not be built; the reason is above.')

    await mkdir(dist, { recursive: true })
    await rm(stamp, { force: true })
    await moveIntoPlace(unfinished)
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  if (existsSync(join(root, 'scripts/build-assets.mjs'))) {
    const { buildAssets } = await import('./build-assets.mjs')
    await buildAssets(() => {})
  }
  await writeFile(stamp, inputs)
}

async function moveIntoPlace(unfinished) {
  const fresh = await filesIn(unfinished)
  for (const file of fresh) {
    await mkdir(dirname(join(dist, file)), { recursive: true })
    await rename(join(unfinished, file), join(dist, file))
  }
  const isOld = (file) => /\.js(\.map)?$/.test(file) && !file.startsWith('assets') && !fresh.includes(file)
  for (const file of (await filesIn(dist)).filter(isOld)) await rm(join(dist, file), { force: true })
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}
