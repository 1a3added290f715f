import { openService } from '../service.ts'
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: 'migrate [--json]',
  async run(words, io) {
    const service = await openService(io.env, { say: io.say, migrateOutside: true, logLevel: 'warn' })
    await service.close()
    if (words.includes('--json')) io.print(JSON.stringify({ upToDate: true }))
    else io.say('The database is up to date.')
    return 0
  },
}
