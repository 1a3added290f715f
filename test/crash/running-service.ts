/** The real service in a process of its own, over an embedded database, to be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { findPlace } from '../../src/platform/database/embedded/place.ts'
import { findServer } from '../../src/platform/database/embedded/server.ts'
import { projectRoot } from '#platform'

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

export class RunningService {
  readonly address: string
  readonly #env: NodeJS.ProcessEnv
  readonly #dataFolder: string
  #app: ChildProcess | undefined
  #said = ''

  constructor(env: NodeJS.ProcessEnv, dataFolder: string, port: number) {
    this.#env = { ...env, PORT: String(port) }
    this.#dataFolder = dataFolder
    this.address = `http://127.0.0.1:${port}`
  }

  /** Starts the service, without waiting until it is ready. One process: a wrapper around it would be killed in its place. */
  start(): void {
    const app = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', 'src/main.ts'], {
      cwd: projectRoot,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [app.stdout, app.stderr])
      stream.on('data', (text: Buffer) => (this.#said = (this.#said + text.toString()).slice(-4000)))
    this.#app = app
  }

  async untilReady(): Promise<void> {
    const deadline = Date.now() + 60_000
    while (!(await this.#isReady())) {
      if (this.#app?.exitCode !== null || Date.now() > deadline)
        throw new Error(`The service is not ready. It said last:\n${this.#said}`)
      await pause(50)
    }
  }

  async #isReady(): Promise<boolean> {
    const answer = await fetch(`${this.address}/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => null,
    )
    await answer?.arrayBuffer().catch(() => {})
    return answer?.status === 200
  }

  /** Kills the service as an out-of-memory killer or a power cut would, and starts it again. */
  async killApp(): Promise<void> {
    await this.#end('SIGKILL')
    this.start()
  }

  /** Kills the database; the service has to bring it back. */
  async killDatabase(): Promise<void> {
    const place = await findPlace(this.#dataFolder, () => {})
    const server = await findServer(place)
    if (server) process.kill(server.pid, 'SIGKILL')
  }

  /** Stops as a person would, and says how the process ended. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const app = this.#app
    if (!app || app.exitCode !== null || app.signalCode !== null) return app?.exitCode ?? null
    const ended = once(app, 'exit') as Promise<[number | null]>
    app.kill(signal)
    return (await ended)[0]
  }
}
