import { z } from 'zod'
import { SelectField, TextField, choice, optionalText, textAnswer } from '#web'
import { type ContactDetails, type Purpose, purposes } from './contact.ts'

const details = {
  name: textAnswer('Enter the name of the contact', 100),
  job: optionalText(100),
  email: optionalText(200).refine(
    (text) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
    'Enter an e-mail address, like name@example.org',
  ),
  phone: optionalText(40).refine(
    (text) => text === '' || /^[+()\d\s-]{6,}(\s*(ext|x)\.?\s*\d+)?$/i.test(text),
    'Enter a telephone number, like 0115 496 0123',
  ),
}

/** What a contact can say about themself. */
export const ownDetailsForm = details

export const contactForm = {
  ...details,
  purpose: choice(Object.keys(purposes) as Purpose[], 'Choose what the contact is for'),
}

export const noWayProblem = 'Enter an e-mail address or a telephone number, so that somebody can be reached'

type OwnAnswers = z.output<z.ZodObject<typeof details>>

export function ownDetailsIn({ name, job, email, phone }: OwnAnswers) {
  return { name, job: job || null, email: email || null, phone: phone || null }
}

export function detailsIn(answers: OwnAnswers & { purpose: Purpose }): ContactDetails {
  return { ...ownDetailsIn(answers), purpose: answers.purpose }
}

export function OwnDetailsFields() {
  return (
    <>
      <TextField name="name" label="Name" width="two-thirds" autocomplete="off" />
      <TextField name="job" label="Job (optional)" width="two-thirds" />
      <TextField name="email" label="E-mail address" type="email" width="two-thirds" spellcheck={false} />
      <TextField name="phone" label="Telephone" type="tel" width={20} />
    </>
  )
}

export function ContactFields() {
  return (
    <>
      <OwnDetailsFields />
      <SelectField
        name="purpose"
        label="Contact for"
        items={Object.entries(purposes).map(([value, text]) => ({ value, text }))}
      />
    </>
  )
}
