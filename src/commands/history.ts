import { parseArgs } from 'node:util'
import { verifyHistory } from '#platform/history/verify'
import { type Command, WrongUsage, withService } from './command.ts'

export const historyCommand: Command = {
  name: 'history',
  usage: 'history verify [--json]',
  async run(words, io) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    if (positionals.join(' ') !== 'verify')
      throw new WrongUsage('The history can be verified: history verify')
    return withService(io, async ({ services }) => {
      const chains = await verifyHistory(services)
      const broken = chains.filter((chain) => chain.brokenAt !== null)
      if (values.json) io.print(JSON.stringify({ intact: broken.length === 0, chains }))
      else if (broken.length === 0) io.print(wholeSentence(chains))
      else
        for (const { partnership, brokenAt, reason } of broken)
          io.print(`The history of ${partnership} was altered at link ${brokenAt}: ${reason}.`)
      return broken.length === 0 ? 0 : 1
    })
  },
}

function wholeSentence(chains: { sealed: number; unsealed: number }[]): string {
  const sealed = chains.reduce((sum, chain) => sum + chain.sealed, 0)
  const unsealed = chains.reduce((sum, chain) => sum + chain.unsealed, 0)
  return `The history is whole: ${sealed} sealed entries in ${chains.length} chains, and ${unsealed} not sealed yet.`
}
