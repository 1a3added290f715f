import type { ComponentChild } from 'preact'
import { Pagination } from './govuk/index.ts'
import type { Ask, ListColumn, ListDefinition, ListFilter } from './list.tsx'
import type { Surroundings } from './page.ts'
import { mayOpen } from './visit.ts'

export const PAGE_SIZE = 25

interface ListViewProps<Row> extends Surroundings {
  definition: ListDefinition<Row>
  rows: Row[]
  total: number
  above: ComponentChild
  ask: Ask
  filters: FilterShown[]
}

/** Without items it is answered by typing. */
type FilterShown = ListFilter & { items: { value: string; text: string }[] | undefined }

/** A list as it is looked at: what it is narrowed by, how many there are, the rows and the other pages. */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { definition, total, ask, link, visitor } = props
  const isNarrowed = ask.search !== '' || Object.values(ask.filters).some((value) => value !== '')
  const actions = (definition.actions ?? []).filter((action) => mayOpen(action.access, visitor))
  return (
    <>
      <h1 class="govuk-heading-l">{definition.title}</h1>
      {definition.intro}
      {actions.length > 0 ? (
        <div class="govuk-button-group">
          {actions.map((action) => (
            <a
              class="govuk-button"
              href={link(action.href)}
              role="button"
              draggable={false}
              data-module="govuk-button"
            >
              {action.text}
            </a>
          ))}
        </div>
      ) : null}
      {total === 0 && !isNarrowed ? (
        <div class="govuk-inset-text">{definition.empty}</div>
      ) : (
        <>
          <Narrow {...props} />
          <div id="list-above">{props.above}</div>
          <Count {...props} isNarrowed={isNarrowed} />
          <div id="list-rows">
            {total > 0 ? <Rows {...props} /> : null}
            <Pages {...props} />
          </div>
        </>
      )}
    </>
  )
}

function Narrow<Row>({ definition, ask, filters, link }: ListViewProps<Row>) {
  if (!definition.search && filters.length === 0) return null
  return (
    <form
      method="get"
      action={link(definition.url)}
      class="ow-filters"
      role="search"
      data-ow-search={definition.search ? true : undefined}
    >
      {definition.search ? (
        <div class="govuk-form-group ow-filters__field">
          <label class="govuk-label" for="search">
            {definition.search.label}
          </label>
          {definition.search.hint ? (
            <div id="search-hint" class="govuk-hint">
              {definition.search.hint}
            </div>
          ) : null}
          <input
            class="govuk-input"
            id="search"
            name="search"
            type="search"
            value={ask.search}
            aria-describedby={definition.search.hint ? 'search-hint' : undefined}
          />
        </div>
      ) : null}
      {filters.map((filter) => (
        <FilterField filter={filter} chosen={ask.filters[filter.name] ?? ''} />
      ))}
      <div class="ow-filters__buttons">
        <button class="govuk-button govuk-button--secondary" data-module="govuk-button">
          Show
        </button>
        <a class="govuk-link" href={link(definition.url)}>
          Clear
        </a>
      </div>
    </form>
  )
}

function FilterField({ filter, chosen }: { filter: FilterShown; chosen: string }) {
  const { name, label, hint, items } = filter
  const field = { id: name, name, 'aria-describedby': hint ? `${name}-hint` : undefined }
  return (
    <div class="govuk-form-group ow-filters__field">
      <label class="govuk-label" for={name}>
        {label}
      </label>
      {hint ? (
        <div id={`${name}-hint`} class="govuk-hint">
          {hint}
        </div>
      ) : null}
      {items ? (
        <select class="govuk-select" {...field}>
          <option value="">{filter.all ?? 'All'}</option>
          {items.map((item) => (
            <option value={item.value} selected={item.value === chosen}>
              {item.text}
            </option>
          ))}
        </select>
      ) : (
        <input class="govuk-input" type="text" value={chosen} {...field} />
      )}
    </div>
  )
}

function Count<Row>({
  definition,
  total,
  ask,
  rows,
  isNarrowed,
  link,
}: ListViewProps<Row> & { isNarrowed: boolean }) {
  const [one, many] = definition.noun
  const number = total.toLocaleString('en-GB')
  const noun = total === 1 ? one : many
  const part =
    total > rows.length
      ? `, showing ${(ask.offset + 1).toLocaleString('en-GB')} to ${(ask.offset + rows.length).toLocaleString('en-GB')}`
      : ''
  return (
    <div class="ow-count">
      <p class="govuk-body govuk-!-font-weight-bold" role="status" id="list-count">
        {total === 0 && isNarrowed
          ? `No ${many} match. Try fewer words or clear the filters.`
          : `${number} ${noun}${part}`}
      </p>
      <div id="list-files">
        {total > 0 ? (
          <p class="govuk-body ow-count__export">
            Save as{' '}
            <a
              class="govuk-link"
              href={link(`${definition.url}/export${address(ask, definition.sort, { format: 'csv' })}`)}
            >
              CSV
              <span class="govuk-visually-hidden">
                {' '}
                file of all {number} {noun}
              </span>
            </a>{' '}
            or{' '}
            <a
              class="govuk-link"
              href={link(`${definition.url}/export${address(ask, definition.sort, { format: 'xlsx' })}`)}
            >
              Excel
              <span class="govuk-visually-hidden">
                {' '}
                file of all {number} {noun}
              </span>
            </a>
          </p>
        ) : null}
      </div>
    </div>
  )
}

function Rows<Row>({ definition, rows, ask, link }: ListViewProps<Row>) {
  const columns = definition.columns.filter((column) => !column.exportOnly)
  return (
    <div class="ow-table-scroll" role="region" aria-label={definition.title} tabIndex={0}>
      {/* The roles are said, as a phone shows each row as a block, which makes browsers forget that it is a table. */}
      <table class="govuk-table ow-rows" role="table">
        <caption class="govuk-table__caption govuk-visually-hidden">{definition.title}</caption>
        <thead class="govuk-table__head" role="rowgroup">
          <tr class="govuk-table__row" role="row">
            {columns.map((column) => (
              <Header definition={definition} column={column} ask={ask} link={link} />
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body" role="rowgroup">
          {rows.map((row) => (
            <tr class="govuk-table__row" role="row">
              {columns.map((column, index) => {
                const content = column.cell ? column.cell(row, { link }) : column.value(row)
                return index === 0 ? (
                  <th scope="row" role="rowheader" class="govuk-table__header">
                    {content}
                  </th>
                ) : (
                  <td
                    role="cell"
                    data-label={column.header}
                    class={`govuk-table__cell${column.kind === 'number' ? ' govuk-table__cell--numeric' : ''}`}
                  >
                    {content}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeaderProps<Row> {
  definition: ListDefinition<Row>
  column: ListColumn<Row>
  ask: Ask
  link: (path: string) => string
}

function Header<Row>({ definition, column, ask, link }: HeaderProps<Row>) {
  const classes = `govuk-table__header${column.kind === 'number' ? ' govuk-table__header--numeric' : ''}`
  if (!column.sortable)
    return (
      <th scope="col" role="columnheader" class={classes}>
        {column.header}
      </th>
    )
  const isSorted = ask.sort === column.key
  const next = isSorted && !ask.descending ? `-${column.key}` : column.key
  return (
    <th
      scope="col"
      role="columnheader"
      class={classes}
      aria-sort={isSorted ? (ask.descending ? 'descending' : 'ascending') : 'none'}
    >
      <a
        class="govuk-link ow-sort"
        href={link(`${definition.url}${address(ask, definition.sort, { sort: next })}`)}
      >
        {column.header}
        <span aria-hidden="true">{isSorted ? (ask.descending ? ' ▼' : ' ▲') : ''}</span>
      </a>
    </th>
  )
}

function Pages<Row>({ definition, total, ask, link }: ListViewProps<Row>) {
  const last = Math.ceil(total / PAGE_SIZE)
  if (last <= 1) return null
  const current = Math.floor(ask.offset / PAGE_SIZE) + 1
  const href = (number: number) =>
    link(`${definition.url}${address(ask, definition.sort, { page: String(number) })}`)
  const near = [...new Set([1, current - 1, current, current + 1, last])].filter((n) => n >= 1 && n <= last)
  const items = near.flatMap((number, index) => [
    ...(index > 0 && number - near[index - 1]! > 1 ? [{ ellipsis: true }] : []),
    { number: String(number), href: href(number), current: number === current },
  ])
  return (
    <Pagination
      items={items}
      {...(current > 1 ? { previous: { href: href(current - 1) } } : {})}
      {...(current < last ? { next: { href: href(current + 1) } } : {})}
    />
  )
}

/** The query part of an address that asks for the same, with some of it changed. A change of order starts again at page one. */
function address(ask: Ask, defaultSort: string, changes: Record<string, string>): string {
  const sort = `${ask.descending ? '-' : ''}${ask.sort}`
  const parts = { search: ask.search, ...ask.filters, sort: sort === defaultSort ? '' : sort, ...changes }
  const text = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== '')).toString()
  return text ? `?${text}` : ''
}
