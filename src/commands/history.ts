import { sealHistory } from '#platform/history/seal'
import { verifyHistory } from '#platform/history/verify'
import { type Command, WrongUsage, withService } from './command.ts'

export const historyCommand: Command = {
  name: 'history',
  usage: 'history verify [--json]',
  async run(words, io) {
    if (words[0] !== 'verify') throw new WrongUsage('The history can be verified: history verify')
    return withService(io, async ({ services }) => {
      await sealHistory(services, 'all')
      const chains = await verifyHistory(services)
      const broken = chains.find((chain) => chain.brokenAt !== null)
      if (words.includes('--json')) io.print(JSON.stringify({ intact: !broken, chains }))
      else if (broken)
        io.print(
          `The history of ${broken.partnership} was altered at link ${broken.brokenAt}: ${broken.reason}.`,
        )
      else {
        const sealed = chains.reduce((sum, chain) => sum + chain.sealed, 0)
        const unsealed = chains.reduce((sum, chain) => sum + chain.unsealed, 0)
        io.print(
          `The history is whole: ${sealed} entries in ${chains.length} chains, ${unsealed} not sealed yet.`,
        )
      }
      return broken ? 1 : 0
    })
  },
}
