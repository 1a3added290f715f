/** The questions about a requirement, and its answers as they are kept. */
import { z } from 'zod'
import { organisationKinds } from '#partnership'
import type { Context } from '#platform'
import {
  CheckboxesField,
  DateField,
  Details,
  Form,
  type FormState,
  SubmitButton,
  TextArea,
  TextField,
  dateValues,
  optionalText,
  textAnswer,
  ticks,
} from '#web'
import { bases } from '#workforce'
import { dateOrNull, formWithDates, requiredDate, tickedIds, wholeNumberOrNull } from './form-answers.ts'
import type { Requirement } from './requirement.queries.ts'
import { mostDays, mostMonths } from './requirement.ts'
import type { RequirementDetails } from './save-requirement.ts'

const codes = z
  .string({ error: 'Enter the code of at least one course or check' })
  .max(4000, 'Enter fewer codes')
  .transform((text) => [
    ...new Set(
      text
        .split(/[\n;]/)
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])
  .refine((list) => list.length > 0, 'Enter the code of at least one course or check')
  .refine((list) => list.every((code) => code.length <= 300), 'A code can have at most 300 characters')

export const requirementForm = formWithDates(
  ['appliesFrom', 'appliesTo'],
  z
    .object({
      title: textAnswer('Enter what people call the requirement'),
      code: textAnswer('Enter a code, like SG-CORE', 100),
      source: optionalText(1000),
      roles: tickedIds(),
      sectors: tickedIds(),
      bases: ticks().refine((values) => values.every((value) => value in bases), 'Choose from the list'),
      kinds: ticks().refine(
        (values) => values.every((value) => value in organisationKinds),
        'Choose from the list',
      ),
      evidence: codes,
      dueWithinDays: wholeNumberOrNull('Due within', 0, mostDays),
      validForMonths: wholeNumberOrNull('Counts for', 1, mostMonths),
      warnDays: wholeNumberOrNull('Warn', 0, mostDays),
      graceDays: wholeNumberOrNull('Grace', 0, mostDays),
      appliesFrom: requiredDate('Enter the first day it applies'),
      appliesTo: dateOrNull(),
      _version: z.string().optional(),
    })
    .refine(({ appliesFrom, appliesTo }) => appliesTo === null || appliesTo >= appliesFrom, {
      path: ['appliesTo'],
      message: 'The last day it applies must be on or after the first',
    })
    .transform(({ _version, roles, sectors, evidence, source, ...rest }) => ({
      // What is not a version is of no version: the form is then told that the requirement has moved on.
      version: /^\d{1,9}$/.test(_version ?? '') ? Number(_version) : 0,
      details: {
        ...rest,
        source: source === '' ? null : source,
        dueWithinDays: rest.dueWithinDays ?? 0,
        warnDays: rest.warnDays ?? 0,
        graceDays: rest.graceDays ?? 0,
        roleIds: roles,
        sectorIds: sectors,
        evidenceCodes: evidence,
      } satisfies RequirementDetails,
    })),
)

export interface Choices {
  roles: { value: string; text: string }[]
  sectors: { value: string; text: string }[]
}

export async function choicesFor(ctx: Context): Promise<Choices> {
  const named = async (table: 'roles' | 'sectors') => {
    const rows = await ctx.db.selectFrom(table).select(['id', 'name']).orderBy('name').execute()
    return rows.map(({ id, name }) => ({ value: id, text: name }))
  }
  return { roles: await named('roles'), sectors: await named('sectors') }
}

/** What the form's fields hold for a requirement. */
export function valuesOfRequirement(requirement: Requirement, choices: Choices) {
  const { roles, sectors, bases: onBases, kinds, title, code, source, appliesFrom, appliesTo } = requirement
  const idsOf = (names: readonly string[], list: Choices['roles']) =>
    list.filter(({ text }) => names.includes(text)).map(({ value }) => value)
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    title,
    code,
    source: source ?? '',
    roles: idsOf(roles, choices.roles),
    sectors: idsOf(sectors, choices.sectors),
    bases: [...onBases],
    kinds: [...kinds],
    evidence: requirement.evidence.map((one) => one.code).join('\n'),
    dueWithinDays: number(requirement.dueWithinDays),
    validForMonths: number(requirement.validForMonths),
    warnDays: number(requirement.warnDays),
    graceDays: number(requirement.graceDays),
    ...dateValues('appliesFrom', appliesFrom),
    ...dateValues('appliesTo', appliesTo),
  }
}

const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

export function RequirementForm({
  form,
  button,
  roles,
  sectors,
}: Choices & { form: FormState; button: string }) {
  return (
    <Form form={form}>
      <TextField name="title" label="Title" hint="What people call it" />
      <TextField
        name="code"
        label="Code"
        hint="Short and unique, like SG-CORE"
        width={20}
        spellcheck={false}
      />
      <TextField name="source" label="Source" hint="The law, guidance or local policy that asks for it" />
      <h2 class="govuk-heading-m">Whom it binds</h2>
      <p class="govuk-body">
        It binds everyone who fits all of the lists below. A list in which nothing is chosen fits everyone.
      </p>
      <ChoiceList name="roles" legend="Roles" items={roles} form={form} />
      <ChoiceList name="sectors" legend="Sectors" items={sectors} form={form} />
      <ChoiceList
        name="kinds"
        legend="Kinds of organisation"
        items={choicesOf(organisationKinds)}
        form={form}
      />
      <ChoiceList name="bases" legend="Bases of engagement" items={choicesOf(bases)} form={form} />
      <h2 class="govuk-heading-m">What meets it, and when</h2>
      <TextArea
        name="evidence"
        label="Course and check codes"
        hint="One on each line. Any one of them is enough. A new code is added."
        rows={4}
        spellcheck={false}
      />
      <TextField
        name="dueWithinDays"
        label="Due within"
        hint="Days from when it first binds a person. Leave empty for the first day."
        suffix="days"
        width={5}
        inputmode="numeric"
      />
      <TextField
        name="validForMonths"
        label="Counts for"
        hint="Months, where the evidence has no expiry date of its own. Leave empty for ever."
        suffix="months"
        width={5}
        inputmode="numeric"
      />
      <TextField
        name="warnDays"
        label="Warn"
        hint="Days before it runs out, from which it is due soon"
        suffix="days"
        width={5}
        inputmode="numeric"
      />
      <TextField
        name="graceDays"
        label="Grace"
        hint="Days after the due date before it is overdue"
        suffix="days"
        width={5}
        inputmode="numeric"
      />
      <DateField name="appliesFrom" legend="First day it applies" hint="For example, 1 4 2026" />
      <DateField name="appliesTo" legend="Last day it applies" hint="Leave empty while it goes on" />
      <SubmitButton preventDoubleClick>{button}</SubmitButton>
    </Form>
  )
}

interface ChoiceListProps {
  name: string
  legend: string
  items: { value: string; text: string }[]
  form: FormState
}

/** Long lists stay folded until they are wanted, unless something in them is chosen or wrong. */
function ChoiceList({ name, legend, items, form }: ChoiceListProps) {
  const chosen = [form.values[name] ?? []].flat().length
  return (
    <Details
      summaryText={chosen === 0 ? `${legend}: all` : `${legend}: ${chosen} chosen`}
      open={chosen > 0 || form.errors[name] !== undefined}
    >
      <CheckboxesField name={name} legend={legend} items={items} small />
    </Details>
  )
}
