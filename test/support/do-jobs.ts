import { startJobs } from '#platform/jobs/start-jobs'
import { jobs } from '../../src/app.ts'
import type { World } from './world.ts'

/** Does the jobs that are due now, as the service would, and returns when all of them are done. */
export async function doJobs(world: World): Promise<void> {
  const worker = await startJobs(world.services, world.appUrl, jobs)
  try {
    for (let left = await due(world); left > 0; left = await due(world))
      await new Promise((resolve) => setTimeout(resolve, 20))
  } finally {
    await worker.stop()
  }
}

/** Jobs that are due or under way. A job that failed waits for another try, and so would make a test fail by its effect. */
async function due(world: World): Promise<number> {
  const { rows } = await world.pool.query<{ due: number }>(
    'select count(*)::int as due from graphile_worker.jobs where run_at <= now() and attempts < 2',
  )
  return rows[0]?.due ?? 0
}
