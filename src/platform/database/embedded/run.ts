/** Runs one of PostgreSQL's programs, as the user that the database belongs to, and waits for its end. */
import { spawn } from 'node:child_process'
import { parse } from 'node:path'

/** Whom a program runs as. */
export interface DatabaseUser {
  readonly name: string
  /** The numbers of a user other than ourselves; undefined when the database runs as whoever started us. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined
}

export interface Ended {
  /** undefined when the program could not be run at all; `output` then says why. */
  readonly exitCode: number | undefined
  readonly output: string
}

export function run(program: string, args: readonly string[], user: DatabaseUser): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...asUser(user), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    child.on('error', (error) => resolve({ exitCode: undefined, output: error.message }))
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? undefined, output: output.trim() }))
  })
}

/**
 * The user, a folder that every user may enter (ours may be closed to the database's user), and an environment
 * without our secrets and without PGDATA, PGPORT and their like, which would change what the programs do.
 */
export function asUser(user: DatabaseUser) {
  const { PATH, TMPDIR, SystemRoot, TEMP } = process.env
  const kept = Object.entries({ PATH, TMPDIR, SystemRoot, TEMP }).filter(([, value]) => value !== undefined)
  return {
    ...user.ids,
    cwd: parse(process.execPath).root,
    env: { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
  }
}
