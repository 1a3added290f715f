import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PartnershipIdentity, newId, operator } from '#platform'
import { importFromFile, isDone } from '#platform/imports/index'
import { importKinds } from '../app.ts'
import type { Service } from '../service.ts'
import { type Result, atMost, timed } from './result.ts'
import type { Workshop } from './workshop.ts'

const BUDGETED = 50_000

/** A file of 50,000 people: previewed, brought in, and previewed again when everybody is there already. */
export async function benchImport(workshop: Workshop, demonstrated: number): Promise<Result[]> {
  // What the budget is for, whatever the size of the demonstration; fewer only where that is made tiny on purpose.
  const people = demonstrated < 1000 ? demonstrated : BUDGETED
  const service = await workshop.service()
  const partnership = await emptyPartnership(service)
  const folder = await mkdtemp(join(tmpdir(), 'oneworkforce-bench-import-'))
  try {
    const path = join(folder, 'people.csv')
    await writeFile(path, csvOf(people))
    const bring = (dryRun: boolean) => () => importPeople(service, partnership, path, { dryRun, people })
    const preview = await timed(bring(true))
    const apply = await timed(bring(false))
    const again = await timed(bring(true))
    return [
      atMost(`preview of ${people} new rows`, preview / 1000, 's', null),
      atMost(`preview of ${people} rows that are known`, again / 1000, 's', null),
      atMost(`import of ${people} rows with matching and preview`, (preview + apply) / 1000, 's', 15),
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function emptyPartnership({ services }: Service): Promise<PartnershipIdentity> {
  const partnership = { id: newId(), code: `bench-${Date.now()}`, name: 'Bench', isDemonstration: true }
  await services.database.insertInto('partnerships').values(partnership).execute()
  return partnership
}

function csvOf(people: number): string {
  const lines = Array.from(
    { length: people },
    (_, index) =>
      `B${index},Given${index % 97},Family${index % 4999},19${60 + (index % 40)}-0${1 + (index % 9)}-15,b${index}@bench.invalid`,
  )
  return ['person_ref,given_name,family_name,birth_date,email', ...lines, ''].join('\n')
}

async function importPeople(
  { services }: Service,
  partnership: PartnershipIdentity,
  path: string,
  { dryRun, people }: { dryRun: boolean; people: number },
): Promise<void> {
  const kind = importKinds.find(({ name }) => name === 'people')!
  const answer = await importFromFile(services, { partnership, actor: operator('bench'), kind, path, dryRun })
  if (!isDone(answer) || answer.rows !== people)
    throw new Error(`The import went wrong: ${JSON.stringify(answer).slice(0, 300)}`)
}
