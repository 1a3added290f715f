import type { AnyRoute, NavigationItem } from '#web'
import { addCarerPage, addHouseholdPage, endCarerPage, endHouseholdPage } from './household-forms.page.tsx'
import { householdPage } from './household.page.tsx'
import { householdsPages } from './households.page.tsx'

export const householdRoutes: AnyRoute[] = [
  ...householdsPages,
  addHouseholdPage,
  householdPage,
  addCarerPage,
  endCarerPage,
  endHouseholdPage,
]
export const householdNavigation: NavigationItem[] = [
  {
    text: 'Foster households',
    href: '/households',
    access: 'workforce.see',
    section: 'Workforce',
    aboutOthers: true,
    description: 'Foster caring households and the carers in them, each counted as what it is.',
  },
]
