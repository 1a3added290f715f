import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'

export * from './compliance.ts'
export {
  type ComplianceLine,
  type ComplianceQuestion,
  complianceOf,
  complianceRows,
} from './compliance.queries.ts'

export const routes: AnyRoute[] = []
export const navigation: NavigationItem[] = []
export const jobs: Job[] = []
