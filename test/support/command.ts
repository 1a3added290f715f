import { runCommand } from '../../src/cli.ts'
import type { World } from './world.ts'

export interface Commanded {
  code: number
  /** Standard output: what a program would read. */
  out: string
  /** Standard error: what a person would. */
  err: string
}

/** Runs a command of the operator on the world's database. */
export function command(world: World, ...words: string[]): Promise<Commanded> {
  const env = {
    DATABASE_URL: world.ownerUrl,
    DATABASE_APP_URL: world.appUrl,
    ONEWORKFORCE_DATA: world.services.settings.dataFolder,
  }
  return commandWith(env, ...words)
}

/** Runs a command of the operator with these settings. */
export async function commandWith(env: NodeJS.ProcessEnv, ...words: string[]): Promise<Commanded> {
  const out: string[] = []
  const err: string[] = []
  const io = {
    env,
    print: (text: string) => void out.push(text),
    say: (text: string) => void err.push(text),
  }
  const code = await runCommand(words, io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}
