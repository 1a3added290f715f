import { z } from 'zod'
import { type Context, NotFound, formatDate } from '#platform'
import {
  CheckboxesField,
  DateField,
  Form,
  FormErrorSummary,
  SelectField,
  SubmitButton,
  dateAnswered,
  dateParts,
  page,
  problem,
  redirect,
  stale,
  ticks,
} from '#web'
import { carersToPlace, findHousehold } from './household.queries.ts'
import { addCarer, addHousehold, endCarer, endHousehold, refusals } from './keep-household.ts'

const params = z.object({ householdId: z.uuid() })
const carerParams = z.object({ householdId: z.uuid(), householdCarerId: z.uuid() })
const startAnswers = {
  person: z.uuid('Choose the carer'),
  connected: ticks(),
  ...dateParts('startedOn'),
}
const connectedItems = [
  { value: 'yes', text: 'Approved for particular children, as their relative or friend' },
]

/** Puts one or two carers together as a household. */
export const addHouseholdPage = page({
  url: '/households/new',
  access: 'workforce.manage',
  form: z.object({
    ...startAnswers,
    second: z.union([z.literal(''), z.uuid()], 'Choose the second carer').default(''),
  }),
  async show(ctx) {
    return { title: 'Add a foster caring household', carers: await carersToPlace(ctx) }
  },
  async submit(ctx, _params, answers) {
    const day = startedOn(ctx, answers)
    if ('errors' in day) return problem(day.errors)
    const isConnected = answers.connected.includes('yes')
    const added = await addHousehold(ctx, day.date, [
      { personId: answers.person, isConnected },
      ...(answers.second ? [{ personId: answers.second, isConnected }] : []),
    ])
    if (added.outcome === 'refused')
      return problem({ [added.because === 'same-person' ? 'second' : 'person']: refusals[added.because] })
    return redirect(`/households/${added.id}`, 'The household was added')
  },
  view: ({ title, carers, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {carers.length === 0 ? <NoCarers /> : null}
        <Form form={form}>
          <SelectField name="person" label="First carer" items={carers} emptyText="Choose a carer" />
          <SelectField name="second" label="Second carer (optional)" items={carers} emptyText="Nobody" />
          <DateField name="startedOn" legend="Approved on" hint="For example, 14 9 2026" />
          <CheckboxesField name="connected" legend="Approval (optional)" items={connectedItems} />
          <SubmitButton preventDoubleClick>Add the household</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

/** Adds a carer to a household from a day. */
export const addCarerPage = page({
  url: '/households/:householdId/carers/new',
  access: 'workforce.manage',
  params,
  form: z.object(startAnswers),
  async show(ctx, { householdId }) {
    const household = await findHousehold(ctx, householdId)
    return { title: `Who joined household ${household.ref}?`, carers: await carersToPlace(ctx) }
  },
  async submit(ctx, { householdId }, answers) {
    const household = await findHousehold(ctx, householdId)
    const day = startedOn(ctx, answers)
    if ('errors' in day) return problem(day.errors)
    if (household.endedOn) return problem({ startedOn: 'The household has stopped: add a new one' })
    if (day.date < household.startedOn)
      return problem({ startedOn: `The day must be on or after ${formatDate(household.startedOn)}` })
    const carer = { personId: answers.person, isConnected: answers.connected.includes('yes') }
    const added = await addCarer(ctx, household, day.date, carer)
    if (added.outcome === 'refused') return problem({ person: refusals[added.because] })
    return redirect(`/households/${householdId}`, 'The carer was added')
  },
  view: ({ title, carers, form }) => (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        {carers.length === 0 ? <NoCarers /> : null}
        <Form form={form}>
          <SelectField name="person" label="Carer" items={carers} emptyText="Choose a carer" />
          <DateField name="startedOn" legend="Approved on" hint="For example, 14 9 2026" />
          <CheckboxesField name="connected" legend="Approval (optional)" items={connectedItems} />
          <SubmitButton preventDoubleClick>Add the carer</SubmitButton>
        </Form>
      </div>
    </div>
  ),
})

/** Says when a carer left a household. */
export const endCarerPage = page({
  url: '/households/:householdId/carers/:householdCarerId/end',
  access: 'workforce.manage',
  params: carerParams,
  form: z.object(dateParts('endedOn')),
  async show(ctx, { householdId, householdCarerId }) {
    const { ref, carer } = await findCarer(ctx, householdId, householdCarerId)
    return { title: `When did ${carer.fullName} leave household ${ref}?` }
  },
  async submit(ctx, { householdId, householdCarerId }, answers) {
    const { carer } = await findCarer(ctx, householdId, householdCarerId)
    const day = endedOn(answers, carer.startedOn)
    if ('errors' in day) return problem(day.errors)
    if (!(await endCarer(ctx, householdId, carer.id, day.date)))
      return problem({ endedOn: 'It was said already when this carer left: go back to the household' })
    return redirect(`/households/${householdId}`, `${carer.fullName} left on ${formatDate(day.date)}`)
  },
  view: ({ title, form }) => <EndForm title={title} form={form} />,
})

/** Says when a household stopped caring. */
export const endHouseholdPage = page({
  url: '/households/:householdId/end',
  access: 'workforce.manage',
  params,
  form: z.object({ _version: z.coerce.number(), ...dateParts('endedOn') }),
  async show(ctx, { householdId }) {
    const { ref, version } = await findHousehold(ctx, householdId)
    return { title: `When did household ${ref} stop?`, version }
  },
  async submit(ctx, { householdId }, answers) {
    const household = await findHousehold(ctx, householdId)
    const notBefore = [household, ...household.carers]
      .map((one) => one.endedOn ?? one.startedOn)
      .sort()
      .at(-1)!
    const day = endedOn(answers, notBefore)
    if ('errors' in day) return problem(day.errors)
    if (!(await endHousehold(ctx, householdId, answers._version, day.date))) return stale('this household')
    return redirect(`/households/${householdId}`, `The household stopped on ${formatDate(day.date)}`)
  },
  view: ({ title, form }) => <EndForm title={title} form={form} />,
})

function EndForm({ title, form }: { title: string; form: Parameters<typeof Form>[0]['form'] }) {
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-two-thirds">
        <FormErrorSummary form={form} />
        <h1 class="govuk-heading-l">{title}</h1>
        <Form form={form}>
          <DateField name="endedOn" legend="Last day" hint="For example, 31 8 2026" />
          <SubmitButton preventDoubleClick>Save</SubmitButton>
        </Form>
      </div>
    </div>
  )
}

const NoCarers = () => (
  <div class="govuk-inset-text">
    Every foster carer in the register is in a household. A new carer is brought in first, with the basis
    “foster carer”.
  </div>
)

async function findCarer(ctx: Context, householdId: string, carerId: string) {
  const household = await findHousehold(ctx, householdId)
  const carer = household.carers.find(({ id }) => id === carerId)
  if (!carer) throw new NotFound('No such carer in this household')
  return { ...household, carer }
}

type Day = { date: string } | { errors: Record<string, string> }

function startedOn(ctx: Context, answers: Record<string, unknown>): Day {
  const day = dateAnswered(answers, 'startedOn')
  if ('problem' in day) return { errors: { startedOn: day.problem } }
  if (!day.date) return { errors: { startedOn: 'Enter the day of the approval' } }
  if (day.date > ctx.today)
    return { errors: { startedOn: 'The day of the approval must be today or before' } }
  return { date: day.date }
}

function endedOn(answers: Record<string, unknown>, notBefore: string): Day {
  const day = dateAnswered(answers, 'endedOn')
  if ('problem' in day) return { errors: { endedOn: day.problem } }
  if (!day.date) return { errors: { endedOn: 'Enter the last day' } }
  if (day.date < notBefore)
    return { errors: { endedOn: `The last day must be on or after ${formatDate(notBefore)}` } }
  return { date: day.date }
}
