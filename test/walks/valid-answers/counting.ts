/** Forms of the map of the workforce: groups known as a number, and what sectors face. */
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'
import type { Walk } from '../../support/walk.ts'

const sector = async (walk: Walk) => (await walk.add('sectors', { name: fresh('Social care') }))['id']!

const groupAnswers = async (walk: Walk) => ({
  sectorId: await sector(walk),
  groupName: fresh('School caretakers'),
  precision: 'approximate',
  value: '1,200',
  unit: 'people',
  scopeNote: 'Agency staff are left out',
  source: 'A survey of schools',
  organisationRef: (await walk.add('organisations'))['ref']!,
  marks: ['areVolunteers'],
  ...dateAnswers('asAt', '2026-03-31'),
})

const surveyAnswers = async (walk: Walk) => ({
  title: fresh('Survey of members'),
  sectorId: await sector(walk),
  personWeeks: '29,850',
  precision: 'exact',
  organisations: '120',
  organisationsAsked: '200',
  scopeNote: 'Members of the network',
  source: 'The network',
  ...dateAnswers('periodFrom', '2025-04-01'),
  ...dateAnswers('periodTo', '2026-03-31'),
})

/** A foster carer since January, in no household. */
async function carer(walk: Walk): Promise<string> {
  const person = await walk.add('people', { given_name: fresh('Rose'), family_name: 'Field' })
  await walk.add('engagements', {
    person_id: person['id']!,
    basis: 'foster_carer',
    started_on: '2026-01-05',
    ref: fresh('F'),
  })
  return person['id']!
}

async function household(walk: Walk) {
  const added = await walk.add('households', { ref: fresh('House'), started_on: '2026-02-02' })
  const carers = await walk.add('household_carers', {
    household_id: added['id']!,
    person_id: await carer(walk),
    started_on: '2026-02-02',
  })
  return { household: added['id']!, carer: carers['id']! }
}

export const countingAnswers: Record<string, Prepare> = {
  '/p/:partnership/headcounts/new': async (walk) =>
    administrator(walk, '/headcounts/new', await groupAnswers(walk)),
  '/p/:partnership/headcounts/:headcountId/edit': async (walk) => {
    const added = await walk.add('headcounts', { group_name: fresh('Group') })
    return administrator(walk, `/headcounts/${added['id']}/edit`, await groupAnswers(walk))
  },
  '/p/:partnership/headcounts/:headcountId/end': async (walk) => {
    const added = await walk.add('headcounts', { group_name: fresh('Group') })
    return administrator(walk, `/headcounts/${added['id']}/end`, dateAnswers('endedOn', '2026-11-30'))
  },
  '/p/:partnership/map/sectors/:sectorId/edit': async (walk) => {
    const sectorId = await sector(walk)
    await walk.add('sector_overviews', { sector_id: sectorId })
    return administrator(walk, `/map/sectors/${sectorId}/edit`, {
      challenges: 'Succession of leaders',
      opportunities: 'A network of schools',
      leftOut: 'Caterers',
      source: 'The strategy',
    })
  },
  '/p/:partnership/strategies/sectors/:sectorId': async (walk) =>
    administrator(walk, `/strategies/sectors/${await sector(walk)}`, {
      actions: [(await walk.add('actions'))['id']!],
    }),
  '/p/:partnership/households/new': async (walk) =>
    administrator(walk, '/households/new', {
      person: await carer(walk),
      second: await carer(walk),
      connected: ['yes'],
      ...dateAnswers('startedOn', '2026-09-14'),
    }),
  '/p/:partnership/households/:householdId/carers/new': async (walk) =>
    administrator(walk, `/households/${(await household(walk)).household}/carers/new`, {
      person: await carer(walk),
      connected: ['yes'],
      ...dateAnswers('startedOn', '2026-09-14'),
    }),
  '/p/:partnership/households/:householdId/carers/:householdCarerId/end': async (walk) => {
    const ids = await household(walk)
    const path = `/households/${ids.household}/carers/${ids.carer}/end`
    return administrator(walk, path, dateAnswers('endedOn', '2026-09-14'))
  },
  '/p/:partnership/households/:householdId/end': async (walk) =>
    administrator(
      walk,
      `/households/${(await household(walk)).household}/end`,
      dateAnswers('endedOn', '2026-09-14'),
    ),
  '/p/:partnership/map/volunteers/new': async (walk) =>
    administrator(walk, '/map/volunteers/new', await surveyAnswers(walk)),
  '/p/:partnership/map/volunteers/:volunteerSurveyId/edit': async (walk) => {
    const added = await walk.add('volunteer_surveys', { title: fresh('Survey') })
    return administrator(walk, `/map/volunteers/${added['id']}/edit`, await surveyAnswers(walk))
  },
  '/p/:partnership/quality/rounds/new': async (walk) =>
    administrator(walk, '/quality/rounds/new', {
      title: fresh('Mapping 2027'),
      purpose: 'So that training can be planned',
      sectors: [await sector(walk)],
      groups: ['yes'],
      ...dateAnswers('dueOn', '2027-01-31'),
    }),
  '/p/:partnership/quality/rounds/:mappingRoundId': async (walk) => {
    const round = await walk.add('mapping_rounds', { title: fresh('Round'), due_on: '2027-01-31' })
    return administrator(walk, `/quality/rounds/${round['id']}`, {}, 'Close the round')
  },
  '/p/:partnership/quality/requests/:mappingRequestId': async (walk) => {
    const request = await walk.add('mapping_requests', { group_name: fresh('Volunteer coaches') })
    return administrator(walk, `/quality/requests/${request['id']}`, {
      state: 'returned',
      note: 'Sent a list',
      contactName: 'Sam Taylor',
      contactEmail: 'sam@example.org',
    })
  },
}
