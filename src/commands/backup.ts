import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { backUp } from '#platform/operations/index'
import { type Command, RefusedCommand, WrongUsage, withService } from './command.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: 'backup FILE [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [path] = positionals
    if (!path) throw new WrongUsage('Name the file to write the backup to.')
    return withService(io, async ({ services, ownerUrl }) => {
      const made = await backUp(services, ownerUrl, path).catch((error: NodeJS.ErrnoException) => {
        if (error.syscall === 'open' || error.syscall === 'rename')
          throw new RefusedCommand(
            `${path} cannot be written (${error.code}): name a file in a folder of yours.`,
          )
        throw error
      })
      const { size } = await stat(path)
      if (values.json) io.print(JSON.stringify({ file: path, bytes: size, ...made }))
      else
        io.print(
          `${path} holds everything: ${made.rows} rows of ${made.tables} tables, and ${made.files} files.`,
        )
      for (const key of made.missingFiles)
        io.say(`The file ${key} is missing from the file store, and so from the backup.`)
      io.say(
        'It holds personal data: keep it as safe as the service. Keep the secret (ONEWORKFORCE_SECRET, or keys/secret in ' +
          'the data folder) in another place: without it, second factors have to be set up again after a restore.',
      )
      return 0
    })
  },
}
