/**
 * What the browser tests look at: the service as people start it, with a small demonstration, in a folder that is thrown
 * away afterwards; and one browser for all of them.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { projectRoot } from '#platform'
import { settingNames } from '#platform/settings'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the service answers. */
    siteAddress: string
    /** The environment of commands over the same data. */
    siteEnv: Record<string, string>
    /** Where to reach the browser. */
    browserAddress: string
  }
}

const PEOPLE = 400
const program = join(projectRoot, 'bin/oneworkforce')

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-browser-'))
  // Open to whoever the database runs as, so that it stays in this folder.
  await chmod(folder, 0o711)
  // Nobody's settings, and so nobody's data, but these. What is empty counts as not set, also against a .env file.
  const env = {
    ...Object.fromEntries(settingNames.map((name) => [name, ''])),
    ONEWORKFORCE_DATA: folder,
    PORT: '0',
    LOG_LEVEL: 'warn',
  }
  await command(['demo', '--people', String(PEOPLE)], env)
  const service = await serve(env)
  const browser = await launchBrowser()
  project.provide('siteAddress', service.address)
  project.provide('siteEnv', env)
  project.provide('browserAddress', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await service.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** Plain JavaScript, without types of its own. */
const browserScript: string = '../../scripts/browser.mjs'

/** Starts the browser that the tests were given, or one that is found on this machine. */
async function launchBrowser() {
  const { findBrowser } = (await import(browserScript)) as {
    findBrowser(): string | undefined
  }
  const executablePath = findBrowser()
  if (!executablePath)
    throw new Error('There is no Chromium: "npm test" installs one, or name it in CHROMIUM_PATH')
  return chromium.launchServer({
    executablePath,
    headless: true,
    args: [
      // Chromium refuses to put root's pages into a sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--no-first-run',
    ],
  })
}

function start(words: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [program, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function command(words: string[], env: Record<string, string>): Promise<void> {
  const child = start(words, env)
  const said = listen(child)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`oneworkforce ${words.join(' ')} ended with ${code}:\n${said()}`)
}

async function serve(env: Record<string, string>) {
  const child = start(['serve'], env)
  const said = listen(child)
  const ended = once(child, 'close')
  const address = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const ready = /OneWorkforce is ready: (\S+)/.exec(said())
      if (ready) resolve(ready[1]!)
    }
    child.stderr!.on('data', look)
    child.stdout!.on('data', look)
    void ended.then(() => reject(new Error(`The service did not start:\n${said()}`)))
  })
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Keeps what a process says; gives it when asked. */
function listen(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (part: Buffer) => (text += part.toString()))
  return () => text.slice(-4000)
}
