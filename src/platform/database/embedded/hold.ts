/**
 * A process that uses the database holds one connection with a shared lock; the last one to leave gets the lock alone,
 * and stops the server. PostgreSQL lets go of a killed process's lock by itself, so nobody is ever counted who is gone.
 */
import { Client } from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../../cannot-start.ts'
import { OWNER } from './create-cluster.ts'
import { findServer, freePort, startServer, stopServer, type RunnableServer, type Started } from './server.ts'

/** Any number, the same for everybody who shares a server. */
const USERS_LOCK = 7_091_863

const PATIENCE_MS = 60_000

export interface Hold {
  readonly port: number
  readonly startedIt: boolean
  /** Resolves when the connection is over, asked for or not. */
  readonly lost: Promise<void>
  /** Leaves; the last one stops the server. */
  letGo(): Promise<void>
}

/**
 * Joins the server that has the cluster open, or starts one. `port` is the one to prefer, or with `onlyThatPort` the
 * only one that will do, because others are connected to it.
 */
export async function takeHold(
  server: RunnableServer,
  password: string,
  port: number | undefined,
  onlyThatPort: boolean,
): Promise<Hold> {
  let startedIt = false
  let deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const running = await findServer(server)
    if (running) {
      const hold = await connect(server, password, running.port, startedIt)
      if (hold) return hold
      if (Date.now() > deadline) throw doesNotAnswer(server, running.pid)
      await pause(50)
      continue
    }

    const chosen = onlyThatPort && port ? port : await freePort(port)
    const started = await startServer(server, chosen)
    if (started === 'ready') {
      startedIt = true
      deadline = Date.now() + PATIENCE_MS
      continue
    }
    if (Date.now() > deadline) throw cannotGetGoing(server, started, chosen)
    await pause(200)
  }
}

/** undefined while the server is starting, recovering or stopping: come again. */
async function connect(server: RunnableServer, password: string, port: number, startedIt: boolean) {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: OWNER,
    password,
    database: 'postgres',
    application_name: 'oneworkforce hold',
    connectionTimeoutMillis: 10_000,
  })
  // Without a listener a stopping server would take this process down.
  client.on('error', () => undefined)
  const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK])
  } catch (error) {
    await client.end().catch(() => undefined)
    const { code } = error as { code?: string }
    if (code === '28P01' || code === '28000') throw wrongPassword(server)
    return undefined
  }

  const hold: Hold = {
    port,
    startedIt,
    lost: ended,
    async letGo() {
      if (await isLast(client)) await stopServer(server)
      await client.end().catch(() => undefined)
    },
  }
  return hold
}

/** The lock, got alone, keeps out whoever would join until the server is down. */
async function isLast(client: Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK])
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) alone', [
      USERS_LOCK,
    ])
    return rows[0]?.alone === true
  } catch {
    // The server is gone already.
    return false
  }
}

const doesNotAnswer = (server: RunnableServer, pid: number) =>
  new CannotStart(
    `The database in ${server.folder} runs as process ${pid} but does not answer: end that process and start again.`,
  )

const wrongPassword = (server: RunnableServer) =>
  new CannotStart(
    `The database in ${server.folder} refuses the password in its owner-password file: put the right one back.`,
  )

function cannotGetGoing(server: RunnableServer, started: Started, port: number) {
  if (started === 'port-taken') {
    return new CannotStart(`The database needs port ${port}, which another program has: end that program.`)
  }
  if (started === 'killed') {
    return new CannotStart(
      'The database is killed whenever it starts: is there too little memory, or a limit?',
    )
  }
  return new CannotStart(
    `The processes of the former database in ${server.folder} are still there: end them and start again.`,
  )
}
