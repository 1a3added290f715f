/** Forms of sharing agreements, of who keeps a register, of equality monitoring and of one's own record. */
import type { Walk } from '../../support/walk.ts'
import { type Answers, type Prepare, type Prepared, administrator, dateAnswers, fresh } from './prepared.ts'

const agreement = async (walk: Walk) =>
  (await walk.add('sharing_agreements', { started_on: '2026-01-01', review_on: '2026-12-31' }))['id']!

async function agreementAnswers(walk: Walk) {
  const organisation = await walk.add('organisations', { ref: fresh('SCHOOL') })
  return {
    title: fresh('Training records'),
    organisations: organisation['ref']!,
    purpose: 'To book staff on multi-agency training',
    lawfulBasis: 'public_task',
    shares: 'named',
    items: 'Name, role, employer, training',
    keptFor: 'Six years',
    security: 'By role',
    breachContact: 'Information governance',
    documentRef: 'DSA-12',
    ...dateAnswers('startedOn', '2026-11-01'),
    ...dateAnswers('reviewOn', '2027-10-31'),
  }
}

/** The practitioner of the walk, at a page of their own. */
const oneself = (walk: Walk, path: string, answers: Answers, button?: string): Prepared => ({
  ...administrator(walk, path, answers, button),
  browser: walk.world.browser(walk.cast.practitioner.token),
})

const benchmark = {
  what: 'sex/female',
  percent: '51',
  area: 'Here',
  source: 'Census 2021',
  ...dateAnswers('asAt', '2021-03-21'),
}

export const sharingAnswers: Record<string, Prepare> = {
  '/p/:partnership/me/email': async (walk) => oneself(walk, '/me/email', { email: 'amina@example.org' }),
  '/p/:partnership/me/corrections/new': async (walk) => {
    await walk.sql('delete from correction_requests where person_id = $1', [walk.cast.practitioner.personId])
    return oneself(walk, '/me/corrections/new', {
      field: 'family_name',
      wanted: 'Khan-Jones',
      reason: 'I married',
    })
  },
  '/p/:partnership/me/equality': async (walk) => {
    await walk.sql('delete from equality_answers where person_id = $1', [walk.cast.practitioner.personId])
    const answers = { sex: 'female', disability: 'prefer_not_to_say' }
    return oneself(walk, '/me/equality', answers, 'Save my answers')
  },
  '/p/:partnership/corrections/:correctionRequestId': async (walk) => {
    const person = await walk.add('people', { given_name: 'Amina', family_name: fresh('Khan') })
    await walk.add('engagements', { person_id: person['id']!, started_on: '2026-01-05' })
    const request = await walk.add('correction_requests', { person_id: person['id']!, state: 'waiting' })
    return administrator(walk, `/corrections/${request['id']}`, { decision: 'accept', answer: 'Done' })
  },
  '/p/:partnership/figures/equality/release': async (walk) => {
    await walk.sql('delete from equality_profiles where partnership_id = $1', [walk.here.id])
    return administrator(walk, '/figures/equality/release', {})
  },
  '/p/:partnership/figures/equality/benchmarks/new': async (walk) =>
    administrator(walk, '/figures/equality/benchmarks/new', { ...benchmark, area: fresh('Here') }),
  '/p/:partnership/figures/equality/benchmarks/:populationBenchmarkId/edit': async (walk) => {
    const added = await walk.add('population_benchmarks')
    return administrator(walk, `/figures/equality/benchmarks/${added['id']}/edit`, {
      ...benchmark,
      area: fresh('Here'),
    })
  },
  '/p/:partnership/sharing/agreements/new': async (walk) =>
    administrator(walk, '/sharing/agreements/new', await agreementAnswers(walk)),
  '/p/:partnership/sharing/agreements/:sharingAgreementId/edit': async (walk) =>
    administrator(walk, `/sharing/agreements/${await agreement(walk)}/edit`, await agreementAnswers(walk)),
  '/p/:partnership/sharing/agreements/:sharingAgreementId/review': async (walk) =>
    administrator(walk, `/sharing/agreements/${await agreement(walk)}/review`, {
      ...dateAnswers('reviewedOn', '2026-11-11'),
      ...dateAnswers('reviewOn', '2027-11-11'),
    }),
  '/p/:partnership/sharing/agreements/:sharingAgreementId/end': async (walk) =>
    administrator(walk, `/sharing/agreements/${await agreement(walk)}/end`, {
      ...dateAnswers('endedOn', '2026-11-30'),
      endedBecause: 'The school has a system of its own',
    }),
  '/p/:partnership/sharing/organisations/:organisationId/keeper': async (walk) => {
    const organisation = await walk.add('organisations', { ref: fresh('SCHOOL') })
    return administrator(walk, `/sharing/organisations/${organisation['id']}/keeper`, {
      registerKeptBy: 'itself',
    })
  },
}
