import { parseArgs } from 'node:util'
import { verifyHistory } from '#platform/history/verify'
import { RestoreRefused, restore } from '#platform/operations/index'
import { type Command, RefusedCommand, WrongUsage, withService } from './command.ts'

export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore FILE [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [path] = positionals
    if (!path) throw new WrongUsage('Name the file that backup made.')
    return withService(io, async ({ services, ownerUrl }) => {
      const restored = await restore(services, ownerUrl, path).catch((error: unknown) => {
        if (error instanceof RestoreRefused) throw new RefusedCommand(error.message)
        throw error
      })
      const broken = (await verifyHistory(services)).filter(({ brokenAt }) => brokenAt !== null)
      if (values.json)
        io.print(JSON.stringify({ file: path, ...restored, historyIntact: broken.length === 0 }))
      else
        io.print(
          `Restored as it was at ${restored.madeAt}: ${restored.rows} rows of ${restored.tables} tables, and ${restored.files} files.`,
        )
      if (!restored.hasSameSecret)
        io.say(
          'The secret here is not that of the installation that was backed up: people with a second factor set it up ' +
            'again. To keep theirs, set ONEWORKFORCE_SECRET to the old one before anybody signs in.',
        )
      for (const { partnership, brokenAt, reason } of broken)
        io.say(
          `The history of ${partnership} was altered before the backup was made, at link ${brokenAt}: ${reason}.`,
        )
      return 0
    })
  },
}
