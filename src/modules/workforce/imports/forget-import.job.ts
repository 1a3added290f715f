/** Removes the rows and the file of an import when nobody needs to look at them any more. What was done stays known. */
import { job } from '#platform'
import { findImport } from './imports.queries.ts'

export const forgetImportJob = job({
  name: 'forget-import',
  async run(ctx, { importId = '' }) {
    const { fileId, state } = await findImport(ctx, importId)
    await ctx.db.deleteFrom('importRows').where('importId', '=', importId).execute()
    await ctx.db
      .updateTable('imports')
      .set((e) => ({
        fileId: null,
        sample: '{}',
        absent: '[]',
        state: state === 'applied' ? 'applied' : 'abandoned',
        version: e('version', '+', 1),
      }))
      .where('id', '=', importId)
      .execute()
    if (!fileId) return
    const file = await ctx.db
      .deleteFrom('storedFiles')
      .where('id', '=', fileId)
      .returning('key')
      .executeTakeFirst()
    if (file) await ctx.services.files.remove(file.key)
  },
})
