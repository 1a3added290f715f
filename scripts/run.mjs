/** Runs other programs for the project's commands. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'

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

/**
 * Runs a program in the project's folder and keeps what it says, on both of its outputs, for later.
 *
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(program, args) {
  return new Promise((resolve) => {
    // Some of the tools look for their companions on the path.
    const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: output.trim() }))
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
