import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { actionPage, reportProgressPage } from './action.page.tsx'
import { planFile, planPage } from './plan.page.tsx'
import { sectorActionsPage } from './sector-actions.page.tsx'
import { strategiesPages } from './strategies.page.tsx'
import { strategyImport } from './strategy.import.ts'

export { type StrategyDescription, loadStrategy } from './load-strategy.ts'
export { sectorActions } from './sector-actions.ts'
export { type Rating, ratings } from './progress.ts'
export { type PlanAction, planActions, strategies } from './strategy.queries.ts'

export const routes: AnyRoute[] = [
  ...strategiesPages,
  planPage,
  planFile,
  actionPage,
  reportProgressPage,
  sectorActionsPage,
]
export const navigation: NavigationItem[] = [
  {
    text: 'Strategies',
    href: '/strategies',
    access: 'strategy.see',
    section: 'Strategy',
    description: 'What the partnership has promised, who leads each action, by when, and how it is going.',
  },
]
export const jobs: Job[] = []
export const importKinds: ImportKind[] = [strategyImport]
