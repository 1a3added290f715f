import { type ComponentChild, type ComponentChildren } from 'preact'
import { z } from 'zod'
import { type Context, record } from '#platform'
import { type Cell, exportTable } from './export-table.ts'
import { ListView, PAGE_SIZE } from './list-view.tsx'
import { type AnyRoute, type PageContext, download, page } from './page.ts'
import type { Access } from './access.ts'

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
