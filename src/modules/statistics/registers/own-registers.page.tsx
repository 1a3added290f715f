import { Table, mayOpen, page } from '#web'
import { type Released, printCount } from '../disclosure/symbols.ts'
import { ownRegisters, smallestTotal } from './own-registers.ts'

/** How many people work where the employer keeps the register: totals for all, names where they are shared. */
export const ownRegistersPage = page({
  url: '/figures/own-registers',
  access: 'statistics.see',
  async show(ctx) {
    return { title: 'Registers that employers keep', ...(await ownRegisters(ctx)) }
  },
  view: ({ title, families, registers, all, visitor, link }) => (
    <>
      <h1 class="govuk-heading-l">{title}</h1>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          {registers.length === 0 ? (
            <p class="govuk-body">
              The authority keeps every register. Where a school or another employer keeps its own, say so on
              the page of who can see its people: others then see totals here, and names only under a sharing
              agreement.
            </p>
          ) : (
            <p class="govuk-body">
              {registers.length} {registers.length === 1 ? 'organisation keeps' : 'organisations keep'} their
              own register. {registers.filter(({ sharedUnder }) => sharedUnder).length} of {registers.length}{' '}
              share it by name today. Everybody is counted once at each, by their largest job; counts under{' '}
              {smallestTotal} are withheld (c), and others that would give them away.
            </p>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={link('/sharing/agreements')}>
              Sharing agreements
            </a>
          </p>
        </div>
      </div>
      {registers.length > 0 ? (
        <div class="ow-table-scroll" role="region" aria-label={title} tabIndex={0}>
          <Table
            caption="People at work today, by kind of work"
            captionClasses="govuk-table__caption--m"
            firstCellIsHeader
            head={[
              { text: 'Organisation' },
              ...[...families.map((family) => family || 'Not said'), 'All'].map(number),
              { text: 'Shared by name under' },
            ]}
            rows={[
              ...registers.map(({ organisationId, name, counts, people, sharedUnder }) => [
                {
                  html: (
                    <a
                      class="govuk-link"
                      href={link(
                        `${mayOpen('sharing.manage', visitor) ? '/sharing' : ''}/organisations/${organisationId}`,
                      )}
                    >
                      {name}
                    </a>
                  ),
                },
                ...numbers([...counts, people]),
                { text: sharedUnder ?? 'Totals only' },
              ]),
              [{ text: 'All of them' }, ...numbers([...all.counts, all.people]), { text: '' }],
            ]}
          />
        </div>
      ) : null}
    </>
  ),
})

const number = (text: string) => ({ text, format: 'numeric' as const })
const numbers = (counts: readonly Released[]) => counts.map((count) => number(printCount(count)))
