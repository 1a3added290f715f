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
}
