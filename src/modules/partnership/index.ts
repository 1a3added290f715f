import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { addOrganisationPage } from './organisations/add-organisation.page.tsx'
import { changeOrganisationPage } from './organisations/change-organisation.page.tsx'
import { correctOrganisationPage } from './organisations/correct-organisation.page.tsx'
import { collaborationNavigation, collaborationRoutes } from './collaborations/index.ts'
import { contactJobs, contactNavigation, contactRoutes } from './contacts/index.ts'
import { organisationsImport } from './organisations/import-organisations.ts'
import { partnerNavigation, partnerRoutes } from './partners/index.ts'
import { peerSupportNavigation, peerSupportRoutes } from './peer-support/index.ts'
import { sharingNavigation, sharingRoutes } from './sharing/index.ts'

export const routes: AnyRoute[] = [
  ...sharingRoutes,
  addOrganisationPage,
  correctOrganisationPage,
  changeOrganisationPage,
  ...contactRoutes,
  ...partnerRoutes,
  ...collaborationRoutes,
  ...peerSupportRoutes,
]
export const navigation: NavigationItem[] = [
  {
    text: 'Organisations',
    href: '/organisations',
    access: 'partnership.see',
    section: 'Partners',
    description:
      'The council, its partners, schools, nurseries and charities, and what is true of them when.',
  },
  ...contactNavigation,
  ...partnerNavigation,
  ...collaborationNavigation,
  ...peerSupportNavigation,
  ...sharingNavigation,
]
export const jobs: Job[] = [...contactJobs]
export const importKinds: ImportKind[] = [organisationsImport]

export { closeTeam, saveTeam } from './teams/save-team.ts'
export { addTeams, findTeams } from './teams/teams.ts'
export { addSectors } from './names.ts'
export {
  cohorts,
  organisationKinds,
  type Cohort,
  type OrganisationKind,
} from './organisations/organisation.ts'
export {
  addPartnership,
  codeProblem,
  createPartnership,
  type CreatedPartnership,
  type NewPartnership,
} from './create-partnership.ts'
export { inPartnership } from './in-partnership.ts'
export { addOrganisation, closeOrganisation } from './organisations/save-organisation.ts'
export { isWithinReach, needReach } from './within-reach.ts'
export { agreementsOf } from './sharing/agreement.queries.ts'
export {
  type RegisterKeeper,
  type Sharing,
  lawfulBases,
  registerKeepers,
  sharings,
  standingOf,
} from './sharing/agreement.ts'

export { addContact } from './contacts/save-contact.ts'
export { type Contact, type Freshness, freshnesses, purposes } from './contacts/contact.ts'
export { contactsOf } from './contacts/contact.queries.ts'
export { FreshnessTag, confirmedInWords } from './contacts/freshness-tag.tsx'
export { partnerRoles } from './partners/partner.ts'
export { partnerRolesOf } from './partners/partner.queries.ts'
export { saveCollaboration } from './collaborations/save-collaboration.ts'
export { logPeerSupport } from './peer-support/peer-support.ts'
