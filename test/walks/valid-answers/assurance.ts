/** Forms of requirements, evidence and exemptions. */
import type { Walk } from '../../support/walk.ts'
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'

async function person(walk: Walk): Promise<string> {
  const added = await walk.add('people', { given_name: fresh('Amina'), family_name: 'Khan' })
  await walk.add('engagements', { person_id: added['id']!, started_on: '2026-01-05' })
  return added['id']!
}

async function requirement(walk: Walk): Promise<string> {
  const added = await walk.add('requirements', { applies_from: '2026-01-01', applies_to: '2027-12-31' })
  return added['id']!
}

async function requirementAnswers(walk: Walk) {
  const role = await walk.add('roles', { name: fresh('Social worker') })
  const sector = await walk.add('sectors', { name: fresh('Social care') })
  return {
    title: 'Safeguarding children: core awareness',
    code: fresh('SG'),
    source: 'Local policy',
    roles: [role['id']!],
    sectors: [sector['id']!],
    kinds: ['council', 'school'],
    bases: ['permanent'],
    evidence: `${fresh('CORE')}\n${fresh('REFRESHER')}`,
    dueWithinDays: '42',
    validForMonths: '36',
    warnDays: '60',
    graceDays: '28',
    ...dateAnswers('appliesFrom', '2026-01-01'),
    ...dateAnswers('appliesTo', '2028-12-31'),
  }
}

export const assuranceAnswers: Record<string, Prepare> = {
  '/p/:partnership/assurance/requirements/new': async (walk) =>
    administrator(walk, '/assurance/requirements/new', await requirementAnswers(walk)),
  '/p/:partnership/assurance/requirements/:requirementId/edit': async (walk) =>
    administrator(
      walk,
      `/assurance/requirements/${await requirement(walk)}/edit`,
      await requirementAnswers(walk),
    ),
  '/p/:partnership/assurance/people/:personId/evidence/new': async (walk) => {
    const type = await walk.add('evidence_types', { code: fresh('DBS') })
    return administrator(walk, `/assurance/people/${await person(walk)}/evidence/new`, {
      evidenceTypeId: type['id']!,
      ...dateAnswers('obtainedOn', '2026-03-24'),
      ...dateAnswers('expiresOn', '2029-03-23'),
      provider: 'Safeguarding Children Partnership',
      reference: '001234',
      hours: '2.5',
    })
  },
  '/p/:partnership/assurance/people/:personId/evidence/:evidenceId/withdraw': async (walk) => {
    const who = await person(walk)
    const evidence = await walk.add('evidence', { person_id: who })
    return administrator(walk, `/assurance/people/${who}/evidence/${evidence['id']}/withdraw`, {
      reason: 'Recorded for the wrong person',
    })
  },
  '/p/:partnership/assurance/people/:personId/exemptions/new': async (walk) =>
    administrator(walk, `/assurance/people/${await person(walk)}/exemptions/new`, {
      requirementId: await requirement(walk),
      ...dateAnswers('startedOn', '2026-11-01'),
      ...dateAnswers('endedOn', '2027-03-31'),
      reason: 'On long leave',
    }),
}
