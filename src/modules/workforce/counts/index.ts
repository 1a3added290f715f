import type { AnyRoute, NavigationItem } from '#web'
import { describeSectorPage } from './describe-sector.page.tsx'
import { addHeadcountPage, correctHeadcountPage, endHeadcountPage } from './headcount.pages.tsx'
import { mapFile } from './map-file.ts'
import { mapPage } from './map.page.tsx'
import { sectorPage } from './sector.page.tsx'
import { addVolunteerSurveyPage, correctVolunteerSurveyPage } from './volunteer-survey-forms.page.tsx'
import { volunteersPage } from './volunteers.page.tsx'

export const countsRoutes: AnyRoute[] = [
  mapPage,
  mapFile,
  sectorPage,
  describeSectorPage,
  addHeadcountPage,
  correctHeadcountPage,
  endHeadcountPage,
  volunteersPage,
  addVolunteerSurveyPage,
  correctVolunteerSurveyPage,
]
export const countsNavigation: NavigationItem[] = [
  {
    text: 'Map of the workforce',
    href: '/map',
    access: 'statistics.see',
    section: 'Workforce',
    description:
      'Everyone who works with children by sector, ring and cohort: those counted, and groups known as a number.',
  },
]
export { type SectorAction, setSectorActions } from './sector-actions.ts'
export { type Precision, countWords } from './headcount.ts'
