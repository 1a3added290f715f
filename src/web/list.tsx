import { type ComponentChild, type ComponentChildren } from 'preact'
import { z } from 'zod'
import { type Context, record } from '#platform'
import { type Cell, exportTable } from './export-table.ts'
import { Pagination } from './govuk/index.ts'
import { type AnyRoute, type PageContext, type Surroundings, download, page } from './page.ts'
import type { Access } from './access.ts'
import { mayOpen } from './visit.ts'

/** What is asked of a list: what to look for, and which part of it to show. */
export interface Ask {
  search: string
  /** By the name of each filter; '' means no choice was made. */
  filters: Record<string, string>
  sort: string
  descending: boolean
  limit: number
  offset: number
  /** What the parameters of the address stand for, where it has some. */
  params?: Record<string, string>
}

export interface ListColumn<Row> {
  key: string
  header: string
  /** What the file holds, and what the page shows when there is no `cell`. */
  value(row: Row): Cell
  cell?(row: Row, surroundings: { link: (path: string) => string }): ComponentChild
  kind?: 'text' | 'number' | 'date'
  sortable?: boolean
  /** Only in the file. */
  exportOnly?: boolean
}

export interface ListFilter {
  name: string
  label: string
  hint?: string
  /** What is said for no choice: "All" unless given. */
  all?: string
  /**
   * What can be chosen. Where that is too much to list, what is near and what was `chosen`. A filter without options is
   * answered by typing.
   */
  options?(ctx: Context, chosen: string): Promise<{ value: string; text: string }[]>
}

export interface ListDefinition<Row> {
  url: string
  /** For an address with parameters, such as the rows of one file. */
  params?: z.ZodType<Record<string, string>>
  access: Access
  title: string
  /** What one row is and what several are: "person", "people". */
  noun: [string, string]
  intro?: ComponentChildren
  search?: { label: string; hint?: string }
  filters?: ListFilter[]
  columns: ListColumn<Row>[]
  /** The column sorted by at first; a minus in front sorts downwards. */
  sort: string
  /** The rows asked for, how many there are, and what is to be said above them, such as a figure over all of them. */
  rows(ctx: PageContext, ask: Ask): Promise<{ rows: Row[]; total: number; above?: ComponentChild }>
  /** Shown when there is nothing yet: teaches what belongs here and how it comes. */
  empty: ComponentChildren
  actions?: { text: string; href: string; access: Access }[]
}

const PAGE_SIZE = 25
const EXPORT_LIMIT = 200_000

const query = z.record(z.string(), z.unknown()).transform((given) => {
  const text = (name: string) => (typeof given[name] === 'string' ? given[name].slice(0, 200) : '')
  return { all: given, text }
})
type Query = z.output<typeof query>

/** A page of rows with search, filters, sorting, paging and a count, and the same rows as a file. */
export function listPage<Row>(definition: ListDefinition<Row>): AnyRoute[] {
  const asked = (given: Query, limit: number, params: Record<string, string>): Ask => ({
    ...readAsk(definition, given, limit),
    params,
  })
  const params = definition.params ?? z.record(z.string(), z.string())
  const addressWith = (given: Record<string, string>) =>
    definition.url.replace(/:(\w+)/g, (_all, name: string) => given[name] ?? '')
  return [
    page({
      url: definition.url,
      access: definition.access,
      params,
      query,
      async show(ctx, named, given) {
        const ask = asked(given, PAGE_SIZE, named)
        const { rows, total, above } = await definition.rows(ctx, ask)
        const filters = await Promise.all(
          (definition.filters ?? []).map(async (filter) => ({
            ...filter,
            items: await filter.options?.(ctx, ask.filters[filter.name] ?? ''),
          })),
        )
        return { title: definition.title, rows, total, above, ask, filters, url: addressWith(named) }
      },
      view: (shown) => <ListView definition={{ ...definition, url: shown.url }} {...shown} />,
    }),
    download({
      url: `${definition.url}/export`,
      access: definition.access,
      params,
      query,
      async send(ctx, named, given) {
        const { rows } = await definition.rows(ctx, asked(given, EXPORT_LIMIT, named))
        const format = given.text('format') === 'xlsx' ? 'xlsx' : 'csv'
        await record(ctx, 'exported', null, { list: definition.title, rows: rows.length, format })
        return exportTable(`${definition.title} ${ctx.today}`, definition.columns, rows, format)
      },
    }),
  ] as AnyRoute[]
}

function readAsk<Row>(definition: ListDefinition<Row>, given: Query, limit: number): Ask {
  const sortable = definition.columns.filter((column) => column.sortable).map((column) => column.key)
  const wanted = given.text('sort') || definition.sort
  const key = wanted.replace(/^-/, '')
  const usable = sortable.includes(key)
  const pageNumber = Math.min(Math.max(1, Math.trunc(Number(given.text('page'))) || 1), 100_000)
  return {
    search: given.text('search').trim(),
    filters: Object.fromEntries(
      (definition.filters ?? []).map((filter) => [filter.name, given.text(filter.name)]),
    ),
    sort: usable ? key : definition.sort.replace(/^-/, ''),
    descending: (usable ? wanted : definition.sort).startsWith('-'),
    limit,
    offset: limit === PAGE_SIZE ? (pageNumber - 1) * PAGE_SIZE : 0,
  }
}

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

function ListView<Row>(props: ListViewProps<Row>) {
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
          {props.above}
          <Count {...props} isNarrowed={isNarrowed} />
          {total > 0 ? <Rows {...props} /> : null}
          <Pages {...props} />
        </>
      )}
    </>
  )
}

function Narrow<Row>({ definition, ask, filters, link }: ListViewProps<Row>) {
  if (!definition.search && filters.length === 0) return null
  return (
    <form method="get" action={link(definition.url)} class="ow-filters" role="search">
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
      <p class="govuk-body govuk-!-font-weight-bold" role="status">
        {total === 0 && isNarrowed
          ? `No ${many} match. Try fewer words or clear the filters.`
          : `${number} ${noun}${part}`}
      </p>
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
