/** A throw-away installation to measure: its own folder and database, the demonstration at the size asked for, its own port. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startSession } from '#access'
import { type PartnershipIdentity, inContext, operator } from '#platform'
import { freePort } from '#platform/database/embedded/server'
import { settingNames } from '#platform/settings'
import { sessionCookie } from '#web'
import { loadDemonstration, refreshStatistics } from '../demonstration/index.ts'
import { type Service, openService } from '../service.ts'
import { Browsing } from './browsing.ts'
import { type Program, startProgram } from './program.ts'
import { timed } from './result.ts'

export interface RunningApp {
  url: string
  /** From starting the process, its database included, until the first page had come. */
  startedInMs: number
}

export class Workshop {
  /** How long it took to load the demonstration. */
  readonly loadedInMs: number
  private readonly env: NodeJS.ProcessEnv
  private readonly folder: string
  private opened: Promise<Service> | null = null
  private running: Promise<RunningApp & { program: Program }> | null = null

  private constructor(folder: string, env: NodeJS.ProcessEnv, loadedInMs: number) {
    this.folder = folder
    this.env = env
    this.loadedInMs = loadedInMs
  }

  static async open(people: number, say: (sentence: string) => void): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-bench-'))
    // Nobody's settings, and so nobody's data, but those of the bench.
    const others = Object.entries(process.env).filter(([name]) => !settingNames.includes(name))
    const env = { ...Object.fromEntries(others), ONEWORKFORCE_DATA: folder }
    try {
      const service = await openService(env, { say: () => {}, migrateOutside: true, logLevel: 'warn' })
      const loadedInMs = await timed(() => loadDemonstration(service.services, { say, people }))
      await refreshStatistics(service.ownerUrl)
      await service.close()
      return new Workshop(folder, env, loadedInMs)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  service(): Promise<Service> {
    this.opened ??= openService(this.env, { say: () => {}, migrateOutside: true, logLevel: 'warn' })
    return this.opened
  }

  /** Everything stopped and opened again: the database has nothing in its memory. */
  async coldService(): Promise<Service> {
    await this.stop()
    return this.service()
  }

  /** The service as people start it. The first time everything is stopped before, so that starting is measured whole. */
  app(): Promise<RunningApp> {
    this.running ??= this.start()
    return this.running
  }

  private async start(): Promise<RunningApp & { program: Program }> {
    await this.closeService()
    const port = await freePort(undefined)
    const url = `http://127.0.0.1:${port}`
    const from = performance.now()
    const program = startProgram('../main', { ...this.env, PORT: String(port) })
    await firstPage(url, program)
    return { url, startedInMs: performance.now() - from, program }
  }

  /** The partnership that is measured: the largest. */
  async partnership(): Promise<PartnershipIdentity> {
    const { services } = await this.service()
    return services.database
      .selectFrom('partnerships')
      .select(['id', 'code', 'name', 'isDemonstration'])
      .where('code', '=', 'nottingham-city')
      .executeTakeFirstOrThrow()
  }

  /** The session token of somebody of the cast, by the first name. */
  async signIn(givenName: string): Promise<string> {
    const { services } = await this.service()
    const partnership = await this.partnership()
    return inContext(services, { partnership, actor: operator('bench') }, async (ctx) => {
      const { id } = await ctx.db
        .selectFrom('accounts')
        .select('id')
        .where('email', 'like', `${givenName.toLowerCase()}.%@${partnership.code}.invalid`)
        .executeTakeFirstOrThrow()
      return startSession(ctx, { accountId: id, isDemonstration: true, secondFactorGiven: true })
    })
  }

  /** Somebody of the cast in front of the running service. */
  async browsing(givenName: string): Promise<Browsing> {
    const { url } = await this.app()
    return new Browsing(url, { [sessionCookie]: await this.signIn(givenName) })
  }

  async close(): Promise<void> {
    await this.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  private async stop(): Promise<void> {
    const running = this.running
    this.running = null
    // One that could not start has stopped by itself, and said so already.
    await running?.then(({ program }) => program.stop()).catch(() => {})
    await this.closeService()
  }

  private async closeService(): Promise<void> {
    const opened = this.opened
    this.opened = null
    await opened?.then((service) => service.close())
  }
}

async function firstPage(url: string, program: Program): Promise<void> {
  const visitor = new Browsing(url)
  for (;;) {
    if (program.process.exitCode !== null) throw new Error(`The service ended: ${program.said()}`)
    const answer = await visitor.get('/health/live').catch(() => null)
    if (answer && (await visitor.get('/')).status < 400) return visitor.close()
    await pause(10)
  }
}
