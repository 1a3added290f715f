import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { equalityNavigation, equalityRoutes } from './equality/index.ts'
import { figuresPage, headcountsPages, publishedFiguresPages, teamPositionPage } from './figures.page.tsx'

import { ownRegistersPage } from './registers/own-registers.page.tsx'

export { addBenchmark } from './equality/benchmarks.ts'
export { releaseProfile } from './equality/release-profile.ts'
export { comparisonBlocks } from './comparison.document.ts'
export { type Rate, percentage, printPercentage } from './figures.ts'
export {
  type IndicatorHistory,
  indicatorHistories,
  publishedFigures,
  publishedTeams,
} from './published-figures.ts'
export { teamPositionBlocks } from './team-position.document.ts'

export const routes: AnyRoute[] = [
  figuresPage,
  teamPositionPage,
  ...publishedFiguresPages,
  ...headcountsPages,
  ...equalityRoutes,
  ownRegistersPage,
]
export const navigation: NavigationItem[] = [
  {
    text: 'Figures',
    href: '/figures',
    access: 'statistics.see',
    section: 'Figures',
    description:
      'Turnover, vacancies and agency against the region, headcounts by sector, and what published totals imply.',
  },
  ...equalityNavigation,
  {
    text: 'Registers that employers keep',
    href: '/figures/own-registers',
    access: 'statistics.see',
    section: 'Figures',
    description: 'How many people work where the school or another employer keeps its own register.',
  },
]
export const jobs: Job[] = []
