import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { benches, inWords, runBenches } from '../bench/index.ts'
import { type Command, WrongUsage } from './command.ts'
import { peopleGiven } from './demo.ts'

const usualSize = 12_000

export const benchCommand: Command = {
  name: 'bench',
  usage: 'bench [NAME] [--people N] [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { people: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const all = Object.keys(benches)
    const unknown = positionals.find((name) => !all.includes(name))
    if (unknown) throw new WrongUsage(`There is no bench ${unknown}. There are: ${all.join(', ')}.`)
    const people = peopleGiven(values.people) ?? usualSize
    const names = positionals.length > 0 ? positionals : all
    io.say(
      `Measuring with ${people} people (the same at every run: the seed is the partnership's code), on Node ` +
        `${process.versions.node} and ${cpus().length} processors, in a folder of its own that is removed afterwards.`,
    )
    const results = await runBenches(names, {
      people,
      say: io.say,
      tell: (result) => (values.json ? io.say : io.print)(inWords(result)),
    })
    if (values.json) io.print(JSON.stringify(results))
    const missed = results.filter(({ met }) => met === false)
    io.say(missed.length === 0 ? 'Every budget was met.' : `${missed.length} budgets were missed.`)
    return 0
  },
}
