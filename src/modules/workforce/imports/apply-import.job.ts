/** Brings in what somebody has looked through: checked again first, for the register may have changed meanwhile. */
import { sql } from 'kysely'
import { type Context, job } from '#platform'
import { Staged, apply, check, mappedTo, oneImportAtATime } from '#platform/imports/index'
import { countsOf, finish, keepRows } from './check-import.job.ts'
import { type FoundImport, findImport } from './imports.queries.ts'
import { findKind } from './offered-imports.ts'
import { sharedOnly } from './refuse-withheld.ts'

export const applyImportJob = job({
  name: 'apply-import',
  async run(jobContext, { importId = '' }) {
    await oneImportAtATime(jobContext)
    const asked = await findImport(jobContext, importId)
    if (asked.state !== 'applying') return
    // The history names the person who asked.
    const actor = { ...jobContext.actor, accountId: asked.requestedBy, name: asked.requestedByName }
    const ctx = { ...jobContext, actor }
    const kind = sharedOnly(findKind(asked.kind), asked.completeFor)
    const staged = await stageKeptRows(ctx, asked)
    await check(ctx, kind, staged)
    await keepRows(ctx, importId)
    const counts = await countsOf(staged)
    if (counts.rejectedCount > (asked.acceptValid ? asked.rejectedCount : 0)) {
      const problem =
        'The register has changed since this file was checked, and more of its rows cannot come in. Nothing was done: look through it again.'
      return finish(ctx, importId, { state: 'checked', problem, ...counts })
    }
    const absent = asked.completeFor ? await kind.complete?.absent(ctx, staged, asked.completeFor) : []
    const ending = asked.ending.filter((ref) => absent?.some((one) => one.ref === ref))
    const report = {
      rows: counts.rowCount,
      created: counts.createdCount,
      changed: counts.changedCount,
      unchanged: counts.unchangedCount,
    }
    await apply(ctx, kind, staged, report, { fileName: asked.fileName, importId, ending })
    return finish(ctx, importId, { state: 'applied', problem: null, finishedAt: ctx.now, ...counts })
  },
})

async function stageKeptRows(ctx: Context, asked: FoundImport): Promise<Staged> {
  const kind = findKind(asked.kind)
  const mapping = asked.mapping ?? {}
  const given = kind.columns.map(({ name }) => name).filter((name) => mappedTo(mapping, name) !== undefined)
  const staged = await Staged.create(ctx, kind, { asAt: asked.asAt, options: asked.options, given })
  await staged.addFrom(sql`select row_number, new_id, cells, unreadable from import_rows
    where import_id = ${asked.id}::uuid`)
  return staged
}
