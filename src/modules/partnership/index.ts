import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { organisationsImport } from './organisations/import-organisations.ts'

export const routes: AnyRoute[] = []
export const navigation: NavigationItem[] = []
export const jobs: Job[] = []
export const importKinds: ImportKind[] = [organisationsImport]

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
