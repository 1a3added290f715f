/**
 * A second process that uses the embedded database of a data folder, for tests: it prints the owner's address when it
 * has the database open, tells everything it hears on standard error, and leaves when its input ends.
 */
import { openEmbedded } from '../../src/platform/database/embedded/index.ts'

const [dataFolder] = process.argv.slice(2)
if (!dataFolder) throw new Error('Which data folder?')
const database = await openEmbedded(dataFolder, (sentence) => process.stderr.write(`${sentence}\n`))
process.stdout.write(`${database.ownerUrl}\n`)
for await (const line of process.stdin) void line
await database.release()
