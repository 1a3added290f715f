import { overdueOfMine } from './waiting.ts'
import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { baselinePage, editBaselinePage } from './baseline/baseline.pages.tsx'
import { exemptAPersonPage } from './exempt-a-person.page.tsx'
import { checksImport } from './imports/import-checks.ts'
import { exemptionsImport } from './imports/import-exemptions.ts'
import { requirementsImport } from './imports/import-requirements.ts'
import { trainingImport } from './imports/import-training.ts'
import { myRequirementsPage } from './my-requirements.page.tsx'
import { personCompliancePage } from './person.page.tsx'
import { recordEvidencePage } from './record-evidence.page.tsx'
import { requirementPage } from './requirement.page.tsx'
import { requirementsPages } from './requirements.page.tsx'
import { editRequirementPage, newRequirementPage } from './save-requirement.page.tsx'
import { teamPages } from './team.page.tsx'
import { withdrawEvidencePage } from './withdraw-evidence.page.tsx'

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
export { recordsOfAPerson } from './records-of-a-person.ts'
export { type BookableLink, type FindBookableLinks, setBookableLink } from './bookable-links.ts'

export const routes: AnyRoute[] = [
  myRequirementsPage,
  ...teamPages,
  baselinePage,
  editBaselinePage,
  personCompliancePage,
  recordEvidencePage,
  withdrawEvidencePage,
  exemptAPersonPage,
  ...requirementsPages,
  newRequirementPage,
  requirementPage,
  editRequirementPage,
]
export const navigation: NavigationItem[] = [
  {
    text: 'My requirements',
    href: '/assurance/mine',
    access: 'signed-in',
    section: 'My work',
    description: 'The training and checks that are required of you, when they are due, and how to get them.',
    waiting: overdueOfMine,
  },
  {
    text: 'Compliance',
    href: '/assurance/team',
    access: 'assurance.see',
    section: 'Compliance',
    aboutOthers: true,
    description: 'Who has what is required of them, what is due soon and what is overdue, on any date.',
  },
  {
    text: 'Requirements',
    href: '/assurance/requirements',
    access: 'assurance.see',
    section: 'Compliance',
    aboutOthers: true,
    description: 'What is required of whom, how often, and since when.',
  },
]
export const jobs: Job[] = []
export const importKinds: ImportKind[] = [requirementsImport, trainingImport, checksImport, exemptionsImport]
