/** The questions about who a person is, as every page asks them. */
import type { LocalDate } from '#platform'
import { DateField, TextField, dateAnswered, dateParts, optionalText, textAnswer } from '#web'
import type { PersonDetails } from './edit-person.ts'

export const detailsAnswers = {
  givenName: textAnswer('Enter the first name'),
  familyName: textAnswer('Enter the last name'),
  email: optionalText(300).refine(
    (text) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    'Enter an e-mail address, like name@example.org',
  ),
  sweNumber: optionalText(50),
  nmcPin: optionalText(50),
  trn: optionalText(50),
  ...dateParts('birthDate'),
}

type Answered = Record<'givenName' | 'familyName' | 'email' | 'sweNumber' | 'nmcPin' | 'trn', string>

/** The details that were answered, or what is wrong with the date of birth. */
export function detailsAnswered(
  answers: Answered & Record<string, unknown>,
  today: LocalDate,
): PersonDetails | { problem: Record<string, string> } {
  const birthDate = dateAnswered(answers, 'birthDate')
  if ('problem' in birthDate) return { problem: { birthDate: birthDate.problem } }
  if (birthDate.date && birthDate.date > today)
    return { problem: { birthDate: 'The date of birth must be in the past' } }
  const { givenName, familyName, email, sweNumber, nmcPin, trn } = answers
  return {
    givenName,
    familyName,
    birthDate: birthDate.date,
    email: email || null,
    sweNumber: sweNumber || null,
    nmcPin: nmcPin || null,
    trn: trn || null,
  }
}

export const DetailsFields = () => (
  <>
    <TextField name="givenName" label="First name" width={20} />
    <TextField name="familyName" label="Last name" width={20} />
    <DateField name="birthDate" legend="Date of birth (optional)" hint="For example, 17 4 1998" />
    <TextField name="email" label="E-mail address (optional)" type="email" width="two-thirds" />
    <TextField name="sweNumber" label="Social Work England number (optional)" width={10} />
    <TextField name="nmcPin" label="NMC PIN (optional)" width={10} />
    <TextField name="trn" label="Teacher reference number (optional)" width={10} />
  </>
)
