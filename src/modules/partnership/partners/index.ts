import type { AnyRoute, NavigationItem } from '#web'
import {
  addPartnerPage,
  addRepresentativePage,
  endPartnerPage,
  endRepresentativePage,
  partnerPage,
} from './partner.pages.tsx'
import { partnersPage } from './partners.page.tsx'

export const partnerRoutes: AnyRoute[] = [
  partnersPage,
  addPartnerPage,
  partnerPage,
  addRepresentativePage,
  endPartnerPage,
  endRepresentativePage,
]

export const partnerNavigation: NavigationItem[] = [
  {
    text: 'Safeguarding partners',
    href: '/partners',
    access: 'partnership.see',
    section: 'Partners',
    description: 'The statutory partners and relevant agencies of the area, and who speaks for each.',
  },
]
