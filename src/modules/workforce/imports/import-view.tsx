import { formatDate, formatMoment } from '#platform'
import { type ImportKind, writeCell } from '#platform/imports/index'
import { FormErrorSummary, InsetText, type Surroundings, WarningText } from '#web'
import { Decide } from './decide.tsx'
import { type ImportState, daysKept, importStates } from './import.ts'
import type { FoundImport, PreviewRow, RejectedRow } from './imports.queries.ts'

export interface ImportShown extends Surroundings {
  title: string
  asked: FoundImport
  kind: ImportKind
  created: PreviewRow[]
  changed: PreviewRow[]
  rejected: RejectedRow[]
}

export function ImportView(props: ImportShown) {
  const { title, asked, form } = props
  const State = states[asked.state]
  return (
    <>
      <FormErrorSummary form={form} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        <strong>{importStates[asked.state]}.</strong> Sent by {asked.requestedByName} on{' '}
        {formatMoment(asked.requestedAt)}, as at {formatDate(asked.asAt)}.
      </p>
      {asked.problem ? <WarningText>{asked.problem}</WarningText> : null}
      <State {...props} />
    </>
  )
}

const states: Record<ImportState, (props: ImportShown) => preact.JSX.Element> = {
  uploaded: Uploaded,
  checking: (props) => <UnderWay {...props} doing="reading and checking the file" />,
  applying: (props) => <UnderWay {...props} doing="bringing the rows in" />,
  checked: Checked,
  applied: Applied,
  refused: Refused,
  abandoned: () => <p class="govuk-body">Nothing of this file was brought in.</p>,
}

function Uploaded({ asked, link }: ImportShown) {
  return (
    <a
      class="govuk-button"
      href={link(`/imports/${asked.id}/columns`)}
      role="button"
      draggable={false}
      data-module="govuk-button"
    >
      Say which column is which
    </a>
  )
}

/**
 * Looks again by itself where there is JavaScript, and by a link where there is none: a page that is loaded anew by the
 * browser, without being asked, takes the reader's place away (WCAG 2.2, success criterion 2.2.1).
 */
function UnderWay({ asked, doing, link }: ImportShown & { doing: string }) {
  return (
    <div data-ow-look-again="2">
      <InsetText>
        <p class="govuk-body" role="status">
          We are {doing}
          {asked.rowCount > 0 ? `: ${asked.rowCount.toLocaleString('en-GB')} rows so far` : ''}. You can leave
          this page and come back: the work goes on.
        </p>
      </InsetText>
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/imports/${asked.id}`)}>
          Look again now
        </a>
      </p>
    </div>
  )
}

function Refused({ asked, link }: ImportShown) {
  return (
    <>
      <p class="govuk-body">
        Nothing was brought in. Correct the file and send it again, or choose its columns differently.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/imports/${asked.id}/columns`)}>
          Choose the columns again
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={link(`/imports/new/${asked.kind}`)}>
          send another file
        </a>
        .
      </p>
    </>
  )
}

function Checked(props: ImportShown) {
  const { asked, kind, created, changed, link } = props
  return (
    <>
      <p class="govuk-body">Nothing has changed yet. This is what the file would do:</p>
      <Counts {...props} />
      <Problems {...props} />
      {changed.length > 0 ? <Changes {...props} /> : null}
      {created.length > 0 ? <FirstNew {...props} /> : null}
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/imports/${asked.id}/differences`)}>
          See and save every difference: who is new, who is missing, and what changes
        </a>
      </p>
      <Decide asked={asked} kind={kind} form={props.form} />
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/imports/${asked.id}/columns`)}>
          Choose the columns differently
        </a>
      </p>
      <p class="govuk-hint">The rows are kept for {daysKept} days for looking through, then removed.</p>
    </>
  )
}

function Applied(props: ImportShown) {
  const { asked, kind, link } = props
  return (
    <>
      <p class="govuk-body">This file was brought in. The same file again would change nothing.</p>
      <Counts {...props} />
      {asked.ending.length > 0 ? <p class="govuk-body">{asked.ending.length} confirmed as ended.</p> : null}
      <Problems {...props} />
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/imports/new/${kind.name}`)}>
          Bring in more {kind.noun[1]}
        </a>{' '}
        or{' '}
        <a class="govuk-link" href={link('/imports/new')}>
          something else
        </a>
        .
      </p>
    </>
  )
}

function Counts({ asked }: ImportShown) {
  const figures: [number, string][] = [
    [asked.createdCount, 'new'],
    [asked.changedCount, 'changed'],
    [asked.unchangedCount, 'the same as now'],
    [asked.rejectedCount, 'rejected'],
  ]
  return (
    <ul class="ow-figures">
      {figures.map(([number, label]) => (
        <li class={`ow-figure${label === 'rejected' && number > 0 ? ' ow-figure--bad' : ''}`}>
          <span class="ow-figure__number">{number.toLocaleString('en-GB')}</span>
          <p class="ow-figure__label">
            {label}{' '}
            <span class="ow-figure__note">
              of {asked.rowCount.toLocaleString('en-GB')} {asked.rowCount === 1 ? 'row' : 'rows'}
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}

function Problems({ asked, rejected, link }: ImportShown) {
  if (rejected.length === 0) return null
  const shown = rejected.flatMap(({ rowNumber, unreadable, problems }) =>
    [...unreadable, ...problems].map(({ column, reason }) => [
      String(rowNumber),
      column ?? 'The whole row',
      reason,
    ]),
  )
  const more = asked.rejectedCount - rejected.length
  return (
    <>
      <h2 class="govuk-heading-m">Rows that cannot come in</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={link(`/imports/${asked.id}/errors`)}>
          Save the rejected rows with their reasons (CSV)
        </a>
        , correct them, and send that file again.
      </p>
      <PreviewTable
        caption="Rows that cannot come in"
        head={['Row', 'Column', 'What is wrong']}
        rows={shown}
      />
      {more > 0 ? (
        <p class="govuk-body">And {more.toLocaleString('en-GB')} more rows, all in the file above.</p>
      ) : null}
    </>
  )
}

function Changes({ asked, kind, changed }: ImportShown) {
  const rows = changed.flatMap(({ cells, before }) =>
    Object.entries(cells)
      .filter(([name, value]) => writeCell(value) !== writeCell(before?.[name]))
      .map(([name, value]) => [
        keyOf(kind, cells),
        name,
        writeCell(before?.[name]) || 'empty',
        writeCell(value) || 'empty',
      ]),
  )
  return (
    <>
      <h2 class="govuk-heading-m">{some(changed.length, asked.changedCount, kind)} that would change</h2>
      <PreviewTable
        caption="What would change"
        head={[kind.key.join(', '), 'Column', 'Now', 'Then']}
        rows={rows}
      />
    </>
  )
}

function FirstNew({ asked, kind, created }: ImportShown) {
  const columns = kind.columns
    .map(({ name }) => name)
    .filter((name) => created.some(({ cells }) => writeCell(cells[name])))
  return (
    <>
      <h2 class="govuk-heading-m">{some(created.length, asked.createdCount, kind)} that would be new</h2>
      <PreviewTable
        caption="What would be new"
        head={columns}
        rows={created.map(({ cells }) => columns.map((name) => writeCell(cells[name])))}
      />
    </>
  )
}

function some(shown: number, all: number, { noun: [one, many] }: ImportKind): string {
  if (shown < all) return `The first ${shown} of ${all.toLocaleString('en-GB')} ${many}`
  return `${all} ${all === 1 ? one : many}`
}

function keyOf(kind: ImportKind, cells: PreviewRow['cells']): string {
  return kind.key.map((name) => writeCell(cells[name])).join(', ')
}

function PreviewTable({ caption, head, rows }: { caption: string; head: string[]; rows: string[][] }) {
  return (
    <div class="ow-table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-visually-hidden">{caption}</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {head.map((text) => (
              <th scope="col" class="govuk-table__header">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {rows.map((cells) => (
            <tr class="govuk-table__row">
              {cells.map((cell) => (
                <td class="govuk-table__cell">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
