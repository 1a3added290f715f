import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, Maybe, Styled } from './props.ts'
import {
  SummaryActionLink,
  SummaryCard,
  type SummaryActions,
  type SummaryCardProps,
} from './summary-card.tsx'

interface SummaryCell extends Content {
  classes?: string | undefined
}

export interface SummaryRow {
  key: SummaryCell
  value: SummaryCell
  actions?: SummaryActions | undefined
  classes?: string | undefined
}

export interface SummaryListProps extends Styled {
  rows: readonly Maybe<SummaryRow>[]
  /** Puts the list in a card with a title and actions. */
  card?: Omit<SummaryCardProps, 'children'> | undefined
}

export function SummaryList({ rows, card, classes, attributes }: SummaryListProps) {
  const someRowHasActions = rows.some((row) => row && row.actions?.items?.length)
  const list = (
    <dl class={classNames('govuk-summary-list', classes)} {...attributes}>
      {rows.map(
        (row) => row && <Row row={row} cardTitle={card?.title} leavesRoomForActions={someRowHasActions} />,
      )}
    </dl>
  )
  return card ? <SummaryCard {...card}>{list}</SummaryCard> : list
}

interface RowProps {
  row: SummaryRow
  cardTitle: Content | undefined
  leavesRoomForActions: boolean
}

const Row = ({ row, cardTitle, leavesRoomForActions }: RowProps) => (
  <div
    class={classNames(
      'govuk-summary-list__row',
      leavesRoomForActions && !row.actions?.items && 'govuk-summary-list__row--no-actions',
      row.classes,
    )}
  >
    <dt class={classNames('govuk-summary-list__key', row.key.classes)}>{contentOf(row.key)}</dt>
    <dd class={classNames('govuk-summary-list__value', row.value.classes)}>{contentOf(row.value)}</dd>
    {row.actions?.items && row.actions.items.length > 0 && (
      <dd class={classNames('govuk-summary-list__actions', row.actions.classes)}>
        <RowActions items={row.actions.items} cardTitle={cardTitle} />
      </dd>
    )}
  </div>
)

function RowActions({
  items,
  cardTitle,
}: Required<Pick<SummaryActions, 'items'>> & Pick<RowProps, 'cardTitle'>) {
  const [only, ...others] = items ?? []
  if (only && others.length === 0) return <SummaryActionLink action={only} cardTitle={cardTitle} />
  return (
    <ul class="govuk-summary-list__actions-list">
      {items?.map((action) => (
        <li class="govuk-summary-list__actions-list-item">
          <SummaryActionLink action={action} cardTitle={cardTitle} />
        </li>
      ))}
    </ul>
  )
}
