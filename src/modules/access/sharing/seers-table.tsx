import { Table } from '#web'
import type { Seer } from './who-sees.ts'

/** Who sees what and why, a row for each role. */
export function SeersTable({ caption, seers }: { caption: string; seers: readonly Seer[] }) {
  return (
    <div class="ow-table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <Table
        caption={caption}
        captionClasses="govuk-table__caption--m"
        firstCellIsHeader
        head={['Who', 'As', 'Sees', 'Because'].map((text) => ({ text }))}
        rows={seers.map(({ name, role, sees, why }) => [
          { text: name },
          { text: role },
          { text: sees.join(', ') },
          { text: why },
        ])}
      />
    </div>
  )
}
