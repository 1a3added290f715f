/** Whether a process is there, as far as its number can tell. */
import { readFileSync } from 'node:fs'

export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Whether this number is a PostgreSQL server's. After a restart of the machine or container the number can be
 * anybody's, and in a container without an init a dead server stays listed as a zombie for ever: PostgreSQL is fooled
 * by both and refuses to start. Where /proc does not tell, a live process is taken for a server.
 */
export function isLiveServer(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return name === 'postgres' && state !== 'Z' && state !== 'X'
  } catch {
    return isAlive(pid)
  }
}
