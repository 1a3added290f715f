import { parseArgs } from 'node:util'
import { type NewPartnership, createPartnership } from '#partnership'
import {
  type Command,
  type CommandIo,
  RefusedCommand,
  WrongUsage,
  commandOperator,
  needed,
  noMore,
  withService,
} from './command.ts'

export const partnershipCommand: Command = {
  name: 'partnership',
  usage: 'partnership create CODE --name NAME [--la-number 873] [--region NAME] | partnership list [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        'la-number': { type: 'string' },
        region: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [verb, ...rest] = positionals
    if (verb === 'list') {
      noMore(rest)
      return list(values.json, io)
    }
    if (verb !== 'create') throw new WrongUsage('Partnerships can be created and listed.')
    const [code, ...more] = rest
    noMore(more)
    const wanted = {
      code: needed('CODE', code),
      name: needed('--name NAME', values.name),
      laNumber: values['la-number'] ?? null,
      region: values.region ?? null,
    }
    return create(wanted, values.json, io)
  },
}

function list(json: boolean, io: CommandIo): Promise<number> {
  return withService(io, async ({ services }) => {
    const rows = await services.database
      .selectFrom('partnerships')
      .select(['code', 'name', 'laNumber', 'region'])
      .orderBy('code')
      .execute()
    if (json) io.print(JSON.stringify(rows))
    else for (const row of rows) io.print(`${row.code}\t${row.name}`)
    return 0
  })
}

function create(wanted: NewPartnership, json: boolean, io: CommandIo): Promise<number> {
  return withService(io, async ({ services }) => {
    const result = await createPartnership(services, wanted, commandOperator())
    if (result.outcome === 'refused') throw new RefusedCommand(`${result.reason}.`)
    if (json) io.print(JSON.stringify(wanted))
    else io.say(`${wanted.name} was created.`)
    return 0
  })
}
