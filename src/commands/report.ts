import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { boardPaper } from '#governance'
import { NotFound, inContext } from '#platform'
import { toDocx, toHtml } from '#platform/documents/index'
import {
  type Command,
  RefusedCommand,
  WrongUsage,
  commandOperator,
  needed,
  noMore,
  partnershipNamed,
  withService,
} from './command.ts'

export const reportCommand: Command = {
  name: 'report',
  usage: 'report board-paper --partnership CODE --format html|docx --out FILE [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        partnership: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { format } = values
    const [name, ...more] = positionals
    if (name !== 'board-paper') throw new WrongUsage('The report that can be made is board-paper.')
    if (format !== 'html' && format !== 'docx') throw new WrongUsage('--format takes html or docx.')
    noMore(more)
    const code = needed('--partnership CODE', values.partnership)
    const out = needed('--out FILE', values.out)
    return withService(io, async ({ services }) => {
      const partnership = await partnershipNamed(services, code)
      const document = await inContext(services, { partnership, actor: commandOperator() }, (ctx) =>
        boardPaper(ctx),
      ).catch((error: unknown) => {
        if (error instanceof NotFound) throw new RefusedCommand(`${partnership.name} has no board paper.`)
        throw error
      })
      await writeFile(out, format === 'html' ? toHtml(document) : await toDocx(document)).catch(
        (error: Error) => {
          throw new RefusedCommand(`${out} cannot be written: ${error.message}`)
        },
      )
      if (values.json) io.print(JSON.stringify({ title: document.title, out }))
      else io.say(`${document.title} was written to ${out}.`)
      return 0
    })
  },
}
