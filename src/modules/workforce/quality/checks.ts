/** What is looked for in the register, as data: what should hold of which records, what it matters, and where to mend it. */
import { type RawBuilder, sql } from 'kysely'
import type { LocalDate } from '#platform'

export const dimensions = {
  completeness: 'Completeness',
  validity: 'Validity',
  timeliness: 'Timeliness',
} as const
export type Dimension = keyof typeof dimensions

/** What one record is: a job that somebody holds, an organisation, or a group known only as a number. */
export type About = 'job' | 'organisation' | 'group'

export interface Check {
  code: string
  dimension: Dimension
  about: About
  /** What should hold. */
  name: string
  /** What is said of a record in which it does not. */
  gap: string
  /** 3 matters most: with how often it is missing, it decides what to mend first. */
  weight: 1 | 2 | 3
  /** Which records it is asked of, and whether it holds; nothing said is not yes. */
  applies: (asAt: LocalDate) => RawBuilder<unknown>
  holds: (asAt: LocalDate) => RawBuilder<unknown>
}

const all = () => sql`true`

/** "Not known", "not applicable" and "refused" are answers: only what nobody has answered is missing. */
const answered = (
  question: string,
) => sql`exists (select from answers a where a.partnership_id = person.partnership_id
  and a.person_id = person.id and a.question = ${question} and a.state <> 'answered')`

export const checks: readonly Check[] = [
  {
    code: 'birth-date',
    dimension: 'completeness',
    about: 'job',
    name: 'The date of birth is known, or answered as not known or refused',
    gap: 'No date of birth',
    weight: 3,
    applies: all,
    holds: () => sql`person.birth_date is not null or ${answered('birth_date')}`,
  },
  {
    code: 'email',
    dimension: 'completeness',
    about: 'job',
    name: 'There is an e-mail address, or it is answered that there is none',
    gap: 'No e-mail address',
    weight: 2,
    applies: all,
    holds: () => sql`person.email is not null or ${answered('email')}`,
  },
  {
    code: 'registration-number',
    dimension: 'completeness',
    about: 'job',
    name: 'Whoever must be registered has a registration number',
    gap: 'No registration number',
    weight: 3,
    applies: () => sql`role.registration_body in ('Social Work England', 'Nursing and Midwifery Council')`,
    holds:
      () => sql`case role.registration_body when 'Social Work England' then person.swe_number is not null or ${answered('swe_number')}
      else person.nmc_pin is not null or ${answered('nmc_pin')} end`,
  },
  {
    code: 'fte',
    dimension: 'completeness',
    about: 'job',
    name: 'Employees have a full-time equivalent',
    gap: 'No full-time equivalent',
    weight: 2,
    applies: () => sql`job.basis in ('permanent', 'fixed_term', 'apprentice')`,
    holds: () => sql`job.fte is not null`,
  },
  {
    code: 'client-ages',
    dimension: 'completeness',
    about: 'job',
    name: 'The ages of the children worked with are known',
    gap: 'No ages of the children worked with',
    weight: 1,
    applies: () => sql`role.ring = 'core'`,
    holds: () => sql`job.client_age_from is not null`,
  },
  {
    code: 'age',
    dimension: 'validity',
    about: 'job',
    name: 'Whoever has a date of birth was 14 to 90 years old at the start',
    gap: 'The date of birth and the first day do not go together',
    weight: 3,
    applies: () => sql`person.birth_date is not null`,
    holds: () =>
      sql`job.started_on between person.birth_date + interval '14 years' and person.birth_date + interval '90 years'`,
  },
  {
    code: 'number-shape',
    dimension: 'validity',
    about: 'job',
    name: 'Registration numbers have the shape of their register',
    gap: 'A registration number of another shape than its register gives',
    weight: 2,
    applies: () => sql`coalesce(person.swe_number, person.nmc_pin, person.trn) is not null`,
    holds:
      () => sql`coalesce(person.swe_number ~ '^SW[0-9]+$', true) and coalesce(person.nmc_pin ~ '^[0-9]{2}[A-Z][0-9]{4}[A-Z]$', true)
      and coalesce(person.trn ~ '^[0-9]{7}$', true)`,
  },
  {
    code: 'temporary',
    dimension: 'timeliness',
    about: 'job',
    name: 'Agency, fixed-term and sessional work is no older than two years',
    gap: 'Temporary work for more than two years: has it ended?',
    weight: 2,
    applies: () => sql`job.basis in ('agency', 'fixed_term', 'sessional')`,
    holds: (asAt) => sql`job.started_on >= ${asAt}::date - interval '2 years'`,
  },
  {
    code: 'identifier',
    dimension: 'completeness',
    about: 'organisation',
    name: 'Schools have a URN, early years an Ofsted URN, health an ODS code, charities a charity number',
    gap: 'No public identifier',
    weight: 2,
    applies: () => sql`period.kind in ('school', 'early_years', 'health', 'voluntary')`,
    holds:
      () => sql`case period.kind when 'school' then organisation.urn when 'early_years' then organisation.ofsted_urn
      when 'health' then organisation.ods_code else organisation.charity_number end is not null`,
  },
  {
    code: 'postcode',
    dimension: 'completeness',
    about: 'organisation',
    name: 'Organisations have a postcode',
    gap: 'No postcode',
    weight: 1,
    applies: all,
    holds: () => sql`period.postcode is not null`,
  },
  {
    code: 'urn-shape',
    dimension: 'validity',
    about: 'organisation',
    name: 'URNs are of six figures',
    gap: 'A URN that is not of six figures',
    weight: 2,
    applies: () => sql`organisation.urn is not null`,
    holds: () => sql`organisation.urn ~ '^[0-9]{6}$'`,
  },
  {
    code: 'facts-of-this-year',
    dimension: 'timeliness',
    about: 'organisation',
    name: 'What is known of an organisation was given within the last year',
    gap: 'Nothing given within the last year',
    weight: 2,
    applies: all,
    holds: (asAt) => sql`period.known_as_at >= ${asAt}::date - interval '1 year'`,
  },
  {
    code: 'contact',
    dimension: 'timeliness',
    about: 'organisation',
    name: 'Somebody at the organisation confirmed how to reach them within the last year',
    gap: 'No contact confirmed within the last year',
    weight: 3,
    applies: all,
    holds: (asAt) => sql`exists (select from contacts c where c.partnership_id = organisation.partnership_id
      and c.organisation_id = organisation.id and c.ended_on is null
      and c.confirmed_on >= ${asAt}::date - interval '1 year')`,
  },
  {
    code: 'group-number',
    dimension: 'completeness',
    about: 'group',
    name: 'Groups that are known only as a number have one',
    gap: 'Nobody knows how many they are',
    weight: 3,
    applies: all,
    holds: () => sql`headcount.value is not null`,
  },
  {
    code: 'group-age',
    dimension: 'timeliness',
    about: 'group',
    name: 'Numbers of groups are of the last three years',
    gap: 'A number of more than three years ago',
    weight: 2,
    applies: () => sql`headcount.value is not null`,
    holds: (asAt) => sql`headcount.as_at >= ${asAt}::date - interval '3 years'`,
  },
]

export function findCheck(code: string): Check | undefined {
  return checks.find((check) => check.code === code)
}
