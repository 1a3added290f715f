import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform'
import { CannotStart } from '#platform/cannot-start'
import { startSealing } from '#platform/history/seal'
import { startJobs } from '#platform/jobs/start-jobs'
import type { Settings } from '#platform/settings'
import { createApp, jobs } from './app.ts'
import { isForDemonstration, loadDemonstration, refreshStatistics } from './demonstration/index.ts'
import { type Service, openService } from './service.ts'

/** How long a request may take to finish when the service is told to stop. */
const PATIENCE_MS = 30_000

type Say = (sentence: string) => void

/**
 * Serves until it is told to stop, then finishes what is under way: no new requests, requests and jobs in flight done,
 * history sealed, database released.
 */
export async function serve(env: NodeJS.ProcessEnv, say: Say): Promise<void> {
  const told = toldToStop(say)
  const service = await openService(env, { say, migrateOutside: true })
  try {
    await loadDemonstrationWhenWanted(service, say)
    // All that needs the database to be there comes before listening: once we answer, losing it is lived through.
    const app = await createApp(service.services, service.pool)
    const whoYouCanBe = await sentenceAboutSigningIn(service.services)
    const worker = await startJobs(service.services, service.appUrl, jobs)
    const stopSealing = startSealing(service.services)
    try {
      const { settings } = service.services
      const address = await listen(app, settings)
      if (whoYouCanBe) say(whoYouCanBe)
      say(`OneWorkforce is ready: ${settings.publicUrl ?? address}`)
      if (!told.aborted) await once(told, 'abort')
    } finally {
      await close(app)
      await worker.stop()
      await stopSealing()
    }
  } finally {
    await service.close()
  }
  say('Stopped.')
}

/** Aborted when somebody asks us to stop. Asking again changes nothing: npm passes on what the terminal has sent already. */
function toldToStop(say: Say): AbortSignal {
  const told = new AbortController()
  const stop = () => {
    if (told.signal.aborted) return
    say('Stopping: finishing what is under way.')
    told.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  return told.signal
}

async function loadDemonstrationWhenWanted({ services, ownerUrl }: Service, say: Say): Promise<void> {
  if (services.settings.startsEmpty || !(await isForDemonstration(services))) return
  const loaded = await loadDemonstration(services, { say })
  if (loaded > 0) await refreshStatistics(ownerUrl)
}

async function sentenceAboutSigningIn({ database }: Services): Promise<string | null> {
  const partnerships = await database.selectFrom('partnerships').select('isDemonstration').execute()
  if (partnerships.length === 0) return 'It is empty: open it to set up your partnership.'
  return partnerships.every((one) => one.isDemonstration)
    ? 'You can sign in as anybody in the demonstration, without a password: open it and choose who you are (for example Grace, who runs workforce development).'
    : null
}

/** Gives the address that it answers at. @throws CannotStart when it cannot */
async function listen(app: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, port, host)
  }
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
    )
  if (error.code === 'EACCES')
    return new CannotStart(
      `Port ${port} needs rights that this user does not have. Choose one above 1024: PORT=3000 npm start`,
    )
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotStart(
      `HOST is ${host}, which is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of its addresses.`,
    )
  return error
}

/** Answers what was asked, and takes no more. Connections of those who do not finish asking are cut in the end. */
async function close(app: FastifyInstance): Promise<void> {
  // One whose request is answered now would wait for the next.
  const tidying = setInterval(() => app.server.closeIdleConnections(), 100)
  const impatience = setTimeout(() => app.server.closeAllConnections(), PATIENCE_MS)
  await app.close()
  clearInterval(tidying)
  clearTimeout(impatience)
}
