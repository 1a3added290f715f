/** Writes src/platform/database/schema.ts from the migrations, by way of a database made for the moment. */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '#platform'
import { openEmbedded } from '#platform/database/embedded/index'
import { migrate } from '#platform/database/migrate'

const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-types-'))
// So that the user that the database runs as can live in it, and all of it goes with it.
await chmod(folder, 0o711)
const database = await openEmbedded(folder, (sentence) => console.error(sentence))
try {
  await migrate(database.ownerUrl, { secret: 'only for the moment that the types are written' })
  execFileSync(
    join(projectRoot, 'node_modules', '.bin', 'kysely-codegen'),
    [
      '--dialect=postgres',
      '--camel-case',
      '--singularize',
      '--date-parser=string',
      '--numeric-parser=number',
      '--type-mapping={"int8":"number"}',
      '--default-schema=public',
      '--include-pattern=public.*',
      '--exclude-pattern=schema_migrations',
      `--out-file=${join(projectRoot, 'src', 'platform', 'database', 'schema.ts')}`,
    ],
    { env: { ...process.env, DATABASE_URL: database.ownerUrl }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
} finally {
  await database.release()
  await rm(folder, { recursive: true, force: true })
}
