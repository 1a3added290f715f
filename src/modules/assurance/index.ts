import type { Job } from '#platform'
import type { AnyRoute, NavigationItem } from '#web'

export * from './compliance.ts'
export {
  type ComplianceLine,
  type ComplianceQuestion,
  complianceOf,
  complianceRows,
} from './compliance.queries.ts'
export { type EvidenceKind, ensureEvidenceType, evidenceKinds } from './evidence-types.ts'
export {
  type NewEvidence,
  type NewEvidenceByCode,
  recordEvidence,
  withdrawEvidence,
} from './record-evidence.ts'
export { type BookableLink, type FindBookableLinks, setBookableLink } from './bookable-links.ts'

export const routes: AnyRoute[] = []
export const navigation: NavigationItem[] = []
export const jobs: Job[] = []
