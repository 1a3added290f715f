import type { ComponentChildren } from 'preact'
import { runsOf } from './document.ts'
import type { Block, Document, List, PageBreak, Run, Table, Words } from './document.ts'
import { svgElement } from './svg-elements.ts'

export interface DocumentViewProps {
  readonly document: Document
  /** The level that the document's first level of headings has here: 2 unless given, below a page's or the title's `h1`. */
  readonly startAt?: 2 | 3
}

/** The blocks of a document as elements, with GOV.UK's class names and no style of their own. Its title is the page's. */
export function DocumentView({ document, startAt = 2 }: DocumentViewProps) {
  return (
    <>
      {document.blocks.map((block) => (
        <BlockView block={block} startAt={startAt} />
      ))}
    </>
  )
}

function BlockView({ block, startAt }: { block: Block; startAt: number }) {
  switch (block.kind) {
    case 'heading':
      return <HeadingView level={block.level + startAt - 1} text={block.text} />
    case 'paragraph':
      return (
        <p class="govuk-body">
          <Said words={block.words} />
        </p>
      )
    case 'list':
      return <ListView list={block} />
    case 'table':
      return <TableView table={block} />
    case 'facts':
      return (
        <table class="govuk-table ow-facts">
          <caption class="govuk-table__caption govuk-table__caption--s">{block.caption}</caption>
          <tbody class="govuk-table__body">
            {block.facts.map(({ name, value }) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  <Said words={name} />
                </th>
                <td class="govuk-table__cell">
                  <Said words={value} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )
    case 'chart':
      return (
        <figure class="ow-chart">
          <figcaption class="ow-chart__caption">{block.caption}</figcaption>
          {svgElement(block.svg)}
          <TableView table={block.table} />
        </figure>
      )
    case 'note':
      return (
        <div class="govuk-inset-text">
          <Said words={block.words} />
        </div>
      )
    default:
      block satisfies PageBreak
      return <div class="ow-page-break" />
  }
}

function HeadingView({ level, text }: { level: number; text: string }) {
  const Tag = `h${Math.min(level, 6)}` as 'h2'
  return (
    <Tag class={`govuk-heading-${level === 2 ? 'l' : level === 3 ? 'm' : 's'}`}>
      <Said words={text} />
    </Tag>
  )
}

function ListView({ list }: { list: List }) {
  const Tag = list.style === 'bullets' ? 'ul' : 'ol'
  return (
    <Tag class={`govuk-list govuk-list--${list.style === 'bullets' ? 'bullet' : 'number'}`}>
      {list.items.map((item) => (
        <li>
          <Said words={item} />
        </li>
      ))}
    </Tag>
  )
}

/** On a phone the rows of a table of many columns stand one below the other, each figure with what it is. */
const COLUMNS_SIDE_BY_SIDE = 3

function TableView({ table }: { table: Table }) {
  const numeric = (base: string, index: number) =>
    table.columns[index]?.numeric ? `${base} ${base}--numeric` : base
  const isWide = table.columns.length > COLUMNS_SIDE_BY_SIDE
  return (
    <>
      <div class="ow-table-scroll" role="region" aria-label={table.caption} tabIndex={0}>
        {/* The roles are said, as rows shown as blocks make browsers forget that it is a table. */}
        <table class={isWide ? 'govuk-table ow-rows' : 'govuk-table'} role="table">
          <caption class="govuk-table__caption govuk-table__caption--s">{table.caption}</caption>
          <thead class="govuk-table__head" role="rowgroup">
            <tr class="govuk-table__row" role="row">
              {table.columns.map(({ heading }, index) => (
                <th scope="col" role="columnheader" class={numeric('govuk-table__header', index)}>
                  <Said words={heading} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body" role="rowgroup">
            {table.rows.map(({ header, cells }) => (
              <tr class="govuk-table__row" role="row">
                <th scope="row" role="rowheader" class="govuk-table__header">
                  <Said words={header} />
                </th>
                {cells.map((cell, index) => (
                  <td
                    role="cell"
                    data-label={table.columns[index + 1]?.heading}
                    class={numeric('govuk-table__cell', index + 1)}
                  >
                    <Said words={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.notes?.map((text) => (
        <p class="govuk-body-s">
          <Said words={text} />
        </p>
      ))}
    </>
  )
}

/** Words with their emphasis, links and line ends. */
function Said({ words }: { words: Words }) {
  return <>{runsOf(words).map(runView)}</>
}

function runView(run: Run): ComponentChildren {
  if (typeof run === 'string') return withLineBreaks(run)
  if (run.kind === 'strong') return <strong>{withLineBreaks(run.text)}</strong>
  return (
    <a class="govuk-link" href={run.href}>
      {withLineBreaks(run.text)}
    </a>
  )
}

function withLineBreaks(text: string): ComponentChildren {
  return text.split('\n').map((line, index) => (index === 0 ? line : [<br />, line]))
}
