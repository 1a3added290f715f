import { parseArgs } from 'node:util'
import { serve } from '../serve.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  async run(words, io) {
    parseArgs({ args: words, options: {} })
    await serve(io.env, io.say)
    return 0
  },
}
