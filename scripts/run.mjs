/** Runs other programs for the project's commands. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

export const root = dirname(import.meta.dirname)

/**
 * Runs a program in the project's folder to its end; its output goes to our standard error unless told otherwise.
 *
 * @returns {Promise<number>} how it ended; 127 when it could not be run
 */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
    child.on('error', (error) => {
      process.stderr.write(`${program} cannot be run: ${error.message}\n`)
      resolve(127)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
}

/** The program and first arguments that run npm or npx: the one that runs us, or belongs to this Node, or is found. */
export function packageManager(name) {
  const cli = `${name}-cli.js`
  const candidates = [
    process.env['npm_execpath'] && join(dirname(process.env['npm_execpath']), cli),
    join(dirname(process.execPath), '../lib/node_modules/npm/bin', cli),
    join(dirname(process.execPath), 'node_modules/npm/bin', cli),
  ]
  const found = candidates.find((path) => path && basename(path) === cli && existsSync(path))
  return found ? { program: process.execPath, args: [found] } : { program: name, args: [] }
}
