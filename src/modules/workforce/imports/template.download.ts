import { z } from 'zod'
import { writeCsv } from '#platform/spreadsheets/index'
import { download } from '#web'
import { findKind } from './offered-imports.ts'

/** An empty file with the canonical columns, to begin with. */
export const templateDownload = download({
  url: '/imports/new/:kind/template',
  access: 'workforce.import',
  params: z.object({ kind: z.string().max(40) }),
  async send(_ctx, params) {
    const kind = findKind(params.kind)
    const columns = kind.columns.map(({ name }) => ({ header: name, value: () => null }))
    return {
      fileName: `${kind.name}.csv`,
      contentType: 'text/csv; charset=utf-8',
      body: writeCsv(columns, []),
    }
  },
})
