import { classNames } from './class-names.ts'
import { contentOf } from './content.ts'
import type { Content, Maybe, Styled } from './props.ts'

export interface TableCell extends Content, Styled {
  /** `numeric` sets figures to the right. */
  format?: 'numeric' | undefined
  colspan?: number | undefined
  rowspan?: number | undefined
}

export interface TableProps extends Styled {
  rows: readonly Maybe<readonly TableCell[]>[]
  head?: readonly TableCell[] | undefined
  caption?: string | undefined
  captionClasses?: string | undefined
  firstCellIsHeader?: boolean | undefined
}

export const Table = (props: TableProps) => (
  <table class={classNames('govuk-table', props.classes)} {...props.attributes}>
    {props.caption && (
      <caption class={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
    )}
    {props.head && (
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {props.head.map((cell) => (
            <th
              scope="col"
              class={classNames(
                'govuk-table__header',
                cell.format && `govuk-table__header--${cell.format}`,
                cell.classes,
              )}
              {...spanOf(cell)}
            >
              {contentOf(cell)}
            </th>
          ))}
        </tr>
      </thead>
    )}
    <tbody class="govuk-table__body">
      {props.rows.map(
        (row) =>
          row && (
            <tr class="govuk-table__row">
              {row.map((cell, index) =>
                props.firstCellIsHeader && index === 0 ? (
                  <th scope="row" class={classNames('govuk-table__header', cell.classes)} {...spanOf(cell)}>
                    {contentOf(cell)}
                  </th>
                ) : (
                  <td
                    class={classNames(
                      'govuk-table__cell',
                      cell.format && `govuk-table__cell--${cell.format}`,
                      cell.classes,
                    )}
                    {...spanOf(cell)}
                  >
                    {contentOf(cell)}
                  </td>
                ),
              )}
            </tr>
          ),
      )}
    </tbody>
  </table>
)

const spanOf = ({ colspan, rowspan, attributes }: TableCell) => ({
  colspan: colspan || undefined,
  rowspan: rowspan || undefined,
  ...attributes,
})
