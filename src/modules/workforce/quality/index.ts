import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { gapsPages } from './gaps.page.tsx'
import { remindMapping } from './keep-mapping.ts'
import { requestsPages, roundsPages } from './mapping-lists.page.tsx'
import { requestPage } from './mapping-request.page.tsx'
import { openRoundPage, roundPage } from './mapping-round.page.tsx'
import { organisationsQualityPages } from './organisations-quality.page.tsx'
import { qualityPage } from './quality.page.tsx'

export const qualityRoutes: AnyRoute[] = [
  qualityPage,
  ...organisationsQualityPages,
  ...gapsPages,
  ...roundsPages,
  openRoundPage,
  roundPage,
  ...requestsPages,
  requestPage,
]
export const qualityJobs: Job[] = [remindMapping]
export const qualityNavigation: NavigationItem[] = [
  {
    text: 'Data quality',
    href: '/quality',
    access: 'workforce.see',
    section: 'Data',
    aboutOthers: true,
    description: 'How complete, valid and timely the register is, what to mend first, and where.',
  },
  {
    text: 'Mapping rounds',
    href: '/quality/rounds',
    access: 'workforce.see',
    section: 'Data',
    aboutOthers: true,
    description:
      'Ask organisations whether the register has all their people, and look for groups that nobody counted.',
  },
]
