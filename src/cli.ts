import { CannotStart } from '#platform/cannot-start'
import { loadEnvironment } from '#platform/settings'
import { type Command, type CommandIo, RefusedCommand, WrongUsage } from './commands/command.ts'
import { commands } from './commands/index.ts'

/** Runs one command; gives its exit status: 0 done, 1 refused with reasons, 2 wrong usage. */
export async function runCommand(words: string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = words
  if (name === 'help' || name === '--help') {
    io.print(help())
    return 0
  }
  const command = commands.find((one) => one.name === name)
  if (!command) {
    io.say(name ? `There is no command ${name}.\n${help()}` : help())
    return 2
  }
  if (rest.includes('--help')) {
    io.print(`Use: bin/oneworkforce ${command.usage}`)
    return 0
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    return explain(error, command, rest, io)
  }
}

function explain(error: unknown, command: Command, words: string[], io: CommandIo): number {
  if (isWrongUsage(error)) {
    io.say(`${error.message}\nUse: bin/oneworkforce ${command.usage}`)
    return 2
  }
  if (!(error instanceof RefusedCommand || error instanceof CannotStart)) throw error
  const reasons = error.message.split('\n')
  if (words.includes('--json')) {
    const refused = reasons.map((reason) => ({ file: null, row: null, column: null, reason }))
    io.print(JSON.stringify({ refused }))
  }
  for (const reason of reasons) io.say(reason)
  return 1
}

function isWrongUsage(error: unknown): error is Error {
  const { code } = error as { code?: string }
  return error instanceof WrongUsage || code?.startsWith('ERR_PARSE_ARGS') === true
}

function help(): string {
  return ['OneWorkforce. Commands:', ...commands.map((command) => `  ${command.usage}`)].join('\n')
}

/** The program: bin/oneworkforce calls this. */
export async function main(): Promise<void> {
  // Whoever reads our output may have read enough, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  try {
    loadEnvironment()
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
    return
  }
  process.exitCode = await runCommand(process.argv.slice(2), {
    env: process.env,
    print: (text) => process.stdout.write(`${text}\n`),
    say: (sentence) => process.stderr.write(`${sentence}\n`),
  })
}
