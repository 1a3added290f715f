import { userInfo } from 'node:os'
import {
  type Actor,
  type LocalDate,
  type PartnershipIdentity,
  type Services,
  isDate,
  operator,
} from '#platform'
import { type Service, openService } from '../service.ts'

/** What can be asked on the command line. `run` gives the exit status: 0 done, 1 refused with reasons. */
export interface Command {
  name: string
  /** The words after the program's name, as a person would type them. */
  usage: string
  run(words: string[], io: CommandIo): Promise<number>
}

export interface CommandIo {
  env: NodeJS.ProcessEnv
  /** Results: standard output. */
  print: (text: string) => void
  /** Progress: standard error. */
  say: (sentence: string) => void
}

/** The words cannot be understood: exit status 2 and how it is used. */
export class WrongUsage extends Error {}

/** What was asked is refused, with a sentence that says why: exit status 1. */
export class RefusedCommand extends Error {}

/** Does something with the service open, and closes it whatever happens. */
export async function withService<T>(io: CommandIo, work: (service: Service) => Promise<T>): Promise<T> {
  const service = await openService(io.env, { say: io.say, migrateOutside: false, logLevel: 'warn' })
  try {
    return await work(service)
  } finally {
    await service.close()
  }
}

/** @throws WrongUsage when an option that a command cannot do without is missing */
export function needed(option: string, given: string | undefined): string {
  if (!given) throw new WrongUsage(`Say which: ${option}`)
  return given
}

/** @throws WrongUsage when there are more words than the command knows what to do with */
export function noMore(words: readonly string[]): void {
  if (words.length > 0) throw new WrongUsage(`There is more than was expected: ${words.join(' ')}`)
}

/** @throws RefusedCommand when there is none */
export async function partnershipNamed(services: Services, code: string): Promise<PartnershipIdentity> {
  const partnership = await services.database
    .selectFrom('partnerships')
    .select(['id', 'code', 'name', 'isDemonstration'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!partnership)
    throw new RefusedCommand(
      `There is no partnership with the code ${code}. See: bin/oneworkforce partnership list`,
    )
  return partnership
}

/** Commands act as a named operator, whose name stands in the history. */
export function commandOperator(): Actor {
  return operator(`operator ${userInfo().username}`)
}

/** @throws WrongUsage when the text is no date */
export function dateGiven(option: string, text: string | undefined): LocalDate | undefined {
  if (text === undefined) return undefined
  if (!isDate(text)) throw new WrongUsage(`${option} takes a date such as 2026-09-30, not ${text}`)
  return text
}
