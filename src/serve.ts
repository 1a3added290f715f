import { startSealing } from '#platform/history/seal'
import { startJobs } from '#platform/jobs/index'
import { CannotStart } from '#platform/cannot-start'
import { createApp, jobs } from './app.ts'
import { isForDemonstration, loadDemonstration, refreshStatistics } from './demonstration/index.ts'
import { openService } from './service.ts'

/**
 * Serves until it is told to stop, then finishes what is under way: no new requests, requests and jobs in flight done,
 * history sealed, database released.
 */
export async function serve(env: NodeJS.ProcessEnv, say: (sentence: string) => void): Promise<void> {
  const service = await openService(env, { say, migrateOutside: true })
  const { services, pool } = service
  const { settings } = services
  if (!settings.startsEmpty && (await isForDemonstration(services))) {
    const loaded = await loadDemonstration(services, { say })
    if (loaded > 0) await refreshStatistics(service.ownerUrl)
  }

  const app = await createApp(services, pool)
  const address = `http://${settings.host}:${settings.port}`
  try {
    await app.listen({ host: settings.host, port: settings.port })
  } catch (error) {
    await service.close()
    throw explain(error as NodeJS.ErrnoException, settings.port, settings.host)
  }
  const stopSealing = startSealing(services)
  const worker = await startJobs(services, pool, jobs)

  let stopping: Promise<void> | undefined
  const stop = async () => {
    say('Stopping: finishing what is under way.')
    await app.close()
    await worker.stop()
    await stopSealing()
    await service.close()
    say('Stopped.')
  }
  const stopped = new Promise<void>((resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        stopping ??= stop()
        stopping.then(resolve, reject)
      })
  })

  await sayWhoYouCanBe(services.database, say)
  say(`OneWorkforce is ready: ${settings.publicUrl ?? address}`)
  await stopped
}

async function sayWhoYouCanBe(
  database: Awaited<ReturnType<typeof openService>>['services']['database'],
  say: (sentence: string) => void,
) {
  const partnerships = await database
    .selectFrom('partnerships')
    .select(['name', 'isDemonstration'])
    .orderBy('name')
    .execute()
  if (partnerships.length === 0) return say('It is empty: open it to set up your partnership.')
  if (partnerships.every((one) => one.isDemonstration))
    say(
      'You can sign in as anybody in the demonstration, without a password: open it and choose who you are (for example Grace, who runs workforce development).',
    )
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${port} is taken by another program. Stop it, or choose another port: PORT=3001 npm start`,
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
