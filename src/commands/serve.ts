import { serve } from '../serve.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve',
  async run(_words, io) {
    await serve(io.env, io.say)
    return 0
  },
}
