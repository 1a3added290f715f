/** Forms of the register: people, engagements, and the files they come from. */
import type { Walk } from '../../support/walk.ts'
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'

async function person(walk: Walk): Promise<{ person: string; engagement: string }> {
  const added = await walk.add('people', { given_name: fresh('Amina'), family_name: 'Khan' })
  const engagement = await walk.add('engagements', { person_id: added['id']!, started_on: '2026-01-05' })
  return { person: added['id']!, engagement: engagement['id']! }
}

const samples = {
  headings: {
    names: ['Payroll no', 'Forename', 'Surname'],
    rows: [['P1', 'Amina', 'Khan']],
  },
  letters: {
    names: ['A', 'B', 'C'],
    rows: [['Payroll no', 'Forename', 'Surname']],
  },
}

async function anImport(walk: Walk, state: string): Promise<string> {
  const file = await walk.add('stored_files', { key: fresh('imports/file') })
  const added = await walk.add('imports', {
    kind: 'people',
    file_name: 'people.csv',
    file_id: file['id']!,
    state,
    sample: JSON.stringify(samples),
    row_count: '1',
    created_count: state === 'checked' ? '1' : '0',
  })
  return added['id']!
}

export const registerAnswers: Record<string, Prepare> = {
  '/p/:partnership/people/:personId/edit': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/edit`, {
      givenName: 'Amina',
      familyName: 'Khan-Jones',
      ...dateAnswers('birthDate', '1998-04-17'),
      email: 'amina@example.org',
      sweNumber: fresh('SW').replace(' ', ''),
    })
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/end': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/${who.engagement}/end`, {
      ...dateAnswers('endedOn', '2026-11-30'),
      leavingReason: 'Resigned',
      destination: 'Another authority',
    })
  },
  '/p/:partnership/imports/new/:kind': async (walk) =>
    administrator(walk, '/imports/new/people', {
      file: { fileName: 'people.csv', content: 'person_ref,given_name,family_name\nP1,Amina,Khan\n' },
      ...dateAnswers('asAt', '2026-11-12'),
    }),
  '/p/:partnership/imports/:importId/columns': async (walk) =>
    administrator(
      walk,
      `/imports/${await anImport(walk, 'uploaded')}/columns`,
      {
        'column-person_ref': 'Payroll no',
        'column-given_name': 'Forename',
        'column-family_name': 'Surname',
      },
      'Check the file',
    ),
  '/p/:partnership/imports/:importId': async (walk) =>
    administrator(walk, `/imports/${await anImport(walk, 'checked')}`, {}, 'Bring in 1 person'),
}
