import { z } from 'zod'
import { type ImportKind, ImportRefused, readOptions } from '#platform/imports/index'
import {
  DateField,
  FileField,
  Form,
  FormErrorSummary,
  SubmitButton,
  TextField,
  dateAnswered,
  dateParts,
  dateValues,
  fileAnswer,
  optionalText,
  page,
  problem,
  redirect,
  typed,
} from '#web'
import { findKind } from './offered-imports.ts'
import { uploadImport } from './upload-import.ts'

/** The size of a file that can be sent on screen, in bytes. */
const LARGEST = 200_000_000

/** Teaches one kind of file and takes one. */
export const uploadFilePage = page({
  url: '/imports/new/:kind',
  access: 'workforce.import',
  params: z.object({ kind: z.string().max(40) }),
  upload: { maxBytes: LARGEST },
  form: z.looseObject({
    file: fileAnswer('Choose the file to bring in'),
    complete_for: optionalText(300),
    ...dateParts('asAt'),
  }),

  async show(ctx, params) {
    const kind = findKind(params.kind)
    return { title: `Bring in ${kind.title.toLowerCase()}`, kind, values: dateValues('asAt', ctx.today) }
  },

  async submit(ctx, params, answers) {
    const kind = findKind(params.kind)
    const asAt = dateAnswered(answers, 'asAt')
    if ('problem' in asAt) return problem({ asAt: asAt.problem })
    const options = optionsAnswered(kind, answers)
    if ('errors' in options) return problem(options.errors)
    const answer = await uploadImport(ctx, {
      kind,
      file: answers.file,
      asAt: asAt.date ?? ctx.today,
      options: options.read,
      completeFor: kind.complete && answers.complete_for !== '' ? answers.complete_for : null,
    })
    if (answer.outcome === 'refused') return problem({ file: answer.reason })
    return redirect(`/imports/${answer.importId}${answer.outcome === 'checking' ? '' : '/columns'}`)
  },

  view: ({ title, kind, form, link }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <p class="govuk-body">{kind.teaching}</p>
        <Form form={form}>
          <FileField
            name="file"
            label="Your file"
            hint="CSV or Excel (.xlsx), up to 200 MB. Nothing changes until you have seen what it would do."
            accept=".csv,.tsv,.txt,.xlsx"
          />
          {(kind.options ?? []).map((option) => (
            <TextField
              name={`option-${option.name}`}
              label={option.title}
              hint={option.hint}
              width="two-thirds"
            />
          ))}
          <DateField
            name="asAt"
            legend="As at"
            hint="The day that the file speaks about. It dates facts that have no date of their own."
          />
          {kind.complete ? (
            <TextField
              name="complete_for"
              label="Complete for an organisation (optional)"
              hint={`The organisation_ref it is complete for. ${kind.complete.hint}`}
              width={20}
            />
          ) : null}
          <SubmitButton preventDoubleClick>Check the file</SubmitButton>
        </Form>
        <Columns kind={kind} link={link} />
      </div>
    </div>
  ),
})

function optionsAnswered(kind: ImportKind, answers: Record<string, unknown>) {
  const given = Object.fromEntries(
    (kind.options ?? []).map(({ name }) => [name, typed(answers, `option-${name}`)]),
  )
  try {
    return { read: readOptions(kind, given) }
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    return { errors: { [`option-${error.column ?? ''}`]: error.message } }
  }
}

function Columns({ kind, link }: { kind: ImportKind; link: (path: string) => string }) {
  return (
    <>
      <h2 class="govuk-heading-m">What the file should hold</h2>
      <p class="govuk-body">
        One row for each {kind.noun[0]}, with these columns in any order. If yours are called something else,
        you can say which is which on the next page. You can also begin with{' '}
        <a class="govuk-link" href={link(`/imports/new/${kind.name}/template`)}>
          an empty file with these columns (CSV)
        </a>
        .
      </p>
      <div class="ow-table-scroll" role="region" aria-label="Columns of the file" tabIndex={0}>
        <table class="govuk-table">
          <caption class="govuk-table__caption govuk-visually-hidden">Columns of the file</caption>
          <thead class="govuk-table__head">
            <tr class="govuk-table__row">
              {['Column', 'What belongs in it', 'For example'].map((text) => (
                <th scope="col" class="govuk-table__header">
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="govuk-table__body">
            {kind.columns.map((column) => (
              <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">
                  {column.name}
                  {column.required ? ' (needed)' : ''}
                </th>
                <td class="govuk-table__cell">{column.hint}</td>
                <td class="govuk-table__cell">{column.example}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
