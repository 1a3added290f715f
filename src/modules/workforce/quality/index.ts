import type { AnyRoute, NavigationItem } from '#web'
import { gapsPages } from './gaps.page.tsx'
import { organisationsQualityPages } from './organisations-quality.page.tsx'
import { qualityPage } from './quality.page.tsx'

export const qualityRoutes: AnyRoute[] = [qualityPage, ...organisationsQualityPages, ...gapsPages]
export const qualityNavigation: NavigationItem[] = [
  {
    text: 'Data quality',
    href: '/quality',
    access: 'workforce.see',
    section: 'Workforce',
    aboutOthers: true,
    description: 'How complete, valid and timely the register is, what to mend first, and where.',
  },
]
