/** Finds the browser that the browser tests use, or installs it where that can be done without asking. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { parseEnv } from 'node:util'
import { root, run } from './run.mjs'
import { Sorry } from './sorry.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const UPDATE = ['apt-get', 'update']
const INSTALL = ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium']

/** The path of the browser that CHROMIUM_PATH names, else of one on this machine, else undefined. */
export function findBrowser() {
  const named = process.env['CHROMIUM_PATH'] || fromEnvFile('CHROMIUM_PATH')
  if (named) {
    if (isProgram(named)) return named
    throw new Sorry(`CHROMIUM_PATH is ${named}, which is not a program: name the Chromium or Chrome to use.`)
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...candidates, ...ELSEWHERE].find(isProgram)
}

/** The browser's path; installed with apt-get where we are root or may become it without a password. */
export async function ensureBrowser() {
  const found = findBrowser()
  if (found) return found
  const become = howToBecomeRoot()
  if (isOnPath('apt-get') && become) {
    process.stderr.write('Installing Chromium for the browser tests (apt-get).\n')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    for (const [program, ...args] of [UPDATE, INSTALL].map((words) => [...become, ...words])) {
      await run(program, args, { env })
    }
    const installed = findBrowser()
    if (installed) return installed
  }
  throw new Sorry(`The browser tests need Chromium or Chrome, and none was found. ${howToInstall()}`)
}

/** The words to put before a command, or undefined when it takes a password. */
function howToBecomeRoot() {
  if (process.getuid?.() === 0) return []
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined
}

function howToInstall() {
  const other = 'or name one that you have: CHROMIUM_PATH=/path/to/chrome npm test'
  if (!isOnPath('apt-get')) return `Install one, ${other}`
  return `Run this, ${other}\nsudo ${UPDATE.join(' ')} && sudo ${INSTALL.join(' ')}`
}

function fromEnvFile(name) {
  const file = join(root, '.env')
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8'))[name] : undefined
}

const isOnPath = (name) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => isProgram(join(folder, name)))

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
