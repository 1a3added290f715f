/** The questions about the terms of an engagement, as every page asks them. */
import { z } from 'zod'
import { type Cohort, cohorts } from '#partnership'
import type { Context } from '#platform'
import { SelectField, TextField, choice, optionalText } from '#web'
import { type Basis, type PayStatus, type Terms, bases, payStatuses } from './engagement.ts'

const keysOf = <Key extends string>(list: Record<Key, string>) => Object.keys(list) as Key[]

/** Empty, or a number that a person would write: 0.6, 37, 22.25. */
const decimal = (sentence: string, most: number, decimals: number) =>
  optionalText(10).refine(
    (text) =>
      text === '' || (new RegExp(`^\\d{1,3}(\\.\\d{1,${decimals}})?$`).test(text) && Number(text) <= most),
    sentence,
  )
const age = (sentence: string) =>
  optionalText(3).refine((text) => text === '' || /^\d{1,2}$/.test(text), sentence)

export const termsAnswers = {
  role: z.uuid('Choose a role'),
  team: z.uuid('Choose a team from the list').or(z.literal('')).default(''),
  basis: choice(keysOf(bases), 'Choose the basis'),
  fte: decimal('Full-time equivalent must be a number from 0 to 2, such as 0.6', 2, 3),
  hoursPerWeek: decimal('Hours a week must be a number up to 168, such as 22.2', 168, 2),
  cohort: choice(keysOf(cohorts), 'Choose a cohort from the list').or(z.literal('')).default(''),
  payStatus: choice(keysOf(payStatuses), 'Choose paid or unpaid').or(z.literal('')).default(''),
  clientAgeFrom: age('The youngest age must be in whole years, such as 0'),
  clientAgeTo: age('The oldest age must be in whole years, such as 19'),
}

type Answered = {
  role: string
  team: string
  basis: Basis
  fte: string
  hoursPerWeek: string
  cohort: Cohort | ''
} & {
  payStatus: PayStatus | ''
  clientAgeFrom: string
  clientAgeTo: string
}

const numberOf = (text: string) => (text === '' ? null : Number(text))

/** The terms that were answered, or what is wrong with them together. */
export function termsAnswered(answers: Answered): Terms | { problem: Record<string, string> } {
  const clientAgeFrom = numberOf(answers.clientAgeFrom)
  const clientAgeTo = numberOf(answers.clientAgeTo)
  if (clientAgeFrom === null && clientAgeTo !== null)
    return { problem: { clientAgeFrom: 'Enter the youngest age too' } }
  if (clientAgeTo === null && clientAgeFrom !== null)
    return { problem: { clientAgeTo: 'Enter the oldest age too' } }
  if (clientAgeFrom !== null && clientAgeTo !== null && clientAgeTo < clientAgeFrom)
    return { problem: { clientAgeTo: 'The oldest age must be the youngest or more' } }
  return {
    roleId: answers.role,
    teamId: answers.team || null,
    basis: answers.basis,
    fte: numberOf(answers.fte),
    hoursPerWeek: numberOf(answers.hoursPerWeek),
    cohort: answers.cohort,
    payStatus: answers.payStatus,
    clientAgeFrom,
    clientAgeTo,
  }
}

const textOf = (number: number | null) => (number === null ? '' : String(number))

/** What the fields hold for terms that there are. */
export function termsValues(terms: Terms): Record<string, string> {
  return {
    role: terms.roleId,
    team: terms.teamId ?? '',
    basis: terms.basis,
    fte: textOf(terms.fte),
    hoursPerWeek: textOf(terms.hoursPerWeek),
    cohort: terms.cohort,
    payStatus: terms.payStatus,
    clientAgeFrom: textOf(terms.clientAgeFrom),
    clientAgeTo: textOf(terms.clientAgeTo),
  }
}

export interface TermsChoices {
  roles: { value: string; text: string }[]
  teams: { value: string; text: string }[]
}

/** Every role, and the teams of an organisation with those that several share. */
export async function termsChoices(ctx: Context, organisationId: string): Promise<TermsChoices> {
  const roles = await ctx.db
    .selectFrom('roles')
    .select(['id as value', 'name as text'])
    .orderBy('name')
    .execute()
  const teams = await ctx.db
    .selectFrom('teams')
    .select(['id as value', 'name as text'])
    .where((e) => e.or([e('organisationId', '=', organisationId), e('organisationId', 'is', null)]))
    .where((e) => e.or([e('closedOn', 'is', null), e('closedOn', '>=', ctx.today)]))
    .orderBy('name')
    .execute()
  return { roles, teams }
}

/** A role or team that the list did not offer: null when both were. */
export function choiceProblem(
  terms: Terms,
  { roles, teams }: TermsChoices,
  now?: Terms,
): Record<string, string> | null {
  if (!roles.some(({ value }) => value === terms.roleId)) return { role: 'Choose a role' }
  const known =
    terms.teamId === null || terms.teamId === now?.teamId || teams.some(({ value }) => value === terms.teamId)
  return known ? null : { team: 'Choose a team from the list' }
}

const items = (list: Record<string, string>) => Object.entries(list).map(([value, text]) => ({ value, text }))

export function TermsFields({ choices }: { choices: TermsChoices }) {
  return (
    <>
      <SelectField name="role" label="Role" emptyText="Choose a role" items={choices.roles} />
      <SelectField name="team" label="Team (optional)" emptyText="No team" items={choices.teams} />
      <SelectField name="basis" label="Basis" emptyText="Choose the basis" items={items(bases)} />
      <TextField
        name="fte"
        label="Full-time equivalent (optional)"
        hint="From 0 to 2, for example 0.6"
        width={5}
      />
      <TextField name="hoursPerWeek" label="Contracted hours a week (optional)" width={5} />
      <SelectField
        name="payStatus"
        label="Paid or unpaid"
        emptyText="As usual for the basis"
        items={items(payStatuses)}
      />
      <SelectField
        name="cohort"
        label="Cohort"
        hint="Whether they are employed by the council, by a provider it commissions, or neither"
        emptyText="As usual for the organisation and the basis"
        items={items(cohorts)}
      />
      <TextField
        name="clientAgeFrom"
        label="Youngest age worked with (optional)"
        hint="Of children and young people, in years"
        width={3}
      />
      <TextField name="clientAgeTo" label="Oldest age worked with (optional)" width={3} />
    </>
  )
}
