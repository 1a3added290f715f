import { parseArgs } from 'node:util'
import { createPartnership } from '#partnership'
import { type Command, RefusedCommand, WrongUsage, commandOperator, withService } from './command.ts'

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
    const [verb, code] = positionals
    if (verb === 'list')
      return withService(io, async ({ services }) => {
        const rows = await services.database
          .selectFrom('partnerships')
          .select(['code', 'name', 'laNumber', 'region'])
          .orderBy('code')
          .execute()
        if (values.json) io.print(JSON.stringify(rows))
        else for (const row of rows) io.print(`${row.code}\t${row.name}`)
        return 0
      })
    if (verb !== 'create' || !code || !values.name)
      throw new WrongUsage('Give the code and the name of the partnership.')
    return withService(io, async ({ services }) => {
      const result = await createPartnership(
        services,
        { code, name: values.name!, laNumber: values['la-number'] ?? null, region: values.region ?? null },
        commandOperator(),
      )
      if (result.outcome === 'refused') throw new RefusedCommand(result.reason)
      if (values.json)
        io.print(
          JSON.stringify({
            code,
            name: values.name,
            laNumber: values['la-number'] ?? null,
            region: values.region ?? null,
          }),
        )
      else io.say(`${values.name} was created.`)
      return 0
    })
  },
}
