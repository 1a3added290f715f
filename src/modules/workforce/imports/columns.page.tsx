import { z } from 'zod'
import {
  type ImportColumn,
  type ImportKind,
  type MappedTo,
  type Mapping,
  isConstant,
  mappedTo,
} from '#platform/imports/index'
import {
  Form,
  FormErrorSummary,
  InsetText,
  SelectField,
  SubmitButton,
  TextField,
  optionalText,
  page,
  problem,
  redirect,
  stale,
  typed,
} from '#web'
import { requestCheck } from './check-import.job.ts'
import { type Sample, firstMapping, sampleFor, usableHeadings } from './import.ts'
import { type FoundImport, findImport } from './imports.queries.ts'
import { findKind } from './offered-imports.ts'
import { nameOf, saveMapping } from './saved-mappings.ts'

const choosable = ['uploaded', 'checked', 'refused']

/** Which column of the file is which, with the guess filled in. */
export const columnsPage = page({
  url: '/imports/:importId/columns',
  access: 'workforce.import',
  params: z.object({ importId: z.uuid() }),
  form: z.looseObject({
    _version: z.coerce.number(),
    action: z.string().default('check'),
    remember: optionalText(100),
  }),

  async show(ctx, { importId }) {
    const asked = await findImport(ctx, importId)
    const kind = findKind(asked.kind)
    const remembered = await nameOf(ctx, kind.name, asked.mapping)
    const canChoose = choosable.includes(asked.state) && asked.fileId !== null
    return {
      title: 'Which column is which?',
      version: asked.version,
      asked,
      kind,
      sample: canChoose ? sampleFor(asked.samples, asked.mapping ?? {}) : null,
      remembered,
      values: { ...valuesOf(kind, asked.mapping ?? {}), remember: remembered },
    }
  },

  async submit(ctx, { importId }, answers) {
    const asked = await findImport(ctx, importId)
    if (!choosable.includes(asked.state)) return stale('this import')
    const kind = findKind(asked.kind)
    const chosen = chosenMapping(kind, asked, answers)
    if ('errors' in chosen) return problem(chosen.errors)
    const isReady = answers.action === 'check'
    if (isReady && answers.remember !== '') {
      const { options, completeFor } = asked
      const kept = { kind: kind.name, name: answers.remember, mapping: chosen.mapping, options, completeFor }
      if ((await saveMapping(ctx, kept)).outcome === 'of-another-kind')
        return problem({ remember: 'This name is taken by files that hold something else. Choose another' })
    }
    const changed = await ctx.db
      .updateTable('imports')
      .set((e) => ({
        mapping: JSON.stringify(chosen.mapping),
        state: isReady ? 'checking' : 'uploaded',
        problem: null,
        rowCount: 0,
        version: e('version', '+', 1),
      }))
      .where('id', '=', importId)
      .where('version', '=', answers._version)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return stale('this import')
    if (isReady) await requestCheck(ctx, importId)
    return redirect(`/imports/${importId}${isReady ? '' : '/columns'}`)
  },

  view: ({ title, asked, kind, sample, remembered, form, link }) => (
    <>
      <FormErrorSummary form={form} />
      <h1 class="govuk-heading-l">{title}</h1>
      {sample ? (
        <>
          <p class="govuk-body">
            For each column of {kind.title.toLowerCase()}, choose the column of “{asked.fileName}” it comes
            from. We have guessed where we could. What you leave out stays as it is.
          </p>
          {remembered ? (
            <InsetText>They are filled in as you remembered them for {remembered}.</InsetText>
          ) : null}
          <FirstRows sample={sample} />
          <Form form={form}>
            {kind.columns.map((column) => (
              <Question column={column} sample={sample} />
            ))}
            <TextField
              name="remember"
              label="Remember these columns as (optional)"
              hint="A name for the system, such as “Payroll weekly”. The next file with these columns is filled in."
              width={20}
            />
            <div class="govuk-button-group">
              <SubmitButton name="action" value="check" preventDoubleClick>
                Check the file
              </SubmitButton>
              {asked.mapping?.header === false ? (
                <SubmitButton kind="secondary" name="action" value="headings">
                  The first row has headings
                </SubmitButton>
              ) : (
                <SubmitButton kind="secondary" name="action" value="no-headings">
                  The file has no headings
                </SubmitButton>
              )}
            </div>
          </Form>
        </>
      ) : (
        <InsetText>
          The columns of this file can no longer be changed.{' '}
          <a class="govuk-link" href={link(`/imports/${asked.id}`)}>
            See what became of it
          </a>
          .
        </InsetText>
      )}
    </>
  ),
})

function Question({ column, sample }: { column: ImportColumn; sample: Sample }) {
  const { name, required, hint } = column
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">
        <SelectField
          name={`column-${name}`}
          label={`${name}${required ? ' (needed)' : ''}`}
          hint={hint}
          emptyText="Not in this file"
          items={usableHeadings(sample).map((heading) => ({
            value: heading,
            text: withSample(sample, heading),
          }))}
        />
      </div>
      <div class="govuk-grid-column-one-half">
        <TextField
          name={`always-${name}`}
          label={`Or the same ${name} for every row`}
          hint="Leave empty when a column has it"
          width={20}
        />
      </div>
    </div>
  )
}

function FirstRows({ sample }: { sample: Sample }) {
  return (
    <div class="ow-table-scroll" role="region" aria-label="The first rows of your file" tabIndex={0}>
      <table class="govuk-table">
        <caption class="govuk-table__caption govuk-table__caption--s">The first rows of your file</caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {sample.names.map((name) => (
              <th scope="col" class="govuk-table__header">
                {name || '(no heading)'}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {sample.rows.map((row) => (
            <tr class="govuk-table__row">
              {row.map((cell) => (
                <td class="govuk-table__cell">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function withSample({ names, rows }: Sample, heading: string): string {
  const index = names.indexOf(heading)
  const example = rows.map((row) => row[index]).find((cell) => cell)
  return example ? `${heading} (${example.slice(0, 30)})` : heading
}

function valuesOf(kind: ImportKind, mapping: Mapping): Record<string, string> {
  const values: Record<string, string> = {}
  for (const { name } of kind.columns) {
    const to = mappedTo(mapping, name)
    values[`column-${name}`] = to === undefined || isConstant(to) ? '' : to
    values[`always-${name}`] = isConstant(to) ? to.always : ''
  }
  return values
}

function chosenMapping(
  kind: ImportKind,
  asked: FoundImport,
  answers: Record<string, unknown>,
): { mapping: Mapping } | { errors: Record<string, string> } {
  if (answers['action'] === 'no-headings') return { mapping: { ...lettersGuess(kind, asked), header: false } }
  if (answers['action'] === 'headings')
    return { mapping: withoutHeaderKey(firstMapping(kind, asked.samples)) }

  const headings = usableHeadings(sampleFor(asked.samples, asked.mapping ?? {}))
  const mapping: Record<string, MappedTo> = {}
  const errors: Record<string, string> = {}
  for (const column of kind.columns) {
    const { name } = column
    const heading = typed(answers, `column-${name}`)
    const always = typed(answers, `always-${name}`)
    if (heading !== '' && always !== '') {
      errors[`always-${name}`] = `Choose a column for ${name} or enter a value, not both`
    } else if (always !== '') {
      const reading = column.type.read(always)
      if ('problem' in reading) errors[`always-${name}`] = reading.problem
      else mapping[name] = { always }
    } else if (heading !== '') {
      if (headings.includes(heading)) mapping[name] = heading
      else errors[`column-${name}`] = `The file has no column “${heading.slice(0, 60)}”. Choose another`
    } else if (column.required) {
      errors[`column-${name}`] = `Choose where ${name} comes from`
    }
  }
  if (Object.keys(errors).length > 0) return { errors }
  return { mapping: asked.mapping?.header === false ? { ...mapping, header: false } : mapping }
}

/** For a file without headings only a published shape can be guessed: letters say nothing. */
function lettersGuess(kind: ImportKind, { samples }: FoundImport): Mapping {
  const guess = firstMapping(kind, samples)
  return guess.header === false ? guess : {}
}

function withoutHeaderKey(mapping: Mapping): Mapping {
  return mapping.header === false ? {} : mapping
}
