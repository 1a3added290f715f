import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectRoot } from '#platform'
import { until } from './until.ts'

/** A program of ours in a process of its own, run from the sources: what it said, and how it ended. */
export class OurProcess {
  out = ''
  err = ''
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  constructor(script: string, words: string[], env: Record<string, string>) {
    const { PATH = '', HOME = '' } = process.env
    this.#child = spawn(
      process.execPath,
      ['--conditions=source', '--import', 'tsx', '--eval', script, '--', 'oneworkforce', ...words],
      { cwd: projectRoot, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.#child.stdout!.on('data', (text: Buffer) => (this.out += text.toString()))
    this.#child.stderr!.on('data', (text: Buffer) => (this.err += text.toString()))
    this.#ended = once(this.#child, 'close')
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  kill(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal)
  }

  /** The exit status; the signal's name when one ended it. */
  async ended(): Promise<number | string | null> {
    await this.#ended
    return this.#child.exitCode ?? this.#child.signalCode
  }

  /** Waits for a sentence on standard output, and gives what a part of it matched. */
  async says(sentence: RegExp): Promise<string> {
    await until(
      () => this.hasEnded || sentence.test(this.out),
      (isSo) => isSo,
    )
    const found = sentence.exec(this.out)
    if (!found) throw new Error(`It ended without saying ${sentence}: ${this.out}\n${this.err}`)
    return found[1] ?? found[0]
  }
}

/** What `npm start` runs when everything is installed and built. */
export function startService(env: Record<string, string>): OurProcess {
  return new OurProcess(`await import('./src/main.ts')`, [], { PORT: '0', ...env })
}

/** What `bin/oneworkforce` runs. */
export async function runOperatorsCommand(env: Record<string, string>, ...words: string[]) {
  const command = new OurProcess(`(await import('./src/cli.ts')).main()`, words, env)
  return { code: await command.ended(), out: command.out, err: command.err }
}
