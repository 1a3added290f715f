import { parseArgs } from 'node:util'
import { loadDemonstration, refreshStatistics, removeDemonstration } from '../demonstration/index.ts'
import { type Command, WrongUsage, dateGiven, withService } from './command.ts'

export const demoCommand: Command = {
  name: 'demo',
  usage: 'demo [--people N] [--fresh] [--today DATE] [--json]',
  async run(words, io) {
    const { values } = parseArgs({
      args: words,
      options: {
        people: { type: 'string' },
        fresh: { type: 'boolean', default: false },
        today: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const people = peopleGiven(values.people)
    const today = dateGiven('--today', values.today)
    return withService(io, async ({ services, ownerUrl }) => {
      if (values.fresh) await removeDemonstration(ownerUrl, io.say)
      const loaded = await loadDemonstration(services, { say: io.say, people, today })
      if (loaded > 0) await refreshStatistics(ownerUrl)
      if (values.json) io.print(JSON.stringify({ loaded }))
      else
        io.say(
          loaded > 0
            ? `${loaded} demonstration partnerships are ready.`
            : 'The demonstration is there already. To load it anew: bin/oneworkforce demo --fresh',
        )
      return 0
    })
  },
}

/** @throws WrongUsage when it is no number that a partnership can have */
export function peopleGiven(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const people = Number(text)
  if (!Number.isInteger(people) || people < 100 || people > 200_000)
    throw new WrongUsage('--people takes a whole number from 100 to 200000.')
  return people
}
