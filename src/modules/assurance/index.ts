import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { checksImport } from './imports/import-checks.ts'
import { exemptionsImport } from './imports/import-exemptions.ts'
import { requirementsImport } from './imports/import-requirements.ts'
import { trainingImport } from './imports/import-training.ts'

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
export const importKinds: ImportKind[] = [requirementsImport, trainingImport, checksImport, exemptionsImport]
