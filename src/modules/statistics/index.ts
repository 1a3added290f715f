import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'
import { equalityNavigation, equalityRoutes } from './equality/index.ts'
import { figuresPage, headcountsPages, publishedFiguresPages, teamPositionPage } from './figures.page.tsx'

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
]
export const jobs: Job[] = []
