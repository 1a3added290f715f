import { z } from 'zod'
import { formatShortDate } from '#platform'
import {
  BackLink,
  DateField,
  Form,
  FormErrorSummary,
  type FormState,
  type Outcome,
  SelectField,
  SubmitButton,
  TextField,
  dateAnswered,
  dateParts,
  dateValues,
  listPage,
  page,
  problem,
  redirect,
  stale,
  textAnswer,
} from '#web'
import {
  type BenchmarkDetails,
  type SaveBenchmark,
  addBenchmark,
  changeBenchmark,
  comparisons,
  findBenchmark,
} from './benchmarks.ts'

const list = '/figures/equality/benchmarks'

interface BenchmarkLine extends Omit<BenchmarkDetails, 'question' | 'answer'> {
  id: string
  name: string
}

/** What the workforce is compared with, each with its source. */
export const benchmarksPages = listPage<BenchmarkLine>({
  url: list,
  access: 'statistics.see',
  title: 'Shares of residents',
  noun: ['share', 'shares'],
  intro: (
    <p class="govuk-body">
      What the profile of the workforce is compared with: the share of residents, as published, with its
      source.
    </p>
  ),
  columns: [
    {
      key: 'name',
      header: 'Of residents',
      value: (row) => row.name,
      cell: (row, { link }) => (
        <a class="govuk-link" href={link(`${list}/${row.id}/edit`)}>
          {row.name}
        </a>
      ),
    },
    { key: 'percent', header: 'Per cent', kind: 'number', value: (row) => row.percent },
    { key: 'area', header: 'Area', value: (row) => row.area, sortable: true },
    {
      key: 'asAt',
      header: 'As at',
      kind: 'date',
      value: (row) => row.asAt,
      cell: (row) => formatShortDate(row.asAt),
      sortable: true,
    },
    { key: 'source', header: 'Source', value: (row) => row.source },
  ],
  sort: 'area',
  async rows(ctx, ask) {
    const found = await ctx.db
      .selectFrom('populationBenchmarks')
      .selectAll()
      .orderBy(ask.sort === 'asAt' ? 'asAt' : 'area', ask.descending ? 'desc' : 'asc')
      .orderBy('question')
      .orderBy('answer')
      .limit(ask.limit)
      .offset(ask.offset)
      .execute()
    const { total } = await ctx.db
      .selectFrom('populationBenchmarks')
      .select((select) => select.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const nameOf = (value: string) => comparisons.find((one) => one.value === value)?.text ?? value
    return { rows: found.map((row) => ({ ...row, name: nameOf(`${row.question}/${row.answer}`) })), total }
  },
  empty: (
    <p class="govuk-body">
      There is nothing to compare with yet. Add shares from the census or another published source, such as
      the share of residents who are women.
    </p>
  ),
  actions: [{ text: 'Add a share', href: `${list}/new`, access: 'equality.release' }],
})

const benchmarkForm = z.object({
  _version: z.coerce.number().optional(),
  what: z
    .string({ error: 'Choose what it is the share of' })
    .refine((value) => comparisons.some((one) => one.value === value), 'Choose what it is the share of'),
  percent: z
    .string({ error: 'Enter the share in per cent, such as 9 or 42.9' })
    .trim()
    .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)%?$/, 'Enter the share in per cent, such as 9 or 42.9')
    .transform((text) => Number(text.replace('%', ''))),
  area: textAnswer('Enter the area, such as the name of the authority'),
  source: textAnswer('Enter the source, with its year', 500),
  ...dateParts('asAt'),
})

function detailsIn(answers: z.output<typeof benchmarkForm>): BenchmarkDetails | { problem: Outcome } {
  const asAt = dateAnswered(answers, 'asAt')
  if ('problem' in asAt) return { problem: problem({ asAt: asAt.problem }) }
  if (!asAt.date) return { problem: problem({ asAt: 'Enter the day that the figure is of' }) }
  const [question = '', answer = ''] = answers.what.split('/')
  const { area, percent, source } = answers
  return { question, answer, area, percent, source, asAt: asAt.date }
}

function answered(result: SaveBenchmark): Outcome {
  if (result.outcome === 'stale') return stale('this share')
  if (result.outcome === 'taken')
    return problem({ what: 'This share of the area is recorded for that day already. Change that one' })
  return redirect(list, 'The share was saved')
}

export const addBenchmarkPage = page({
  url: `${list}/new`,
  access: 'equality.release',
  form: benchmarkForm,
  show: async () => ({ title: 'Add a share of residents' }),
  async submit(ctx, _params, answers) {
    const details = detailsIn(answers)
    return 'problem' in details ? details.problem : answered(await addBenchmark(ctx, details))
  },
  view: ({ title, form, link }) => <Fields title={title} form={form} back={link(list)} />,
})

export const changeBenchmarkPage = page({
  url: `${list}/:populationBenchmarkId/edit`,
  access: 'equality.release',
  params: z.object({ populationBenchmarkId: z.uuid() }),
  form: benchmarkForm,
  async show(ctx, { populationBenchmarkId }) {
    const { question, answer, percent, area, source, asAt, version } = await findBenchmark(
      ctx,
      populationBenchmarkId,
    )
    return {
      title: 'Change a share of residents',
      version,
      values: {
        what: `${question}/${answer}`,
        percent: String(percent),
        area,
        source,
        ...dateValues('asAt', asAt),
      },
    }
  },
  async submit(ctx, { populationBenchmarkId: id }, answers) {
    await findBenchmark(ctx, id)
    const details = detailsIn(answers)
    if ('problem' in details) return details.problem
    return answered(await changeBenchmark(ctx, { id, version: answers._version ?? 0 }, details))
  },
  view: ({ title, form, link }) => <Fields title={title} form={form} back={link(list)} />,
})

function Fields({ title, form, back }: { title: string; form: FormState; back: string }) {
  return (
    <>
      <BackLink href={back} text="Shares of residents" />
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <FormErrorSummary form={form} />
          <h1 class="govuk-heading-l">{title}</h1>
          <Form form={form}>
            <SelectField
              name="what"
              label="The share of residents who are"
              items={comparisons}
              emptyText="Choose one"
            />
            <TextField name="percent" label="Share" suffix="%" width={5} inputmode="decimal" />
            <TextField name="area" label="Area" />
            <DateField name="asAt" legend="As at" hint="For the census of 2021, 21 3 2021" />
            <TextField name="source" label="Source" hint="Who published it, under which title, when" />
            <SubmitButton preventDoubleClick>Save</SubmitButton>
          </Form>
        </div>
      </div>
    </>
  )
}
