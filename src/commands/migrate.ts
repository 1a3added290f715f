import { parseArgs } from 'node:util'
import { openService } from '../service.ts'
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate [--json]',
  async run(words, io) {
    const { values } = parseArgs({ args: words, options: { json: { type: 'boolean', default: false } } })
    const service = await openService(io.env, { say: io.say, migrateOutside: true, logLevel: 'warn' })
    await service.close()
    if (values.json) io.print(JSON.stringify({ applied: service.applied }))
    else io.say('The database is up to date.')
    return 0
  },
}
