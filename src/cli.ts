import { CannotStart } from '#platform/cannot-start'
import { loadEnvironment } from '#platform/settings'
import { type Command, type CommandIo, RefusedCommand, WrongUsage } from './commands/command.ts'
import { commands } from './commands/index.ts'

/** Runs one command; gives its exit status. */
export async function runCommand(words: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = words
  const command = commands.find((one) => one.name === name)
  if (!command) {
    io.say(name && name !== 'help' && name !== '--help' ? `There is no command ${name}.\n${help()}` : help())
    return name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    return explain(error, command, rest, io)
  }
}

function explain(error: unknown, command: Command, words: string[], io: CommandIo): number {
  const isWrongUse =
    error instanceof WrongUsage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (isWrongUse) {
    io.say(`${(error as Error).message}\nUse: bin/oneworkforce ${command.usage}`)
    return 2
  }
  if (error instanceof RefusedCommand || error instanceof CannotStart) {
    const reasons =
      error instanceof RefusedCommand
        ? error.reasons
        : [{ file: null, row: null, column: null, reason: error.message }]
    if (words.includes('--json')) io.print(JSON.stringify({ refused: reasons }))
    for (const { reason } of reasons) io.say(reason)
    return 1
  }
  throw error
}

function help(): string {
  return ['OneWorkforce. Commands:', ...commands.map((command) => `  ${command.usage}`)].join('\n')
}

/** The program: bin/oneworkforce calls this. */
export async function main(): Promise<void> {
  loadEnvironment()
  process.exitCode = await runCommand(process.argv.slice(2), {
    env: process.env,
    print: (text) => process.stdout.write(`${text}\n`),
    say: (sentence) => process.stderr.write(`${sentence}\n`),
  })
}
