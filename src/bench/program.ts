/** Programs of ours as processes of their own, run in the way that this one runs: from dist/, or from src/. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Program {
  process: ChildProcess
  /** What it has said so far. */
  said(): string
  stop(): Promise<void>
}

const extension = extname(fileURLToPath(import.meta.url))

/** `name` is a module beside or above this one, without its extension. */
export function startProgram(name: string, env: NodeJS.ProcessEnv): Program {
  const path = fileURLToPath(new URL(`${name}${extension}`, import.meta.url))
  const child = spawn(process.execPath, [...process.execArgv, path], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  // Whatever ends this process, nothing of it is left running.
  const stopWithUs = () => child.kill('SIGTERM')
  process.once('exit', stopWithUs)
  let said = ''
  const keep = (chunk: Buffer) => {
    if (said.length < 20_000) said += chunk.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return {
    process: child,
    said: () => said,
    async stop() {
      process.off('exit', stopWithUs)
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await ended
    },
  }
}
