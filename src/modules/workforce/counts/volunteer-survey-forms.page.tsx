import { z } from 'zod'
import { type Context, formatDate } from '#platform'
import {
  DateField,
  Form,
  FormErrorSummary,
  RadiosField,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  choice,
  dateAnswered,
  dateParts,
  dateValues,
  optionalText,
  page,
  problem,
  redirect,
  stale,
  textAnswer,
  wholeNumber,
} from '#web'
import { sectorChoices } from './headcount.queries.ts'
import { type VolunteerSurvey, saveVolunteerSurvey } from './save-volunteer-survey.ts'
import { findSurvey } from './volunteers.queries.ts'

const someOrganisations = (sentence: string) =>
  optionalText(12)
    .transform((text: string) => text.replaceAll(/[ ,]/g, ''))
    .refine((text: string) => /^([1-9]\d{0,5})?$/.test(text), sentence)

const answersOfSurvey = {
  title: textAnswer('Enter what the survey is called'),
  sectorId: z.union([z.literal(''), z.uuid()], 'Choose the sector, or all sectors').default(''),
  personWeeks: wholeNumber('Enter the weeks in figures, such as 29,850', { min: 0, max: 99_999_999 }),
  precision: choice(['exact', 'approximate', 'lower_bound'], 'Choose how sure the number is'),
  organisations: someOrganisations('Enter how many organisations answered, in figures, or leave it empty'),
  organisationsAsked: someOrganisations(
    'Enter how many organisations were asked, in figures, or leave it empty',
  ),
  scopeNote: optionalText(1000),
  source: textAnswer('Enter where the number is from', 300),
  ...dateParts('periodFrom'),
  ...dateParts('periodTo'),
}
type Answers = z.output<z.ZodObject<typeof answersOfSurvey>>

const thereAlready = { title: 'A survey of this name is entered for this period: correct that one' }

/** Adds what a survey of volunteers found. */
export const addVolunteerSurveyPage = page({
  url: '/map/volunteers/new',
  access: 'workforce.manage',
  form: z.object(answersOfSurvey),
  async show(ctx) {
    return { title: 'Add what a survey of volunteers found', sectors: await sectorChoices(ctx) }
  },
  async submit(ctx, _params, answers) {
    const survey = await readSurvey(ctx, answers)
    if ('errors' in survey) return problem(survey.errors)
    if ((await saveVolunteerSurvey(ctx, survey)) !== 'saved') return problem(thereAlready)
    return redirect('/map/volunteers', 'The survey was added')
  },
  view: ({ title, sectors, form }) => <SurveyForm title={title} sectors={sectors} form={form} />,
})

/** Corrects what was entered of a survey. */
export const correctVolunteerSurveyPage = page({
  url: '/map/volunteers/:volunteerSurveyId/edit',
  access: 'workforce.manage',
  params: z.object({ volunteerSurveyId: z.uuid() }),
  form: z.object({ ...answersOfSurvey, _version: z.coerce.number() }),
  async show(ctx, { volunteerSurveyId }) {
    const survey = await findSurvey(ctx, volunteerSurveyId)
    return {
      title: `Correct: ${survey.title}`,
      version: survey.version,
      values: {
        title: survey.title,
        sectorId: survey.sectorId ?? '',
        personWeeks: String(survey.personWeeks),
        precision: survey.precision,
        organisations: survey.organisations === null ? '' : String(survey.organisations),
        organisationsAsked: survey.organisationsAsked === null ? '' : String(survey.organisationsAsked),
        scopeNote: survey.scopeNote,
        source: survey.source,
        ...dateValues('periodFrom', survey.periodFrom),
        ...dateValues('periodTo', survey.periodTo),
      },
      sectors: await sectorChoices(ctx),
    }
  },
  async submit(ctx, { volunteerSurveyId }, { _version, ...answers }) {
    await findSurvey(ctx, volunteerSurveyId)
    const survey = await readSurvey(ctx, answers)
    if ('errors' in survey) return problem(survey.errors)
    const kept = { id: volunteerSurveyId, version: _version }
    const outcome = await saveVolunteerSurvey(ctx, survey, kept)
    if (outcome === 'stale') return stale('this survey')
    if (outcome === 'there-already') return problem(thereAlready)
    return redirect('/map/volunteers', 'The survey was corrected')
  },
  view: ({ title, sectors, form }) => <SurveyForm title={title} sectors={sectors} form={form} />,
})

async function readSurvey(
  ctx: Context,
  answers: Answers,
): Promise<VolunteerSurvey | { errors: Record<string, string> }> {
  const from = dateAnswered(answers, 'periodFrom')
  if ('problem' in from) return { errors: { periodFrom: from.problem } }
  const to = dateAnswered(answers, 'periodTo')
  if ('problem' in to) return { errors: { periodTo: to.problem } }
  if (!to.date) return { errors: { periodTo: 'Enter the last day that the survey is about' } }
  if (to.date > ctx.today)
    return { errors: { periodTo: `The last day must be today, ${formatDate(ctx.today)}, or before` } }
  if (from.date && from.date > to.date)
    return { errors: { periodFrom: 'The first day must be on or before the last' } }
  const count = (text: string) => (text === '' ? null : Number(text))
  const organisations = count(answers.organisations)
  const organisationsAsked = count(answers.organisationsAsked)
  if (organisations !== null && organisationsAsked !== null && organisations > organisationsAsked)
    return { errors: { organisations: 'No more organisations can have answered than were asked' } }
  if (answers.sectorId && !(await sectorChoices(ctx)).some(({ value }) => value === answers.sectorId))
    return { errors: { sectorId: 'Choose the sector, or all sectors' } }
  const { title, personWeeks, precision, scopeNote, source } = answers
  return {
    title,
    sectorId: answers.sectorId || null,
    periodFrom: from.date,
    periodTo: to.date,
    personWeeks,
    precision,
    organisations,
    organisationsAsked,
    scopeNote,
    source,
  }
}

interface SurveyFormProps {
  title: string
  sectors: { value: string; text: string }[]
  form: Parameters<typeof Form>[0]['form']
}

const SurveyForm = ({ title, sectors, form }: SurveyFormProps) => (
  <div class="govuk-grid-row">
    <div class="govuk-grid-column-two-thirds">
      <FormErrorSummary form={form} />
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        One volunteer for one week is a person-week: ten volunteers for a term of 13 weeks are 130. It is
        never added to the weeks of volunteers who are in the register.
      </p>
      <Form form={form}>
        <TextField name="title" label="Survey" hint="Such as: yearly survey of members" width="two-thirds" />
        <SelectField name="sectorId" label="Sector" items={sectors} emptyText="All sectors" />
        <TextField name="personWeeks" label="Person-weeks" width={10} inputmode="numeric" />
        <RadiosField
          name="precision"
          legend="How sure is the number?"
          items={[
            { value: 'exact', text: 'Exact' },
            { value: 'approximate', text: 'About' },
            { value: 'lower_bound', text: 'At least' },
          ]}
        />
        <DateField name="periodFrom" legend="First day that it is about (optional)" />
        <DateField name="periodTo" legend="Last day that it is about" />
        <TextField
          name="organisations"
          label="Organisations that answered (optional)"
          width={5}
          inputmode="numeric"
        />
        <TextField
          name="organisationsAsked"
          label="Organisations that were asked (optional)"
          width={5}
          inputmode="numeric"
        />
        <TextArea name="scopeNote" label="What it covers and leaves out (optional)" rows={3} />
        <TextField name="source" label="Source" width="two-thirds" />
        <SubmitButton preventDoubleClick>Save</SubmitButton>
      </Form>
    </div>
  </div>
)
