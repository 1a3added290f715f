/** Work that was asked for and is still to be done. Its tables belong to the service's own role, which alone reads them. */
import type pg from 'pg'
import { sql } from 'kysely'
import type { Services } from '../context.ts'

export interface WaitingJob {
  task: string
  payload: unknown
  runAt: string
  maxAttempts: number
  key: string | null
}

/** The jobs that wait, in the snapshot of the owner's transaction. */
export async function waitingJobs(services: Services, owner: pg.Client): Promise<WaitingJob[]> {
  const { rows } = await owner.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
  return services.database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      await sql.raw(`set transaction snapshot '${rows[0]!.snapshot}'`).execute(transaction)
      const jobs = await sql<WaitingJob>`
        select t.identifier as task, j.payload, to_char(j.run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as run_at,
          j.max_attempts, j.key
        from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where j.attempts < j.max_attempts order by j.id`.execute(transaction)
      return jobs.rows
    })
}

export async function addJobs(services: Services, jobs: readonly WaitingJob[]): Promise<void> {
  for (const { task, payload, runAt, maxAttempts, key } of jobs)
    await sql`select graphile_worker.add_job(${task}::text, ${JSON.stringify(payload)}::json,
      run_at => ${runAt}::timestamptz, max_attempts => ${maxAttempts}::int, job_key => ${key}::text)`.execute(
      services.database,
    )
}
