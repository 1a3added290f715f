/** Forms of sharing agreements, of who keeps a register, of equality monitoring and of one's own record. */
import type { Walk } from '../../support/walk.ts'
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'

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

export const sharingAnswers: Record<string, Prepare> = {
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
