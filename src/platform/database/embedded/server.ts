/** Starts and stops the server of a cluster, and finds the one that is running. */
import { spawn } from 'node:child_process'
import { constants, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../../cannot-start.ts'
import type { Binaries } from './binaries.ts'
import type { DatabaseUser } from './run.ts'
import { clusterOf } from './place.ts'
import { isAlive, isLiveServer } from './process.ts'
import { asUser, run } from './run.ts'

export interface RunnableServer {
  readonly folder: string
  readonly user: DatabaseUser
  readonly binaries: Binaries
  /** Options such as `{ fsync: 'off' }`, over those below. */
  readonly options?: Readonly<Record<string, string>>
}

/** For a small installation on a machine it shares with the service. A large one has a PostgreSQL of its own. */
const OPTIONS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  fsync: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** A crash in the middle of much work takes its time to be recovered; a server that is getting on is left to it. */
const PATIENCE_MS = 300_000
/** Writing down what is in memory can take a while on a slow disk. */
const STOPPING_MS = 120_000
const LOG_KEPT_BYTES = 10_000_000

export interface RunningServer {
  readonly pid: number
  readonly port: number
  readonly isReady: boolean
}

/** The server that has this cluster open, read from the file that PostgreSQL keeps for it. */
export async function findServer(server: { folder: string }): Promise<RunningServer | undefined> {
  const lines = (await readFile(pidFile(server), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!isLiveServer(pid)) return undefined
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
}

export type Started = 'ready' | 'killed' | 'somebody-else-has-it' | 'port-taken' | 'the-last-one-is-not-gone'

/** Starts a server that outlives us, and waits until it takes connections or has failed. */
export async function startServer(server: RunnableServer, port: number): Promise<Started> {
  await removeMisleadingPid(server)
  const log = await openLog(server)
  const options = { ...OPTIONS, ...server.options, port: String(port) }
  const child = spawn(
    server.binaries.postgres,
    [
      '-D',
      clusterOf(server),
      ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // In a session of its own, so that Ctrl-C reaches us and not the database.
    { ...asUser(server.user), detached: true, stdio: ['ignore', log.file.fd, log.file.fd] },
  )
  let failure: string | undefined
  child.on('error', (error) => (failure = error.message))
  child.on('exit', (_code, signal) => (failure ??= signal ?? 'it ended'))
  child.unref()
  await log.file.close()

  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const running = await findServer(server)
    if (running?.pid === child.pid && running?.isReady) return 'ready'
    if (Date.now() > deadline) failure = 'it takes too long'
    if (failure) return readFailure((await readFile(log.path, 'utf8')).slice(log.startsAt), failure, log.path)
    await pause(20)
  }
}

function readFailure(log: string, failure: string, path: string): Started {
  if (failure.startsWith('SIG')) return 'killed'
  if (log.includes('lock file "postmaster.pid" already exists')) return 'somebody-else-has-it'
  if (/could not bind|could not create any TCP\/IP sockets/.test(log)) return 'port-taken'
  if (log.includes('pre-existing shared memory block')) return 'the-last-one-is-not-gone'
  if (log.includes('No space left on device')) {
    throw new CannotStart('The database cannot start because the disk is full: free some space.')
  }
  // What clients were told meanwhile is no reason.
  const reason = log
    .split('\n')
    .findLast(
      (line) => /FATAL|PANIC/.test(line) && !/the database system is|terminating connection/.test(line),
    )
  throw new CannotStart(`The database did not start (${reason?.trim() ?? failure}): ${path} says more.`)
}

/**
 * Lets transactions that are under way be undone, writes everything down and ends the server. pg_ctl's own waiting
 * would go on for a server that somebody else starts meanwhile, so the waiting is ours.
 */
export async function stopServer(server: RunnableServer): Promise<void> {
  const running = await findServer(server)
  if (!running) return
  const isGone = async () => (await findServer(server))?.pid !== running.pid
  for (const mode of ['fast', 'immediate']) {
    await run(
      server.binaries.pgCtl,
      ['stop', '-D', clusterOf(server), '--no-wait', `--mode=${mode}`],
      server.user,
    )
    const deadline = Date.now() + STOPPING_MS
    while (Date.now() < deadline) {
      if (await isGone()) return
      await pause(20)
    }
  }
}

/** The port if nobody has it, else a free one. */
export async function freePort(preferred: number | undefined): Promise<number> {
  return (preferred && (await tryPort(preferred))) || ((await tryPort(0)) as number)
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const listener = createServer()
    listener.once('error', () => resolve(undefined))
    listener.listen(port, '127.0.0.1', () => {
      const { port: found } = listener.address() as AddressInfo
      listener.close(() => resolve(found))
    })
  })
}

/** A number that now belongs to something else; one that nobody has is PostgreSQL's own to clear away. */
async function removeMisleadingPid(server: { folder: string }) {
  const pid = Number.parseInt(await readFile(pidFile(server), 'utf8').catch(() => ''), 10)
  if (isAlive(pid) && !isLiveServer(pid)) await rm(pidFile(server), { force: true })
}

const pidFile = (server: { folder: string }) => join(clusterOf(server), 'postmaster.pid')

async function openLog({ folder }: RunnableServer) {
  const path = join(folder, 'server.log')
  const size = (await stat(path).catch(() => undefined))?.size ?? 0
  const isLong = size > LOG_KEPT_BYTES
  if (isLong) await rename(path, `${path}.1`)
  // Not through a link: the folder may belong to a lesser user than the one who opens this.
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants
  return {
    path,
    file: await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600),
    startsAt: isLong ? 0 : size,
  }
}
