import { z } from 'zod'
import { sql } from 'kysely'
import { type Context, type LocalDate, found } from '#platform'
import {
  DateField,
  SelectField,
  TextField,
  choice,
  dateParts,
  dateValues,
  optionalText,
  textAnswer,
} from '#web'
import { type Cohort, type OrganisationKind, cohorts, organisationKinds } from './organisation.ts'
import type { OrganisationFacts, OrganisationNumbers } from './organisation-facts.ts'

const postcodeShape = /^[A-Za-z0-9]{2,5} *[A-Za-z0-9]{3}$/

/** The answers about what is true of an organisation in a period. */
export const factsForm = {
  name: textAnswer('Enter the name of the organisation'),
  kind: choice(Object.keys(organisationKinds) as OrganisationKind[], 'Choose what kind it is'),
  sector: textAnswer('Enter the sector, such as Schools', 100),
  cohort: choice(Object.keys(cohorts) as Cohort[], 'Choose how it stands to the council'),
  parent: optionalText(200),
  postcode: optionalText(20).refine(
    (text) => text === '' || postcodeShape.test(text),
    'Enter a full postcode, like NG1 5DT',
  ),
  locality: optionalText(100),
}

/** The answers about the numbers that it has for good. */
export const numbersForm = {
  urn: optionalText(20),
  odsCode: optionalText(20),
  ofstedUrn: optionalText(20),
  charityNumber: optionalText(20),
  ...dateParts('openedOn'),
}

type FactsAnswers = z.output<z.ZodObject<typeof factsForm>>
type NumbersAnswers = Record<'urn' | 'odsCode' | 'ofstedUrn' | 'charityNumber', string>

export function factsIn({ postcode, locality, ...answers }: FactsAnswers): OrganisationFacts {
  return { ...answers, postcode: postcode.toUpperCase() || null, locality: locality || null }
}

export function numbersIn(answers: NumbersAnswers, openedOn: LocalDate | null): OrganisationNumbers {
  const { urn, odsCode, ofstedUrn, charityNumber } = answers
  return {
    urn: urn || null,
    odsCode: odsCode || null,
    ofstedUrn: ofstedUrn || null,
    charityNumber: charityNumber || null,
    openedOn,
  }
}

/** An organisation with what is recorded of it in one period: the named one, or that of today. @throws NotFound */
export async function organisationToEdit(ctx: Context, id: string, periodId?: string) {
  const { rows } = await sql<
    FactsAnswers &
      OrganisationNumbers & {
        ref: string
        version: number
        periodId: string
        startedOn: LocalDate | null
        endedOn: LocalDate | null
        closedOn: LocalDate | null
      }
  >`
    select o.ref, o.urn, o.ods_code, o.ofsted_urn, o.charity_number, o.opened_on, o.closed_on, o.version,
      p.id as period_id, p.started_on, p.ended_on, p.name, p.kind, p.cohort, s.name as sector,
      coalesce(parent.ref, '') as parent, coalesce(p.postcode, '') as postcode, coalesce(l.name, '') as locality
    from organisations o
    join organisation_periods p on p.organisation_id = o.id
    join sectors s on s.id = p.sector_id
    left join localities l on l.id = p.locality_id
    left join organisations parent on parent.id = p.parent_id
    where o.id = ${id} and (p.id = ${periodId ?? null}::uuid or ${periodId ?? null}::uuid is null)
    order by daterange(p.started_on, p.ended_on, '[]') @> ${ctx.today}::date desc, p.started_on desc nulls last
    limit 1`.execute(ctx.db)
  const organisation = found(rows[0])
  const { name, kind, sector, cohort, parent, postcode, locality } = organisation
  return {
    ...organisation,
    facts: { name, kind, sector, cohort, parent, postcode, locality },
    numbers: {
      urn: organisation.urn ?? '',
      odsCode: organisation.odsCode ?? '',
      ofstedUrn: organisation.ofstedUrn ?? '',
      charityNumber: organisation.charityNumber ?? '',
      ...dateValues('openedOn', organisation.openedOn),
    },
  }
}

export interface KnownNames {
  sectors: string[]
  localities: string[]
}

/** Names offered while typing: new ones are added. */
export async function knownNames(ctx: Context): Promise<KnownNames> {
  const sectors = await ctx.db.selectFrom('sectors').select('name').orderBy('name').execute()
  const localities = await ctx.db.selectFrom('localities').select('name').orderBy('name').execute()
  return { sectors: sectors.map(({ name }) => name), localities: localities.map(({ name }) => name) }
}

const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

export function FactsFields({ names }: { names: KnownNames }) {
  return (
    <>
      <TextField name="name" label="Name" width="two-thirds" />
      <SelectField name="kind" label="Kind" emptyText="Choose a kind" items={choicesOf(organisationKinds)} />
      <TextField
        name="sector"
        label="Sector"
        hint={`The part of the workforce it belongs to${names.sectors.length > 0 ? `: ${names.sectors.join(', ')}` : ', such as Schools'}. A new name adds a sector.`}
        width="two-thirds"
        attributes={{ list: 'known-sectors' }}
      />
      <datalist id="known-sectors">
        {names.sectors.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <SelectField name="cohort" label="How it stands to the council" items={choicesOf(cohorts)} />
      <TextField
        name="parent"
        label="Belongs to (optional)"
        hint="The reference or full name of the body it is part of, such as its trust"
        width="two-thirds"
      />
      <TextField
        name="locality"
        label="Locality (optional)"
        hint="A new name adds a locality"
        width="two-thirds"
        attributes={{ list: 'known-localities' }}
      />
      <datalist id="known-localities">
        {names.localities.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <TextField name="postcode" label="Postcode (optional)" width={10} />
    </>
  )
}

export function NumbersFields() {
  return (
    <>
      <TextField name="urn" label="School’s unique reference number (optional)" width={10} />
      <TextField name="odsCode" label="NHS organisation code (optional)" width={10} />
      <TextField name="ofstedUrn" label="Ofsted number (optional)" width={10} />
      <TextField name="charityNumber" label="Charity number (optional)" width={10} />
      <DateField name="openedOn" legend="Opened on (optional)" hint="For example, 1 9 2015" />
    </>
  )
}
