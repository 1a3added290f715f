/** Makes sure that what a command needs is there: a Node that will do, the packages, the built service. */
import './check-node.mjs'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, stamp } from './build-service.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { packageManager, root, run } from './run.mjs'
import { Sorry } from './sorry.mjs'

const turnFile = join(root, '.installing-or-building')
const say = (sentence) => process.stderr.write(`${sentence}\n`)

/** Installs the packages that package-lock.json asks for, when some are missing; with `dev` those for building too. */
export async function ensureInstalled({ dev }) {
  if (isInstalled(dev)) return
  ensureWritable()
  await oneAtATime(turnFile, async () => {
    if (!isInstalled(dev)) await install(dev)
  })
}

async function install(dev) {
  say('Installing the packages that OneWorkforce needs (npm ci); this takes a minute the first time.')
  const npm = packageManager('npm')
  // Scripts of packages are not run: none of ours needs one.
  const args = [
    ...npm.args,
    'ci',
    '--ignore-scripts',
    dev ? '--include=dev' : '--omit=dev',
    '--include=optional',
  ]
  const code = await run(npm.program, args)
  if (code !== 0) {
    throw new Sorry(
      'The packages could not be installed; npm says why above. Is the network there? Then try again.',
    )
  }
}

/**
 * What npm says it installed, and is there, against what the lock file asks for. npm says so when it has finished, so a
 * broken-off installation does not count. Optional packages are for other kinds of machine, or are missed where needed.
 */
function isInstalled(dev) {
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'))
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    const isNeeded = path !== '' && !wanted.optional && (dev || !(wanted.dev || wanted.devOptional))
    return !isNeeded || (installed[path]?.version === wanted.version && existsSync(join(root, path)))
  })
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}
}

/** Builds when dist/ is missing or was built from other sources. An installation without sources comes built. */
export async function ensureBuilt() {
  if (isBuilt()) return
  ensureWritable()
  await ensureInstalled({ dev: true })
  await oneAtATime(turnFile, async () => {
    if (isBuilt()) return
    say('Building OneWorkforce; this takes a few seconds.')
    await build(inputs())
  })
}

/** Installs and builds what running the service needs, and no more. */
export async function ensureReady() {
  await ensureInstalled({ dev: !isBuilt() })
  await ensureBuilt()
}

function isBuilt() {
  if (!existsSync(stamp)) return false
  return !existsSync(join(root, 'src')) || readFileSync(stamp, 'utf8') === inputs()
}

/** Stands for everything that dist/ is made from. */
function inputs() {
  const hash = createHash('sha256')
  const files = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    ...readdirSync(join(root, 'scripts'))
      .filter((name) => name.startsWith('build'))
      .map((name) => join('scripts', name)),
    ...readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  ]
  for (const file of files.sort((a, b) => (a < b ? -1 : 1)))
    hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function ensureWritable() {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw new Sorry(
      `OneWorkforce must install or build in ${root}, where you may not write: do it once as the folder's owner ` +
        '("npm ci && npm run build"), or work in a copy of your own.',
    )
  }
}
