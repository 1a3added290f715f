/** Forms of organisations, their contacts, partners and teams. */
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'
import type { Walk } from '../../support/walk.ts'

export async function organisation(walk: Walk): Promise<string> {
  const added = await walk.add('organisations', { ref: fresh('ORG') })
  await walk.add('organisation_periods', { organisation_id: added['id']!, started_on: '2020-01-01' })
  return added['id']!
}

const facts = () => ({
  name: 'Meadow Primary School',
  kind: 'school',
  sector: fresh('Schools'),
  cohort: 'wider',
  postcode: 'NG1 5DT',
  locality: fresh('North'),
})

const numbers = () => ({
  urn: fresh('9').replace(' ', ''),
  odsCode: fresh('Z').replace(' ', ''),
  ofstedUrn: 'EY000001',
  charityNumber: '1000001',
  ...dateAnswers('openedOn', '2015-09-01'),
})

export const partnershipAnswers: Record<string, Prepare> = {
  '/p/:partnership/organisations/new': async (walk) =>
    administrator(walk, '/organisations/new', { ref: fresh('NEW'), ...facts(), ...numbers() }),
  '/p/:partnership/organisations/:organisationId/correct': async (walk) =>
    administrator(walk, `/organisations/${await organisation(walk)}/correct`, { ...facts(), ...numbers() }),
  '/p/:partnership/organisations/:organisationId/change': async (walk) =>
    administrator(walk, `/organisations/${await organisation(walk)}/change`, {
      ...facts(),
      ...dateAnswers('from', '2026-09-01'),
    }),
  '/p/:partnership/organisations/:organisationId/close': async (walk) =>
    administrator(
      walk,
      `/organisations/${await organisation(walk)}/close`,
      dateAnswers('closedOn', '2026-08-31'),
    ),
}
