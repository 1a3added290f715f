import { z } from 'zod'
import { listPage } from '#web'
import { type DifferenceLine, differences, listDifferences } from './differences.queries.ts'

/** The difference report of one file, before anything is applied and for some days after. */
export const differencesPages = listPage<DifferenceLine>({
  url: '/imports/:importId/differences',
  params: z.object({ importId: z.uuid() }),
  access: 'workforce.import',
  title: 'Differences between the file and the register',
  noun: ['difference', 'differences'],
  intro: (
    <p class="govuk-body">
      Starters, leavers and changes, with what the register says now and what the file says. A file that is
      declared complete for an organisation names its leavers; nobody ends unless you tick them.
    </p>
  ),
  search: { label: 'Search differences', hint: 'A reference, or part of a value or reason' },
  filters: [
    {
      name: 'what',
      label: 'What',
      options: async () => Object.entries(differences).map(([value, text]) => ({ value, text })),
    },
  ],
  columns: [
    { key: 'what', header: 'What', value: (row) => differences[row.what] },
    { key: 'row', header: 'Row', value: (row) => row.rowNumber, kind: 'number', sortable: true },
    { key: 'about', header: 'About', value: (row) => row.about },
    { key: 'column', header: 'Column', value: (row) => row.column },
    { key: 'before', header: 'Now', value: (row) => row.before },
    { key: 'after', header: 'In the file', value: (row) => row.after },
    { key: 'reason', header: 'Why not', value: (row) => row.reason },
  ],
  sort: 'row',
  rows: listDifferences,
  empty: (
    <p class="govuk-body">
      There are no rows to compare: the file is not checked yet, or its rows have been removed, which happens
      some days after it was sent.
    </p>
  ),
})
