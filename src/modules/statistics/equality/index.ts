import type { AnyRoute, NavigationItem } from '#web'
import { addBenchmarkPage, benchmarksPages, changeBenchmarkPage } from './benchmark.pages.tsx'
import { profilePage } from './profile.page.tsx'
import { releaseProfilePage } from './release.page.tsx'

export const equalityRoutes: AnyRoute[] = [
  profilePage,
  releaseProfilePage,
  ...benchmarksPages,
  addBenchmarkPage,
  changeBenchmarkPage,
]

export const equalityNavigation: NavigationItem[] = [
  {
    text: 'Equality profile',
    href: '/figures/equality',
    access: 'statistics.see',
    section: 'Figures',
    description:
      'The workforce by age, sex, ethnic group, disability and skill level in each sector, compared with residents.',
  },
]
