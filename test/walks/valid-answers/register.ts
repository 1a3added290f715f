/** Forms of the register: people, engagements, and the files they come from. */
import type { Walk } from '../../support/walk.ts'
import { type Prepare, administrator, dateAnswers, fresh } from './prepared.ts'

async function person(walk: Walk): Promise<{ person: string; engagement: string }> {
  const added = await walk.add('people', { given_name: fresh('Amina'), family_name: 'Khan' })
  const engagement = await walk.add('engagements', { person_id: added['id']!, started_on: '2026-01-05' })
  return { person: added['id']!, engagement: engagement['id']! }
}

/** The terms of an engagement, as forms ask for them. */
const terms = (walk: Walk) => ({ role: walk.rows.get('roles')!['id']!, basis: 'permanent', fte: '0.6' })
const organisation = (walk: Walk) => walk.rows.get('organisations')!['id']!

/** Another organisation, where nobody is engaged. */
async function anotherOrganisation(walk: Walk): Promise<string> {
  const added = await walk.add('organisations')
  await walk.add('organisation_periods', { organisation_id: added['id']! })
  return added['id']!
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
  '/p/:partnership/people/new': async (walk) =>
    administrator(walk, '/people/new', { organisation: organisation(walk) }),
  '/p/:partnership/people/new/:organisationId': async (walk) =>
    administrator(walk, `/people/new/${organisation(walk)}`, {
      givenName: fresh('Maya'),
      familyName: 'Obi',
      ...dateAnswers('startedOn', '2026-09-01'),
      ...terms(walk),
    }),
  '/p/:partnership/people/:personId/answers/:question': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/answers/birth_date`, { state: 'refused' })
  },
  '/p/:partnership/people/:personId/engagements/new': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/new`, { organisation: organisation(walk) })
  },
  '/p/:partnership/people/:personId/engagements/new/:organisationId': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/new/${organisation(walk)}`, {
      ...dateAnswers('startedOn', '2026-09-01'),
      ...terms(walk),
    })
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/change': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/${who.engagement}/change`, {
      ...dateAnswers('from', '2026-09-01'),
      ...terms(walk),
    })
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/correct': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/${who.engagement}/correct`, terms(walk))
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/undo': async (walk) => {
    const added = await walk.add('people', { given_name: fresh('Amina'), family_name: 'Khan' })
    const ref = fresh('E')
    const before = await walk.add('engagements', {
      ref,
      person_id: added['id']!,
      started_on: '2026-01-05',
      ended_on: '2026-03-31',
    })
    const after = await walk.add('engagements', {
      ref,
      person_id: added['id']!,
      started_on: '2026-04-01',
      continues_id: before['id']!,
    })
    return administrator(walk, `/people/${added['id']!}/engagements/${after['id']!}/undo`, {})
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/reopen': async (walk) => {
    const added = await walk.add('people', { given_name: fresh('Amina'), family_name: 'Khan' })
    const days = { started_on: '2026-01-05', ended_on: '2026-03-31' }
    const ended = await walk.add('engagements', { person_id: added['id']!, ...days })
    return administrator(walk, `/people/${added['id']!}/engagements/${ended['id']!}/reopen`, {})
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/transfer': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/${who.engagement}/transfer`, {
      organisation: organisation(walk),
    })
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/transfer/:organisationId': async (walk) => {
    const who = await person(walk)
    const path = `/people/${who.person}/engagements/${who.engagement}/transfer/${await anotherOrganisation(walk)}`
    return administrator(walk, path, { ...dateAnswers('on', '2026-12-01'), ...terms(walk) })
  },
  '/p/:partnership/people/:personId/engagements/:engagementId/end': async (walk) => {
    const who = await person(walk)
    return administrator(walk, `/people/${who.person}/engagements/${who.engagement}/end`, {
      ...dateAnswers('endedOn', '2026-11-30'),
      leavingReason: 'Resigned',
      destination: 'Another authority',
    })
  },
  '/p/:partnership/people/:personId/erase': async (walk) => {
    const added = await walk.add('people', { given_name: fresh('Old'), family_name: 'Timer' })
    const days = { started_on: '2010-01-05', ended_on: '2012-03-31' }
    await walk.add('engagements', { person_id: added['id']!, ...days })
    return administrator(walk, `/people/${added['id']!}/erase`, { reason: 'over' })
  },
  '/p/:partnership/posts/new': async (walk) =>
    administrator(walk, '/posts/new', { organisation: organisation(walk) }),
  '/p/:partnership/posts/new/:organisationId': async (walk) =>
    administrator(walk, `/posts/new/${organisation(walk)}`, {
      role: walk.rows.get('roles')!['id']!,
      fte: '1',
      ...dateAnswers('fundedFrom', '2026-04-01'),
    }),
  '/p/:partnership/posts/:postId/edit': async (walk) => {
    const post = await walk.add('posts', { funded_from: '2025-04-01' })
    return administrator(walk, `/posts/${post['id']!}/edit`, { fte: '0.5' })
  },
  '/p/:partnership/posts/:postId/change': async (walk) => {
    const post = await walk.add('posts', { funded_from: '2025-04-01' })
    return administrator(walk, `/posts/${post['id']!}/change`, {
      fte: '0.5',
      ...dateAnswers('from', '2026-04-01'),
    })
  },
  '/p/:partnership/roles/definitions': async (walk) => {
    await walk.sql('delete from ring_definitions where partnership_id = $1', [walk.here.id])
    return administrator(walk, '/roles/definitions', {
      core: 'People whose work is with children',
      wider: 'Everybody else who meets them',
    })
  },
  '/p/:partnership/roles/:roleId/edit': async (walk) => {
    const role = await walk.add('roles')
    return administrator(walk, `/roles/${role['id']!}/edit`, {
      sectorGroup: 'Health',
      family: 'Health',
      ring: 'core',
      regulatedActivity: 'yes',
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
  '/p/:partnership/duplicates/:personMatchId': async (walk) => {
    const [one, other] = [await person(walk), await person(walk)]
    const match = await walk.add('person_matches', { one_id: one.person, other_id: other.person })
    return administrator(walk, `/duplicates/${match['id']!}`, {
      'Are they one person?': 'Two different people',
    })
  },
  '/p/:partnership/merges/:personMergeId': async (walk) => {
    const who = await person(walk)
    const merge = await walk.add('person_merges', { kept_id: who.person, gone_ref: fresh('P') })
    return administrator(walk, `/merges/${merge['id']!}`, {}, 'Undo: make two records again')
  },
  '/p/:partnership/imports/columns/:importMappingId': async (walk) => {
    const saved = await walk.add('import_mappings', { kind: 'people', name: fresh('Payroll') })
    return administrator(
      walk,
      `/imports/columns/${saved['id']!}`,
      { 'Tell this e-mail address (optional)': 'dev@example.org' },
      'Save',
    )
  },
}
