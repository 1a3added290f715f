/** `npm start`: from a fresh clone to a running service. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureReady } from './ensure.mjs'
import { root } from './run.mjs'
import { command } from './sorry.mjs'

await command(async () => {
  await ensureReady()
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(join(root, 'dist/main.js')).href)
})
