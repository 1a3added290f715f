/** `npm run build`: makes dist/ anew, whether or not it is up to date. */
import { rm } from 'node:fs/promises'
import { ensureBuilt } from './ensure.mjs'
import { stamp } from './build-service.mjs'
import { command } from './sorry.mjs'

await command(async () => {
  await rm(stamp, { force: true })
  await ensureBuilt()
})
