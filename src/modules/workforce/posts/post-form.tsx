/** The questions about a post, as every page asks them. */
import { z } from 'zod'
import { DateField, SelectField, TextField, dateAnswered, dateParts, textAnswer } from '#web'
import type { TermsChoices } from '../engagements/terms-form.tsx'
import type { PostFacts } from './save-post.ts'

/** A funded full-time equivalent: more than nothing. */
export const fteAnswer = textAnswer('Enter the full-time equivalent that is funded').refine(
  (text) => /^\d{1,2}(\.\d{1,3})?$/.test(text) && Number(text) > 0,
  'Full-time equivalent must be more than 0 and less than 100, such as 0.6',
)

export const postAnswers = {
  role: z.uuid('Choose a role'),
  team: z.uuid('Choose a team from the list').or(z.literal('')).default(''),
  fte: fteAnswer,
  ...dateParts('fundedFrom'),
  ...dateParts('fundedTo'),
}

interface Answered extends Record<string, unknown> {
  role: string
  team: string
  fte: string
}

/** The post that was answered, or what is wrong with it. */
export function postAnswered(
  answers: Answered,
  organisationId: string,
  { roles, teams }: TermsChoices,
): PostFacts | { problem: Record<string, string> } {
  const fundedFrom = dateAnswered(answers, 'fundedFrom')
  if ('problem' in fundedFrom) return { problem: { fundedFrom: fundedFrom.problem } }
  if (!fundedFrom.date) return { problem: { fundedFrom: 'Enter the first day it is funded' } }
  const fundedTo = dateAnswered(answers, 'fundedTo')
  if ('problem' in fundedTo) return { problem: { fundedTo: fundedTo.problem } }
  if (fundedTo.date && fundedTo.date < fundedFrom.date)
    return { problem: { fundedTo: 'The last day must be on or after the first' } }
  if (!roles.some(({ value }) => value === answers.role)) return { problem: { role: 'Choose a role' } }
  if (answers.team !== '' && !teams.some(({ value }) => value === answers.team))
    return { problem: { team: 'Choose a team from the list' } }
  return {
    organisationId,
    teamId: answers.team || null,
    roleId: answers.role,
    fte: Number(answers.fte),
    fundedFrom: fundedFrom.date,
    fundedTo: fundedTo.date,
  }
}

export const PostFields = ({ choices }: { choices: TermsChoices }) => (
  <>
    <SelectField name="role" label="Role" emptyText="Choose a role" items={choices.roles} />
    <SelectField name="team" label="Team (optional)" emptyText="No team" items={choices.teams} />
    <TextField
      name="fte"
      label="Full-time equivalent that is funded"
      hint="For example, 1 or 0.6"
      width={5}
    />
    <DateField name="fundedFrom" legend="Funded from" hint="The first day. For example, 1 4 2027" />
    <DateField name="fundedTo" legend="Funded until (optional)" hint="The last day, empty while it goes on" />
  </>
)
