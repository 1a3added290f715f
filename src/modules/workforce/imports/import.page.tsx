import { z } from 'zod'
import { later, record } from '#platform'
import { page, problem, redirect, stale, ticks } from '#web'
import { ImportView } from './import-view.tsx'
import { findImport, firstRows, rejectedRows } from './imports.queries.ts'
import { findKind } from './offered-imports.ts'

const ROWS_SHOWN = 5
const PROBLEMS_SHOWN = 50

/** One import: how far it is, what it would do, and the button that does it. */
export const importPage = page({
  url: '/imports/:importId',
  access: 'workforce.import',
  params: z.object({ importId: z.uuid() }),
  form: z.object({
    _version: z.coerce.number(),
    action: z.enum(['apply', 'apply-valid', 'abandon'], 'Choose what to do with this file'),
    ending: ticks(),
  }),

  async show(ctx, { importId }) {
    const asked = await findImport(ctx, importId)
    const kind = findKind(asked.kind)
    return {
      title: `${kind.title}: ${asked.fileName}`,
      version: asked.version,
      asked,
      kind,
      created: await firstRows(ctx, importId, 'created', ROWS_SHOWN),
      changed: await firstRows(ctx, importId, 'changed', ROWS_SHOWN),
      rejected: await rejectedRows(ctx, importId, PROBLEMS_SHOWN),
      values: { ending: asked.ending },
    }
  },

  async submit(ctx, { importId }, { _version, action, ending }) {
    const asked = await findImport(ctx, importId)
    if (action === 'apply' && asked.rejectedCount > 0)
      return problem({
        _form: 'Some rows are rejected. Bring in the valid rows only, or correct the file and send it again',
      })
    const changed = await ctx.db
      .updateTable('imports')
      .set((e) => ({
        state: action === 'abandon' ? 'abandoned' : 'applying',
        acceptValid: action === 'apply-valid',
        ending: JSON.stringify(ending.filter((ref) => asked.absent.some((one) => one.ref === ref))),
        problem: null,
        requestedBy: ctx.actor.accountId,
        requestedByName: ctx.actor.name,
        version: e('version', '+', 1),
      }))
      .where('id', '=', importId)
      .where('version', '=', _version)
      .where('state', 'in', action === 'abandon' ? ['uploaded', 'checked', 'refused'] : ['checked'])
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return stale('this import')
    await record(
      ctx,
      action === 'abandon' ? 'import.abandoned' : 'import.confirmed',
      { type: 'import', id: importId },
      { ending },
    )
    if (action === 'abandon') return redirect('/imports', 'The file was abandoned. Nothing has changed')
    await later(ctx, 'apply-import', { importId })
    return redirect(`/imports/${importId}`)
  },

  view: ImportView,
})
