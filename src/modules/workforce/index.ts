/** People, what they do and where, and the files they come from: the front door. */
import type { Job } from '#platform'
import type { ImportKind } from '#platform/imports/index'
import type { AnyRoute, NavigationItem } from '#web'
import { changeTermsPage } from './engagements/change-terms.page.tsx'
import { correctEngagementPage } from './engagements/correct-engagement.page.tsx'
import { countsNavigation, countsRoutes } from './counts/index.ts'
import { endEngagementPage } from './engagements/end-engagement.page.tsx'
import { engagementsImport } from './engagements/import-engagements.ts'
import { newEngagementPage, whereToEngagePage } from './engagements/new-engagement.pages.tsx'
import { transferReceiptPage } from './engagements/transfer-receipt.page.tsx'
import { transferPage, whereToTransferPage } from './engagements/transfer.pages.tsx'
import { reopenEngagementPage, undoChangePage } from './engagements/undo.pages.tsx'
import { homePage } from './home/home.page.tsx'
import { householdNavigation, householdRoutes } from './households/index.ts'
import { qualityJobs, qualityNavigation, qualityRoutes } from './quality/index.ts'
import { importJobs, importRoutes } from './imports/index.ts'
import { closeOrganisationPage } from './organisations/close-organisation.page.tsx'
import { matchingRoutes } from './matching/index.ts'
import { countOpenMatches } from './matching/matches.queries.ts'
import { organisationPage } from './organisations/organisation.page.tsx'
import { organisationsPages } from './organisations/organisations.page.tsx'
import { answerPage } from './people/answer.page.tsx'
import { editPersonPage } from './people/edit-person.page.tsx'
import { erasePersonPage } from './people/erase-person.page.tsx'
import { peopleImport } from './people/import-people.ts'
import { peoplePages } from './people/people.page.tsx'
import { newPersonPage, whereToAddPage } from './people/new-person.pages.tsx'
import { personPage } from './people/person.page.tsx'
import { timelinePage } from './people/timeline.page.tsx'
import { establishmentPages } from './posts/establishment.page.tsx'
import { postsImport } from './posts/import-posts.ts'
import { changePostPage, editPostPage, newPostPage, postPage, wherePostPage } from './posts/post.pages.tsx'
import { postsPages } from './posts/posts.page.tsx'
import { selfNavigation, selfRoutes } from './self/index.ts'
import { editRolePage, ringDefinitionsPage } from './roles/edit-role.pages.tsx'
import { rolePage } from './roles/role.page.tsx'
import { rolesPages } from './roles/roles.page.tsx'
import { addTeamPage, closeTeamPage, editTeamPage } from './teams/save-team.pages.tsx'
import { teamPage } from './teams/team.page.tsx'
import { teamsPages } from './teams/teams.page.tsx'

export const routes: AnyRoute[] = [
  ...selfRoutes,
  homePage,
  ...peoplePages,
  whereToAddPage,
  newPersonPage,
  personPage,
  timelinePage,
  erasePersonPage,
  answerPage,
  editPersonPage,
  whereToEngagePage,
  newEngagementPage,
  changeTermsPage,
  correctEngagementPage,
  undoChangePage,
  endEngagementPage,
  reopenEngagementPage,
  whereToTransferPage,
  transferPage,
  transferReceiptPage,
  ...organisationsPages,
  organisationPage,
  closeOrganisationPage,
  ...teamsPages,
  addTeamPage,
  teamPage,
  editTeamPage,
  closeTeamPage,
  ...rolesPages,
  ringDefinitionsPage,
  rolePage,
  editRolePage,
  ...establishmentPages,
  ...postsPages,
  wherePostPage,
  newPostPage,
  postPage,
  editPostPage,
  changePostPage,
  ...countsRoutes,
  ...householdRoutes,
  ...qualityRoutes,
  ...importRoutes,
  ...matchingRoutes,
]
export const navigation: NavigationItem[] = [
  {
    text: 'People',
    href: '/people',
    access: 'workforce.see',
    section: 'Workforce',
    aboutOthers: true,
    description: 'Find a person, see what they do and where, and correct what is wrong.',
  },
  {
    text: 'Teams',
    href: '/teams',
    access: 'workforce.see',
    section: 'Workforce',
    aboutOthers: true,
    description: 'Teams and how many people are in each.',
  },
  {
    text: 'Roles',
    href: '/roles',
    access: 'workforce.see',
    section: 'Workforce',
    aboutOthers: true,
    description: 'What people do, by group, core and wider, and how many do it on any date.',
  },
  {
    text: 'Vacancies',
    href: '/vacancies',
    access: 'workforce.see',
    section: 'Workforce',
    aboutOthers: true,
    description: 'What is funded, filled and vacant on any date, by team and role.',
  },
  ...countsNavigation,
  ...householdNavigation,
  ...qualityNavigation,
  {
    text: 'Imports',
    href: '/imports',
    access: 'workforce.import',
    section: 'Data',
    description:
      'Bring in files of organisations, people and records. Nothing changes until you have seen what would.',
  },
  {
    text: 'Likely duplicates',
    href: '/duplicates',
    access: 'workforce.manage',
    section: 'Data',
    aboutOthers: true,
    description: 'Two records that may be one person’s: look at both and say. A merge can be undone.',
    waiting: async (ctx) => {
      const open = await countOpenMatches(ctx)
      return open === 0 ? null : `${open} ${open === 1 ? 'pair' : 'pairs'} to look at`
    },
  },
  ...selfNavigation,
]
export const jobs: Job[] = [...importJobs, ...qualityJobs]
export const importKinds: ImportKind[] = [peopleImport, engagementsImport, postsImport]

export { type Precision, type SectorAction, countWords, setSectorActions } from './counts/index.ts'
export { showOnHome } from './home/home.page.tsx'
export { noteImport } from './imports/note-import.ts'
export { offerImports } from './imports/offered-imports.ts'
export { countPeopleOn, vacanciesOn } from './people/counts-on.ts'
export { type RecordsOfAPerson, offerRecords } from './people/records-elsewhere.ts'
export { groupOfFamily } from './roles/role-taxonomy.ts'
export { addRoles } from './roles/roles.ts'
export { bases, type Basis } from './engagements/engagement.ts'
export {
  type Question,
  ageBands,
  columnOf,
  columnsOf,
  preferNotToSay,
  questions,
} from './equality/questions.ts'
export { type Member, type Team, byEmployer, findTeam, membersOf } from './teams/team.queries.ts'
