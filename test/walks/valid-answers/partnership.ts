/** Forms of organisations, their contacts, partners and teams. */
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'
import { type Context, newId } from '#platform'
import { tokenOf } from '../../../src/modules/partnership/contacts/contact-link.ts'
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

async function contact(walk: Walk): Promise<string> {
  const added = await walk.add('contacts', {
    organisation_id: await organisation(walk),
    email: `${newId()}@example.org`,
    added_on: '2020-01-01',
  })
  return added['id']!
}

const partner = async (walk: Walk) =>
  (await walk.add('partner_roles', { organisation_id: await organisation(walk) }))['id']!

const support = () => ({
  direction: 'given',
  otherParty: 'Neighbouring Council',
  kind: 'mentoring',
  topic: fresh('Early help'),
  days: '2.5',
  whatChanged: 'They answer in a day now',
  source: 'Annual report',
  ...dateAnswers('startedOn', '2026-06-01'),
  ...dateAnswers('endedOn', '2026-06-30'),
})

const collaboration = () => ({
  name: fresh('Regional work'),
  purpose: 'Careers across the region',
  members: 'North Council\nEast Council',
  host: 'North Council',
  streams: 'Recruitment\nPractice',
  statedMembers: '12',
  statedStreams: '3',
  source: 'Regional strategy',
  ...dateAnswers('startedOn', '2026-01-01'),
  ...dateAnswers('endedOn', '2027-01-01'),
})

const details = { name: 'Priya Shah', job: 'Manager', email: 'priya@example.org', phone: '0115 496 0123' }

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
  '/p/:partnership/organisations/:organisationId/contacts/new': async (walk) =>
    administrator(walk, `/organisations/${await organisation(walk)}/contacts/new`, {
      ...details,
      purpose: 'training',
    }),
  '/p/:partnership/contacts/:contactId/edit': async (walk) =>
    administrator(walk, `/contacts/${await contact(walk)}/edit`, { ...details, purpose: 'training' }),
  '/p/:partnership/contacts/:contactId': async (walk) =>
    administrator(walk, `/contacts/${await contact(walk)}`, {
      heard: 'unreachable',
      because: 'Mail comes back',
    }),
  '/p/:partnership/contacts/ask': async (walk) => {
    await contact(walk)
    return administrator(walk, '/contacts/ask', {})
  },
  '/p/:partnership/contacts/suggestions/:contactSuggestionId': async (walk) => {
    const suggestion = await walk.add('contact_suggestions', { contact_id: await contact(walk) })
    return administrator(walk, `/contacts/suggestions/${suggestion['id']}`, { decision: 'accepted' })
  },
  '/p/:partnership/confirm-contact/:token': async (walk) => {
    const request = await walk.add('contact_requests', {
      contact_id: await contact(walk),
      expires_on: '2027-01-12',
    })
    const ctx = { services: walk.world.services, partnership: walk.here } as unknown as Context
    return administrator(walk, `/confirm-contact/${tokenOf(ctx, request['id']!)}`, {
      ...details,
      answer: 'wrong',
      note: 'Ask Rosa on Fridays',
    })
  },
  '/p/:partnership/teams/new': async (walk) =>
    administrator(walk, '/teams/new', {
      name: fresh('Front door'),
      purpose: 'First contact',
      coLocated: 'yes',
    }),
  '/p/:partnership/teams/:teamId/edit': async (walk) => {
    const team = await walk.add('teams', { name: fresh('Front door') })
    return administrator(walk, `/teams/${team['id']}/edit`, { name: fresh('Hub'), purpose: 'First contact' })
  },
  '/p/:partnership/teams/:teamId/close': async (walk) => {
    const team = await walk.add('teams', { name: fresh('Front door') })
    return administrator(walk, `/teams/${team['id']}/close`, dateAnswers('closedOn', '2026-08-31'))
  },
  '/p/:partnership/assurance/teams/:teamId/baseline/edit': async (walk) => {
    const team = await walk.add('teams', { name: fresh('Hub') })
    const type = await walk.add('evidence_types', { code: fresh('WT'), kind: 'course' })
    return administrator(walk, `/assurance/teams/${team['id']}/baseline/edit`, { training: [type['id']!] })
  },
  '/p/:partnership/partners/new': async (walk) => {
    const ref = fresh('PARTNER')
    await walk.add('organisations', { ref })
    return administrator(walk, '/partners/new', {
      organisation: ref,
      role: 'relevant_agency',
      ...dateAnswers('startedOn', '2026-01-01'),
    })
  },
  '/p/:partnership/partners/:partnerRoleId/representatives/new': async (walk) => {
    const id = await partner(walk)
    return administrator(walk, `/partners/${id}/representatives/new`, {
      name: 'Chi Executive',
      job: 'Chief executive',
      capacity: 'lead',
      ...dateAnswers('startedOn', '2026-11-12'),
    })
  },
  '/p/:partnership/partners/:partnerRoleId/end': async (walk) =>
    administrator(walk, `/partners/${await partner(walk)}/end`, dateAnswers('endedOn', '2026-11-30')),
  '/p/:partnership/partner-representatives/:partnerRepresentativeId/end': async (walk) => {
    const one = await walk.add('partner_representatives', { partner_role_id: await partner(walk) })
    return administrator(
      walk,
      `/partner-representatives/${one['id']}/end`,
      dateAnswers('endedOn', '2026-11-30'),
    )
  },
  '/p/:partnership/peer-support/new': async (walk) => administrator(walk, '/peer-support/new', support()),
  '/p/:partnership/peer-support/:peerSupportEntryId/edit': async (walk) => {
    const entry = await walk.add('peer_support_entries')
    return administrator(walk, `/peer-support/${entry['id']}/edit`, support())
  },
  '/p/:partnership/collaborations/new': async (walk) =>
    administrator(walk, '/collaborations/new', collaboration()),
  '/p/:partnership/collaborations/:collaborationId/edit': async (walk) => {
    const one = await walk.add('collaborations', { name: fresh('Regional work') })
    return administrator(walk, `/collaborations/${one['id']}/edit`, collaboration())
  },
  '/p/:partnership/collaborations/:collaborationId/contributions/new': async (walk) => {
    const one = await walk.add('collaborations', { name: fresh('Regional work') })
    const member = await walk.add('collaboration_members', { collaboration_id: one['id']! })
    const stream = await walk.add('collaboration_streams', { collaboration_id: one['id']! })
    return administrator(walk, `/collaborations/${one['id']}/contributions/new`, {
      member: member['id']!,
      stream: stream['id']!,
      kind: 'money',
      pounds: '1,500',
      days: '',
      description: 'A coordinator',
      ...dateAnswers('givenOn', '2026-11-12'),
    })
  },
}
