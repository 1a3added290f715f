import { parseArgs } from 'node:util'
import { complianceRows } from '#assurance'
import { dateInEngland, inContext } from '#platform'
import { type Command, commandOperator, dateGiven, needed, partnershipNamed, withService } from './command.ts'

export const complianceCommand: Command = {
  name: 'compliance',
  usage: 'compliance --partnership CODE [--as-at DATE] [--json]',
  async run(words, io) {
    const { values } = parseArgs({
      args: words,
      options: {
        partnership: { type: 'string' },
        'as-at': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const code = needed('--partnership CODE', values.partnership)
    const given = dateGiven('--as-at', values['as-at'])
    return withService(io, async ({ services }) => {
      const partnership = await partnershipNamed(services, code)
      const asAt = given ?? dateInEngland(services.clock())
      const rows = await inContext(services, { partnership, actor: commandOperator() }, (ctx) =>
        complianceRows(ctx, { asAt }),
      )
      if (values.json) io.print(JSON.stringify(rows))
      else
        for (const row of rows)
          io.print(
            [row.person_ref, row.requirement_code, row.status, row.due_on ?? '', row.met_on ?? ''].join('\t'),
          )
      return 0
    })
  },
}
